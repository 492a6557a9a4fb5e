"""What must hold for any set of any shipped exercise: worse is never milder, order is nothing, missing is not fine."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from math import ceil
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from studio.assets import plugins_dir
from studio.core.fault import Combination, Comparison, FaultDefinition, Indicator, Level, Severity
from studio.core.finding import Finding, Outcome
from studio.core.measure import Measure, MeasureTable
from studio.exercises import ExerciseCatalogue
from studio.faults import JudgeContext, judge, parse_measures
from studio.faults.reading import needed_values

_CATALOGUE = ExerciseCatalogue([plugins_dir()])
EXERCISES = {entry.id: _CATALOGUE.load(entry.id).faults for entry in _CATALOGUE.entries()}
FAULTS = EXERCISES["hip-thrust-barbell"]
EVERY_FAULT = [(name, fault) for name, faults in EXERCISES.items() for fault in faults]
UNITS = {i.measure: i.bands.unit for _, fault in EVERY_FAULT for i in fault.indicators}
OF_THE_SET = {i.measure for _, fault in EVERY_FAULT if fault.level is Level.SET for i in fault.indicators}
EITHER = {"M-BC0", "M-TPA0", "M-STANCE", "M-FPA", "M-BENCHH"}
"""Measures that may come once for the set, although their faults are judged rep by rep."""

TOLD_BY = {Combination.SECOND_HIGHEST: 2, Combination.FIRST_ASSESSABLE: 1, Combination.ANY: 1}
"""How many quiet indicators may say "not found" while another is missing; for the rest, no number is enough."""

Row = dict[str, float | None]
Case = tuple[list[Row], Row]
"""The reps, and what the set has as a whole."""

calibrated = st.booleans()


def test_all_three_exercises_with_all_their_faults_are_here():
    assert {name: len(faults) for name, faults in EXERCISES.items()} == {
        "glute-bridge": 19,
        "hip-thrust-barbell": 31,
        "hip-thrust-machine": 31,
    }


def _telling_values() -> dict[str, list[float]]:
    """Values on, just inside and just beyond every limit of a measure, between them, and far from all."""
    limits: dict[str, set[float]] = {name: set() for name in UNITS}
    for indicator in (indicator for _, fault in EVERY_FAULT for indicator in fault.indicators):
        for bands in filter(None, (indicator.bands, indicator.calibrated_bands)):
            for limit in bands.limits:
                limits[indicator.measure] |= set(limit) if isinstance(limit, tuple) else {limit}
    return {
        name: sorted({0.0, *(value + step for value in values for step in (-1e-6, 0.0, 1e-6, 1.0, -1.0))})
        for name, values in limits.items()
    }


TELLING = _telling_values()


def _is_quiet(name: str, value: float) -> bool:
    indicators = [i for _, fault in EVERY_FAULT for i in fault.deciding if i.measure == name]
    return not any((i.calibrated_bands or i.bands).severity_of(value) for i in indicators)


QUIET = {name: [value for value in values if _is_quiet(name, value)] for name, values in TELLING.items()}


@st.composite
def cases(draw: st.DrawFn, missing_shares: tuple[float, ...] = (0.0, 0.1, 0.5)) -> Case:
    """One to twelve reps; whole sets come from one seed, since hundreds of cells are too many to draw one by one.

    Half of the measures are quiet in most reps, or else nearly every fault would be found.
    """
    chance = Random(draw(st.integers(0, 2**32)))
    missing_share = draw(st.sampled_from(missing_shares))
    steadiness = draw(st.sampled_from([0.0, 0.5, 0.9, 1.0]))
    rep_count = draw(st.integers(1, 12))
    usual = {name: chance.choice((QUIET if chance.random() < 0.5 else TELLING)[name]) for name in UNITS}

    def value_of(name: str) -> float | None:
        if chance.random() < missing_share:
            return None
        return usual[name] if chance.random() < steadiness else chance.choice(TELLING[name])

    whole_names = OF_THE_SET | {name for name in EITHER if chance.random() < 0.5}
    reps = [{name: value_of(name) for name in UNITS if name not in whole_names} for _ in range(rep_count)]
    return reps, {name: value_of(name) for name in whole_names}


def _measure(name: str, value: float | None) -> Measure:
    return Measure.missing(name, UNITS[name], "hidden") if value is None else Measure(name, value, UNITS[name])


def as_table(case: Case) -> MeasureTable:
    reps, whole = case
    return MeasureTable(
        reps=tuple({name: _measure(name, value) for name, value in row.items()} for row in reps),
        rep_indices=tuple(range(1, len(reps) + 1)),
        whole_set={name: _measure(name, value) for name, value in whole.items()},
    )


def judged(case: Case, exercise: str, *, is_calibrated: bool = False) -> dict[str, Finding]:
    findings = judge(EXERCISES[exercise], as_table(case), JudgeContext(is_calibrated=is_calibrated))
    return {finding.fault: finding for finding in findings}


def summary(findings: Iterable[Finding]) -> dict[str, tuple]:
    return {finding.fault: (finding.outcome, finding.severity, finding.folded_into) for finding in findings}


exercises = st.sampled_from(sorted(EXERCISES))
fault_of_an_exercise = st.one_of(
    st.sampled_from(EVERY_FAULT),
    st.sampled_from([(name, fault) for name, fault in EVERY_FAULT if len(fault.deciding) > 1]),
)


@settings(max_examples=60, deadline=None)
@given(case=cases(), is_calibrated=calibrated, exercise=exercises, data=st.data())
def test_the_order_of_the_reps_does_not_change_the_judgement(case, is_calibrated, exercise, data):
    reps, whole = case
    shuffled = data.draw(st.permutations(reps))

    before = judged(case, exercise, is_calibrated=is_calibrated)
    after = judged((shuffled, whole), exercise, is_calibrated=is_calibrated)

    assert summary(before.values()) == summary(after.values())


def without(case: Case, names: Iterable[str]) -> Case:
    gone = set(names)
    reps, whole = case
    return (
        [{name: None if name in gone else value for name, value in row.items()} for row in reps],
        {name: None if name in gone else value for name, value in whole.items()},
    )


def is_taken(case: Case, name: str) -> bool:
    reps, whole = case
    known = sum(row.get(name) is not None for row in reps)
    return whole.get(name) is not None or known >= max(1, needed_values(len(reps)))


@settings(max_examples=150, deadline=None)
@given(case=cases(), which=fault_of_an_exercise, is_calibrated=calibrated, data=st.data())
def test_a_missing_measure_never_becomes_not_found(case, which, is_calibrated, data):
    exercise, fault = which
    names = [indicator.measure for indicator in fault.deciding]
    gone = data.draw(st.sets(st.sampled_from(names), min_size=1))
    left = without(case, gone)

    outcome = judged(left, exercise, is_calibrated=is_calibrated)[fault.id].outcome

    if gone == set(names):
        assert outcome is Outcome.NOT_ASSESSABLE
    elif outcome is Outcome.NOT_FOUND:
        assert fault.combination in TOLD_BY
        assert sum(is_taken(left, name) for name in names) >= TOLD_BY[fault.combination]
        assert all(is_taken(left, indicator.measure) for indicator in fault.deciding if indicator.is_required)


@settings(max_examples=150, deadline=None)
@given(case=cases(missing_shares=(0.0,)), is_calibrated=calibrated, data=st.data())
def test_hip_line_and_trunk_roll_cannot_be_taken_from_the_composite_to_clear_it(case, is_calibrated, data):
    """Outline and drawn lines can: two acceptance cases call the composite absent without them."""
    before = judged(case, "hip-thrust-barbell", is_calibrated=is_calibrated)["F-LUMBAR"]
    assume(before.outcome is not Outcome.NOT_FOUND)
    gone = data.draw(st.sets(st.sampled_from(["M-HOE", "M-LTR"]), min_size=1))

    after = judged(without(case, gone), "hip-thrust-barbell", is_calibrated=is_calibrated)["F-LUMBAR"]

    assert after.outcome is not Outcome.NOT_FOUND


@settings(max_examples=200, deadline=None)
@given(case=cases(missing_shares=(0.0, 0.0, 0.1)), exercise=exercises, is_calibrated=calibrated, data=st.data())
def test_one_value_that_is_hidden_never_turns_a_fault_into_not_found(case, exercise, is_calibrated, data):
    """Where either of two measures may speak alone, as for the arched start, the other one does."""
    before = judged(case, exercise, is_calibrated=is_calibrated)
    reps, whole = case
    loud = [
        (fault.id, one.measure)
        for fault in EXERCISES[exercise]
        for one in fault.deciding
        if fault.level is Level.REP
        and fault.combination is not Combination.ANY
        and before[fault.id].outcome in (Outcome.FOUND, Outcome.UNCONFIRMED)
        and one.measure in reps[0]
    ]
    assume(loud)
    fault, name = data.draw(st.sampled_from(loud))
    rep = data.draw(st.integers(0, len(reps) - 1))
    hidden = [{**row, name: None} if place == rep else row for place, row in enumerate(reps)]
    assume(is_taken((hidden, whole), name))

    after = judged((hidden, whole), exercise, is_calibrated=is_calibrated)[fault]

    assert after.outcome is not Outcome.NOT_FOUND


@settings(max_examples=120, deadline=None)
@given(case=cases(), which=fault_of_an_exercise, seen_share=st.floats(0.0, 0.59))
def test_fewer_than_three_reps_in_five_say_nothing(case, which, seen_share):
    exercise, fault = which
    reps, whole = case
    seen_count = int(seen_share * len(reps))
    names = [indicator.measure for indicator in fault.deciding]
    assume(fault.level is Level.REP and not any(whole.get(name) is not None for name in names))
    hidden = without((reps[seen_count:], whole), names)[0]

    finding = judged((reps[:seen_count] + hidden, whole), exercise)[fault.id]

    assert finding.outcome is Outcome.NOT_ASSESSABLE
    assert finding.reason


@settings(max_examples=100, deadline=None)
@given(case=cases(), exercise=exercises, is_calibrated=calibrated)
def test_every_fault_ends_in_one_of_four_outcomes_that_hold_together(case, exercise, is_calibrated):
    findings = judged(case, exercise, is_calibrated=is_calibrated)
    assert list(findings) == [fault.id for fault in EXERCISES[exercise]]
    for finding in findings.values():
        if finding.outcome is Outcome.NOT_ASSESSABLE:
            assert finding.reason
            assert finding.settle_with
        if finding.outcome in (Outcome.FOUND, Outcome.UNCONFIRMED):
            assert finding.severity is not Severity.NONE
            assert finding.evidence
            assert all(finding.severity_by_rep[rep] >= finding.severity for rep in finding.reps)
        else:
            assert finding.severity is Severity.NONE
        if finding.folded_into:
            assert findings[finding.folded_into].outcome is Outcome.FOUND


def _grade(indicator: Indicator, value: float, *, own: bool) -> int:
    """The band of a value, by comparing it with each limit."""
    bands = indicator.calibrated_bands if own and indicator.calibrated_bands else indicator.bands
    beyond = {
        Comparison.AT_LEAST: lambda limit: value >= limit,
        Comparison.AT_MOST: lambda limit: value <= limit,
        Comparison.BELOW: lambda limit: value < limit,
        Comparison.OUTSIDE: lambda limit: not limit[0] <= value <= limit[1],
    }[bands.comparison]
    return sum(map(beyond, bands.limits))


_TOGETHER = {
    Combination.WORST: max,
    Combination.ANY: max,
    Combination.ALL: min,
    Combination.SECOND_HIGHEST: lambda grades: sorted(grades)[-2],
    Combination.FIRST_ASSESSABLE: lambda grades: grades[0],
}


def _needed(count: int) -> int:
    return count if count <= 2 else max(2, ceil(3 * count / 10))


def _counted(grades: list[int]) -> int:
    """The rule of the catalogue in its own words: the highest band that at least max(2, 30 %) of the reps reach."""
    needed = _needed(len(grades))
    return max((band for band in (1, 2, 3) if sum(grade >= band for grade in grades) >= needed), default=0)


@settings(max_examples=200, deadline=None)
@given(case=cases(missing_shares=(0.0, 0.1, 0.5)), which=fault_of_an_exercise, own=calibrated)
def test_a_fault_is_counted_rep_by_rep(case, which, own):
    """Of one measure whatever is missing; of several in reps that have them all."""
    exercise, fault = which
    reps, whole = case
    names = [indicator.measure for indicator in fault.deciding]
    rows = [row for row in ({**row, **whole} for row in reps) if all(row.get(name) is not None for name in names)]
    assume(len(reps) >= fault.minimum_reps and (len(names) == 1 or len(rows) == len(reps)))

    finding = judged(case, exercise, is_calibrated=own)[fault.id]

    if 5 * len(rows) < 3 * len(reps):
        assert finding.outcome is Outcome.NOT_ASSESSABLE
        return
    graded = [[_grade(indicator, row[indicator.measure], own=own) for indicator in fault.deciding] for row in rows]
    together = [_TOGETHER[fault.combination](grades) for grades in graded]
    expected = _counted(together)
    out_count, hidden_count = sum(map(bool, together)), len(reps) - len(rows)
    if not expected and out_count and hidden_count and out_count + hidden_count >= _needed(len(reps)):
        assert finding.outcome is Outcome.NOT_ASSESSABLE
        return
    is_alone = fault.combination is Combination.SECOND_HIGHEST and any(
        _counted(list(sign)) for sign in zip(*graded, strict=True)
    )
    outcome = Outcome.FOUND if expected else Outcome.UNCONFIRMED if is_alone else Outcome.NOT_FOUND
    assert finding.outcome is outcome
    assert outcome is Outcome.UNCONFIRMED or finding.severity == expected


def worse(indicator: Indicator, value: float, step: float) -> float:
    """A value further into the bands of an indicator; of a range, further beyond the end that it is nearer to."""
    limit = indicator.bands.limits[0]
    if isinstance(limit, tuple):
        return value + step if value >= sum(limit) / 2 else value - step
    return value + step if indicator.bands.comparison is Comparison.AT_LEAST else value - step


def worsened(row: Row, indicators: list[Indicator], step: float) -> Row:
    """Move measures of a row further into their bands; what is missing stays missing."""
    changed = dict(row)
    for indicator in indicators:
        value = row.get(indicator.measure)
        if value is not None:
            changed[indicator.measure] = worse(indicator, value, step)
    return changed


STANDING = {Outcome.NOT_ASSESSABLE: 0, Outcome.NOT_FOUND: 0, Outcome.UNCONFIRMED: 1, Outcome.FOUND: 2}


@settings(max_examples=250, deadline=None)
@given(
    case=cases(),
    step=st.floats(0.0, 50.0),
    definition=fault_of_an_exercise,
    own=calibrated,
    data=st.data(),
)
def test_a_worse_measure_is_never_judged_milder(case, step, definition, own, data):
    """In some of the reps, by some of the indicators, of every fault of every exercise."""
    exercise, fault = definition
    reps, whole = case
    which = data.draw(st.sets(st.integers(0, len(reps) - 1), min_size=1))
    signs = data.draw(st.lists(st.sampled_from(fault.deciding), min_size=1, unique_by=lambda sign: sign.measure))
    changed = (
        [worsened(row, signs, step) if index in which else row for index, row in enumerate(reps)],
        worsened(whole, signs, step),
    )

    before = judged(case, exercise, is_calibrated=own)[fault.id]
    after = judged(changed, exercise, is_calibrated=own)[fault.id]

    assert (STANDING[after.outcome], after.severity) >= (STANDING[before.outcome], before.severity)
    if before.outcome is Outcome.NOT_ASSESSABLE:
        assert after.outcome is not Outcome.NOT_FOUND


COURSES = {"F-ROMLOSS": ("ROM", -1.0), "F-VL": ("MCV", -1.0), "F-DECAY": ("HOE", 1.0)}


@settings(max_examples=120, deadline=None)
@given(
    fault=st.sampled_from(sorted(COURSES)),
    seen=st.integers(1, 12).flatmap(lambda count: st.lists(st.floats(0.3, 1.2), min_size=count, max_size=count)),
    gaps=st.sets(st.integers(0, 11), max_size=2),
    step=st.floats(0.0, 0.25),
)
def test_a_worse_end_of_the_set_is_never_judged_milder_and_a_hidden_one_never_fine(fault, seen, gaps, step):
    """From the numbers of the reps on: what is worked out from them is held against its bands as well."""
    key, sign = COURSES[fault]
    scale = 20.0 if key == "HOE" else 1.0
    course: list[float | None] = [None if index in gaps else value for index, value in enumerate(seen)]

    def outcome_of(values: list[float | None]) -> tuple[int, Severity, Outcome]:
        table, context = parse_measures({"measures": {key: [None if v is None else scale * v for v in values]}})
        finding = next(one for one in judge(FAULTS, table, context) if one.fault == fault)
        return STANDING[finding.outcome], finding.severity, finding.outcome

    before = outcome_of(course)
    last = course[-1]
    after = outcome_of([*course[:-1], None if last is None else last + sign * step])
    third = max(1, len(course) // 3) if key == "HOE" else 1
    hidden = outcome_of([*course[:-third], *[None] * third])

    assert after[:2] >= before[:2]
    assert hidden[2] is Outcome.NOT_ASSESSABLE


@pytest.mark.parametrize(("exercise", "definition"), EVERY_FAULT, ids=lambda it: it if isinstance(it, str) else it.id)
@pytest.mark.parametrize(("own", "end"), [(False, "high"), (True, "low")])
def test_every_fault_is_found_at_its_limit_not_below_and_not_assessable_without(exercise, definition, own, end):
    """The golden row of each fault: raised, just missed, not seen."""
    nothing: Row = dict.fromkeys(UNITS)

    def outcome_at(inside: float, level: int) -> Finding:
        row = dict(nothing)
        for indicator in definition.deciding:
            bands = indicator.calibrated_bands if own and indicator.calibrated_bands else indicator.bands
            limit = bands.limits[level - 1]
            if isinstance(limit, tuple) and end == "low":
                row[indicator.measure] = limit[0] + inside
            else:
                row[indicator.measure] = _beside(bands.comparison, limit, inside)
        return judged(([row] * 8, {}), exercise, is_calibrated=own)[definition.id]

    levels = min(len(indicator.bands.limits) for indicator in definition.deciding)
    for level in range(1, levels + 1):
        assert (outcome_at(-1e-6, level).outcome, outcome_at(-1e-6, level).severity) == (Outcome.FOUND, level)
        if level == 1 or definition.id != "F-BOUNCE":  # its dwell has one limit for mild and moderate
            assert outcome_at(1e-6, level).severity == level - 1
    assert outcome_at(1e-6, 1).outcome is Outcome.NOT_FOUND
    assert judged(([nothing] * 8, {}), exercise)[definition.id].outcome is Outcome.NOT_ASSESSABLE


def _beside(comparison: Comparison, limit: float | tuple[float, float], inside: float) -> float:
    if isinstance(limit, tuple):
        return limit[1] - inside
    return limit - inside if comparison is Comparison.AT_LEAST else limit + inside


@pytest.mark.parametrize(("exercise", "definition"), EVERY_FAULT, ids=lambda it: it if isinstance(it, str) else it.id)
def test_bands_of_the_catalogue_get_steadily_worse(exercise: str, definition: FaultDefinition):
    for indicator in definition.deciding:
        for limits in filter(None, (indicator.bands, indicator.calibrated_bands)):
            reached = [
                limits.severity_of(_beside(limits.comparison, limit, -1e-6)) for limit in dict.fromkeys(limits.limits)
            ]
            assert all(mild < worse for mild, worse in pairwise(reached))


def test_set_level_faults_take_their_number_as_it_is():
    set_faults = [replace(fault, minimum_reps=1) for fault in FAULTS if fault.level is Level.SET]
    measures = MeasureTable(
        whole_set={f.indicators[0].measure: Measure(f.indicators[0].measure, 99.0, "deg") for f in set_faults}
    )

    assert all(finding.severity is Severity.SEVERE for finding in judge(set_faults, measures, JudgeContext()))
