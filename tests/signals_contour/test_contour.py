"""The arc of the back: exact on circles, the same wherever and however large the person is, and silent when hidden."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.arrays import FloatArray
from studio.core.body import JOINT_COUNT, Joint, Part, Side
from studio.core.landmarks import LandmarkTrack
from studio.core.observation import Outlines, PlateTrack
from studio.signals import back_line, contour
from studio.signals.back_line import arc_deg, sagitta_and_chord
from studio.signals.contour import ContourSignal, back_contour
from tests.signals_contour.drawn_backs import landmarks, person, still, times, to_picture


def _read(
    outlines: Outlines,
    track: LandmarkTrack,
    *,
    facing: Side = Side.RIGHT,
    plate: PlateTrack | None = None,
    fps: float = 30.0,
) -> ContourSignal:
    return back_contour(
        outlines,
        track,
        times_s=times(outlines.frame_count, fps),
        near_side=Side.RIGHT,
        facing=facing,
        plate=plate,
    )


def _with(track: LandmarkTrack, joint: Joint, xy_px: FloatArray) -> LandmarkTrack:
    moved = np.array(track.xy_px)
    moved[:, joint] = xy_px
    return LandmarkTrack(moved, track.visibility, track.source, track.world_m)


def _arc_of(along: FloatArray, depth: FloatArray) -> float:
    return float(arc_deg(*sagitta_and_chord(along, depth)))


@given(true_deg=st.floats(2.0, 120.0), size=st.floats(0.1, 1e3), turn_deg=st.floats(-180.0, 180.0))
def test_a_circle_has_exactly_its_own_arc(true_deg: float, size: float, turn_deg: float) -> None:
    sweep = np.radians(np.linspace(-true_deg / 2.0, true_deg / 2.0, 201))
    curve = size * np.stack([np.sin(sweep), np.cos(sweep)], axis=1)
    turn = np.radians(turn_deg)
    turned = curve @ np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    assert _arc_of(turned[:, 0], turned[:, 1]) == pytest.approx(-true_deg, abs=0.02)
    assert _arc_of(turned[:, 0], -turned[:, 1]) == pytest.approx(true_deg, abs=0.02)


def test_a_straight_back_has_no_arc_and_an_s_shape_does_not_jump() -> None:
    along = np.linspace(0.0, 1.0, 101)
    assert _arc_of(along, 0.3 * along) == pytest.approx(0.0, abs=1e-9)
    wave = 0.02 * np.sin(2.0 * np.pi * along)
    assert _arc_of(along, wave) == pytest.approx(0.0, abs=0.1)


@given(
    arc_deg=st.floats(-20.0, 80.0),
    angle_deg=st.floats(-20.0, 60.0),
    scale=st.floats(0.5, 3.0),
    faces_left=st.booleans(),
)
def test_the_arc_does_not_depend_on_place_size_posture_or_direction(
    arc_deg: float, angle_deg: float, scale: float, faces_left: bool
) -> None:
    polygon = person(arc_deg=arc_deg, angle_deg=angle_deg, scale=scale, faces_left=faces_left)
    track = landmarks(7, angle_deg=angle_deg, scale=scale, faces_left=faces_left)
    signal = _read(still(polygon, 7), track, facing=Side.LEFT if faces_left else Side.RIGHT)
    upright = _read(still(person(arc_deg=arc_deg), 7), landmarks(7))
    assert signal.reason == ""
    assert signal.arc_deg[3] == pytest.approx(upright.arc_deg[3], abs=0.5)


@pytest.mark.parametrize("arc_deg", [0.0, 15.0, 30.0, 60.0])
def test_the_drawn_arc_is_read(arc_deg: float) -> None:
    signal = _read(still(person(arc_deg=arc_deg), 9), landmarks(9))
    assert signal.arc_deg[4] == pytest.approx(arc_deg, abs=3.0)
    assert signal.sd_deg[4] == pytest.approx(0.0, abs=1e-9)


def test_the_hip_angle_of_the_same_landmarks_comes_along() -> None:
    signal = _read(still(person(arc_deg=20.0), 5), landmarks(5))
    assert signal.hip_deg == pytest.approx(180.0)


def test_a_single_bad_frame_does_not_show() -> None:
    polygons = [person(arc_deg=20.0)] * 9
    polygons[4] = person(arc_deg=70.0)
    signal = _read(Outlines.from_polygons(polygons), landmarks(9))
    assert signal.arc_deg[4] == pytest.approx(signal.arc_deg[0], abs=0.5)


def test_a_restless_outline_is_refused() -> None:
    generator = np.random.default_rng(1)
    polygons = [person(arc_deg=float(arc)) for arc in generator.uniform(-20.0, 100.0, 40)]
    signal = _read(Outlines.from_polygons(polygons), landmarks(40))
    assert signal.reason == back_line.TOO_RESTLESS


def test_a_plate_on_the_back_hides_it() -> None:
    center = to_picture(np.array([[0.8, 0.0]]), angle_deg=0.0, scale=1.0, faces_left=False)
    plate = PlateTrack(np.repeat(center, 9, axis=0), np.full(9, 120.0), np.ones(9))
    signal = _read(still(person(arc_deg=20.0), 9), landmarks(9), plate=plate)
    assert signal.reason == back_line.BEHIND_PLATE
    assert np.isnan(signal.arc_deg).all()


def test_a_small_or_unseen_plate_hides_nothing() -> None:
    center = to_picture(np.array([[0.9, -0.3]]), angle_deg=0.0, scale=1.0, faces_left=False)
    places = np.repeat(center, 9, axis=0)
    places[::2] = np.nan
    plate = PlateTrack(places, np.where(np.isfinite(places[:, 0]), 40.0, np.nan), np.ones(9))
    signal = _read(still(person(arc_deg=20.0), 9), landmarks(9), plate=plate)
    assert signal.reason == ""


def _with_bench(polygon: FloatArray, *, edge_tr: float) -> FloatArray:
    """The outline of a person whose mask swallows a bench that ends at that place along the trunk."""
    along, behind = (polygon[:, 0] - 300.0) / 160.0, polygon[:, 1] > 200.0
    swallowed = np.array(polygon)
    swallowed[behind & (along < edge_tr), 1] = 200.0 + 0.5 * 160.0
    return swallowed


def test_where_the_outline_swallows_the_bench_the_back_begins_below_its_edge() -> None:
    polygons = [person(arc_deg=20.0)] * 20 + [_with_bench(person(arc_deg=20.0), edge_tr=0.45)] * 10
    signal = _read(Outlines.from_polygons(polygons), landmarks(30))
    assert signal.reason == ""
    assert np.ptp(signal.single_deg) < 1.0
    assert 2.0 < signal.single_deg[0] < 20.0


def test_a_bench_that_hides_half_of_the_back_leaves_nothing_to_compare() -> None:
    polygons = [person(arc_deg=20.0)] * 20 + [_with_bench(person(arc_deg=20.0), edge_tr=0.52)] * 10
    assert _read(Outlines.from_polygons(polygons), landmarks(30)).reason == back_line.BEHIND_BENCH


def test_a_bench_down_to_the_loin_leaves_too_little_of_the_back() -> None:
    polygons = [_with_bench(person(arc_deg=20.0), edge_tr=0.74)] * 30
    assert _read(Outlines.from_polygons(polygons), landmarks(30)).reason == back_line.BEHIND_BENCH


def test_a_hem_below_the_loin_is_not_taken_for_a_hollow_back() -> None:
    along = np.linspace(-0.2, 1.4, 400)
    dent = 0.12 * np.exp(-0.5 * ((along - 1.05) / 0.05) ** 2)
    back = np.stack([along, 0.2 + 0.02 * along - dent], axis=1)
    front = np.stack([along[::-1], np.full(len(along), -0.25)], axis=1)
    polygon = to_picture(np.concatenate([back, front]), angle_deg=0.0, scale=1.0, faces_left=False)
    assert _read(still(polygon, 9), landmarks(9)).reason == back_line.BEHIND_CLOTHES


def _askew(track: LandmarkTrack) -> LandmarkTrack:
    """The same landmarks, whose depth says that the camera stands 22 degrees off the side."""
    world_m = np.full((track.frame_count, JOINT_COUNT, 3), np.nan)
    for part in (Part.HIP, Part.SHOULDER):
        world_m[:, part.on(Side.RIGHT)] = (0.06, 0.0, -0.15)
        world_m[:, part.on(Side.LEFT)] = (-0.06, 0.0, 0.15)
    return LandmarkTrack(track.xy_px, track.visibility, track.source, world_m)


def test_a_camera_far_off_the_side_sees_no_back() -> None:
    assert _read(still(person(arc_deg=20.0), 9), _askew(landmarks(9))).reason == contour.CAMERA_ASKEW


def test_behind_a_plate_nobody_can_say_where_the_camera_stands() -> None:
    center = to_picture(np.array([[0.8, 0.0]]), angle_deg=0.0, scale=1.0, faces_left=False)
    plate = PlateTrack(np.repeat(center, 9, axis=0), np.full(9, 120.0), np.ones(9))
    signal = _read(still(person(arc_deg=20.0), 9), _askew(landmarks(9)), plate=plate)
    assert signal.reason == back_line.BEHIND_PLATE


def test_a_single_frame_is_no_clip_and_has_no_interval() -> None:
    assert _read(still(person(arc_deg=20.0), 1), landmarks(1)).interval_s == 0.0
    assert _read(still(person(arc_deg=20.0), 3), landmarks(3)).interval_s == pytest.approx(1.0 / 30.0)


def test_a_bench_in_the_outline_hides_the_back() -> None:
    bench = to_picture(
        np.array([[0.5, 0.1], [0.5, 0.5], [0.7, 0.5], [0.7, 0.1]]), angle_deg=0.0, scale=1.0, faces_left=False
    )
    body = person(arc_deg=20.0)
    along = (body[:, 0] - 300.0) / 160.0
    behind = body[:, 1] > 200.0
    first = np.flatnonzero(behind & (along > 0.5))[0]
    last = np.flatnonzero(behind & (along < 0.7))[-1]
    merged = np.concatenate([body[:first], bench[1:3], body[last:]])
    signal = _read(still(merged, 9), landmarks(9))
    assert signal.reason == back_line.BEHIND_BENCH


@pytest.mark.parametrize("depth_tr", [-0.1, 0.75])
def test_a_back_at_an_impossible_depth_is_not_a_back(depth_tr: float) -> None:
    along = np.linspace(-0.2, 1.4, 100)
    box = np.concatenate(
        [np.stack([along, np.full(100, depth_tr)], axis=1), np.stack([along[::-1], np.full(100, -0.2)], axis=1)]
    )
    polygon = to_picture(box, angle_deg=0.0, scale=1.0, faces_left=False)
    assert _read(still(polygon, 9), landmarks(9)).reason == back_line.BEHIND_BENCH


def test_an_outline_with_a_bite_out_of_the_trunk_shows_no_back() -> None:
    body = person(arc_deg=20.0)
    along, behind = (body[:, 0] - 300.0) / 160.0, body[:, 1] > 200.0
    bitten = np.array(body)
    bitten[~behind & (along > 0.5) & (along < 0.6), 1] = 215.0
    assert _read(still(bitten, 9), landmarks(9)).reason == back_line.BEHIND_BENCH


def test_an_elbow_at_the_back_hides_it() -> None:
    elbow = to_picture(np.array([[0.6, 0.19]]), angle_deg=0.0, scale=1.0, faces_left=False)[0]
    signal = _read(still(person(arc_deg=10.0), 9), _with(landmarks(9), Joint.RIGHT_ELBOW, elbow))
    assert signal.reason == back_line.BEHIND_BENCH


def test_unknown_arms_do_not_matter() -> None:
    track = _with(_with(landmarks(9), Joint.RIGHT_ELBOW, np.full(2, np.nan)), Joint.RIGHT_WRIST, np.full(2, np.nan))
    assert _read(still(person(arc_deg=20.0), 9), track).reason == ""


def test_a_person_cut_off_above_the_buttocks_shows_no_back() -> None:
    polygon = person(arc_deg=20.0)
    shorter = polygon[(polygon[:, 0] - 300.0) / 160.0 < 0.8]
    assert _read(still(shorter, 9), landmarks(9)).reason == back_line.BEHIND_BENCH


def test_a_person_cut_off_below_the_shoulder_shows_no_back() -> None:
    polygon = person(arc_deg=20.0)
    lower = polygon[(polygon[:, 0] - 300.0) / 160.0 > 0.4]
    assert _read(still(lower, 9), landmarks(9)).reason == back_line.BEHIND_BENCH


def test_without_outline_or_landmarks_there_is_no_back() -> None:
    nothing = Outlines.from_polygons([np.empty((0, 2))] * 5)
    assert _read(nothing, landmarks(5)).reason == back_line.NO_OUTLINE
    blind = LandmarkTrack(
        np.full((5, JOINT_COUNT, 2), np.nan),
        np.zeros((5, JOINT_COUNT)),
        np.zeros((5, JOINT_COUNT), dtype=np.uint8),
        np.full((5, JOINT_COUNT, 3), np.nan),
    )
    assert _read(still(person(arc_deg=20.0), 5), blind).reason == back_line.NO_OUTLINE


def test_a_back_seen_only_now_and_then_is_refused_with_the_commoner_reason() -> None:
    hidden = [np.array([[0.0, 0.0], [9.0, 0.0], [9.0, 9.0]])] * 30
    polygons = [*hidden, *([person(arc_deg=20.0)] * 5)]
    signal = _read(Outlines.from_polygons(polygons), landmarks(35))
    assert signal.reason == back_line.BEHIND_BENCH


def test_slow_clips_still_use_five_frames() -> None:
    polygons = [person(arc_deg=20.0)] * 9
    polygons[4] = person(arc_deg=60.0)
    signal = _read(Outlines.from_polygons(polygons), landmarks(9), fps=5.0)
    assert signal.arc_deg[4] == pytest.approx(signal.arc_deg[0], abs=0.5)


def _rough(polygon: FloatArray, *, wave_tr: float) -> FloatArray:
    """The outline of a person whose back has waves eight to the trunk."""
    along, behind = (polygon[:, 0] - 300.0) / 160.0, polygon[:, 1] > 200.0
    waved = np.array(polygon)
    waved[behind, 1] += 160.0 * wave_tr * np.sin(2.0 * np.pi * 8.0 * along[behind])
    return waved


def test_an_outline_rougher_than_skin_is_no_back() -> None:
    assert _read(still(_rough(person(arc_deg=40.0), wave_tr=0.004), 9), landmarks(9)).reason == ""
    rough = _read(still(_rough(person(arc_deg=40.0), wave_tr=0.02), 9), landmarks(9))
    assert rough.reason == back_line.TOO_RESTLESS


def test_a_back_that_changes_place_on_its_way_up_is_not_all_back() -> None:
    """Hips from 130 to 180 degrees; at the top the ribs seem to lie elsewhere, as over a bench's near edge."""
    hip_deg = np.linspace(130.0, 180.0, 30)
    track = landmarks(30)
    xy_px = np.array(track.xy_px)
    turn = np.radians(180.0 - hip_deg)
    knee = np.stack([1.0 + 0.9 * np.cos(turn), -0.9 * np.sin(turn)], axis=1)
    xy_px[:, Joint.RIGHT_KNEE] = to_picture(knee, angle_deg=0.0, scale=1.0, faces_left=False)
    bent = LandmarkTrack(xy_px, track.visibility, track.source, track.world_m)
    deep = [person(arc_deg=50.0, depth_tr=0.30 if angle < 160.0 else 0.20) for angle in hip_deg]
    assert _read(Outlines.from_polygons([person(arc_deg=50.0)] * 30), bent).reason == ""
    assert _read(Outlines.from_polygons(deep), bent).reason == back_line.BEHIND_BENCH
