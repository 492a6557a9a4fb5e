"""The knowledge base is complete, holds together, and says the same in both languages."""

import json
import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from studio.core.knowledge import KnowledgeBase, QuestionKind
from studio.exercise_api import NEEDS, UNITS
from studio.exercises import check_knowledge, languages, load_knowledge, tomlfile
from studio.exercises.claims import sentences_of

WORDED_TWICE = re.compile(r"\{(\w+)\}")


@pytest.fixture(scope="module", params=["en", "de"])
def knowledge(request: pytest.FixtureRequest) -> KnowledgeBase:
    return load_knowledge(request.param)


@pytest.fixture(scope="module")
def tables(shared_dir: Path) -> dict[str, list[dict]]:
    folder = shared_dir / "domain" / "data"
    return {name: json.loads((folder / f"{name}.json").read_text()) for name in ("causes", "faults", "fixes")}


def test_both_languages_are_shipped() -> None:
    assert languages() == ("de", "en")


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_knowledge_base_holds_together(language: str) -> None:
    assert check_knowledge(language) == ()


def test_everything_of_the_catalogue_is_there(knowledge: KnowledgeBase) -> None:
    counts = {part.name: len(getattr(knowledge, part.name)) for part in fields(knowledge) if part.name != "language"}

    assert counts["causes"] == 57
    assert counts["faults"] == 31
    assert counts["fixes"] == 50
    assert counts["exercises"] == 17
    assert counts["rules"] == 16
    assert counts["sources"] == 69


@pytest.mark.shared
def test_causes_are_those_of_the_catalogue(tables: dict[str, list[dict]]) -> None:
    causes = load_knowledge().causes

    assert [cause["id"] for cause in tables["causes"]] == list(causes)
    for row in tables["causes"]:
        assert causes[row["id"]].coverage == tuple(row["coverage"].split(", "))


@pytest.mark.shared
def test_faults_lead_to_what_the_catalogue_says(tables: dict[str, list[dict]]) -> None:
    faults = load_knowledge().faults

    assert [fault["id"] for fault in tables["faults"]] == list(faults)
    for row in tables["faults"]:
        ours = faults[row["id"]]
        assert ours.cue == row["cue"].strip('"')
        assert ours.is_cue_spoken == row["cue"].startswith('"')
        assert list(ours.causes) == row["causes"]
        assert list(ours.fixes) == row["fixes"]
        assert list(ours.accessories) == row["acc"]
        assert list(ours.regressions) == row["reg"]
        assert list(ours.references) == [int(number) for number in row["refs"].split(",")]


@pytest.mark.shared
def test_fixes_address_what_the_catalogue_says(tables: dict[str, list[dict]]) -> None:
    fixes = load_knowledge().fixes

    assert {fix["id"] for fix in tables["fixes"]} == set(fixes)
    for row in tables["fixes"]:
        assert list(fixes[row["id"]].causes) == row["causes"]
        assert fixes[row["id"]].kind == row["kind"]


def test_every_cause_has_a_fix(knowledge: KnowledgeBase) -> None:
    fixed = {cause for fix in knowledge.fixes.values() for cause in fix.causes}

    assert set(knowledge.causes) == fixed


def test_every_measure_has_a_unit_that_plugins_may_use(knowledge: KnowledgeBase) -> None:
    assert {measure.unit for measure in knowledge.measures.values()} <= set(UNITS)


def test_every_need_of_a_fault_has_a_reason_and_a_remedy(knowledge: KnowledgeBase) -> None:
    for need in NEEDS:
        assert knowledge.texts[f"needs.{need}.reason"]
        assert knowledge.texts[f"needs.{need}.remedy"]


def test_the_evidence_behind_a_limit_is_named_in_words(knowledge: KnowledgeBase) -> None:
    words = {tag: knowledge.texts[f"evidence.{tag}"] for tag in ("EC", "ST", "DF")}

    expected = {
        "en": {"EC": "expert convention", "ST": "study", "DF": "our default"},
        "de": {"EC": "Expertenkonvention", "ST": "Studie", "DF": "unsere Vorgabe"},
    }
    assert words == expected[knowledge.language]


def test_a_basis_names_our_default_whenever_a_limit_is_ours(knowledge: KnowledgeBase) -> None:
    unnamed = [
        fault.id
        for fault in knowledge.faults.values()
        if knowledge.texts["evidence.DF"].split()[-1] not in fault.basis and fault.id != "F-ASYM"
    ]

    assert unnamed == []


def test_screening_questions_are_one_plain_question_each(knowledge: KnowledgeBase) -> None:
    for question in knowledge.screening.values():
        assert question.text.endswith("?")
        assert question.text.count("?") == 1
        assert "." not in question.text


def test_every_red_flag_of_the_tiers_is_asked_about() -> None:
    knowledge = load_knowledge()
    tiers: dict[str, set[str]] = {}
    for question in knowledge.screening.values():
        tiers.setdefault(question.tier, set()).add(question.cause)

    assert tiers["E"] == {"cauda-equina-signs"}
    assert tiers["U"] == {"leg-weakness", "serious-pathology-signs"}
    assert tiers["R"] == {
        "radiating-leg-pain",
        "numbness-tingling",
        "pain-at-rest",
        "sharp-pain",
        "worsening-pain",
        "persistent-pain",
        "suspected-underlying-condition",
    }


def test_reported_conditions_are_the_choices_of_the_history_question() -> None:
    knowledge = load_knowledge()
    conditions = {cause.id for cause in knowledge.causes.values() if cause.group == "condition"}

    asked = {choice.id for choice in knowledge.screening["Q-HX"].choices}

    assert conditions - asked == {"body-proportions"}


def test_questions_of_one_key_take_the_same_answers() -> None:
    knowledge = load_knowledge()
    by_key: dict[str, set[tuple]] = {}
    for question in (*knowledge.intake.values(), *knowledge.log.values()):
        shape = (question.kind, question.unit, question.low, question.high, tuple(c.id for c in question.choices))
        by_key.setdefault(question.key, set()).add(shape)

    assert {key: shapes for key, shapes in by_key.items() if len(shapes) > 1} == {}


def test_every_column_of_the_set_log_is_there() -> None:
    keys = {question.key for question in load_knowledge().log.values()}

    assert keys >= {
        *(
            "date",
            "athlete",
            "tool",
            "set_no",
            "set_type",
            "load_kg",
            "reps_target",
            "reps_done",
            "tempo",
            "rpe",
            "rir",
        ),
        *(
            "pain_now",
            "pain_max",
            "pain_after",
            "pain_next_morning",
            "felt",
            "warmup",
            "bench_cm",
            "foot_cm",
            "padding",
        ),
        *("shoe", "plate_diameter_m", "clip_side", "clip_technique", "clip_front", "quality_grade"),
        *("fault_severities", "change_tried", "coach_note"),
    }


def test_numbers_are_asked_for_with_unit_and_range() -> None:
    knowledge = load_knowledge()
    for question in (*knowledge.screening.values(), *knowledge.intake.values(), *knowledge.log.values()):
        if question.kind is QuestionKind.NUMBER:
            assert question.unit
            assert question.low < question.high


def test_a_reference_quoted_from_memory_is_marked() -> None:
    sources = load_knowledge().sources

    assert sorted(sources) == list(range(1, 70))
    assert [number for number, source in sources.items() if not source.is_seen] == [69]


def test_both_languages_have_the_same_sentences() -> None:
    english = dict(sentences_of(load_knowledge("en")))
    german = dict(sentences_of(load_knowledge("de")))

    assert set(english) ^ set(german) == set()


def test_german_sentences_are_german() -> None:
    english = dict(sentences_of(load_knowledge("en")))
    german = dict(sentences_of(load_knowledge("de")))
    spared = ("sources.", "texts.unit.", "measures.")

    same = {
        key: text
        for key, text in german.items()
        if text == english[key] and len(text.split()) > 2 and not key.startswith(spared)
    }

    assert same == {}


def test_sentences_are_filled_in_with_the_same_values_in_both_languages() -> None:
    english = dict(sentences_of(load_knowledge("en")))
    german = dict(sentences_of(load_knowledge("de")))

    for key, text in english.items():
        assert sorted(WORDED_TWICE.findall(text)) == sorted(WORDED_TWICE.findall(german[key])), key


def test_nothing_in_the_knowledge_base_can_be_changed() -> None:
    knowledge = load_knowledge()
    for part in fields(knowledge):
        content = getattr(knowledge, part.name)
        if not isinstance(content, str):
            with pytest.raises(TypeError):
                content["new"] = "entry"
            assert is_dataclass(next(iter(content.values()))) or part.name == "texts"


@pytest.mark.parametrize("language", ["en", "de"])
def test_loading_reads_every_file_once_and_those_of_one_language_alone(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading is nearly all of the time that loading takes; how long that is, the benchmark of judging says."""
    read: list[Path] = []
    real = tomlfile.read_source
    monkeypatch.setattr(tomlfile, "read_source", lambda path: read.append(path) or real(path))

    load_knowledge(language)

    assert len(read) == len(set(read))
    assert {path.parent.name for path in read} == {"knowledge", language}
