"""The coach hears the clip and speaks instead of typing; devices of nowhere, everything else is the real thing."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from studio.assets import data_dir
from studio.core.errors import MissingComponent
from studio.core.sound import RATE_HZ, Sound
from studio.services.settings import Settings
from studio.services.voice_notes import VoiceState
from studio.sound import MachineSound
from studio.ui.app import Shell


class Hummer(MachineSound):
    """Devices of nowhere; somebody hums into the microphone, and every clip hums as well."""

    def __init__(self) -> None:
        super().__init__(is_nowhere=True)
        self.heard: list[np.ndarray] = []
        self.has_devices = True

    def read_track(self, clip, start_s: float, end_s: float) -> Sound:
        return Sound(start_s, np.full((round((end_s - start_s) * RATE_HZ), 2), 5_000, dtype=np.int16))

    def microphone(self, take) -> AbstractContextManager[None]:
        if not self.has_devices:
            raise MissingComponent("No microphone was found, or the studio may not use it.", remedy="Plug one in.")
        return super().microphone(lambda samples: take(np.full_like(samples, 6_000)))

    def loudspeaker(self, fill) -> AbstractContextManager[float]:
        if not self.has_devices:
            raise MissingComponent("No loudspeaker or headphones were found.", remedy="Plug some in.")

        def tapped(count: int) -> np.ndarray:
            self.heard.append(fill(count))
            return self.heard[-1]

        return super().loudspeaker(tapped)

    @property
    def is_loud(self) -> bool:
        return any(piece.any() for piece in self.heard)


@pytest.fixture
def room(stage) -> Hummer:
    room, made, probe = Hummer(), stage.studio, stage.video.probe
    stage.video.probe = lambda path: replace(probe(path), has_audio=True)
    stage.studio = lambda: replace(made(), make_sound=lambda: room)
    return room


@pytest.fixture
def shell(room: Hummer, reviewed: Shell) -> Shell:
    return reviewed


def press(shell: Shell, qtbot: QtBot, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(shell.window, key, modifier)


def record(shell: Shell, qtbot: QtBot, key: Qt.Key = Qt.Key.Key_R, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    count = len(shell.desk.review.voice_notes)
    press(shell, qtbot, key, modifier)
    bar = shell.window.voice.bar
    qtbot.waitUntil(lambda: bar.level > 0.5, timeout=8_000)
    qtbot.wait(400)  # the least that is a note
    assert bar.offered == ("Stop and keep", "Discard")
    press(shell, qtbot, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: len(shell.desk.review.voice_notes) == count + 1, timeout=8_000)
    qtbot.waitUntil(lambda: shell.desk.voice.state is VoiceState.IDLE, timeout=8_000)


def test_at_first_a_clip_is_silent_and_says_how_it_can_be_heard(shell: Shell, room: Hummer, qtbot: QtBot):
    action = shell.window.actions_book["sound"]
    assert (action.isEnabled(), action.isChecked()) == (True, False)
    assert "100 %" in action.toolTip()
    press(shell, qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: shell.desk.playhead.time_s > 0.2)
    assert room.heard == []


def test_u_lets_the_clip_be_heard_and_the_studio_remembers_it(shell: Shell, room: Hummer, qtbot: QtBot):
    press(shell, qtbot, Qt.Key.Key_U)
    press(shell, qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: room.is_loud, timeout=8_000)
    assert shell.window.actions_book["sound"].isChecked()
    press(shell, qtbot, Qt.Key.Key_Space)
    file = shell.settings._file
    assert Settings(file, shell.settings.declared).switch("playback.sound")
    press(shell, qtbot, Qt.Key.Key_U)
    assert not shell.desk.sound.is_on


def test_a_clip_without_sound_says_so_where_the_switch_is(reviewed: Shell):
    action = reviewed.window.actions_book["sound"]
    assert not action.isEnabled()
    assert "This clip has no sound." in action.toolTip()


def test_a_machine_without_loudspeaker_is_told_in_one_sentence_and_plays_on(shell: Shell, room: Hummer, qtbot: QtBot):
    told: list[str] = []
    shell.desk.noticed.subscribe(lambda notice: told.append(notice.text))
    room.has_devices = False
    press(shell, qtbot, Qt.Key.Key_U)
    press(shell, qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(told), timeout=8_000)
    before_s = shell.desk.playhead.time_s
    qtbot.waitUntil(lambda: shell.desk.playhead.time_s > before_s + 0.3)
    assert told == ["No loudspeaker or headphones were found."]


def test_a_note_is_spoken_heard_deleted_and_brought_back_with_the_keys(shell: Shell, room: Hummer, qtbot: QtBot):
    desk, bar = shell.desk, shell.window.voice.bar
    desk.playhead.seek(2.0)
    record(shell, qtbot)
    (note,) = desk.review.voice_notes
    assert note.time_s == pytest.approx(2.0, abs=0.02)
    assert bar.offered == ("Play", "Delete", "Done")
    assert (data_dir() / "voices").is_dir()
    marks = [mark for mark in shell.window.timeline.strip.marks if mark.voice]
    assert [(mark.voice, mark.title) for mark in marks] == [(note.id, "Voice note, 0:01")]
    press(shell, qtbot, Qt.Key.Key_H)
    qtbot.waitUntil(lambda: room.is_loud, timeout=8_000)
    qtbot.waitUntil(lambda: desk.voice.state is VoiceState.IDLE, timeout=8_000)
    shell.window.actions_book["delete-voice-note"].trigger()
    assert desk.review.voice_notes == ()
    assert (bar.isHidden(), desk.history.undo_label) == (True, "Delete voice note")
    press(shell, qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.review.voice_notes == (note,)
    press(shell, qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (desk.review.voice_notes, desk.history.can_undo) == ((), False)


def test_a_note_on_the_chosen_finding_stands_on_its_card(shell: Shell, room: Hummer, qtbot: QtBot):
    window, desk = shell.window, shell.desk
    window.review.choose_next(1)
    fault = window.review.selected.fault
    record(shell, qtbot, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    (note,) = desk.review.voice_notes
    assert note.fault == fault
    assert window.review.selected.voices == ((note.id, note.duration_s),)
    assert window.review.selected.title in window.voice.bar.text
    window.review.findings.voice_requested.emit(note.id)
    assert desk.voice.playing == note.id
    window.review.findings.voice_requested.emit(note.id)
    qtbot.waitUntil(lambda: desk.voice.state is VoiceState.IDLE, timeout=8_000)


def test_the_mark_on_the_timeline_shows_the_note_and_goes_to_its_moment(shell: Shell, qtbot: QtBot):
    shell.desk.playhead.seek(3.0)
    record(shell, qtbot)
    bar, strip = shell.window.voice.bar, shell.window.timeline.strip
    bar.put_away()
    shell.desk.playhead.seek(6.0)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPointF(strip.x_of(3.0), 8.0).toPoint())
    assert bar.isVisible()
    assert shell.desk.playhead.time_s == pytest.approx(3.0, abs=0.02)
    shell.desk.playhead.seek(0.0)
    press(shell, qtbot, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert shell.desk.playhead.time_s <= 3.02


def test_a_discarded_recording_leaves_no_step(shell: Shell, qtbot: QtBot):
    press(shell, qtbot, Qt.Key.Key_R)
    bar = shell.window.voice.bar
    qtbot.waitUntil(lambda: bar.level > 0.5, timeout=8_000)
    bar.discard_requested.emit()
    qtbot.waitUntil(lambda: not shell.runner.active, timeout=8_000)
    assert (shell.desk.review.voice_notes, shell.desk.history.can_undo, bar.isHidden()) == ((), False, True)


def test_without_a_microphone_one_sentence_says_so(shell: Shell, room: Hummer, qtbot: QtBot):
    told: list[str] = []
    shell.desk.noticed.subscribe(lambda notice: told.append(notice.text))
    room.has_devices = False
    press(shell, qtbot, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: bool(told), timeout=8_000)
    assert told == ["No microphone was found, or the studio may not use it."]
    assert shell.window.voice.bar.isHidden()


def test_closing_the_window_while_somebody_speaks_leaves_nothing_open(shell: Shell, qtbot: QtBot):
    press(shell, qtbot, Qt.Key.Key_U)
    press(shell, qtbot, Qt.Key.Key_Space)
    press(shell, qtbot, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: shell.desk.voice.state is VoiceState.RECORDING, timeout=8_000)
    shell.close()
    assert not shell.runner.active


def test_a_note_outlives_the_window(room: Hummer, shell: Shell, open_shell: Callable[..., Shell], stage, qtbot: QtBot):
    record(shell, qtbot)
    (note,) = shell.desk.review.voice_notes
    assert shell.desk._voices.get(shell.desk.clip.sha256, note.id)
    qtbot.waitUntil(lambda: not shell.runner.active)
    files = list((data_dir() / "voices").glob("*.ogg"))
    assert [file.name for file in files] == [f"{'5' * 32}-{note.id[:32]}.ogg"]
