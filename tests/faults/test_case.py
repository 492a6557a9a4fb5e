"""Measures that come from elsewhere: what is accepted, what is refused with one sentence, what is derived."""

import pytest

from studio.core.errors import UsageError
from studio.core.finding import Outcome
from studio.exercises import load_knowledge
from studio.faults import judge, muting_conditions, parse_measures


def parsed(intake: dict | None = None, **measures: object):
    return parse_measures({"measures": measures, "intake": intake or {}})


def test_lists_are_reps_and_single_numbers_hold_for_every_rep():
    table, context = parsed(HOE=[1, 2, None], SHIN=4)

    assert table.rep_indices == (1, 2, 3)
    assert [row["M-SHIN"].value for row in table.reps] == [4, 4, 4]
    assert [row["M-HOE"].is_assessable for row in table.reps] == [True, True, False]
    assert context.rep_count == 3


def test_a_case_without_lists_is_one_rep():
    table, _ = parsed(SHIN=4)

    assert table.rep_indices == (1,)


def test_measures_of_the_set_stay_with_the_set():
    table, _ = parsed(ASYM=12, STANCE=0.7)

    assert table.rep_indices == ()
    assert table.whole_set["M-ASYM"].value == 12


@pytest.mark.parametrize("key", ["HOE", "M-HOE", "hoe", "m-hoe"])
def test_names_may_be_written_in_several_ways(key):
    table, _ = parsed(**{key: [3.0, 4.0]})

    assert table.reps[0]["M-HOE"].value == 3.0


@pytest.mark.parametrize(("key", "measure"), [("HIPBOT", "M-HIP-BOT"), ("HIP_BOT", "M-HIP-BOT"), ("SD", "M-CONS")])
def test_other_names_of_a_measure_are_known(key, measure):
    table, _ = parsed(**{key: 3.0})

    assert measure in ((table.reps[0] if table.reps else {}) | dict(table.whole_set))


def test_the_top_angle_and_the_excess_are_the_same_information():
    table, context = parsed(HIPTOP=[190.0, 186.0], neutral_ref=184.0)
    back, _ = parsed(HOE=5.0)

    assert [row["M-HOE"].value for row in table.reps] == [6.0, 2.0]
    assert context.neutral_deg == 184.0
    assert back.reps[0]["M-HIP-TOP"].value == 185.0


def test_a_missing_rep_stays_missing_in_what_follows_from_it():
    table, _ = parsed(HOE=[1.0, None])

    assert not table.reps[1]["M-HIP-TOP"].is_assessable


def test_both_angles_given_are_left_alone():
    table, _ = parsed(HOE=[1.0, 2.0], HIPTOP=[190.0, 190.0])

    assert table.reps[0]["M-HOE"].value == 1.0


def test_nulls_and_nan_are_not_measured():
    table, _ = parsed(HOE=None, SHIN=float("nan"), ECC=[None, None])

    assert table.reps == ()


def test_an_empty_case_has_no_measures():
    table, context = parse_measures({})

    assert table.reps == ()
    assert not context.is_calibrated


def test_remarks_among_the_measures_are_no_measures():
    table, _ = parsed(SHIN=3, quality="limited", note="filmed late")

    assert set(table.reps[0]) == {"M-SHIN"}


def test_every_measure_of_the_knowledge_base_can_be_given():
    for measure in load_knowledge().measures.values():
        table, _ = parsed(**({measure.id: 1.0} if measure.id != "M-HIP" else {}))
        assert measure.id == "M-HIP" or measure.id in {**dict(table.whole_set), **(table.reps[0] if table.reps else {})}


class TestDerived:
    def test_the_set_measures_of_the_first_acceptance_case(self):
        table, _ = parsed(
            {"bench_cm": 40, "stature_cm": 175},
            HOE=[13, 14, 14, 15, 16, 15, 17, 16],
            ROM=[0.83, 0.84, 0.84, 0.84, 0.85, 0.84, 0.85, 0.84],
            MCV=[1.05, 1.06, 1.04, 1.02, 1.0, 0.98, 0.96, 0.93],
        )
        derived = {name: round(measure.value, 1) for name, measure in table.whole_set.items()}

        assert derived == {"M-BENCHH": 0.1, "M-ROMLOSS": -0.6, "M-VL": 12.3, "M-DECAY": 3.0, "M-CONS": 0.6}

    def test_a_loss_that_is_exactly_on_its_limit_stays_there(self):
        table, _ = parsed(MCV=[1.0, 0.9, 0.8])

        assert table.whole_set["M-VL"].value == 20.0

    def test_one_number_for_all_reps_says_nothing_about_change(self):
        table, _ = parsed(HOE=5, MCV=1.0, ECC=[1.0] * 8)

        assert not {"M-DECAY", "M-VL", "M-CONS"} & set(table.whole_set)

    @pytest.mark.parametrize(("count", "known"), [(3, set()), (4, {"M-CONS"}), (6, {"M-CONS", "M-DECAY"})])
    def test_short_sets_have_no_course(self, count, known):
        table, _ = parsed(HOE=list(range(count)))

        assert set(table.whole_set) == known

    def test_missing_reps_are_left_out_and_too_many_end_it(self):
        some, _ = parsed(HOE=[1, None, 2, 3, 4, 5, 6])
        most, _ = parsed(HOE=[1, None, None, None, None, None, None, 2, 3, 4, 5, 6])

        assert "M-DECAY" in some.whole_set
        assert "M-DECAY" not in most.whole_set

    @pytest.mark.parametrize(
        "given",
        [
            {"HOE": [2, 2, 2, 2, 2, 2, 2, 2, None, None, None, None]},
            {"HOE": [None, None, None, 2, 2, 2, 2, 2, 2, 2, 2]},
            {"ROM": [0.85, 0.85, 0.85, 0.85, None]},
            {"ROM": [None, None, 0.8, 0.8, 0.8]},
            {"MCV": [1.0, 1.0, 1.0, 1.0, None]},
        ],
    )
    def test_a_course_whose_ends_were_not_seen_is_not_told(self, given):
        """Or the middle of the set would speak for a last rep that nobody saw."""
        table, _ = parsed(**given)

        assert not {"M-DECAY", "M-ROMLOSS", "M-VL"} & set(table.whole_set)

    def test_gaps_keep_every_rep_in_its_place(self):
        table, _ = parsed(HOE=[0, 1, 2, None, None, 5, 6, 7, 8], ROM=[None, 0.8, *([0.7] * 6), 0.6])

        assert table.whole_set["M-CONS"].value == 0.0
        assert table.whole_set["M-DECAY"].value == 6.0
        assert table.whole_set["M-ROMLOSS"].value == 25.0

    def test_a_third_is_told_by_the_half_of_it_that_was_seen(self):
        table, _ = parsed(HOE=[None, 1, 2, 2, 2, 2, 9, None])

        assert table.whole_set["M-DECAY"].value == 8.0

    def test_what_is_given_is_not_derived_again(self):
        table, _ = parsed({"bench_cm": 60, "stature_cm": 170}, BENCHH=1.0, HOE=[1, 2, 3, 4, 5, 20], DECAY=2.0)

        assert table.whole_set["M-BENCHH"].value == 1.0
        assert table.whole_set["M-DECAY"].value == 2.0

    def test_a_set_without_movement_has_no_losses(self):
        table, _ = parsed(ROM=[0.0] * 4, MCV=[0.0] * 4, HOE=[2] * 4)

        assert set(table.whole_set) == {"M-CONS"}
        assert table.whole_set["M-CONS"].value == 0.0

    def test_bench_or_stature_alone_say_nothing(self):
        assert "M-BENCHH" not in parsed({"bench_cm": 40}, HOE=1)[0].whole_set


class TestConditions:
    @pytest.mark.parametrize(
        ("intake", "conditions"),
        [
            ({}, ()),
            ({"set_type": "Power"}, ("power",)),
            ({"goal": "power"}, ("power",)),
            ({"goal": "power", "set_type": "strength"}, ("strength",)),
            ({"set_type": "range_capped"}, ("range-capped",)),
            ({"range_cap": True}, ("range-capped",)),
            ({"range_cap": False}, ()),
            ({"tool": "Smith machine"}, ("guided-path",)),
            ({"tool": "barbell"}, ()),
        ],
    )
    def test_set_type_goal_cap_and_tool_mute(self, intake, conditions):
        assert muting_conditions(intake) == conditions

    def test_an_exercise_may_guide_the_path_itself(self):
        assert muting_conditions({}, is_path_guided=True) == ("guided-path",)


@pytest.mark.parametrize(
    ("told", "count"), [({"n": 8}, 8), ({"reps": 7.0}, 7), ({"n": None}, 0), ({"n": float("nan")}, 0)]
)
def test_medians_of_a_set_may_say_of_how_many_reps(told, count):
    _, context = parsed(SHIN=4, DECAY=5.0, **told)

    assert context.rep_count == count


def test_a_tilt_counts_by_its_size_whichever_side_it_leans_to():
    table, _ = parsed(OBL=[-6, None, 5.0], ASYM=-12)

    assert [row["M-OBL"].value for row in table.reps[::2]] == [6.0, 5.0]
    assert not table.reps[1]["M-OBL"].is_assessable
    assert table.whole_set["M-ASYM"].value == 12.0


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ([], "The case"),
        ({"measures": [1]}, "“measures”"),
        ({"measures": {1: 2}}, "“measures”"),
        ({"intake": "none"}, "“intake”"),
        ({"measures": {"SHINN": 3}}, "Did you mean “M-SHIN”?"),
        ({"measures": {"WEATHER": 3}}, "no measure called “WEATHER”"),
        ({"measures": {"SHIN": "3"}}, "“SHIN” should be a number"),
        ({"measures": {"SHIN": True}}, "“SHIN” should be a number"),
        ({"measures": {"SHIN": [1, {}]}}, "“SHIN” should be a number"),
        ({"measures": {"SHIN": float("inf")}}, "infinite"),
        ({"measures": {"SHIN": [3, -(10**400)]}}, "infinite"),
        ({"measures": {"ECC": [1.4, None, -1]}}, "“ECC” should be more than nothing, not -1."),
        ({"measures": {"STANCE": -0.7}}, "“STANCE” should be more than nothing"),
        ({"measures": {"SHIN": [1, 2], "ECC": [1, 2, 3]}}, "different lengths"),
        ({"measures": {"SHIN": 1, "M-SHIN": 2}}, "given twice"),
        ({"measures": {"calibrated": "yes"}}, "“calibrated” should be true or false"),
        ({"measures": {}, "intake": {"stature_cm": -3}}, "“stature_cm” should be more than nothing"),
        ({"measures": {}, "intake": {"bench_cm": "high"}}, "“bench_cm” should be a number"),
    ],
)
def test_odd_input_is_refused_with_one_sentence_and_a_remedy(case, told):
    with pytest.raises(UsageError) as caught:
        parse_measures(case)

    assert told in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize(("value", "is_calibrated"), [(None, False), (0, False), (1, True), (True, True)])
def test_calibrated_may_come_as_a_spreadsheet_writes_it(value, is_calibrated):
    assert parsed(calibrated=value)[1].is_calibrated is is_calibrated


@pytest.mark.parametrize("value", ["yes", 2, [], {}])
def test_calibrated_is_yes_or_no(value):
    with pytest.raises(UsageError, match="“calibrated” should be true or false"):
        parsed(calibrated=value)


def test_measures_that_are_null_are_none():
    assert parse_measures({"measures": None, "intake": {}})[0].reps == ()


@pytest.mark.parametrize(
    ("told", "seen"),
    [
        ({}, ["F-HOE", "F-KNEES", "F-ECC"]),
        ({"grade": "limited", "fps": 25, "YAW": 25}, ["F-HOE", "F-KNEES", "F-ECC"]),
        ({"fps": None, "YAW": None, "quality": None}, ["F-HOE", "F-KNEES", "F-ECC"]),
        ({"quality": "poor"}, ["F-ECC"]),
        ({"grade": "Poor"}, ["F-ECC"]),
        ({"fps": 24}, ["F-ECC"]),
        ({"YAW": 26}, ["F-KNEES", "F-ECC"]),
        ({"YAW": 88}, ["F-KNEES", "F-ECC"]),
    ],
)
def test_a_clip_that_is_told_to_be_poor_slow_or_askew_shows_the_tempo_at_best(barbell, told, seen):
    measures, context = parsed(HOE=[2.0] * 3, KASR=[1.0] * 3, ECC=[2.0] * 3, **told)

    findings = {finding.fault: finding for finding in judge(barbell.faults, measures, context)}

    assert [name for name in ("F-HOE", "F-KNEES", "F-ECC") if findings[name].outcome is Outcome.NOT_FOUND] == seen
    assert all(findings[name].reason for name in ("F-HOE", "F-KNEES") if name not in seen)


def test_frames_a_second_are_a_number():
    with pytest.raises(UsageError, match="“fps” should be a number"):
        parsed(fps="many")


@pytest.mark.parametrize("told", [[{"HOE": 3}], "six", True, float("inf")])
def test_a_number_of_reps_is_a_number(told):
    """A list of reps under that name would otherwise be passed over, and nothing be assessable."""
    with pytest.raises(UsageError, match="“reps”"):
        parsed(reps=told)
