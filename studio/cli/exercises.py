"""Commands about exercises: list, check, start, consent, rule packs."""

from collections.abc import Mapping
from pathlib import Path

import typer

from studio.core.errors import UsageError
from studio.core.exercise import ExerciseEntry, ExerciseState
from studio.services.sentences import sentences_in
from studio.services.studio import Studio

_FINGERPRINT_CHARS = 12
_BROKEN_CODE = 5


def print_exercises(studio: Studio, language: str) -> int:
    """Print the installed exercises, broken ones with their problems; exit code 5 when there are any."""
    tell = sentences_in(language).tell
    entries = studio.exercises.entries(language)
    chosen = {pack.exercise: pack for pack in studio.exercises.rule_packs() if pack.is_chosen}
    for entry in entries:
        typer.echo(f"{entry.id:<22} {entry.version:<8} {entry.state.value:<14} {entry.name}")
        for problem in entry.problems:
            typer.echo(f"    {tell(problem)}")
        if entry.state is ExerciseState.NEEDS_CONSENT:
            told = f"from {entry.folder}; to use it: lockout exercises allow {entry.id}"
            typer.echo(f"    {tell(told)}")
        if entry.id in chosen:
            told = f"judged with the rule pack {chosen[entry.id].name} {chosen[entry.id].version}"
            typer.echo(f"    {tell(told)}")
    typer.echo(tell(f"Exercises of your own go into {studio.exercises.own_places()[0]}"), err=True)
    return _BROKEN_CODE if any(entry.state is ExerciseState.BROKEN for entry in entries) else 0


def print_check(studio: Studio, folder: Path, language: str) -> int:
    """Check a plugin folder; exit code 5 when it has problems."""
    tell = sentences_in(language).tell
    problems = studio.exercises.check(folder)
    for problem in problems:
        typer.echo(tell(problem))
    if not problems:
        typer.echo(tell("No problems."))
        loose = studio.exercises.loose_limits(folder)
        if loose:
            typer.echo(tell("These limits could move by a tenth without a case noticing:"), err=True)
        for limit in loose:
            typer.echo(f"    {tell(limit)}", err=True)
    return _BROKEN_CODE if problems else 0


def start_exercise(studio: Studio, name: str, folder: Path, language: str) -> int:
    """Create a plugin folder to start from and print its place."""
    tell = sentences_in(language).tell
    place = studio.exercises.create(name, folder)
    typer.echo(str(place))
    typer.echo(tell(f"Change it, then: lockout exercises check {place}"), err=True)
    typer.echo(tell(f"To use it, it belongs into {studio.exercises.own_places()[0]}"), err=True)
    return 0


def print_ids(studio: Studio, kind: str, language: str) -> int:
    """Print what a manifest may name, with unit and title.

    Raises:
        UsageError: there is no such kind, or no such language.
    """
    knowledge = studio.exercise(studio.default_exercise, language, rule_pack="").knowledge
    titles: dict[str, Mapping[str, str]] = {
        "measures": {one.id: f"{one.unit:<6} {one.title}: {one.meaning}" for one in knowledge.measures.values()},
        "faults": {one.id: one.title for one in knowledge.faults.values()},
        "causes": {one.id: one.term for one in knowledge.causes.values()},
        "fixes": {one.id: one.title for one in knowledge.fixes.values()},
        "accessories": {one.id: one.title for one in knowledge.exercises.values()},
        "references": {str(one.number): one.citation for one in knowledge.sources.values()},
    }
    if kind not in titles:
        raise UsageError(f"There is no list called “{kind}”.", remedy=f"Choose one of these: {', '.join(titles)}.")
    for name, title in titles[kind].items():
        typer.echo(f"{name:<34} {title}")
    return 0


def allow(studio: Studio, exercise_id: str, language: str) -> int:
    """Consent to an exercise as it is now, and say to what exactly."""
    tell = sentences_in(language).tell
    studio.exercises.allow(exercise_id)
    entry = _entry(studio, exercise_id)
    fingerprint = entry.sha256[:_FINGERPRINT_CHARS]
    typer.echo(f"{entry.id} {entry.version}: {entry.folder}")
    typer.echo(tell(f"allowed with the content {fingerprint}; when that changes, it is off again."))
    for problem in entry.problems:
        typer.echo(f"    {tell(problem)}")
    return _BROKEN_CODE if entry.problems else 0


def forbid(studio: Studio, exercise_id: str) -> int:
    """Take consent back."""
    studio.exercises.forbid(exercise_id)
    typer.echo(f"{exercise_id} {_entry(studio, exercise_id).state.value}")
    return 0


def print_packs(studio: Studio, language: str) -> int:
    """Print the rule packs, broken ones with their problems; exit code 5 when there are any."""
    tell = sentences_in(language).tell
    packs = studio.exercises.rule_packs()
    for pack in packs:
        state = "broken" if pack.problems else "chosen" if pack.is_chosen else "ready"
        typer.echo(f"{pack.id:<22} {pack.version:<8} {state:<8} {pack.exercise:<22} {pack.name}")
        for problem in pack.problems:
            typer.echo(f"    {tell(problem)}")
    typer.echo(tell(f"Rule packs go into {studio.exercises.own_places()[1]}"), err=True)
    return _BROKEN_CODE if any(pack.problems for pack in packs) else 0


def choose_pack(studio: Studio, exercise_id: str, pack_id: str, language: str) -> int:
    """Judge an exercise with a rule pack from now on; an empty id goes back to its own limits."""
    studio.exercises.choose_pack(exercise_id, pack_id)
    pack = next((pack for pack in studio.exercises.rule_packs() if pack_id and pack.id == pack_id), None)
    own = f"{exercise_id} is judged with its own limits."
    told = f"{exercise_id} is judged with the rule pack {pack.name} {pack.version}." if pack else own
    typer.echo(sentences_in(language).tell(told))
    return 0


def _entry(studio: Studio, exercise_id: str) -> ExerciseEntry:
    return next(entry for entry in studio.exercises.entries() if entry.id == exercise_id)
