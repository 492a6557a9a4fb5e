"""Loudspeaker and microphone, on the backend that needs no device; and what is said where there is none."""

import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from studio.core.errors import MissingComponent
from studio.core.sound import RATE_HZ
from studio.sound import MachineSound

NOWHERE = MachineSound(is_nowhere=True)


def wait_until(is_done) -> None:
    deadline_s = time.monotonic() + 5.0
    while not is_done() and time.monotonic() < deadline_s:
        time.sleep(0.01)
    assert is_done()


def test_a_loudspeaker_asks_in_real_time_on_a_thread_of_its_own_and_stops_when_it_is_closed():
    asked, threads = [], set()

    def fill(count: int) -> np.ndarray:
        asked.append(count)
        threads.add(threading.get_ident())
        return np.zeros((count, 2), dtype=np.int16)

    began_s = time.monotonic()
    with NOWHERE.loudspeaker(fill) as latency_s:
        wait_until(lambda: sum(asked) > 0.5 * RATE_HZ)
    took_s = time.monotonic() - began_s
    assert 0.4 < took_s < 2.0
    assert 0.0 < latency_s < 0.1
    assert threading.get_ident() not in threads
    count = len(asked)
    time.sleep(0.05)
    assert len(asked) == count


def test_a_microphone_hands_on_what_it_hears():
    heard: list[np.ndarray] = []
    with NOWHERE.microphone(heard.append):
        wait_until(lambda: sum(map(len, heard)) > 0.2 * RATE_HZ)
    assert all(piece.shape[1] == 1 and piece.dtype == np.int16 for piece in heard)


def test_devices_can_be_opened_many_times():
    for _ in range(20):
        with NOWHERE.loudspeaker(lambda count: np.zeros((count, 2), dtype=np.int16)):
            pass


@pytest.mark.parametrize("kind", ["loudspeaker", "microphone"])
def test_without_the_library_one_sentence_says_so(monkeypatch, kind):
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    device = getattr(NOWHERE, kind)
    with pytest.raises(MissingComponent, match=kind), device(lambda _: None):
        pass


@pytest.mark.parametrize("kind", ["loudspeaker", "microphone"])
def test_a_machine_whose_device_does_not_open_gets_the_same_sentence(monkeypatch, kind):
    import miniaudio

    def refuse(*_args: object, **_settings: object) -> None:
        raise miniaudio.MiniaudioError("failed to init device", -401)

    monkeypatch.setattr(miniaudio, "PlaybackDevice", refuse)
    monkeypatch.setattr(miniaudio, "CaptureDevice", refuse)
    device = getattr(MachineSound(), kind)
    with pytest.raises(MissingComponent, match=kind), device(lambda _: None):
        pass


def test_seeking_devices_writes_nothing_to_the_terminal():
    opening = """
from studio.core.errors import MissingComponent
from studio.sound.devices import loudspeaker, microphone
for device in (loudspeaker, microphone):
    try:
        with device(lambda count: b"" if device is microphone else __import__("numpy").zeros((count, 2), "int16")):
            pass
    except MissingComponent:
        pass
"""
    done = subprocess.run([sys.executable, "-c", opening], capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr == ""
