"""The back over a clip: one chord from mid-rise on, and ribs and small of the back that stay where they are."""

import numpy as np
import pytest

from studio.core.arrays import FloatArray
from studio.signals.back_line import Reading, arc_deg
from studio.signals.contour_course import BackCourse, course_of, is_same_back, steady_arcs_deg

_HIP_DEG = np.concatenate([np.linspace(90.0, 180.0, 46), np.full(20, 180.0)])
_SAGITTA_TR = 0.08


def _course(
    *,
    chord_at_top_tr: float = 0.6,
    apex_at_top_tr: float = 0.65,
    upper_at_top_tr: float = 0.12,
    sagitta_tr: float = _SAGITTA_TR,
    trunk_px: tuple[float, float] = (150.0, 20.0),
) -> BackCourse:
    """Hips from 90 to 180 degrees and a hold; what is said of the top counts from 170 degrees on."""
    is_top = _HIP_DEG >= 170.0
    readings = [
        Reading(
            sagitta_tr=sagitta_tr,
            chord_tr=chord_at_top_tr if top else 0.6,
            apex_tr=apex_at_top_tr if top else 0.65,
            upper_tr=upper_at_top_tr if top else 0.12,
        )
        for top in is_top
    ]
    return course_of(readings, trunk_px=np.tile(trunk_px, (len(readings), 1)), hip_deg=_HIP_DEG)


def _only(course: BackCourse, kept: FloatArray) -> BackCourse:
    return BackCourse(
        sagitta_tr=np.where(kept, course.sagitta_tr, np.nan),
        chord_tr=np.where(kept, course.chord_tr, np.nan),
        apex_tr=np.where(kept, course.apex_tr, np.nan),
        upper_tr=np.where(kept, course.upper_tr, np.nan),
        hip_deg=course.hip_deg,
        is_lying=course.is_lying,
    )


def test_buttocks_that_wander_at_the_top_do_not_change_the_arc() -> None:
    arcs = steady_arcs_deg(_course(chord_at_top_tr=0.45))
    assert arcs == pytest.approx(float(arc_deg(_SAGITTA_TR, 0.6)))


def test_without_a_visible_mid_rise_the_other_frames_lend_their_chord() -> None:
    arcs = steady_arcs_deg(_only(_course(chord_at_top_tr=0.45), _HIP_DEG >= 170.0))
    assert arcs[-1] == pytest.approx(float(arc_deg(_SAGITTA_TR, 0.45)))
    assert np.isnan(arcs[0])


def test_a_back_never_read_has_no_arcs_and_no_shift() -> None:
    unseen = _only(_course(), np.zeros(len(_HIP_DEG), dtype=np.bool_))
    assert np.isnan(steady_arcs_deg(unseen)).all()
    assert is_same_back(unseen)


@pytest.mark.parametrize(
    ("apex_at_top_tr", "upper_at_top_tr", "is_same"),
    [(0.65, 0.12, True), (0.69, 0.09, True), (0.74, 0.12, False), (0.56, 0.12, False), (0.65, 0.05, False)],
)
def test_ribs_and_small_of_the_back_stay_where_they_are(
    apex_at_top_tr: float, upper_at_top_tr: float, is_same: bool
) -> None:
    assert is_same_back(_course(apex_at_top_tr=apex_at_top_tr, upper_at_top_tr=upper_at_top_tr)) is is_same


def test_the_fold_of_a_shirt_may_wander() -> None:
    assert is_same_back(_course(sagitta_tr=0.02, apex_at_top_tr=0.80))


def test_somebody_who_stands_says_nothing_of_the_lift() -> None:
    assert is_same_back(_course(apex_at_top_tr=0.80, trunk_px=(20.0, 150.0)))


@pytest.mark.parametrize("seen", [_HIP_DEG <= 155.0, _HIP_DEG >= 170.0])
def test_one_end_alone_tells_of_no_shift(seen: FloatArray) -> None:
    assert is_same_back(_only(_course(apex_at_top_tr=0.80), seen))
