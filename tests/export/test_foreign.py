"""Files of other programs: what is read, what is left out and said so, and what can do no harm."""

import json
from dataclasses import replace

import numpy as np
import pytest

from studio.core.annotation import Shape
from studio.core.body import Joint, Part, Side
from studio.core.errors import UnreadableInput
from studio.core.review import KeyMoment
from studio.export.foreign import read_kva, read_openpose, read_trc
from studio.export.motion_files import write_trc
from studio.services.foreign_files import compare, take_over

KVA = """<?xml version="1.0" encoding="utf-8"?>
<KinoveaVideoAnalysis>
  <FormatVersion>2.0</FormatVersion>
  <ImageSize>480;270</ImageSize>
  <AverageTimeStampsPerFrame>512</AverageTimeStampsPerFrame>
  <FirstTimeStamp>1024</FirstTimeStamp>
  <Keyframes>
    <Keyframe id="1">
      <Position UserTime="0:00:01:00">16384</Position>
      <Title>Bottom</Title>
      <Comment>{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}} heels {\\b down}\\par}</Comment>
      <Drawings>
        <Line id="a"><Start>10;20</Start><End>110;20</End></Line>
        <Line id="b"><Start>10;20</Start><End>110;20</End>
          <DrawingStyle><Arrows Key="arrows"><Value>EndArrow</Value></Arrows></DrawingStyle></Line>
        <Angle id="c"><PointO>50;50</PointO><PointA>90;50</PointA><PointB>50;10</PointB></Angle>
        <Circle id="d"><Origin>100;100</Origin><Radius>20</Radius></Circle>
        <Plane id="e"><PointUpperLeft>1;2</PointUpperLeft><PointLowerRight>11;12</PointLowerRight>
          <Perspective>false</Perspective></Plane>
        <Pencil id="f"><PointList Count="3"><Point>1;1</Point><Point>2;2</Point><Point>3;1</Point></PointList></Pencil>
        <Label id="g"><Text>#panic() &lt;b&gt;</Text><Position>5;6</Position></Label>
        <CrossMark id="h"><CenterPoint>7;8</CenterPoint></CrossMark>
        <Plane id="i"><Perspective>true</Perspective></Plane>
        <Chrono id="j"/>
        <Line id="k"><Start>nan;x</Start></Line>
      </Drawings>
    </Keyframe>
  </Keyframes>
  <Tracks>
    <Track name="bar"><TrackPointList Count="3">
      <TrackPoint UserX="1" UserY="2" UserTime="0">10;20;1024</TrackPoint>
      <TrackPoint>11;22;1536</TrackPoint><TrackPoint>12;25;2048</TrackPoint></TrackPointList></Track>
  </Tracks>
  <Spotlights><Spotlight id="s"><Time>2048</Time><Center>40;50</Center><Radius>15</Radius></Spotlight></Spotlights>
  <AutoNumbers><AutoNumber><Time>2048</Time><Position>9;9</Position><Value>4</Value></AutoNumber></AutoNumbers>
</KinoveaVideoAnalysis>
"""


@pytest.fixture(scope="module")
def case(sets):
    return sets.drawn_case(rep_count=2)


def _kva(tmp_path, case, text=KVA):
    (tmp_path / "a.kva").write_text(text, encoding="utf-8")
    return read_kva(tmp_path / "a.kva", case.analysis.clip)


class TestKinovea:
    def test_every_kind_of_drawing_finds_its_counterpart(self, case, tmp_path):
        shapes = [one.shape for one in _kva(tmp_path, case).annotations]

        assert shapes == [
            *(Shape.LINE, Shape.ARROW, Shape.ANGLE, Shape.ELLIPSE, Shape.RECTANGLE, Shape.FREEHAND, Shape.TEXT),
            *(Shape.MARKER, Shape.FREEHAND, Shape.SPOTLIGHT, Shape.MARKER),
        ]

    def test_places_are_scaled_to_the_clip_and_times_become_frames(self, case, tmp_path):
        line = _kva(tmp_path, case).annotations[0]

        assert [(point.x_px, point.y_px) for point in line.points] == [(20.0, 40.0), (220.0, 40.0)]
        assert line.first_index <= 30 <= line.last_index

    def test_a_track_spans_its_frames_and_keeps_its_name(self, case, tmp_path):
        track = _kva(tmp_path, case).annotations[8]

        assert (track.first_index, track.last_index, track.text) == (0, 2, "bar")
        assert [point.x_px for point in track.points] == [20.0, 22.0, 24.0]

    def test_a_key_image_becomes_a_moment_with_its_words_and_no_markup(self, case, tmp_path):
        moments = _kva(tmp_path, case).key_moments

        assert [(one.time_s, one.title, one.comment) for one in moments] == [
            (case.analysis.clip.clock.time_of(30), "Bottom", "heels down")
        ]

    def test_what_has_no_counterpart_is_counted(self, case, tmp_path):
        assert dict(_kva(tmp_path, case).left_out) == {"Plane": 1, "Chrono": 1, "Line": 1}

    def test_taking_over_twice_changes_nothing(self, case, tmp_path):
        review = replace(case.review, key_moments=(KeyMoment(0.2, "Mine"),))
        once = take_over(review, _kva(tmp_path, case))

        assert [one.title for one in once.key_moments] == ["Mine", "Bottom"]
        assert len(once.annotations) == 11
        assert take_over(once, _kva(tmp_path, case)) == once

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "<a/>",
            "<KinoveaVideoAnalysis>",
            '<!DOCTYPE a [<!ENTITY b "c">]><KinoveaVideoAnalysis/>',
            '<?xml version="1.0"?><!doctype x SYSTEM "file:///etc/hostname"><KinoveaVideoAnalysis>&x;</KinoveaVideoAnalysis>',
            "\x00\x01\x02",
        ],
    )
    def test_what_is_no_kva_is_refused(self, case, tmp_path, text):
        with pytest.raises(UnreadableInput):
            _kva(tmp_path, case, text)

    def test_a_bare_file_is_empty(self, case, tmp_path):
        read = _kva(tmp_path, case, "<KinoveaVideoAnalysis/>")

        assert (read.annotations, read.key_moments, read.left_out) == ((), (), ())


class TestTrc:
    def test_our_own_file_comes_back_within_rounding(self, case, tmp_path):
        write_trc(tmp_path / "a.trc", case.analysis)
        read = read_trc(tmp_path / "a.trc")
        ours = case.analysis.landmarks.xy_px

        assert len(read.joints) == 21
        assert not read.is_metric
        for place, joint in enumerate(read.joints):
            np.testing.assert_allclose(read.xy[:, place], ours[:, joint], atol=1e-6)
        told = compare(case.analysis, read)
        assert max(told.distance_px.values()) < 1e-5
        assert told.hip_angle_deg == pytest.approx((0.0, 0.0), abs=1e-5)

    def test_metres_are_compared_by_their_angles(self, case, tmp_path):
        write_trc(tmp_path / "a.trc", case.analysis, metres_per_px=0.004)
        told = compare(case.analysis, read_trc(tmp_path / "a.trc"))

        assert told.distance_px == {}
        assert told.frame_count == case.analysis.landmarks.frame_count
        assert told.knee_angle_deg == pytest.approx((0.0, 0.0), abs=0.01)

    def test_a_file_as_sports2d_writes_it_is_read(self, case, tmp_path):
        """No empty line after the head, frames from 0, pixels under the unit m, empty cells, markers we do not have."""
        lines = [
            "PathFileType\t4\t(X/Y/Z)\tset_px_person00.trc",
            "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames",
            "30\t30\t2\t3\tm\t30\t0\t2",
            "Frame#\tTime\tRHip\t\t\tLSmallToe\t\t\tNose\t\t\t",
            "\t\tX1\tY1\tZ1\tX2\tY2\tZ2\tX3\tY3\tZ3",
            "0\t0.0\t500.5\t400.25\t0.0\t1\t1\t0\t\t\t",
            "1\t0.033333\t501.5\t401.25\t0.0\t1\t1\t0\t310\t290\t0.0",
        ]
        (tmp_path / "a.trc").write_text("\n".join(lines) + "\n")
        read = read_trc(tmp_path / "a.trc")

        assert read.joints == (Joint.RIGHT_HIP, Joint.NOSE)
        assert not read.is_metric
        assert read.xy[0, 0].tolist() == [500.5, 400.25]
        assert np.isnan(read.xy[0, 1]).all()
        assert compare(case.analysis, read).frame_count == 2

    @pytest.mark.parametrize("text", ["", "PathFileType\n\n\n\n\n\n", "x\ty\n" * 9, "\x00" * 99])
    def test_what_is_no_trc_is_refused(self, tmp_path, text):
        (tmp_path / "a.trc").write_text(text)
        with pytest.raises(UnreadableInput):
            read_trc(tmp_path / "a.trc")
        with pytest.raises(UnreadableInput):
            read_trc(tmp_path / "absent.trc")


class TestOpenPose:
    def _write(self, folder, index, people):
        data = {"version": 1.3, "people": [{"pose_keypoints_2d": list(map(float, one))} for one in people]}
        (folder / f"set_{index:012}_keypoints.json").write_text(json.dumps(data))

    def _person(self, x, confidence=0.9):
        points = np.zeros((25, 3))
        points[:] = (x, 200.0, confidence)
        points[4] = (0.0, 0.0, 0.0)
        return points.reshape(-1)

    def test_the_person_seen_best_is_followed(self, tmp_path):
        self._write(tmp_path, 0, [self._person(700, 0.3), self._person(100)])
        self._write(tmp_path, 1, [self._person(104, 0.4), self._person(705)])
        self._write(tmp_path, 3, [])
        read = read_openpose(tmp_path)
        hip = read.joints.index(Part.HIP.on(Side.RIGHT))

        assert read.frame_indices.tolist() == [0, 1, 3]
        assert read.xy[:2, hip, 0].tolist() == [100.0, 104.0]
        assert np.isnan(read.xy[2]).all()
        assert np.isnan(read.xy[0, read.joints.index(Joint.RIGHT_WRIST)]).all(), "no confidence is no point"

    def test_it_is_compared_by_frame(self, case, tmp_path):
        track = case.analysis.landmarks.xy_px[7]
        points = np.zeros((25, 3))
        points[9] = (*track[Joint.RIGHT_HIP] + (3.0, 4.0), 0.9)
        self._write(tmp_path, 7, [points.reshape(-1)])

        assert compare(case.analysis, read_openpose(tmp_path)).distance_px == {Joint.RIGHT_HIP: pytest.approx(5.0)}

    @pytest.mark.parametrize("text", ["", "{}", '{"people": 3}', '{"people": [{"pose_keypoints_2d": ["x"]}]}', "[]"])
    def test_what_is_no_openpose_is_refused(self, tmp_path, text):
        (tmp_path / "a_000_keypoints.json").write_text(text)
        with pytest.raises(UnreadableInput):
            read_openpose(tmp_path)

    def test_a_folder_without_such_files_is_refused(self, tmp_path):
        with pytest.raises(UnreadableInput):
            read_openpose(tmp_path)
