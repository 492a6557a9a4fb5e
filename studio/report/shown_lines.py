"""The lines that settled a finding: chest and pelvis, as the coach drew them, over the frame that proves it."""

from studio.core.annotation import AidKind, Annotation, DrawnPoint, DrawStyle, Shape
from studio.core.review import Review
from studio.report.words import Words

_LOOKS = {
    AidKind.THORAX_LINE: ("still.chest_line", DrawStyle("pink", 4.0)),
    AidKind.PELVIS_LINE: ("still.pelvis_line", DrawStyle("green", 4.0)),
}


def shown_lines(review: Review, words: Words) -> tuple[Annotation, ...]:
    """Chest and pelvis lines as drawings, each on its own frame. Source: kb:b4, M-TPA."""
    return tuple(
        Annotation(
            id=f"{aid.kind.value}-{aid.frame_index}",
            shape=Shape.LINE,
            points=tuple(DrawnPoint(x_px, y_px) for x_px, y_px in aid.points_px),
            first_index=aid.frame_index,
            last_index=aid.frame_index,
            style=_LOOKS[aid.kind][1],
            text=words.own(_LOOKS[aid.kind][0]),
        )
        for aid in review.aids
        if aid.kind in _LOOKS
    )
