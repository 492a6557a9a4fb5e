"""The rule engine, on definitions made for the purpose."""

import sys
from math import isnan, nan
from time import process_time

import numpy as np
import pytest

from studio.core.fault import Combination, FaultDefinition, Level, Severity
from studio.core.finding import Finding, Outcome
from studio.core.measure import MeasureTable
from studio.core.rep import Rep
from studio.core.signal import Signal, SignalSet
from studio.faults import JudgeContext, judge


def judge_one(definition: FaultDefinition, measures: MeasureTable, **context: object) -> Finding:
    (finding,) = judge([definition], measures, JudgeContext(**context))
    return finding


@pytest.mark.parametrize(
    ("values", "severity"),
    [
        ([4.9], Severity.NONE),
        ([5.0], Severity.MILD),
        ([12, 4], Severity.NONE),
        ([12, 6], Severity.MILD),
        ([12, 4, 4], Severity.NONE),
        ([12, 12, 4], Severity.MODERATE),
        ([12, 6, 4], Severity.MILD),
        ([19] * 2 + [0] * 4, Severity.SEVERE),
        ([19] * 2 + [0] * 5, Severity.NONE),
        ([19] * 3 + [0] * 7, Severity.SEVERE),
        ([19] * 3 + [0] * 8, Severity.NONE),
        ([19, 12, 12, 6, 0, 0, 0, 0, 0, 0], Severity.MODERATE),
    ],
)
def test_the_set_has_the_highest_band_that_enough_reps_reach(fault, table, values, severity):
    finding = judge_one(fault(), table(A=values))

    assert finding.severity is severity
    assert finding.outcome is (Outcome.FOUND if severity else Outcome.NOT_FOUND)


def test_a_finding_names_its_reps_the_first_and_the_worst(fault, table):
    finding = judge_one(fault(), table(A=[0, 6, 12, 17, 11, 0]))

    assert finding.severity is Severity.MODERATE
    assert (finding.reps, finding.worst_rep) == ((3, 4, 5), 4)
    assert finding.first_rep == 2  # where it is first seen, which is not yet moderate
    assert finding.severity_by_rep == {1: 0, 2: 1, 3: 2, 4: 2, 5: 2, 6: 0}


@pytest.mark.parametrize(
    ("comparison", "limits", "values", "worst_rep"),
    [
        ("le", (-5, -10), [-6, -12, -11], 2),
        ("lt", (1.2, 0.8), [1.0, 0.7, 0.5], 3),
        ("outside", ((0.2, 0.45), (0.12, 0.52)), [0.5, 0.1, 0.47], 2),
        ("ge", (0.0, 1.0), [0.5, 0.7, 0.2], 2),
    ],
)
def test_the_worst_rep_lies_furthest_out(fault, indicator, table, comparison, limits, values, worst_rep):
    finding = judge_one(fault(indicator("M-A", limits, comparison)), table(A=values))

    assert finding.outcome is Outcome.FOUND
    assert finding.worst_rep == worst_rep


@pytest.mark.parametrize(
    ("phase", "time_s"),
    [
        ("top window", 2.5),
        ("concentric + top", 2.5),
        ("bottom", 1.0),
        ("set-up (0.5 s before)", 1.0),
        ("eccentric", 3.5),
    ],
)
def test_the_worst_moment_follows_the_phase(fault, table, phase, time_s):
    reps = (Rep(1, 1.0, 2.0, 3.0, 4.0), Rep(2, 5.0, 6.0, 7.0, 8.0))

    assert judge_one(fault(phase=phase), table(A=[9, 7]), reps=reps).worst_time_s == time_s


def test_the_worst_moment_shows_the_value_furthest_out(fault, indicator, table):
    """A click on "worst" led to the middle of the top, where the hip was straight, beside a card that says 15° past."""
    reps = (Rep(1, 0.0, 1.0, 5.0, 6.0), Rep(2, 7.0, 8.0, 9.0, 10.0))
    times_s = np.arange(8.0)
    hip = Signal("hip_angle_deg", "deg", times_s, np.array([90.0, 180, 181, 177, 195, 188, 90, 90]), np.ones(8))
    definition = fault(
        indicator("M-HOE", (8, 12, 20)), indicator("M-ECC", (9,)), indicator("M-SHIN", (1,), support=True)
    )
    measures = table(HOE=[15, 9], ECC=[9, 9], SHIN=[40, 40])

    finding = judge_one(definition, measures, reps=reps, signals=SignalSet((hip,)))

    assert (finding.worst_rep, finding.worst_time_s) == (1, 4.0)


def test_without_a_clip_there_is_no_worst_moment(fault, table):
    assert isnan(judge_one(fault(), table(A=[9, 9])).worst_time_s)


class TestMissing:
    def test_a_measure_that_nobody_took_is_not_assessable(self, fault, table):
        finding = judge_one(fault(), table(B=[1, 2, 3]))

        assert finding.outcome is Outcome.NOT_ASSESSABLE
        assert finding.reason == "M-A was not measured in this clip."
        assert "side clip" in finding.settle_with

    def test_the_reason_of_the_measure_is_told(self, fault, table):
        assert judge_one(fault(), table(A=[None, None, None])).reason == "The hip is hidden."

    @pytest.mark.parametrize(
        ("values", "outcome"),
        [
            ([1, 1, 1, None, None], Outcome.NOT_FOUND),
            ([1, 1, None, None, None], Outcome.NOT_ASSESSABLE),
            ([1, None], Outcome.NOT_ASSESSABLE),
            ([1, 1, None], Outcome.NOT_FOUND),
        ],
    )
    def test_six_reps_in_ten_must_carry_a_value_and_at_least_two(self, fault, table, values, outcome):
        assert judge_one(fault(), table(A=values)).outcome is outcome

    def test_too_few_reps_are_not_assessable(self, fault, table):
        finding = judge_one(fault(minimum_reps=6), table(A=[20] * 5))

        assert finding.outcome is Outcome.NOT_ASSESSABLE
        assert finding.reason == "This takes at least 6 reps; the set has 5."

    def test_reps_may_be_told_from_elsewhere(self, fault, table):
        finding = judge_one(fault(minimum_reps=6, level=Level.SET), table(A=6.0), rep_count=8)

        assert finding.severity is Severity.MILD

    def test_an_unmet_need_is_the_reason(self, fault, table):
        finding = judge_one(
            fault(needs=("visible-back",)), table(A=[20, 20]), unmet_needs={"visible-back": "Plates hide the back."}
        )

        assert finding.outcome is Outcome.NOT_ASSESSABLE
        assert finding.reason == "Plates hide the back."
        assert "technique clip" in finding.settle_with.lower()

    def test_a_front_fault_wants_a_front_clip(self, fault, table):
        assert "front clip" in judge_one(fault(view="F"), table(B=[1])).settle_with.lower()

    def test_the_knowledge_base_may_say_which_clip_settles_it(self, fault, table):
        assert judge_one(fault(), table(B=[1]), settle_with={"F-X": "A slower clip."}).settle_with == "A slower clip."

    def test_support_alone_decides_nothing(self, fault, indicator, table):
        definition = fault(indicator("M-A", (5,)), indicator("M-B", (5,), support=True))

        finding = judge_one(definition, table(B=[20, 20, 20]))

        assert finding.outcome is Outcome.NOT_ASSESSABLE
        assert finding.reason.startswith("M-A")

    def test_support_is_shown_as_evidence(self, fault, indicator, table):
        definition = fault(indicator("M-A", (5,)), indicator("M-B", (50,), support=True))

        finding = judge_one(definition, table(A=[6, 6], B=[60, 60]))

        assert [(e.measure, e.severity, e.threshold) for e in finding.evidence] == [("M-A", 1, 5), ("M-B", 1, 50)]


class TestSetLevel:
    def test_a_value_of_the_set_counts_as_it_is(self, fault, table):
        finding = judge_one(fault(level=Level.SET), table(A=11.0))

        assert (finding.severity, finding.reps, finding.worst_rep) == (Severity.MODERATE, (), 0)
        assert finding.severity_by_rep == {}
        assert finding.evidence[0].values == {0: 11.0}

    def test_a_rep_level_fault_takes_the_value_of_the_set_when_no_rep_has_one(self, fault, table):
        assert judge_one(fault(), table(A=6.0, B=[1, 2])).severity is Severity.MILD

    def test_a_rep_level_fault_prefers_its_reps(self, fault, table):
        measures = table(A=[1, 1])
        measures = MeasureTable(measures.reps, measures.rep_indices, table(A=20.0).whole_set)

        assert judge_one(fault(), measures).outcome is Outcome.NOT_FOUND

    def test_a_set_level_fault_prefers_the_set(self, fault, table):
        measures = table(A=[1, 1])
        measures = MeasureTable(measures.reps, measures.rep_indices, table(A=20.0).whole_set)

        assert judge_one(fault(level=Level.SET), measures).severity is Severity.SEVERE


class TestCombinations:
    def test_the_worse_band_counts(self, fault, indicator, table):
        definition = fault(indicator("M-A", (5, 10)), indicator("M-B", (1, 2)), combination=Combination.WORST)

        assert judge_one(definition, table(A=[6, 6], B=[2, 2])).severity is Severity.MODERATE
        assert judge_one(definition, table(A=[6, 6])).severity is Severity.MILD

    def test_the_one_that_is_missing_might_be_the_worse_one(self, fault, indicator, table):
        definition = fault(indicator("M-A", (5, 10)), indicator("M-B", (1, 2)), combination=Combination.WORST)

        finding = judge_one(definition, table(A=[1, 1]))

        assert finding.outcome is Outcome.NOT_ASSESSABLE
        assert finding.reason == "M-B was not measured in this clip."

    def test_all_must_be_out(self, fault, indicator, table):
        definition = fault(
            indicator("M-A", (0.15, 0.15), "lt"), indicator("M-B", (1.2, 0.8), "lt"), combination=Combination.ALL
        )

        assert judge_one(definition, table(A=[0.1, 0.1], B=[0.7, 0.7])).severity is Severity.MODERATE
        assert judge_one(definition, table(A=[0.1, 0.1], B=[1.0, 1.0])).severity is Severity.MILD
        assert judge_one(definition, table(A=[0.3, 0.3], B=[0.7, 0.7])).outcome is Outcome.NOT_FOUND
        assert judge_one(definition, table(A=[0.1, 0.1])).outcome is Outcome.NOT_ASSESSABLE

    def test_values_in_different_reps_do_not_make_a_pair(self, fault, indicator, table):
        definition = fault(indicator("M-A", (5,)), indicator("M-B", (5,)), combination=Combination.ALL)

        finding = judge_one(definition, table(A=[9, 9, 9, None, None], B=[None, None, 9, 9, 9]))

        assert finding.outcome is Outcome.NOT_ASSESSABLE
        assert finding.reason == "Too few reps show all that is needed."

    def test_the_first_that_can_be_judged_decides(self, fault, indicator, table):
        definition = fault(indicator("M-A", (5,)), indicator("M-B", (5,)), combination=Combination.FIRST_ASSESSABLE)

        assert judge_one(definition, table(A=1.0, B=[9, 9])).outcome is Outcome.NOT_FOUND
        assert judge_one(definition, table(B=[9, 9])).severity is Severity.MILD

    @pytest.mark.parametrize(
        ("one", "other", "severity"), [(9.0, 1.0, 1), (1.0, 9.0, 1), (9.0, 12.0, 2), (None, 9.0, 1)]
    )
    def test_any_sign_that_was_taken_counts(self, fault, indicator, table, one, other, severity):
        definition = fault(indicator("M-A", (5, 10)), indicator("M-B", (5, 10)), combination=Combination.ANY)
        given = {name: value for name, value in (("A", one), ("B", other)) if value is not None}

        assert judge_one(definition, table(**given)).severity == severity

    def test_any_one_quiet_sign_is_enough_to_say_not_found(self, fault, indicator, table):
        definition = fault(indicator("M-A", (5,)), indicator("M-B", (5,)), combination=Combination.ANY)

        assert judge_one(definition, table(B=1.0)).outcome is Outcome.NOT_FOUND
        assert judge_one(definition, table(C=1.0)).outcome is Outcome.NOT_ASSESSABLE

    def test_a_value_of_the_set_stands_for_each_rep_beside_others(self, fault, indicator, table):
        definition = fault(indicator("M-A", (5,)), indicator("M-B", (5,)), combination=Combination.SECOND_HIGHEST)

        finding = judge_one(definition, table(A=9.0, B=[9, 0, 9, 9]))

        assert finding.reps == (1, 3, 4)


class TestComposite:
    @pytest.fixture
    def composite(self, fault, indicator):
        limits = (5, 10, 18)
        return fault(
            *(indicator(f"M-{name}", limits) for name in "ABCD"), combination=Combination.SECOND_HIGHEST, id="F-LUMBAR"
        )

    def test_the_second_highest_of_four_counts(self, composite, table):
        finding = judge_one(composite, table(A=[20] * 3, B=[11] * 3, C=[6] * 3, D=[0] * 3))

        assert finding.severity is Severity.MODERATE

    def test_one_alone_is_unconfirmed_at_its_own_severity(self, composite, table):
        finding = judge_one(composite, table(A=[12] * 3, B=[0] * 3))

        assert (finding.outcome, finding.severity) == (Outcome.UNCONFIRMED, Severity.MODERATE)
        assert "M-A" in finding.reason
        assert finding.settle_with
        assert finding.reps == (1, 2, 3)

    def test_one_alone_is_unconfirmed_even_when_no_other_was_measured(self, composite, table):
        assert judge_one(composite, table(A=[12] * 3)).outcome is Outcome.UNCONFIRMED

    def test_one_quiet_indicator_is_too_little_to_say_not_found(self, composite, table):
        assert judge_one(composite, table(A=[0] * 3)).outcome is Outcome.NOT_ASSESSABLE

    def test_two_quiet_indicators_say_not_found(self, composite, table):
        assert judge_one(composite, table(A=[0] * 3, B=[0] * 3)).outcome is Outcome.NOT_FOUND

    def test_signs_in_different_reps_do_not_confirm_each_other(self, composite, table):
        finding = judge_one(composite, table(A=[9, 9, 0, 0], B=[0, 0, 9, 9]))

        assert finding.outcome is Outcome.UNCONFIRMED

    def test_signs_that_agree_in_too_few_reps_are_no_less_than_one_alone(self, composite, table):
        finding = judge_one(composite, table(A=[12, None, 12, 12, None, 12], B=[None, 9, 9, None, 9, 9]))

        assert (finding.outcome, finding.severity) == (Outcome.UNCONFIRMED, Severity.MODERATE)

    def test_a_confirmed_composite_takes_in_its_parts(self, composite, fault, indicator, table):
        part = fault(indicator("M-A", (5,)), id="F-HOE", folds_into="F-LUMBAR")
        findings = judge([part, composite], table(A=[9] * 3, B=[9] * 3), JudgeContext())

        assert [finding.folded_into for finding in findings] == ["F-LUMBAR", ""]
        assert findings[0].outcome is Outcome.FOUND

    def test_an_unconfirmed_composite_takes_in_nothing(self, composite, fault, indicator, table):
        part = fault(indicator("M-A", (5,)), id="F-HOE", folds_into="F-LUMBAR")
        findings = judge([part, composite], table(A=[9] * 3, B=[0] * 3), JudgeContext())

        assert [finding.folded_into for finding in findings] == ["", ""]


class TestMuting:
    def test_a_muted_fault_is_not_found_and_says_by_what(self, fault, table):
        finding = judge_one(fault(muted_by=("power",)), table(A=[12, 12]), conditions=("power",))

        assert (finding.outcome, finding.severity, finding.muted_by) == (Outcome.NOT_FOUND, Severity.NONE, "power")
        assert finding.reason == "Not judged in a set marked “power”."
        assert finding.evidence[0].severity is Severity.MODERATE

    def test_a_missing_measure_stays_not_assessable_when_muted(self, fault, table):
        finding = judge_one(fault(muted_by=("power",)), table(B=[1]), conditions=("power",))

        assert finding.outcome is Outcome.NOT_ASSESSABLE

    def test_another_set_type_mutes_nothing(self, fault, table):
        finding = judge_one(fault(muted_by=("power",)), table(A=[12, 12]), conditions=("strength",))

        assert finding.severity is Severity.MODERATE


class TestConfidence:
    def test_it_is_even_on_the_limit(self, fault, table):
        assert judge_one(fault(), table(sd=3.0, A=[5, 5, 5])).confidence == pytest.approx(0.5)

    def test_it_grows_with_the_distance(self, fault, table):
        near = judge_one(fault(), table(sd=3.0, A=[6, 6, 6])).confidence
        far = judge_one(fault(), table(sd=3.0, A=[9, 9, 9])).confidence

        assert 0.5 < near < far < 1.0

    def test_a_known_90_percent_distance(self, fault, table):
        sd = 2.0
        finding = judge_one(fault(), table(sd=sd, A=[5 + 1.2815515655446004 * sd] * 4))

        assert finding.confidence == pytest.approx(0.9)

    def test_it_is_that_of_the_rep_on_which_the_set_hangs(self, fault, table):
        finding = judge_one(fault(), table(sd=1.0, A=[9, 9, 5, 0, 0, 0, 0, 0, 0]))

        assert finding.severity is Severity.MILD
        assert finding.confidence == pytest.approx(0.5)

    def test_without_error_it_is_certain(self, fault, table):
        assert judge_one(fault(), table(sd=0.0, A=[5, 5])).confidence == 1.0
        assert judge_one(fault(), table(sd=0.0, A=[5.1, 6])).confidence == 1.0

    def test_a_limit_below_is_met_from_above(self, fault, indicator, table):
        definition = fault(indicator("M-A", (1.2, 0.8), "lt"))

        assert judge_one(definition, table(sd=0.1, A=[1.0, 1.0])).confidence > 0.95

    def test_a_range_can_be_left_at_both_ends(self, fault, indicator, table):
        definition = fault(indicator("M-A", ((0.0, 1.0),), "outside"))

        assert judge_one(definition, table(sd=0.01, A=[-0.5, 1.5])).confidence == pytest.approx(1.0)

    def test_it_is_unknown_without_intervals(self, fault, table):
        assert isnan(judge_one(fault(), table(sd=nan, A=[9, 9])).confidence)

    def test_an_indicator_that_never_gets_that_bad_adds_no_chance(self, fault, indicator, table):
        definition = fault(indicator("M-A", (5, 10)), indicator("M-B", (5,)), combination=Combination.WORST)

        finding = judge_one(definition, table(sd=2.0, A=[10, 10], B=[90, 90]))

        assert finding.severity is Severity.MODERATE
        assert finding.confidence == pytest.approx(0.5)

    def test_too_unsure_is_unconfirmed_when_asked_for(self, fault, table):
        unsure = judge_one(fault(), table(sd=3.0, A=[6, 6]), minimum_confidence=0.8)
        sure = judge_one(fault(), table(sd=3.0, A=[9, 9]), minimum_confidence=0.8)

        assert (unsure.outcome, unsure.severity) == (Outcome.UNCONFIRMED, Severity.MILD)
        assert unsure.reason == "The value lies within the measurement error of its limit."
        assert sure.outcome is Outcome.FOUND


def test_calibrated_limits_apply_to_a_calibrated_set(barbell, table):
    line = next(fault for fault in barbell.faults if fault.id == "F-HOE")
    measures = table(HOE=[6, 6, 6])

    assert judge_one(line, measures, is_calibrated=True).severity is Severity.MILD
    assert judge_one(line, measures, is_calibrated=False).outcome is Outcome.NOT_FOUND
    assert judge_one(line, measures, is_calibrated=True).evidence[0].threshold == 5.0


def test_sentences_can_come_from_the_knowledge_base(fault, table):
    finding = judge_one(fault(), table(B=[1]), texts={"judge.not_measured": "{measure} fehlt."})

    assert finding.reason == "M-A fehlt."


def test_a_missing_value_is_never_held_against_limits(fault, table):
    with pytest.raises(ValueError, match="missing"):
        fault().indicators[0].bands.severity_of(nan)


@pytest.mark.benchmark
def test_judging_ten_reps_takes_less_than_20_ms(barbell, table):
    names = sorted({i.measure.removeprefix("M-") for f in barbell.faults for i in f.indicators})
    measures = table(sd=2.0, **{name: [5.0 + rep for rep in range(10)] for name in names})

    def judging_s() -> float:
        began_s = process_time()
        judge(barbell.faults, measures, JudgeContext())
        return process_time() - began_s

    tracer = sys.gettrace()
    sys.settrace(None)  # what measures coverage must not be measured
    fastest_s = min(judging_s() for _ in range(10))
    sys.settrace(tracer)

    assert fastest_s < 0.020


def test_a_measure_is_called_by_its_name_where_there_is_one(fault, table):
    finding = judge_one(fault(), table(B=[1]), measure_names={"M-A": "First sign"})

    assert finding.reason == "First sign was not measured in this clip."


def test_an_error_larger_than_the_step_from_mild_to_severe_tells_nothing(fault, indicator, table):
    vague = table(A=[30.0, 30.0, 30.0], sd=10.5)
    finding = judge_one(fault(), vague)
    assert finding.outcome is Outcome.NOT_ASSESSABLE
    assert "larger than the step" in finding.reason
    assert finding.evidence[0].values == {1: 30.0, 2: 30.0, 3: 30.0}
    assert judge_one(fault(), table(A=[30.0, 30.0, 30.0], sd=10.0)).outcome is Outcome.FOUND
    one_limit = fault(indicator("M-A", (5,)))
    assert judge_one(one_limit, vague).outcome is Outcome.FOUND
    missing = judge_one(fault(), table(A=[None, 30.0, None], sd=10.5))
    assert missing.reason == "The hip is hidden."


def test_vague_signs_that_agree_with_each_other_still_count(fault, indicator, table):
    signs = fault(indicator("M-A", (5, 10, 18)), indicator("M-B", (5, 10, 18)), combination=Combination.SECOND_HIGHEST)
    assert judge_one(signs, table(A=[12.0] * 3, B=[12.0] * 3, sd=10.5)).severity is Severity.MODERATE
    supported = fault(indicator("M-A", (5, 10, 18)), indicator("M-B", (5, 10, 18), support=True))
    assert judge_one(supported, table(A=[12.0] * 3, B=[12.0] * 3, sd=7.0)).outcome is Outcome.FOUND
