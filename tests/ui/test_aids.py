"""What the coach shows the studio: drawn, dragged, nudged, undone; it enters its measures and outlives an analysis."""

import sys
from dataclasses import replace
from math import cos, isfinite, radians, sin

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.core.annotation import Aid, AidKind
from studio.review import PlaceAid
from studio.ui.app import Shell
from studio.ui.drawing_actions import AID_OF_ACTION
from studio.ui.player.aid_hold import WHOLE, held_point
from studio.ui.review.filmed_row import FilmedRow

FLOOR = ((60.0, 440.0), (760.0, 440.0))
ALT = Qt.KeyboardModifier.AltModifier


def at(shell: Shell, x_px: float, y_px: float) -> QPoint:
    from PySide6.QtCore import QPointF

    return shell.window.canvas.view.to_widget.map(QPointF(x_px, y_px)).toPoint()


def drag(shell: Shell, start: tuple[float, float], end: tuple[float, float]) -> None:
    canvas = shell.window.canvas
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=at(shell, *start))
    QTest.mouseMove(canvas, at(shell, *end))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=at(shell, *end))


def show(shell: Shell, qtbot: QtBot, index: int) -> None:
    shell.desk.playhead.seek_index(index)
    qtbot.waitUntil(lambda: shell.window.canvas.shown_index == index, timeout=10_000)


def top_of(shell: Shell, rep: int) -> int:
    found = shell.desk.analysis.reps[rep - 1]
    return shell.desk.playhead.clock.index_at(0.5 * (found.top_s + found.top_end_s))


def measure(shell: Shell, name: str, rep: int = 1):
    return shell.desk.analysis.measures.reps[rep - 1][name]


@pytest.mark.parametrize("kind", [kind for kind in AidKind if kind.point_count])
def test_every_aid_has_a_guide_is_placed_by_keys_and_nudged(reviewed: Shell, qtbot: QtBot, kind: AidKind) -> None:
    window, desk = reviewed.window, reviewed.desk
    show(reviewed, qtbot, top_of(reviewed, 1))
    action = next(name for name, one in AID_OF_ACTION.items() if one is kind)
    window.actions_book[action].trigger()
    assert len(window.canvas.guide) > 20
    QTest.keyClick(window, Qt.Key.Key_Return)
    (placed,) = desk.review.aids
    assert placed.kind is kind
    QTest.keyClick(window, Qt.Key.Key_Right, ALT)
    (moved,) = desk.review.aids
    assert [x for x, _ in moved.points_px] == pytest.approx([x + 2.0 for x, _ in placed.points_px])
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.canvas.guide == ""
    desk.undo()
    desk.undo()
    assert desk.review.aids == ()


def test_an_aid_is_dragged_by_its_end_and_as_a_whole(reviewed: Shell, qtbot: QtBot) -> None:
    reviewed.window.actions_book["aid-floor-line"].trigger()
    drag(reviewed, (60.0, 440.0), (760.0, 452.0))
    (drawn,) = reviewed.desk.review.aids
    drag(reviewed, drawn.points_px[1], (700.0, 420.0))
    (bent,) = reviewed.desk.review.aids
    assert bent.points_px[0] == drawn.points_px[0]
    assert bent.points_px[1] == pytest.approx((700.0, 420.0), abs=3.0)
    drag(reviewed, (200.0, 435.7), (200.0, 445.7))
    (moved,) = reviewed.desk.review.aids
    assert moved.points_px[0][1] - bent.points_px[0][1] == pytest.approx(10.0, abs=3.0)
    reviewed.desk.undo()
    assert reviewed.desk.review.aids == (bent,)


def test_the_floor_line_is_taken_out_of_what_leans_and_out_of_nothing_else(reviewed: Shell, qtbot: QtBot) -> None:
    leans, bends = ("M-SHIN", "M-SKSLOPE"), ("M-HIP-TOP", "M-KNEE-TOP")
    before = {name: measure(reviewed, name).value for name in (*leans, *bends)}
    landmarks = reviewed.desk.analysis.landmarks.xy_px[40].copy()
    reviewed.window.actions_book["aid-floor-line"].trigger()
    drag(reviewed, (60.0, 470.0), (760.0, 421.05))  # rises by four degrees towards the feet
    qtbot.waitUntil(lambda: reviewed.desk.analysis.capture.roll_deg > 3.5, timeout=30_000)
    roll = reviewed.desk.analysis.capture.roll_deg
    after = {name: measure(reviewed, name).value for name in before}
    assert after["M-SHIN"] - before["M-SHIN"] == pytest.approx(-roll, abs=0.6)
    assert after["M-SKSLOPE"] - before["M-SKSLOPE"] == pytest.approx(roll, abs=0.6)
    for name in bends:
        assert after[name] == pytest.approx(before[name], abs=0.6)
    assert reviewed.desk.analysis.landmarks.xy_px[40] == pytest.approx(landmarks, abs=3.0, nan_ok=True)
    assert any("levelled by 4.0 degrees" in note for note in reviewed.desk.analysis.notes)
    assert reviewed.window.canvas.layer.aids[0][1].endswith("+4.0°")
    reviewed.desk.undo()
    qtbot.waitUntil(lambda: reviewed.desk.analysis.capture.roll_deg == 0.0, timeout=30_000)
    assert measure(reviewed, "M-SHIN").value == before["M-SHIN"]


def test_a_floor_that_is_a_wall_is_refused_in_a_sentence(reviewed: Shell) -> None:
    reviewed.window.actions_book["aid-floor-line"].trigger()
    drag(reviewed, (100.0, 100.0), (140.0, 400.0))
    assert reviewed.desk.review.aids == ()
    assert any("nearly level" in text for text in reviewed.window.toasts.texts)


def test_the_pads_box_tells_where_the_pad_lies(reviewed: Shell, qtbot: QtBot) -> None:
    assert not measure(reviewed, "M-BARU").is_assessable
    show(reviewed, qtbot, top_of(reviewed, 2))
    reviewed.window.actions_book["aid-pad-box"].trigger()
    QTest.keyClick(reviewed.window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: measure(reviewed, "M-BARU").is_assessable, timeout=30_000)
    assert abs(measure(reviewed, "M-BARU", 2).value) < 0.05
    own, other = measure(reviewed, "M-BARU", 2), measure(reviewed, "M-BARU", 1)
    assert own.high - own.low < other.high - other.low
    box = reviewed.desk.review.aids[0].points_px
    drag(reviewed, box[0], (box[0][0] + 60.0, box[0][1]))
    qtbot.waitUntil(lambda: measure(reviewed, "M-BARU", 2).value > 0.15, timeout=30_000)


def test_aids_and_rate_survive_another_analysis_of_the_clip(reviewed: Shell, qtbot: QtBot) -> None:
    reviewed.window.actions_book["aid-floor-line"].trigger()
    drag(reviewed, (60.0, 470.0), (760.0, 421.05))
    reviewed.window.review.facts.filmed_rate_chosen.emit(120.0)
    qtbot.waitUntil(lambda: len(reviewed.desk.analysis.notes) >= 2, timeout=30_000)
    before = reviewed.desk.analysis
    reviewed.desk.analyse_again(uses_cache=False)
    qtbot.waitUntil(lambda: reviewed.desk.analysis is not before and reviewed.desk.job is None, timeout=90_000)
    after = reviewed.desk.analysis
    assert after.capture.roll_deg == before.capture.roll_deg != 0.0
    assert after.measures.reps[0]["M-CON"].value == before.measures.reps[0]["M-CON"].value
    assert len(reviewed.desk.review.aids) == 1


def test_the_rate_of_slow_motion_makes_tempo_and_speed_true(reviewed: Shell, qtbot: QtBot) -> None:
    slow = {name: measure(reviewed, name).value for name in ("M-CON", "M-ECC", "M-MCV", "M-HIP-TOP")}
    reps, observed = reviewed.desk.analysis.reps, reviewed.desk.analysis.observation
    row = reviewed.window.review.facts.findChild(FilmedRow)
    row.type_rate("60")
    qtbot.waitUntil(lambda: measure(reviewed, "M-CON").value < 0.7 * slow["M-CON"], timeout=30_000)
    assert reviewed.desk.analysis.observation is observed  # nothing was looked at again
    assert measure(reviewed, "M-CON").value == pytest.approx(slow["M-CON"] / 2, rel=0.2)
    assert measure(reviewed, "M-ECC").value == pytest.approx(slow["M-ECC"] / 2, rel=0.2)
    assert measure(reviewed, "M-MCV").value == pytest.approx(slow["M-MCV"] * 2, rel=0.2)
    assert measure(reviewed, "M-HIP-TOP").value == pytest.approx(slow["M-HIP-TOP"], abs=2.0)
    for slow_rep, rep in zip(reps, reviewed.desk.analysis.reps, strict=True):
        assert (rep.start_s, rep.top_s) == pytest.approx((slow_rep.start_s, slow_rep.top_s), abs=0.2)
    assert "50 %" in reviewed.window.transport.true_speed_text
    worst = [one.worst_time_s for one in reviewed.desk.analysis.findings if isfinite(one.worst_time_s)]
    assert worst
    assert max(worst) > reps[-1].start_s / 2
    reviewed.desk.undo()
    qtbot.waitUntil(lambda: measure(reviewed, "M-CON").value == slow["M-CON"], timeout=30_000)
    assert reviewed.window.transport.true_speed_text == ""


def test_a_rate_that_is_none_is_not_taken(reviewed: Shell, qtbot: QtBot) -> None:
    row = reviewed.window.review.facts.findChild(FilmedRow)
    row.type_rate("fast")
    assert reviewed.desk.review.filmed_fps is None
    row.type_rate("5000")
    assert reviewed.desk.review.filmed_fps is None
    assert any("No camera" in text for text in reviewed.window.toasts.texts)


@pytest.mark.parametrize(
    ("mouse", "held"),
    [((10.0, 10.0), 0), ((110.0, 12.0), 1), ((60.0, 12.0), WHOLE), ((60.0, 60.0), None), ((200.0, 10.0), None)],
)
def test_what_of_an_aid_is_under_the_mouse(mouse, held) -> None:
    assert held_point([(10.0, 10.0), (110.0, 10.0)], mouse) == held


def test_a_dot_is_held_on_it_alone() -> None:
    assert held_point([(10.0, 10.0)], (11.0, 11.0)) == 0
    assert held_point([(10.0, 10.0)], (60.0, 60.0)) is None
    assert held_point([(10.0, 10.0), (10.0, 10.0)], (60.0, 60.0)) is None


def test_a_rolled_camera_with_its_floor_line_measures_what_a_level_one_does(
    reviewed: Shell, open_shell, stage, tmp_path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    names = ("M-SHIN", "M-SKSLOPE", "M-HIP-TOP", "M-HIP-BOT", "M-ROM", "M-CON")
    level = {name: measure(reviewed, name, 2).value for name in names}
    turn_rad, middle = radians(-7.0), np.array([427.0, 240.0])
    turn = np.array([[cos(turn_rad), -sin(turn_rad)], [sin(turn_rad), cos(turn_rad)]])
    drawn = sys.modules[type(stage).__module__]
    seen_level = drawn.estimate

    def seen_rolled(time_s: float):
        one = seen_level(time_s)
        return replace(one, xy_px=(one.xy_px - middle) @ turn.T + middle)

    monkeypatch.setattr(drawn, "estimate", seen_rolled)
    stage.cache = tmp_path / "rolled"
    rolled = open_shell()
    rolled.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: rolled.desk.analysis is not None and rolled.desk.job is None, timeout=90_000)
    assert measure(rolled, "M-SHIN", 2).value == pytest.approx(level["M-SHIN"] + 7.0, abs=1.0)
    ends = [tuple(float(value) for value in turn @ (np.array(place) - middle) + middle) for place in FLOOR]
    rolled.desk.apply(PlaceAid(Aid(AidKind.FLOOR_LINE, 0, tuple(ends))))
    qtbot.waitUntil(lambda: rolled.desk.analysis.capture.roll_deg != 0.0, timeout=30_000)
    assert rolled.desk.analysis.capture.roll_deg == pytest.approx(7.0)
    for name in names:
        assert measure(rolled, name, 2).value == pytest.approx(level[name], abs=0.5), name
