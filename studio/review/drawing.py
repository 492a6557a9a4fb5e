"""Commands for what the coach draws: annotations on the picture and aids for the measures."""

from dataclasses import dataclass, replace

from studio.core.annotation import XY, Aid, AidKind, Annotation, Shape
from studio.core.errors import UsageError
from studio.core.review import Review
from studio.review.commands import Command

_SHORTEST_FLOOR_PX = 50.0  # two hand-drawn ends two pixels off are then four degrees; DF
_STEEPEST_FLOOR = 0.36  # rise over run of 20 degrees: no phone that leans on something stands more askew; DF


def fresh_id(review: Review) -> str:
    """A name that no annotation of the review has."""
    taken = [int(item.id[1:]) for item in review.annotations if item.id[:1] == "a" and item.id[1:].isdecimal()]
    return f"a{max(taken, default=0) + 1}"


def next_number(review: Review) -> int:
    """The number of the next marker."""
    return 1 + max((item.number for item in review.annotations if item.shape is Shape.MARKER), default=0)


def find_annotation(review: Review, annotation_id: str) -> Annotation:
    """The annotation of that name.

    Raises:
        UsageError: there is none.
    """
    for annotation in review.annotations:
        if annotation.id == annotation_id:
            return annotation
    raise UsageError("That drawing is not there any more.", remedy="Choose one that is on the picture.")


@dataclass(frozen=True, slots=True)
class AddAnnotation(Command):
    """Draw something, in front of all that is there."""

    annotation: Annotation

    def _label(self) -> str:
        return f"Draw {self.annotation.shape.value}"

    def _change(self, review: Review) -> Review:
        if any(other.id == self.annotation.id for other in review.annotations):
            raise UsageError("That drawing is there already.", remedy="Draw another one.")
        return replace(review, annotations=(*review.annotations, self.annotation))


@dataclass(frozen=True, slots=True)
class ChangeAnnotation(Command):
    """Put a drawing in place of its earlier self; acts of one kind on one drawing are one step.

    Attributes:
        annotation: as it shall be; its id says which one.
        act: what is done, for the menu and for merging: "Move", "Edit", "Restyle".
    """

    annotation: Annotation
    act: str = "Edit"

    def _label(self) -> str:
        return f"{self.act} {self.annotation.shape.value}"

    def _merge_key(self) -> str:
        return f"annotation:{self.act}:{self.annotation.id}"

    def _change(self, review: Review) -> Review:
        old = find_annotation(review, self.annotation.id)
        return replace(
            review, annotations=tuple(self.annotation if item is old else item for item in review.annotations)
        )


@dataclass(frozen=True, slots=True)
class CopyAnnotation(Command):
    """Draw the same again for other frames, such as those of another rep.

    Attributes:
        annotation_id: what is copied.
        new_id: name of the copy.
        first_index: first frame of the copy; it stays as many frames as the original.
    """

    annotation_id: str
    new_id: str
    first_index: int

    def _label(self) -> str:
        return "Copy drawing"

    def _change(self, review: Review) -> Review:
        old = find_annotation(review, self.annotation_id)
        if self.first_index < 0:
            raise UsageError("The copy would lie before the clip.", remedy="Choose a later rep.")
        last_index = self.first_index + old.last_index - old.first_index
        copy = replace(old, id=self.new_id, first_index=self.first_index, last_index=last_index)
        return AddAnnotation(copy).apply(review)


@dataclass(frozen=True, slots=True)
class CopyAnnotations(Command):
    """Draw the same again for several stretches, such as every other rep, as one step.

    Attributes:
        annotation_id: what is copied.
        first_indices: first frame of each copy.
    """

    annotation_id: str
    first_indices: tuple[int, ...]

    def _label(self) -> str:
        return "Copy drawing"

    def _change(self, review: Review) -> Review:
        for first_index in self.first_indices:
            review = CopyAnnotation(self.annotation_id, fresh_id(review), first_index).apply(review)
        return review


@dataclass(frozen=True, slots=True)
class RemoveAnnotation(Command):
    """Rub out a drawing."""

    annotation_id: str

    def _label(self) -> str:
        return "Delete drawing"

    def _change(self, review: Review) -> Review:
        old = find_annotation(review, self.annotation_id)
        return replace(review, annotations=tuple(item for item in review.annotations if item is not old))


@dataclass(frozen=True, slots=True)
class PlaceAid(Command):
    """Show the studio something in the picture; what showed the same before gives way."""

    aid: Aid

    def _label(self) -> str:
        return f"Place {_said(self.aid.kind)}"

    def _merge_key(self) -> str:
        return f"aid:{self.aid.kind.value}:{self.aid.frame_index}"

    def _change(self, review: Review) -> Review:
        if self.aid.kind is AidKind.FLOOR_LINE and not _is_floor(*self.aid.points_px):
            raise UsageError(
                "A floor line is long and nearly level.",
                remedy="Draw along the floor, from below the head to below the feet.",
            )
        kept = tuple(aid for aid in review.aids if not _is_same_place(aid, self.aid.kind, self.aid.frame_index))
        ordered = sorted((*kept, self.aid), key=lambda aid: (aid.kind.value, aid.frame_index))
        return replace(review, aids=tuple(ordered))


@dataclass(frozen=True, slots=True)
class RemoveAid(Command):
    """Take back something that was shown to the studio."""

    kind: AidKind
    frame_index: int

    def _label(self) -> str:
        return f"Remove {_said(self.kind)}"

    def _change(self, review: Review) -> Review:
        kept = tuple(aid for aid in review.aids if not _is_same_place(aid, self.kind, self.frame_index))
        if len(kept) == len(review.aids):
            raise UsageError("There is nothing of that kind to remove here.", remedy="Go to the frame that shows it.")
        return replace(review, aids=kept)


@dataclass(frozen=True, slots=True)
class ClearAids(Command):
    """Take back all that was shown to the studio."""

    def _label(self) -> str:
        return "Remove all aids"

    def _change(self, review: Review) -> Review:
        return replace(review, aids=())


def _is_floor(start: XY, end: XY) -> bool:
    """Whether a line can be the floor of somebody who holds a phone upright."""
    across_px, up_px = abs(end[0] - start[0]), abs(end[1] - start[1])
    return across_px >= _SHORTEST_FLOOR_PX and up_px <= _STEEPEST_FLOOR * across_px


def _is_same_place(aid: Aid, kind: AidKind, frame_index: int) -> bool:
    return aid.kind is kind and (not kind.is_drawn_per_frame or aid.frame_index == frame_index)


def _said(kind: AidKind) -> str:
    return kind.value.replace("_", " ")
