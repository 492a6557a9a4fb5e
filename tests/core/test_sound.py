"""Sound and voice notes are what they say, or are not made at all."""

from math import nan

import numpy as np
import pytest

from studio.core.sound import RATE_HZ, Sound, VoiceNote


def test_sound_knows_how_long_it_lasts():
    sound = Sound(2.0, np.zeros((RATE_HZ // 2, 2), dtype=np.int16))
    assert (sound.duration_s, sound.end_s) == (0.5, 2.5)


@pytest.mark.parametrize("samples", [np.zeros(9, dtype=np.int16), np.zeros((9, 2))])
def test_sound_of_another_form_is_a_mistake(samples):
    with pytest.raises(ValueError, match="16 bit"):
        Sound(0.0, samples)


@pytest.mark.parametrize(
    ("note_id", "time_s", "duration_s"),
    [("a" * 63, 1.0, 1.0), ("A" * 64, 1.0, 1.0), ("../x", 1.0, 1.0), ("a" * 64, nan, 1.0), ("a" * 64, 1.0, 0.0)],
)
def test_a_voice_note_needs_a_fingerprint_a_time_and_a_length(note_id, time_s, duration_s):
    with pytest.raises(ValueError, match="voice note"):
        VoiceNote(note_id, time_s, duration_s)
