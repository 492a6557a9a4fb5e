"""What is left out of the exercises, and which variant is the lightest."""

import pytest

from studio.coaching import advise, parse_intake
from studio.faults import judge, parse_measures


def test_acute_pain_leaves_out_swinging_the_legs(set_of):
    stiff = {"HIPBOT": 116}

    assert "ex-active-leg-swing" in set_of(stiff, pain_max=2).advice.plan.exercises
    assert "ex-active-leg-swing" not in set_of(stiff, pain_max=6).advice.plan.exercises


@pytest.mark.parametrize(
    ("lift", "easier"),
    [("hip-thrust-barbell", "reg-bodyweight-hip-thrust"), ("glute-bridge", "reg-short-range-thrust")],
)
@pytest.mark.parametrize("answers", [{"pain_max": 3}, {"hx": ["disc-bulge"], "pain_max": 0}])
def test_the_way_back_begins_at_a_variant_that_is_lighter_than_the_lift(catalogue, lift, easier, answers):
    exercise = catalogue.load(lift)
    measures, context = parse_measures({"measures": {"SHIN": [2, 2, 2]}, "intake": {}})
    findings = judge(exercise.faults, measures, context)
    intake = parse_intake({"screening_complete": True, **answers})

    plan = advise(findings, measures, intake, exercise.knowledge, exercise.faults).plan

    assert plan.regressions == (easier,)
