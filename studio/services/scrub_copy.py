"""The small copy of a clip that an analysis writes on the way: useful, and never a reason to stop."""

import logging

from studio.core.errors import StudioError
from studio.core.frame import ClipInfo, Frame
from studio.core.ports import ScrubWriter
from studio.services.studio import Studio

log = logging.getLogger(__name__)


class ScrubCopy:
    """Writes each frame into the scrub cache; the first failure ends the copy with one line in the log.

    Args:
        studio: the adapters.
        info: the probed clip; where it has a scrub cache already nothing is written.
    """

    def __init__(self, studio: Studio, info: ClipInfo) -> None:
        self._writer: ScrubWriter | None = None
        reader = studio.video.scrub_reader(info)
        if reader is not None:
            reader.close()
            return
        try:
            self._writer = studio.video.scrub_writer(info)
        except StudioError as error:
            self._give_up(error)

    def add(self, frame: Frame) -> None:
        """Append the next frame."""
        if self._writer is not None:
            try:
                self._writer.add(frame)
            except StudioError as error:
                self._give_up(error)

    def finish(self) -> None:
        """Let the copy exist: all frames are in it."""
        if self._writer is not None:
            try:
                self._writer.commit()
            except StudioError as error:
                self._give_up(error)

    def close(self) -> None:
        """Throw away what is not finished."""
        if self._writer is not None:
            self._writer.discard()
            self._writer = None

    def _give_up(self, error: StudioError) -> None:
        log.warning("no scrub cache: %s", error.summary)
        self.close()
