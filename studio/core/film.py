"""What goes into an annotated video or picture: which frame is on screen when, and what lies over it."""

from dataclasses import dataclass
from enum import StrEnum, unique


@unique
class FilmLayout(StrEnum):
    """What is side by side."""

    OVERLAY = "overlay"
    SIDE_BY_SIDE = "side-by-side"


@dataclass(frozen=True, slots=True)
class Step:
    """A frame of the clip at its time in the film; the same frame again and again is a freeze."""

    frame_index: int
    time_s: float


@dataclass(frozen=True, slots=True)
class Caption:
    """Words under the picture from one frame to another, both included."""

    first_index: int
    last_index: int
    text: str


@dataclass(frozen=True, slots=True)
class Film:
    """A film to be made.

    Attributes:
        steps: in time order, at least one.
        captions: what is said under the picture.
        layout: overlay alone, or the original beside it.
        has_body: whether skeleton and angles are drawn.
        has_annotations: whether the coach's drawings are drawn.
        keeps_sound: whether the clip's sound goes along; only right when it runs at its own speed throughout.
        most_height_px: taller pictures are made smaller.
        hides_face: whether the athlete's face is made unrecognisable.
    """

    steps: tuple[Step, ...]
    captions: tuple[Caption, ...] = ()
    layout: FilmLayout = FilmLayout.OVERLAY
    has_body: bool = True
    has_annotations: bool = True
    keeps_sound: bool = False
    most_height_px: int = 1080
    hides_face: bool = False

    def caption_at(self, frame_index: int) -> str:
        """What is said on a frame; empty for nothing."""
        told = (one.text for one in self.captions if one.first_index <= frame_index <= one.last_index)
        return next(told, "")
