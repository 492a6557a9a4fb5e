"""What the way a clip was filmed lets us judge."""

import pytest

from studio.core.body import Side
from studio.core.capture import (
    FILMED_FROM_THE_FRONT,
    NOT_FILMED_FROM_THE_FRONT,
    TOO_POOR,
    Capture,
    Grade,
    View,
)


def capture(view: View, grade: Grade = Grade.GOOD, reasons: tuple[str, ...] = ()) -> Capture:
    return Capture(view, 0.0, Side.RIGHT, Side.LEFT, grade, reasons=reasons)


@pytest.mark.parametrize(
    ("view", "from_the_side", "from_the_feet"),
    [
        (View.SIDE, "", NOT_FILMED_FROM_THE_FRONT),
        (View.OBLIQUE, "", NOT_FILMED_FROM_THE_FRONT),
        (View.FRONT, FILMED_FROM_THE_FRONT, ""),
    ],
)
def test_the_view_decides_what_can_be_seen(view, from_the_side, from_the_feet):
    assert capture(view).why_not_from_the_side() == from_the_side
    assert capture(view).why_not_from_the_feet() == from_the_feet


@pytest.mark.parametrize(("reasons", "told"), [((), TOO_POOR), (("Too dark.", "Too far."), "Too dark.")])
def test_a_poor_clip_allows_nothing_but_tempo_and_says_why(reasons, told):
    assert capture(View.SIDE, Grade.POOR, reasons).why_not_from_the_side() == told
    assert capture(View.FRONT, Grade.POOR, reasons).why_not_from_the_feet() == told
