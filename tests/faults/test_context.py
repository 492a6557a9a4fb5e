"""What the recording and the set allow to be judged."""

from studio.core.body import Side
from studio.core.capture import Capture, Grade, View
from studio.faults import unmet_needs


def needs(view: View, grade: Grade = Grade.GOOD) -> set[str]:
    return set(unmet_needs(Capture(view, 0.0, Side.RIGHT, Side.LEFT, grade)))


def test_a_clip_meets_the_needs_of_its_own_view_only():
    assert needs(View.SIDE) == {"front-view"}
    assert needs(View.FRONT) == {"side-view"}


def test_a_poor_clip_meets_neither():
    assert needs(View.SIDE, Grade.POOR) == {"side-view", "front-view"}
    assert needs(View.FRONT, Grade.POOR) == {"side-view", "front-view"}


def test_a_side_view_too_far_off_the_side_is_not_judged():
    askew, square = (
        unmet_needs(Capture(View.SIDE, yaw_deg, Side.RIGHT, Side.LEFT, Grade.LIMITED)) for yaw_deg in (29.2, 24.0)
    )
    assert askew["side-view"] == "The camera stands 29° off the side."
    assert "side-view" not in square
    assert "side-view" not in unmet_needs(Capture(View.SIDE, float("nan"), Side.RIGHT, Side.LEFT, Grade.GOOD))
