"""Whatever stands in a case: an answer or one sentence, never a crash."""

from contextlib import suppress

import pytest

from studio.core.errors import UsageError
from studio.exercises import load_knowledge

ODD = [
    None,
    True,
    False,
    0,
    -1,
    1e9,
    float("nan"),
    float("inf"),
    "",
    "x",
    "3",
    [],
    [1],
    [None],
    ["x"],
    [[]],
    {},
    {"a": 1},
    {"a": [1]},
]
KEYS = sorted(
    {
        *(
            q.key
            for part in (load_knowledge().screening, load_knowledge().intake, load_knowledge().log)
            for q in part.values()
        ),
        *(
            "tests",
            "history",
            "light_clip",
            "prev_session",
            "prev_faults",
            "pain_by_rep",
            "pain_rise",
            "Q-CES",
            "Q-RAD",
        ),
        *("T-PLANK", "T-THOMAS", "sets_after_pain", "continued_after_pain", "worse_mornings", "screening_age_days"),
        *("screening_complete", "persistent_pain", "standard_bench", "seen_on_light_clip", "pain_weeks"),
    }
)


@pytest.mark.parametrize("key", KEYS)
def test_odd_answers_are_answered_or_refused(set_of, key):
    for value in ODD:
        with suppress(UsageError):
            result = set_of({"HOE": [6] * 8, "LTR": 7, "SHIN": 16}, **{key: value})
            assert result.advice.load.level


@pytest.mark.parametrize("key", ["HOE", "ASYM", "calibrated", "neutral_ref", "n", "quality", "WEATHER"])
def test_odd_measures_are_judged_or_refused(judged, key):
    for value in ODD:
        with suppress(UsageError):
            result = judged({"measures": {"SHIN": [1, 2, 3], key: value}, "intake": None})
            assert len(result.findings) == 31
