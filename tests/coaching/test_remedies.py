"""What is left out of the exercises, and when."""


def test_acute_pain_leaves_out_swinging_the_legs(set_of):
    stiff = {"HIPBOT": 116}

    assert "ex-active-leg-swing" in set_of(stiff, pain_max=2).advice.plan.exercises
    assert "ex-active-leg-swing" not in set_of(stiff, pain_max=6).advice.plan.exercises
