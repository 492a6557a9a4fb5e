"""The result contract: names, order, types, rounding, and what is missing."""

import json
from math import nan
from pathlib import Path

import pytest

from studio.core.errors import CannotWrite
from studio.core.fault import Severity
from studio.core.finding import Finding, Outcome
from studio.core.measure import Measure
from studio.core.plan import Safety, Tier
from studio.core.review import Decision, Verdict
from studio.export import FileExporter, analysis_to_json, judgement_to_json, write_json
from studio.export.contract import number


@pytest.fixture(scope="module")
def case(sets):
    return sets.drawn_case(rep_count=4)


@pytest.fixture(scope="module")
def result(case):
    return analysis_to_json(case.analysis, case.review)


def test_the_keys_are_those_of_the_contract_in_its_order(result):
    assert list(result) == [
        *("schema", "source", "exercise", "capture", "times_s", "signals", "reps", "set_measures"),
        *("findings", "causes", "safety", "load", "plan", "provenance"),
    ]
    assert result["schema"] == "lockout/analysis/1"
    assert list(result["source"]) == [
        *("path", "sha256", "frames", "duration_s", "width_px", "height_px", "rotation_deg"),
        *("fps_nominal", "variable_frame_rate"),
    ]
    assert list(result["capture"]) == ["view", "yaw_deg", "facing", "near_side", "grade", "reasons", "calibrated"]
    assert list(result["reps"][0]) == ["index", "start_s", "top_s", "top_end_s", "end_s", "complete", "measures"]
    assert list(result["reps"][0]["measures"]["M-HIP-TOP"]) == ["value", "unit", "interval", "assessable", "reason"]
    assert list(result["findings"][0]) == [
        *("fault", "outcome", "severity", "reps", "first_rep", "worst", "reason", "evidence"),
    ]
    assert list(result["plan"]) == ["change_first", "cues", "fixes", "exercises", "regressions"]
    assert list(result["provenance"]) == ["engine", "model_sha256", "studio", "rules"]


def test_every_signal_has_one_value_per_frame(case, result):
    count = case.analysis.observation.clock.frame_count

    assert len(result["times_s"]) == result["source"]["frames"] == count
    assert {"hip_angle_deg", "knee_angle_deg", "shin_angle_deg", "hip_height_tl"} <= set(result["signals"])
    for signal in result["signals"].values():
        assert list(signal) == ["unit", "values", "sd"]
        assert len(signal["values"]) == len(signal["sd"]) == count


def test_a_found_fault_carries_its_evidence(result):
    finding = next(one for one in result["findings"] if one["fault"] == "F-HOE")
    evidence = finding["evidence"][0]

    assert finding["outcome"] == "found"
    assert finding["severity"] in ("mild", "moderate", "severe")
    assert finding["worst"]["rep"] in finding["reps"]
    assert list(evidence) == ["measure", "values", "threshold", "unit", "source"]
    assert set(evidence["values"]) == {"1", "2", "3", "4"}
    assert evidence["source"].startswith("kb:")


def test_a_fault_that_could_not_be_judged_has_a_reason_and_no_reps(result):
    finding = next(one for one in result["findings"] if one["outcome"] == "not_assessable")

    assert finding["reason"]
    assert (finding["reps"], finding["first_rep"], finding["worst"]) == ([], None, None)


def test_missing_numbers_are_null():
    assert number(nan) is None
    assert number(float("inf")) is None


def test_numbers_have_six_decimals_and_no_negative_zero():
    assert number(1.23456789) == 1.234568
    assert str(number(-1e-9)) == "0.0"


def test_a_measure_without_a_value_says_why(case):
    missing = Measure.missing("M-ARCHON", "deg", "The back was hidden.")
    table = case.analysis.measures
    measures = type(table)(table.reps, table.rep_indices, {"M-ARCHON": missing})

    result = analysis_to_json(case.with_analysis(measures=measures).analysis, case.review)

    assert result["set_measures"]["M-ARCHON"] == {
        "value": None,
        "unit": "deg",
        "interval": None,
        "assessable": False,
        "reason": "The back was hidden.",
    }


@pytest.mark.parametrize(
    ("tier", "written"),
    [(Tier.NONE, "none"), (Tier.CONDITION_CLEARED, "C"), (Tier.CONDITION_UNCLEARED, "C"), (Tier.EMERGENCY, "E")],
)
def test_the_tier_is_one_of_the_contract(case, sets, tier, written):
    advice = sets.replace(
        case.analysis.advice, safety=Safety(tier=tier, notice="A notice." if written != "none" else "")
    )

    safety = judgement_to_json((), advice)["safety"]

    assert safety == {
        "tier": written,
        "cleared": tier is Tier.CONDITION_CLEARED,
        "notice": None if written == "none" else "A notice.",
    }


def test_what_the_coach_decided_is_added_only_when_there_is_something(case):
    verdict = Verdict("F-HOE", Decision.DISMISSED, reason="Loose shirt")
    reviewed = case.with_review(verdicts=(verdict, Verdict("F-ECC")))

    result = analysis_to_json(reviewed.analysis, reviewed.review)

    assert result["review"]["verdicts"] == [
        {"fault": "F-HOE", "decision": "dismissed", "severity": None, "reason": "Loose shirt", "note": None}
    ]


def test_findings_that_the_coach_added_stand_behind_the_others(case):
    own = Finding("F-OWN", Outcome.FOUND, Severity.MILD, reps=(2,), is_by_hand=True)

    result = analysis_to_json(case.analysis, case.with_review(added=(own,)).review)

    assert result["findings"][-1]["fault"] == "F-OWN"


def test_the_file_is_plain_json_and_reads_back_the_same(case, result, tmp_path: Path):
    path = tmp_path / "set.json"

    write_json(path, case.analysis, case.review)

    text = path.read_text(encoding="utf-8")
    assert json.loads(text, parse_constant=pytest.fail) == json.loads(json.dumps(result))
    assert len(text.splitlines()) == len(result) + 2


def test_the_same_analysis_gives_the_same_bytes(case, tmp_path: Path):
    for name in ("first.json", "second.json"):
        FileExporter().write_json(tmp_path / name, case.analysis, case.review)

    assert (tmp_path / "first.json").read_bytes() == (tmp_path / "second.json").read_bytes()


def test_a_file_name_that_is_no_text_still_makes_valid_json(case, sets, tmp_path: Path):
    clip = sets.replace(case.analysis.clip, path=Path("set-\udce9.mp4"))

    write_json(tmp_path / "set.json", case.with_analysis(clip=clip).analysis, case.review)

    assert json.loads((tmp_path / "set.json").read_bytes())["source"]["path"] == "set-\udce9.mp4"


def test_a_place_that_does_not_exist_is_one_sentence_and_leaves_nothing(case, tmp_path: Path):
    with pytest.raises(CannotWrite):
        write_json(tmp_path / "nowhere" / "set.json", case.analysis, case.review)

    assert list(tmp_path.iterdir()) == []
