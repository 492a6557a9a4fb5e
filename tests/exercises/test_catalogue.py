"""Which exercises there are, whose code may run, and in which words they speak."""

import json
import shutil
from pathlib import Path

import pytest

from studio.assets import plugins_dir
from studio.core.errors import BrokenExercise, CannotWrite, UsageError
from studio.core.exercise import ExerciseState
from studio.core.ports import ExerciseBook
from studio.exercises import ExerciseCatalogue, load_knowledge


def state_of(catalogue: ExerciseCatalogue, exercise_id: str) -> ExerciseState:
    return next(entry.state for entry in catalogue.entries() if entry.id == exercise_id)


def test_it_fulfils_the_port(catalogue: ExerciseCatalogue) -> None:
    book: ExerciseBook = catalogue

    assert [entry.id for entry in book.entries()] == ["glute-bridge", "hip-thrust-barbell", "hip-thrust-machine"]


def test_shipped_exercises_need_no_consent(catalogue: ExerciseCatalogue) -> None:
    assert {entry.state for entry in catalogue.entries()} == {ExerciseState.READY}


def test_a_strangers_exercise_stays_off_until_the_coach_consents(make_plugin, catalogue: ExerciseCatalogue) -> None:
    make_plugin()

    assert state_of(catalogue, "box-squat") is ExerciseState.NEEDS_CONSENT
    with pytest.raises(BrokenExercise, match="has not been allowed yet"):
        catalogue.load("box-squat")

    catalogue.allow("box-squat")

    assert state_of(catalogue, "box-squat") is ExerciseState.READY
    assert catalogue.load("box-squat").name == "Box squat"


@pytest.mark.parametrize("file", ["exercise.toml", "rules.py", "i18n/en.toml", "i18n/de.toml"])
def test_changed_content_needs_consent_again(file: str, make_plugin, catalogue: ExerciseCatalogue) -> None:
    place = make_plugin()
    (place / "i18n" / "de.toml").write_text((place / "i18n" / "en.toml").read_text())
    catalogue.allow("box-squat")

    with (place / file).open("a", encoding="utf-8") as stream:
        stream.write("\n# changed\n")

    assert state_of(catalogue, "box-squat") is ExerciseState.NEEDS_CONSENT


def test_consent_can_be_taken_back(make_plugin, catalogue: ExerciseCatalogue) -> None:
    make_plugin()
    catalogue.allow("box-squat")

    catalogue.forbid("box-squat")

    assert state_of(catalogue, "box-squat") is ExerciseState.NEEDS_CONSENT


def test_consent_is_remembered(make_plugin, catalogue: ExerciseCatalogue, folder: Path, tmp_path: Path) -> None:
    make_plugin()
    catalogue.allow("box-squat")

    later = ExerciseCatalogue([plugins_dir(), folder], choices=tmp_path / "choices.json")

    assert state_of(later, "box-squat") is ExerciseState.READY


def test_without_a_file_consent_lasts_as_long_as_the_catalogue(make_plugin, folder: Path) -> None:
    make_plugin()
    catalogue = ExerciseCatalogue([folder])
    catalogue.allow("box-squat")

    assert state_of(catalogue, "box-squat") is ExerciseState.READY
    assert state_of(ExerciseCatalogue([folder]), "box-squat") is ExerciseState.NEEDS_CONSENT


def test_a_copy_of_a_shipped_exercise_elsewhere_needs_consent(shipped_copy: Path) -> None:
    catalogue = ExerciseCatalogue([shipped_copy])

    assert {entry.state for entry in catalogue.entries()} == {ExerciseState.NEEDS_CONSENT}


@pytest.mark.logs("choices about exercises")
@pytest.mark.parametrize("content", ["{", "[]", '{"schema": "lockout/exercise-choices/9"}', "\xff"])
def test_choices_that_cannot_be_read_allow_nothing(
    content: str, make_plugin, catalogue: ExerciseCatalogue, tmp_path: Path
) -> None:
    make_plugin()
    catalogue.allow("box-squat")
    (tmp_path / "choices.json").write_text(content, encoding="latin-1")

    assert state_of(catalogue, "box-squat") is ExerciseState.NEEDS_CONSENT


def test_odd_choices_are_left_out(make_plugin, catalogue: ExerciseCatalogue, tmp_path: Path) -> None:
    make_plugin()
    content = {"schema": "lockout/exercise-choices/1", "consents": {"box-squat": 5}, "packs": [1]}
    (tmp_path / "choices.json").write_text(json.dumps(content))

    assert state_of(catalogue, "box-squat") is ExerciseState.NEEDS_CONSENT


def test_a_choice_that_cannot_be_saved_says_so_and_changes_nothing(make_plugin, folder: Path, tmp_path: Path) -> None:
    make_plugin()
    (tmp_path / "blocked").write_text("a file, not a folder")
    catalogue = ExerciseCatalogue([folder], choices=tmp_path / "blocked" / "choices.json")

    with pytest.raises(CannotWrite):
        catalogue.allow("box-squat")
    assert state_of(catalogue, "box-squat") is ExerciseState.NEEDS_CONSENT


def test_an_unknown_exercise_is_refused_with_those_that_there_are(catalogue: ExerciseCatalogue) -> None:
    with pytest.raises(UsageError, match="no exercise “deadlift”") as caught:
        catalogue.load("deadlift")
    assert "hip-thrust-barbell" in caught.value.remedy
    with pytest.raises(UsageError):
        catalogue.allow("deadlift")


def test_an_unknown_language_is_refused(catalogue: ExerciseCatalogue) -> None:
    with pytest.raises(UsageError, match="language"):
        catalogue.load("hip-thrust-barbell", "fr")


def test_it_speaks_german(catalogue: ExerciseCatalogue) -> None:
    exercise = catalogue.load("glute-bridge", "de")

    assert exercise.name == "Brücke"
    assert exercise.knowledge.faults["F-LOCKOUT"].cue.startswith("Heb, bis")
    assert exercise.knowledge.faults["F-ECC"].cue == "Setz die Hüfte lautlos ab."
    assert exercise.knowledge.faults["F-BOUNCE"].cue == load_knowledge("de").faults["F-BOUNCE"].cue


def test_links_of_a_plugin_count_without_words_of_its_own(make_plugin, catalogue: ExerciseCatalogue) -> None:
    make_plugin(old='needs = ["tempo"]', new='needs = ["tempo"]\naccessories = ["ex-plank"]\nreferences = [4]')
    catalogue.allow("box-squat")

    known, linked = (words.faults["F-ECC"] for words in (load_knowledge(), catalogue.load("box-squat").knowledge))

    assert (linked.accessories, linked.references) == (("ex-plank",), (4,))
    assert (linked.title, linked.fixes, linked.causes) == (known.title, known.fixes, known.causes)


def test_a_plugin_without_german_words_keeps_its_english_ones(make_plugin, catalogue: ExerciseCatalogue) -> None:
    (make_plugin() / "i18n" / "de.toml").unlink()
    catalogue.allow("box-squat")

    exercise = catalogue.load("box-squat", "de")

    assert exercise.name == "Box squat"
    assert exercise.knowledge.faults["X-SLOW"].title == "Slow lift"
    assert exercise.knowledge.faults["F-ECC"].title == "Unkontrolliertes Absenken"


def test_a_fault_of_its_own_leads_to_causes_and_fixes(make_plugin, catalogue: ExerciseCatalogue) -> None:
    make_plugin()
    catalogue.allow("box-squat")

    wording = catalogue.load("box-squat").knowledge.faults["X-SLOW"]

    assert (wording.causes, wording.fixes) == (("overload",), ("load-reset-light",))


def test_a_missing_folder_holds_no_exercises(tmp_path: Path) -> None:
    assert ExerciseCatalogue([tmp_path / "nowhere"]).entries() == ()


def test_the_rules_version_changes_with_the_content(make_plugin, catalogue: ExerciseCatalogue) -> None:
    place = make_plugin()
    catalogue.allow("box-squat")
    before = catalogue.load("box-squat").rules_version
    manifest = place / "exercise.toml"
    manifest.write_text(manifest.read_text().replace("[3.0, 4.0]", "[3.5, 4.0]"))
    catalogue.allow("box-squat")

    after = catalogue.load("box-squat").rules_version

    assert before.startswith("box-squat 0.1.0 (")
    assert "knowledge 1.0.0" in before
    assert before != after


def test_loading_an_exercise_again_reads_neither_its_manifest_nor_the_knowledge_base_again(
    catalogue: ExerciseCatalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """These two take most of the time of the first one; how long that is, a benchmark says."""
    catalogue.load("hip-thrust-barbell")
    read: list[str] = []
    monkeypatch.setattr("studio.exercises.catalogue.read_plugin", lambda folder, _: read.append(folder.name))
    monkeypatch.setattr("studio.exercises.catalogue.load_knowledge", read.append)

    again = catalogue.load("hip-thrust-barbell")

    assert again.id == "hip-thrust-barbell"
    assert read == []


def test_listing_runs_no_rules(make_plugin, catalogue: ExerciseCatalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    make_plugin()
    catalogue.allow("box-squat")
    run: list[Path] = []
    monkeypatch.setattr("studio.exercises.catalogue.load_adjust", lambda path, _: run.append(path))

    assert state_of(catalogue, "box-squat") is ExerciseState.READY
    assert run == []

    catalogue.load("box-squat")
    assert [path.name for path in run] == ["rules.py"]


def test_exercises_are_listed_by_their_names_in_a_language(make_plugin, catalogue: ExerciseCatalogue) -> None:
    make_plugin()

    names = {entry.id: entry.name for entry in catalogue.entries("de")}

    assert names["hip-thrust-barbell"] == "Langhantel-Hip-Thrust"
    assert names["box-squat"] == "Box squat"  # it speaks no German


def test_a_folder_whose_id_is_taken_is_told_when_it_is_checked(
    shipped_copy: Path, catalogue: ExerciseCatalogue
) -> None:
    problems = catalogue.check(shipped_copy / "glute_bridge")

    assert problems == ("exercise.toml: the id “glute-bridge” is already used by an installed exercise",)


def test_an_installed_folder_does_not_stand_in_its_own_way(make_plugin, catalogue: ExerciseCatalogue) -> None:
    assert catalogue.check(make_plugin()) == ()


def test_a_copy_of_an_installed_exercise_of_ones_own_may_be_checked(
    make_plugin, catalogue: ExerciseCatalogue, tmp_path: Path
) -> None:
    copy = tmp_path / "work" / "box_squat"
    shutil.copytree(make_plugin(), copy)

    assert catalogue.check(copy) == ()


def test_of_two_installed_with_one_id_the_check_tells(make_plugin, catalogue: ExerciseCatalogue) -> None:
    place = make_plugin()
    shutil.copytree(place, place.parent / "twice")

    assert "already used by an installed exercise" in catalogue.check(place.parent / "twice")[0]


def test_a_plugin_that_was_copied_over_the_folder_for_exercises_is_told_and_takes_nobodys_place(
    make_plugin, catalogue: ExerciseCatalogue, folder: Path
) -> None:
    shutil.copytree(make_plugin(), folder, dirs_exist_ok=True)

    rightly, wrongly = (entry for entry in catalogue.entries() if not entry.is_shipped)

    assert rightly.problems == ()
    assert wrongly.problems == (
        "exercise.toml: it lies beside other exercises: move it into a folder of its own inside this one",
    )
