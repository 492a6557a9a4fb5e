"""What must hold for any answers and any findings."""

from hypothesis import given, settings
from hypothesis import strategies as st

from studio.assets import plugins_dir
from studio.coaching import advise
from studio.core.fault import Severity
from studio.core.finding import Finding, Outcome
from studio.core.measure import MeasureTable
from studio.core.plan import CauseKind, Intake, LoadLevel, Tier
from studio.exercises import ExerciseCatalogue

EXERCISE = ExerciseCatalogue([plugins_dir()]).load("hip-thrust-barbell")
STRICTNESS = list(LoadLevel)

outcomes = st.sampled_from(list(Outcome))
severities = st.sampled_from(list(Severity))
flags = st.lists(
    st.sampled_from(["Q-CES", "Q-SYS: fever", "Q-RAD: left", "Q-NEURO: both legs", "Q-NEURO: weak", "odd"]), max_size=2
)
conditions = st.lists(st.sampled_from(["spondylolisthesis", "pregnancy", "disc-herniation"]), max_size=1)
answers = st.fixed_dictionaries(
    {},
    optional={
        "screening_complete": st.booleans(),
        "screening_positive": flags,
        "hx": conditions,
        "clearance": st.booleans(),
        "pain_start": st.integers(0, 10),
        "pain_max": st.integers(0, 10),
        "pain_next_morning": st.integers(0, 10),
        "pain_now": st.integers(0, 10),
        "pain_after": st.integers(0, 10),
        "pain_last_rep": st.integers(0, 10),
        "pain_quality": st.lists(st.sampled_from(["dull", "sharp"]), max_size=1),
        "rpe": st.integers(5, 10),
        "rir": st.integers(0, 4),
        "clean_streak": st.integers(0, 3),
        "load_kg": st.floats(0, 200),
        "prev_load_kg": st.floats(0, 200),
        "prev_severity": st.sampled_from(["none", "mild", "severe"]),
        "felt": st.lists(st.sampled_from(["glutes", "low back", "quads"]), max_size=3),
        "brace": st.sampled_from(["yes", "no"]),
        "cramp": st.booleans(),
        "sit_h": st.integers(0, 12),
        "warmup": st.sampled_from(["none", "specific"]),
        "T-THOMAS": st.sampled_from(["pass", "fail"]),
        "archon_deg": st.integers(150, 185),
    },
)


@st.composite
def judged_sets(draw):
    findings = []
    for fault in EXERCISE.faults:
        outcome = draw(st.sampled_from([Outcome.NOT_FOUND, Outcome.NOT_FOUND, *Outcome]))
        is_shown = outcome in (Outcome.FOUND, Outcome.UNCONFIRMED)
        severity = draw(st.sampled_from(list(Severity)[1:])) if is_shown else Severity.NONE
        findings.append(Finding(fault=fault.id, outcome=outcome, severity=severity))
    return tuple(findings)


CLEAN = tuple(Finding(fault=fault.id, outcome=Outcome.NOT_FOUND) for fault in EXERCISE.faults)
PROGRESSING = {
    "screening_complete": True,
    "pain_start": 0,
    "pain_max": 0,
    "pain_next_morning": 0,
    "rpe": 7,
    "rir": 3,
    "clean_streak": 2,
    "load_kg": 80.0,
}


@st.composite
def nearly_clean_sets(draw):
    """Nothing found but for one fault at most: what lets a load go up unless the answers forbid it."""
    changed = draw(st.one_of(st.none(), st.sampled_from(EXERCISE.faults)))
    severity = draw(st.sampled_from(list(Severity)[1:]))
    return tuple(
        Finding(fault=one.fault, outcome=Outcome.FOUND, severity=severity)
        if changed is not None and one.fault == changed.id
        else one
        for one in CLEAN
    )


@st.composite
def nearly_progressing(draw):
    """Answers that let a load go up, but for two at most."""
    drawn = draw(answers)
    kept = draw(st.lists(st.sampled_from(sorted(drawn)), max_size=2)) if drawn else []
    return {**PROGRESSING, **{key: drawn[key] for key in kept}}


some_sets = st.one_of(judged_sets(), nearly_clean_sets())
some_answers = st.one_of(answers, nearly_progressing())


def test_without_any_obstacle_the_load_goes_up():
    """Or else the properties below would hold for want of a load that goes up."""
    assert advised(CLEAN, PROGRESSING).load.level is LoadLevel.PROGRESS


def advised(findings, given_answers):
    return advise(
        findings, MeasureTable(), Intake(given_answers), EXERCISE.knowledge, EXERCISE.faults, exercise_options={}
    )


@settings(max_examples=150, deadline=None)
@given(findings=judged_sets(), given_answers=answers)
def test_a_plan_keeps_the_rule_of_two(findings, given_answers):
    plan = advised(findings, given_answers).plan

    assert len(plan.change_first) <= 2
    assert len({*plan.exercises, *(item for item in plan.regressions if item in EXERCISE.knowledge.exercises)}) <= 4
    assert not plan.secondary_cue or plan.primary_cue
    named = [*plan.change_first, plan.primary_cue, plan.secondary_cue, *plan.observations]
    assert len({name for name in named if name}) == len([name for name in named if name])
    assert len(set(plan.fixes)) == len(plan.fixes)


@settings(max_examples=300, deadline=None)
@given(findings=nearly_clean_sets(), given_answers=nearly_progressing())
def test_no_load_goes_up_with_pain_or_without_screening(findings, given_answers):
    advice = advised(findings, given_answers)

    pains = (value for key, value in given_answers.items() if key.startswith("pain_") and isinstance(value, int))
    if max(pains, default=0) >= 1 or not given_answers.get("screening_complete"):
        assert advice.load.level is not LoadLevel.PROGRESS
        assert "load-progress-gradually" not in advice.plan.fixes


@settings(max_examples=150, deadline=None)
@given(findings=judged_sets(), given_answers=answers)
def test_an_emergency_never_shows_technique(findings, given_answers):
    advice = advised(findings, {**given_answers, "screening_positive": ["Q-CES: bladder"]})
    plan = advice.plan

    assert advice.safety.tier is Tier.EMERGENCY
    assert advice.load.level is LoadLevel.BLOCKED
    assert {cause.kind for cause in advice.causes} == {CauseKind.SAFETY}
    assert not any((plan.change_first, plan.primary_cue, plan.observations, plan.exercises, plan.regressions))
    assert set(plan.fixes) == {"stop-on-pain", "refer-professional"}


@settings(max_examples=300, deadline=None)
@given(findings=some_sets, given_answers=some_answers, pain=st.integers(0, 9), more=st.integers(1, 9))
def test_more_pain_never_loosens_the_load(findings, given_answers, pain, more):
    less = {"pain_start": 0, **given_answers, "pain_max": pain}
    worse = {**less, "pain_max": min(less["pain_max"] + more, 10)}

    before, after = advised(findings, less).load.level, advised(findings, worse).load.level

    assert STRICTNESS.index(after) <= STRICTNESS.index(before)


@settings(max_examples=150, deadline=None)
@given(findings=some_sets, given_answers=some_answers)
def test_blocked_loads_name_no_kilograms(findings, given_answers):
    load = advised(findings, given_answers).load

    if load.level in (LoadLevel.BLOCKED, LoadLevel.STOP):
        assert "kg" not in load.advice
    assert load.reasons or load.level is LoadLevel.PROGRESS


@settings(max_examples=150, deadline=None)
@given(findings=judged_sets(), given_answers=answers)
def test_only_what_was_found_or_answered_becomes_a_cause(findings, given_answers):
    advice = advised(findings, given_answers)
    found = {finding.fault for finding in findings if finding.outcome is Outcome.FOUND}

    for cause in advice.causes:
        faults = {reason for reason in cause.because if reason.startswith("F-")}
        assert cause.because
        assert faults <= found
