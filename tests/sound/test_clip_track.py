"""A clip's sound lies on the same clock as its frames, from wherever it is read."""

import numpy as np
import pytest

from studio.core.errors import UnreadableInput
from studio.sound import MachineSound
from studio.video import ClipLibrary
from tests.sound import beeping

EXACT_S = 0.003


@pytest.mark.parametrize(("name", "codec"), [("a.mp4", "aac"), ("a.mkv", "libopus"), ("a.mov", "pcm_s16le")])
def test_every_beep_is_heard_at_its_full_second(tmp_path, name, codec):
    clip = beeping.write_clip(tmp_path / name, codec=codec)
    sound = MachineSound().read_track(clip, 0.0, 6.0)
    assert sound.samples.shape == (288_000, 2)
    first, *others = beeping.beeps_s(sound.samples)
    assert first < 0.02  # AAC swells in over its first packet
    assert np.allclose(others, range(1, 6), atol=EXACT_S)


@pytest.mark.parametrize("start_s", [0.5, 1.99, 3.0, 4.25])
def test_a_stretch_from_the_middle_is_the_same_sound(tmp_path, start_s):
    clip = beeping.write_clip(tmp_path / "a.mp4")
    sound = MachineSound().read_track(clip, start_s, start_s + 1.5)
    heard = beeping.beeps_s(sound.samples, start_s=start_s)
    expected = [second for second in range(6) if start_s <= second < start_s + 1.45]
    assert np.allclose(heard, expected, atol=EXACT_S)


def test_sound_that_begins_later_than_the_picture_stays_where_it_belongs(tmp_path):
    clip = beeping.write_clip(tmp_path / "a.mkv", codec="libopus", begins_s=2.5)
    sound = MachineSound().read_track(clip, 0.0, 6.0)
    assert np.allclose(beeping.beeps_s(sound.samples), [3.0, 4.0, 5.0], atol=EXACT_S)
    assert not sound.samples[: 2 * 48_000].any()


def test_after_the_end_there_is_silence(tmp_path):
    clip = beeping.write_clip(tmp_path / "a.mp4", duration_s=2.0)
    sound = MachineSound().read_track(clip, 1.5, 9.5)
    assert len(sound.samples) == 8 * 48_000
    assert not sound.samples[48_000:].any()


def test_the_library_knows_that_there_is_sound(tmp_path):
    clip = beeping.write_clip(tmp_path / "a.mp4", duration_s=1.0)
    assert ClipLibrary(tmp_path / "cache").probe(clip).has_audio


@pytest.mark.parametrize("content", [b"", b"no clip at all" * 99])
def test_what_holds_no_sound_is_refused_with_a_sentence(tmp_path, content):
    (tmp_path / "a.mp4").write_bytes(content)
    with pytest.raises(UnreadableInput, match="sound of this clip"):
        MachineSound().read_track(tmp_path / "a.mp4", 0.0, 1.0)


def test_a_damaged_stretch_is_left_out_and_the_rest_is_heard(tmp_path):
    clip = beeping.write_clip(tmp_path / "a.mkv", codec="libopus")
    data = bytearray(clip.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 200] = b"\xff" * 200
    clip.write_bytes(data)
    sound = MachineSound().read_track(clip, 0.0, 6.0)
    assert np.isclose(beeping.beeps_s(sound.samples)[0], 0.0, atol=EXACT_S)
