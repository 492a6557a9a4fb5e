"""A fit is made once for a clip, and again for any other one."""

from dataclasses import replace

import numpy as np

from studio.core.body import Joint
from studio.core.observation import Correction
from studio.services.fit_memory import FitMemory
from studio.signals import InterpretOptions, interpret
from tests.signals.lifter import Set, observation_of


def test_the_same_clip_is_fitted_once() -> None:
    seen, none, memory = observation_of(Set(reps=1)), {}, FitMemory()
    first = memory.of(seen, none, InterpretOptions())
    assert memory.of(seen, none, InterpretOptions()) is first


def test_another_clip_correction_or_setting_is_fitted_anew() -> None:
    seen, none, memory = observation_of(Set(reps=1)), {}, FitMemory()
    first = memory.of(seen, none, InterpretOptions())
    other = InterpretOptions(cutoff_hz=4.0)
    assert memory.of(seen, none, other) is not first
    assert memory.of(replace(seen), none, other) is not memory.of(seen, none, other)
    assert memory.of(seen, {}, other) is not memory.of(seen, {}, other)


def test_a_correction_on_a_kept_fit_says_the_same_as_on_a_new_one() -> None:
    seen = observation_of(Set(reps=2))
    drag = (Correction(20, Joint.LEFT_HIP, (500.0, 400.0)), Correction(20, Joint.RIGHT_HIP, (500.0, 400.0)))
    fit = FitMemory().of(seen, {}, InterpretOptions())
    interpret(seen, fit=fit)
    kept, anew = interpret(seen, corrections=drag, fit=fit), interpret(seen, corrections=drag)
    assert kept.notes == anew.notes
    for signal in anew.signals:
        assert np.array_equal(kept.signals[signal.name].values, signal.values, equal_nan=True)
