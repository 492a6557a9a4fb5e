"""What every plugin folder must keep, shipped or not: it checks clean, and every fault of it is shown by cases."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from studio.assets import plugins_dir
from studio.core.exercise import Exercise, ExerciseState
from studio.core.fault import Comparison, FaultDefinition, Indicator, Severity
from studio.core.finding import Outcome
from studio.core.measure import Measure, MeasureTable
from studio.exercises import ExerciseCatalogue, check_folder, languages, load_knowledge
from studio.exercises.casefile import CLEAN, Case, read_cases
from studio.exercises.cases import run_case
from studio.exercises.claims import claims_made, load_claims, sentences_of
from studio.faults import judge, parse_measures

FOLDERS = sorted(path.parent for path in plugins_dir().glob("*/exercise.toml"))
MUTED_ONLY = {("hip_thrust_machine", "F-BARPATH")}
FAMILIES = {
    "hip_thrust_barbell": 31,
    "hip_thrust_machine": 31,
    "glute_bridge": 19,
}


def folder_name(folder: Path) -> str:
    return folder.name


@pytest.fixture(scope="module")
def catalogue() -> ExerciseCatalogue:
    return ExerciseCatalogue([plugins_dir()])


@pytest.fixture(scope="module", params=FOLDERS, ids=folder_name)
def folder(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture(scope="module")
def exercise(folder: Path, catalogue: ExerciseCatalogue) -> Exercise:
    entry = next(entry for entry in catalogue.entries() if entry.folder == folder)
    assert entry.state is ExerciseState.READY, entry.problems
    return catalogue.load(entry.id)


@pytest.fixture(scope="module")
def cases(folder: Path) -> tuple[Case, ...]:
    found, problems = read_cases(folder)
    assert problems == ()
    return found


def cases_of(cases: tuple[Case, ...], fault: str) -> Iterator[Case]:
    return (case for case in cases if case.file.stem == fault)


def test_the_shipped_exercises_are_there() -> None:
    assert {folder.name for folder in FOLDERS} == set(FAMILIES)


def test_it_checks_clean(folder: Path) -> None:
    assert check_folder(folder) == ()


def test_it_judges_as_many_faults_as_it_should(folder: Path, exercise: Exercise) -> None:
    assert len(exercise.faults) == FAMILIES[folder.name]


def test_every_fault_is_raised_by_a_case(folder: Path, exercise: Exercise, cases: tuple[Case, ...]) -> None:
    for fault in exercise.faults:
        raised = [case.found.get(fault.id) for case in cases_of(cases, fault.id)]
        worst = max(len(indicator.bands.limits) for indicator in fault.deciding)
        wanted = {Severity(level).word for level in range(1, worst + 1)}
        if (folder.name, fault.id) in MUTED_ONLY:
            wanted = set()
        assert wanted <= set(raised), fault.id
        assert any(raised) or (folder.name, fault.id) in MUTED_ONLY, fault.id


def test_every_fault_has_a_case_just_below_its_band(folder: Path, exercise: Exercise, cases: tuple[Case, ...]) -> None:
    for fault in exercise.faults:
        below = [case for case in cases_of(cases, fault.id) if case.name.startswith(("just below", "muted"))]
        assert below, fault.id
        assert all(fault.id not in case.found for case in below)


SMALL_SHARE = 0.05
"""Of the first limit, or of the width of a range: so near is "just below"."""


def stepped(indicator: Indicator, value: float) -> tuple[float, ...]:
    """A value a small step worse; of a range, to either side."""
    limit = indicator.bands.limits[0]
    if isinstance(limit, tuple):
        step = SMALL_SHARE * (limit[1] - limit[0])
        return value - step, value + step
    step = SMALL_SHARE * abs(limit)
    return (value + step if indicator.bands.comparison is Comparison.AT_LEAST else value - step,)


def moved(table: MeasureTable, fault: FaultDefinition, way: int) -> MeasureTable:
    """The deciding measures of a fault, each a small step worse."""

    def change(measures: Mapping[str, Measure]) -> dict[str, Measure]:
        changed = dict(measures)
        for indicator in fault.deciding:
            measure = measures.get(indicator.measure)
            if measure is not None and measure.is_assessable:
                changed[indicator.measure] = replace(measure, value=stepped(indicator, measure.value)[way])
        return changed

    return replace(table, reps=tuple(map(change, table.reps)), whole_set=change(table.whole_set))


def test_just_below_is_a_small_step_below(exercise: Exercise, cases: tuple[Case, ...]) -> None:
    """Or a case far inside would pass for one on the edge."""
    far = []
    for fault in exercise.faults:
        ways = range(max(len(stepped(indicator, 0.0)) for indicator in fault.deciding))
        for case in cases_of(cases, fault.id):
            if case.name.startswith("just below"):
                table, context = parse_measures(case.given)
                findings = [judge([fault], moved(table, fault, way), context)[0] for way in ways]
                far += [] if any(finding.outcome is Outcome.FOUND for finding in findings) else [case.name]
    assert far == []


def test_a_case_that_cannot_be_assessed_lacks_what_the_clean_set_has(
    exercise: Exercise, cases: tuple[Case, ...]
) -> None:
    table, context = parse_measures(next(case for case in cases if case.file.name == CLEAN).given)

    findings = judge(exercise.faults, table, context)

    assert {finding.outcome for finding in findings} == {Outcome.NOT_FOUND}


def test_every_fault_has_a_case_that_cannot_be_assessed(exercise: Exercise, cases: tuple[Case, ...]) -> None:
    for fault in exercise.faults:
        assert any(fault.id in case.not_assessable for case in cases_of(cases, fault.id)), fault.id


def test_every_muting_is_shown_by_a_case(exercise: Exercise, cases: tuple[Case, ...]) -> None:
    for fault in exercise.faults:
        if fault.muted_by:
            muted = [case for case in cases_of(cases, fault.id) if case.name.startswith("muted")]
            assert muted
            assert all(fault.id not in case.found for case in muted)


def test_a_case_that_is_wrong_is_noticed(exercise: Exercise, cases: tuple[Case, ...]) -> None:
    clean = next(case for case in cases if case.file.name == CLEAN)
    wrong = Case(
        file=clean.file,
        name="wrong",
        given={**clean.given, "measures": {**clean.given["measures"], "ECC": 0.1}},
        clip=None,
        view="side",
        found={},
        unconfirmed=("F-LUMBAR",),
        not_assessable=("F-ECC",),
    )

    messages = run_case(wrong, exercise.faults, rep=exercise.rep, adjust=exercise.adjust)

    assert len(messages) == 3


def test_every_limit_has_a_unit_a_source_and_gets_worse(exercise: Exercise) -> None:
    for fault in exercise.faults:
        for indicator in fault.indicators:
            for bands in filter(None, (indicator.bands, indicator.calibrated_bands)):
                assert bands.unit == exercise.knowledge.measures[indicator.measure].unit
                assert re.match(r"kb:[a-g]\d?/|our default", bands.source)
                if bands.comparison is Comparison.AT_LEAST:
                    assert list(bands.limits) == sorted(bands.limits)


def test_every_fault_can_be_spoken_about(exercise: Exercise) -> None:
    for fault in exercise.faults:
        wording = exercise.knowledge.faults[fault.id]
        assert all((wording.title, wording.cue, wording.why, wording.limits, wording.basis, wording.settle_with))
        assert wording.causes
        assert wording.fixes


def test_every_tag_of_evidence_is_named_in_the_basis(exercise: Exercise) -> None:
    words = {"EC": "expert convention", "DF": "our default"}
    for fault in exercise.faults:
        basis = exercise.knowledge.faults[fault.id].basis
        missing = [tag for tag, word in words.items() if tag in fault.evidence and word not in basis]
        assert missing == [], fault.id


@pytest.mark.parametrize("language", languages())
def test_its_own_words_make_no_forbidden_claim(
    folder: Path, exercise: Exercise, catalogue: ExerciseCatalogue, language: str
) -> None:
    worded = catalogue.load(exercise.id, language)

    assert (folder / "i18n" / f"{language}.toml").is_file()
    assert list(claims_made(sentences_of(worded.knowledge), load_claims(language))) == []


def test_a_name_exists_in_each_language(exercise: Exercise, catalogue: ExerciseCatalogue) -> None:
    names = {catalogue.load(exercise.id, language).name for language in languages()}

    assert len(names) == len(languages())


def test_its_measures_are_changed_only_through_the_table(exercise: Exercise) -> None:
    row = {"M-ECC": Measure("M-ECC", 1.0, "s")}
    table = MeasureTable(reps=(row,), rep_indices=(1,))

    adjusted = exercise.adjust(table) if exercise.adjust else table

    assert table.reps == (row,)
    assert adjusted.rep_indices == (1,)


def test_it_does_not_change_the_shared_knowledge(exercise: Exercise) -> None:
    own = exercise.knowledge.faults["F-LOCKOUT"].cue

    assert load_knowledge().faults["F-LOCKOUT"].cue == "Bring the thighs level with the floor."
    assert (own != load_knowledge().faults["F-LOCKOUT"].cue) == (exercise.id == "glute-bridge")
