"""TRC, MOT and C3D as other programs read them: an independent parser, and the C3D library."""

import io
from math import nan

import ezc3d
import numpy as np
import pytest

from studio.core.body import Part, Side
from studio.core.errors import MissingComponent
from studio.core.landmarks import LandmarkTrack
from studio.core.signal import Signal, SignalSet
from studio.core.time import FrameClock
from studio.export.markers import make_markers, plate_scale
from studio.export.motion_files import write_c3d, write_mot, write_trc

SCALE = 0.004


@pytest.fixture(scope="module")
def case(sets):
    case = sets.drawn_case(rep_count=2)
    xy_px = case.analysis.landmarks.xy_px.copy()
    xy_px[10:14, Part.HEEL.on(Side.LEFT)] = np.nan
    track = case.analysis.landmarks
    hidden = LandmarkTrack(xy_px, track.visibility, track.source, track.world_m)
    return case.with_analysis(landmarks=hidden)


def _read_trc(path):
    """As OpenSim's TRC adapter: five lines of head, an empty one, then tab-separated rows."""
    lines = path.read_text().split("\n")
    keys, values = lines[1].split("\t"), lines[2].split("\t")
    names = [name for name in lines[3].split("\t")[2:] if name]
    assert lines[5] == ""
    rows = np.genfromtxt(io.StringIO("\n".join(lines[6:])), delimiter="\t", filling_values=nan)
    return dict(zip(keys, values, strict=True)), names, rows[:, 1], rows[:, 2:].reshape(len(rows), -1, 3)


def _read_mot(path):
    lines = path.read_text().split("\n")
    end = lines.index("endheader")
    head = dict(line.split("=") for line in lines[:end] if line.count("=") == 1)
    columns = lines[end + 1].split("\t")
    rows = np.array([[float(cell) for cell in line.split("\t")] for line in lines[end + 2 :] if line])
    return head, columns, rows


def _retimed(case, times_s):
    observation = case.analysis.observation
    clock = FrameClock(np.asarray(times_s))
    return case.with_analysis(
        observation=type(observation)(clock, observation.width_px, observation.height_px, observation.landmarks)
    )


class TestTrc:
    def test_it_reads_back_within_rounding(self, case, tmp_path):
        write_trc(tmp_path / "set.trc", case.analysis)
        head, names, times_s, xyz = _read_trc(tmp_path / "set.trc")
        joint = case.analysis.landmarks.xy_px[:, Part.KNEE.on(Side.RIGHT)]

        assert head["Units"] == "px"
        assert int(head["NumFrames"]) == len(times_s)
        assert int(head["NumMarkers"]) == len(names) == xyz.shape[1]
        np.testing.assert_allclose(times_s, case.analysis.observation.clock.times_s, atol=1e-6)
        np.testing.assert_allclose(xyz[:, names.index("RKnee"), :2], joint, atol=1e-6)
        assert not xyz[:, names.index("RKnee"), 2].any()

    def test_names_are_those_of_sports2d(self, case):
        names = make_markers(case.analysis).names

        assert {"Hip", "RHip", "RKnee", "RAnkle", "RBigToe", "RHeel", "LHip", "Neck", "Nose", "RShoulder"} <= set(names)
        assert len(set(names)) == len(names) == 23

    def test_missing_stays_missing(self, case, tmp_path):
        write_trc(tmp_path / "set.trc", case.analysis)
        _, names, _, xyz = _read_trc(tmp_path / "set.trc")

        assert np.isnan(xyz[10:14, names.index("LHeel")]).all()
        assert np.isfinite(xyz[14:, names.index("LHeel")]).all()

    def test_metres_count_upwards_from_the_floor(self, case, tmp_path):
        write_trc(tmp_path / "set.trc", case.analysis, metres_per_px=SCALE)
        head, names, _, xyz = _read_trc(tmp_path / "set.trc")
        hip, toe = xyz[:, names.index("RHip"), 1], xyz[:, names.index("RBigToe"), 1]

        assert head["Units"] == "m"
        assert abs(np.nanmedian(toe)) < 0.05
        assert np.ptp(hip) == pytest.approx(
            SCALE * np.ptp(case.analysis.landmarks.xy_px[:, Part.HIP.on(Side.RIGHT), 1]), abs=1e-5
        )
        assert np.corrcoef(hip, case.analysis.landmarks.xy_px[:, Part.HIP.on(Side.RIGHT), 1])[0, 1] < -0.999

    def test_uneven_times_are_kept(self, case, tmp_path):
        times_s = case.analysis.observation.clock.times_s * np.linspace(1.0, 1.7, case.analysis.landmarks.frame_count)
        write_trc(tmp_path / "set.trc", _retimed(case, times_s).analysis)

        np.testing.assert_allclose(_read_trc(tmp_path / "set.trc")[2], times_s, atol=1e-6)

    def test_the_plate_gives_the_scale(self, case):
        times_s = case.analysis.observation.clock.times_s
        y_px = 300.0 + 100.0 * np.sin(times_s)
        sd = np.full(len(times_s), 0.1)
        bar = Signal("bar_y_px", "px", times_s, y_px, sd)
        height = Signal("bar_height_m", "m", times_s, 2.0 - SCALE * y_px, sd)

        told = case.with_analysis(signals=SignalSet((bar, height))).analysis
        assert plate_scale(told) == pytest.approx(SCALE)
        assert make_markers(told).unit == "m"


class TestMot:
    def test_it_reads_back_within_rounding(self, case, tmp_path):
        write_mot(tmp_path / "set.mot", case.analysis)
        head, columns, rows = _read_mot(tmp_path / "set.mot")
        hip = case.analysis.signals["hip_angle_deg"].values

        assert (int(head["nRows"]), int(head["nColumns"])) == rows.shape
        assert head["inDegrees"] == "yes"
        np.testing.assert_allclose(rows[:, 0], case.analysis.observation.clock.times_s, atol=1e-6)
        np.testing.assert_allclose(rows[:, columns.index("hip_angle_deg")], hip, atol=1e-6)
        np.testing.assert_allclose(rows[:, columns.index("right hip")], 180.0 - hip, atol=1e-6)

    def test_flexion_is_zero_when_straight_and_grows_when_bent(self, case, tmp_path):
        write_mot(tmp_path / "set.mot", case.analysis)
        _, columns, rows = _read_mot(tmp_path / "set.mot")
        flexion = rows[:, columns.index("right hip")]
        clock = case.analysis.observation.clock

        assert flexion[clock.index_at(case.analysis.reps[0].start_s)] > 90.0
        assert abs(flexion[clock.index_at(case.analysis.reps[0].top_s)]) < 30.0


class TestC3d:
    def test_the_library_reads_back_what_was_written(self, case, tmp_path):
        write_c3d(tmp_path / "set.c3d", case.analysis, metres_per_px=SCALE)
        read = ezc3d.c3d(str(tmp_path / "set.c3d"))
        point = read["parameters"]["POINT"]
        labels = point["LABELS"]["value"]
        knee = read["data"]["points"][:, labels.index("RKnee")]
        markers = make_markers(case.analysis, metres_per_px=SCALE)
        wanted = markers.xy[:, markers.names.index("RKnee")] * 1000.0

        assert point["UNITS"]["value"] == ["mm"]
        assert point["RATE"]["value"][0] == pytest.approx(30.0, rel=1e-4)
        assert knee.shape[1] == case.analysis.landmarks.frame_count
        np.testing.assert_allclose(knee[0], wanted[:, 0], atol=1e-2)
        np.testing.assert_allclose(knee[2], wanted[:, 1], atol=1e-2)
        assert not knee[1].any(), "one camera sees a plane"

    def test_missing_points_are_marked(self, case, tmp_path):
        write_c3d(tmp_path / "set.c3d", case.analysis)
        read = ezc3d.c3d(str(tmp_path / "set.c3d"))
        heel = read["data"]["points"][:, read["parameters"]["POINT"]["LABELS"]["value"].index("LHeel")]

        assert np.isnan(heel[0, 10:14]).all()
        assert np.isfinite(heel[0, 14:]).all()

    def test_uneven_times_are_put_on_an_even_grid_and_long_gaps_stay_gaps(self, case, tmp_path):
        observation, track = case.analysis.observation, case.analysis.landmarks
        lost = np.concatenate([np.arange(30, 40), np.arange(60, 200, 7)])
        kept = np.delete(np.arange(observation.clock.frame_count), lost)
        fewer = LandmarkTrack(track.xy_px[kept], track.visibility[kept], track.source[kept], track.world_m[kept])
        clock = FrameClock(observation.clock.times_s[kept])
        seen = type(observation)(clock, observation.width_px, observation.height_px, fewer)
        write_c3d(tmp_path / "set.c3d", case.with_analysis(landmarks=fewer, observation=seen).analysis)
        knee = ezc3d.c3d(str(tmp_path / "set.c3d"))["data"]["points"][0, 2]

        assert clock.is_variable
        assert len(knee) == observation.clock.frame_count
        assert np.isnan(knee[32:38]).all()
        assert np.isfinite(knee[60:200]).all()

    def test_without_the_library_the_command_that_installs_it_is_told(self, case, tmp_path, monkeypatch):
        monkeypatch.setitem(__import__("sys").modules, "ezc3d", None)

        with pytest.raises(MissingComponent, match="not installed"):
            write_c3d(tmp_path / "set.c3d", case.analysis)
        assert list(tmp_path.iterdir()) == []
