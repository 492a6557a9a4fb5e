"""The door of this room: sound as this machine can read, hear and record it."""

from contextlib import AbstractContextManager
from pathlib import Path

from studio.core.sound import Fill, Sound, Take


class MachineSound:
    """Fulfils `SoundRoom`."""

    def __init__(self, *, is_nowhere: bool = False) -> None:
        """Use this machine's devices.

        Args:
            is_nowhere: use none of them: what is played goes nowhere, and what is recorded is silence. For machines
                without sound on which everything else is to be tried.
        """
        self._is_nowhere = is_nowhere

    def read_track(self, clip: Path, start_s: float, end_s: float) -> Sound:
        """A stretch of a clip's sound track in stereo, silent where there is none. Raises UnreadableInput."""
        from studio.sound.clip_track import read_track

        return read_track(clip, start_s, end_s)

    def encode_note(self, spoken: Sound) -> bytes:
        """A recording as a small file. Raises MissingComponent when nothing can be encoded here."""
        from studio.sound.note_codec import encode_note

        return encode_note(spoken)

    def decode_note(self, data: bytes) -> Sound:
        """A recording, one channel. Raises UnreadableInput for whatever is wrong with it."""
        from studio.sound.note_codec import decode_note

        return decode_note(data)

    def loudspeaker(self, fill: Fill) -> AbstractContextManager[float]:
        """Let be heard what `fill` gives. Raises MissingComponent when there is nothing to hear with."""
        from studio.sound.devices import loudspeaker

        return loudspeaker(fill, is_nowhere=self._is_nowhere)

    def microphone(self, take: Take) -> AbstractContextManager[None]:
        """Hand on what the microphone hears. Raises MissingComponent when there is none."""
        from studio.sound.devices import microphone

        return microphone(take, is_nowhere=self._is_nowhere)
