"""The drawn body: closed, mirrored, every region on a figure and apart from the others."""

from itertools import pairwise

from studio.core.body_map import (
    BODY_REGIONS,
    FIGURE_SIZE,
    BodyRegion,
    BodyView,
    figure_shift,
    outline_curves,
)


def test_the_outline_is_closed_and_stays_on_its_figure() -> None:
    curves = outline_curves()
    assert all(0.0 <= x <= FIGURE_SIZE[0] and 0.0 <= y <= FIGURE_SIZE[1] for pair in curves for x, y in pair)
    for (_, end), (control, after) in pairwise((*curves, curves[0])):
        assert after != end
        assert control != end


def test_left_and_right_of_the_outline_are_the_same() -> None:
    width = FIGURE_SIZE[0]
    controls = {control for control, _ in outline_curves()}
    assert {(width - x, y) for x, y in controls} == controls


def test_the_figure_from_the_front_stands_beside_the_one_from_behind() -> None:
    assert figure_shift(BodyView.BEHIND) == 0.0
    assert figure_shift(BodyView.FRONT) > FIGURE_SIZE[0]


def test_regions_lie_apart_so_that_a_click_means_one_place() -> None:
    for one in BODY_REGIONS:
        for other in BODY_REGIONS:
            assert one is other or one.view is not other.view or not overlap(one, other), (one, other)


def test_left_is_left_from_behind_and_right_from_the_front() -> None:
    middle = FIGURE_SIZE[0] / 2
    for region in BODY_REGIONS:
        if region.side:
            is_on_the_left = region.center[0] < middle
            assert is_on_the_left is ((region.side == "left") is (region.view is BodyView.BEHIND))


def overlap(one: BodyRegion, other: BodyRegion) -> bool:
    (left, top, width, height), (x, y, wide, high) = one.box, other.box
    return left < x + wide and x < left + width and top < y + high and y < top + height
