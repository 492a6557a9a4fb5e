"""`lockout library …`: what the window's library does, without the window."""

from math import isfinite
from pathlib import Path

import typer

from studio.cli.progress import run_job
from studio.core.case import CASE_SUFFIX
from studio.core.errors import UnreadableInput, UsageError
from studio.core.training import QueuedClip, QueueState, SetQuery, SetRow
from studio.services.batch import run_queue
from studio.services.case_sharing import export_case, import_case
from studio.services.clip_intake import take_in
from studio.services.library import Library
from studio.services.person_data import erase_person, erase_set, export_person
from studio.services.questionnaire import answers_of_person, print_questionnaire
from studio.services.sentences import sentences_in
from studio.services.studio import Studio

_PAGE = 500


def print_sets(studio: Studio, *, text: str, athlete: str, language: str) -> int:
    """Print the sets that match, one line each, newest first."""
    library = _open(studio)
    owner = _athlete_id(library, athlete) if athlete else ""
    offset = 0
    while True:
        page = library.store.find(SetQuery(text=text, athlete_id=owner, offset=offset, limit=_PAGE))
        for row in page.rows:
            typer.echo(_line(row))
        offset += len(page.rows)
        if offset >= page.total or not page.rows:
            break
    if not offset:
        typer.echo(sentences_in(language).tell("No set matches."), err=True)
    return 0


def import_clips(
    studio: Studio, paths: list[Path], *, athlete: str, exercise_id: str, is_analysed: bool, language: str
) -> int:
    """Add clips to the library, and analyse them if that is wanted; one line each. Fails when none could be read."""
    library, tell = _open(studio), sentences_in(language).tell
    for path in paths:
        if not path.exists():
            raise UnreadableInput(f"{path.name} does not exist.", remedy="Give a clip or a folder.")
    cases = [path for path in paths if path.suffix.lower() == CASE_SUFFIX]
    for case in cases:
        added = f"added as {import_case(studio, library, case).id}"
        typer.echo(f"{case}: {tell(added)}")
    paths = [path for path in paths if path not in cases]
    owner = library.athlete_named(athlete).id if athlete and paths else ""
    taken = run_job(
        lambda context: take_in(studio, library, paths, athlete_id=owner, exercise_id=exercise_id, context=context),
        title="reading the clips",
        language=language,
    )
    for one in taken:
        state = one.problem or ("added" if one.is_new else "known already")
        typer.echo(f"{one.path}: {tell(state)}", err=bool(one.problem))
    if is_analysed:
        _analyse(studio, library, [one.path for one in taken if one.set_id and _is_open(library, one.set_id)], language)
    is_useless = bool(taken) and all(one.problem for one in taken)
    return UnreadableInput.exit_code if is_useless else 0


def _is_open(library: Library, set_id: str) -> bool:
    """Whether a set was not analysed yet: it is new, or an earlier analysis was cut short."""
    return library.store.load(set_id).digest is None


def _analyse(studio: Studio, library: Library, paths: list[Path], language: str) -> None:
    def tell(item: QueuedClip) -> None:
        if item.state is not QueueState.RUNNING:
            state = item.problem or f"analysed as {item.set_id}"
            typer.echo(f"{item.path}: {sentences_in(language).tell(state)}", err=bool(item.problem))

    library.store.resume_queue()
    library.store.clear_queue()
    library.store.enqueue([path.absolute() for path in paths])
    run_job(
        lambda context: run_queue(studio, library, context, on_item=tell),
        title="analysing the clips",
        language=language,
    )


def export_athlete(studio: Studio, athlete: str, out: Path, *, language: str) -> int:
    """Write everything about one athlete into a folder, or one set into a case file."""
    library = _open(studio)
    if out.suffix.lower() == CASE_SUFFIX:
        export_case(studio, library, athlete, out)
        typer.echo(str(out))
        return 0
    files = export_person(library, _athlete_id(library, athlete), out)
    typer.echo(sentences_in(language).tell(f"{len(files)} files written to {out}"))
    return 0


def delete_athlete(studio: Studio, athlete: str, *, is_sure: bool, is_set: bool, language: str) -> int:
    """Delete one athlete, or one set by its id, for good and print what went."""
    library = _open(studio)
    if is_set:
        library.store.load(athlete)  # tells when there is none
    owner = athlete if is_set else _athlete_id(library, athlete)
    if not is_sure:
        if is_set:
            raise UsageError("Deleting a set cannot be undone.", remedy="Run it again with --yes.")
        raise UsageError("Deleting an athlete cannot be undone.", remedy="Run it again with --yes.")
    tell = sentences_in(language).tell
    proof = (erase_set if is_set else erase_person)(studio, library, owner)
    for table, count in proof.library.rows.items():
        typer.echo(tell(f"rows of {table}: {count}"))
    for name in (*proof.library.files, *proof.library.backups, *proof.caches):
        typer.echo(tell(f"deleted: {name}"))
    for sentence in proof.library.remains:
        typer.echo(tell(sentence))
    return 0


def print_form(studio: Studio, athlete: str, out: Path, *, exercise_id: str, language: str, is_blank: bool) -> int:
    """Write the questionnaire as a PDF: blank, or with what is kept of an athlete."""
    exercise = studio.exercise(exercise_id, language)
    name, answers = "", {}
    if athlete:
        library = _open(studio)
        owner = library.athlete(_athlete_id(library, athlete))
        assert owner is not None
        name = owner.name
        answers = {} if is_blank else answers_of_person(library, owner.id)
    typer.echo(str(print_questionnaire(studio, exercise, out, athlete=name, answers=answers)))
    return 0


def check_library(studio: Studio, *, repairs: bool, language: str) -> int:
    """Look through the library; with repairs, mend what can be mended. 0 when all is well, 3 when it is not."""
    tell = sentences_in(language).tell
    try:
        library = _open(studio)
    except UnreadableInput:
        if not repairs:
            raise
        for sentence in studio.mend_library():
            typer.echo(tell(sentence))
        library = _open(studio)
    if repairs:
        for sentence in library.store.repair():
            typer.echo(tell(sentence))
    health = library.store.check()
    typer.echo(tell(f"{health.athlete_count} athletes, {health.set_count} sets, schema {health.schema}"))
    typer.echo(tell(f"{len(health.backups)} automatic copies"))
    for problem in health.problems:
        typer.echo(tell(problem), err=True)
    if health.problems and not repairs:
        typer.echo(tell("Run: lockout library check --repair"), err=True)
    return 0 if health.is_clean else UnreadableInput.exit_code


def backup_library(studio: Studio, out: Path | None) -> int:
    """Copy the database to a file, or as the next of the automatic copies."""
    typer.echo(str(_open(studio).store.backup(out)))
    return 0


def restore_library(studio: Studio, copy: Path, *, language: str) -> int:
    """Put a copy in place of the database; the present state is copied first."""
    store = _open(studio).store
    store.restore(copy)
    health = store.check()
    restored = f"Restored: {health.athlete_count} athletes, {health.set_count} sets."
    typer.echo(sentences_in(language).tell(restored))
    return 0


def _open(studio: Studio) -> Library:
    return Library(studio, studio.open_library())


def _athlete_id(library: Library, name: str) -> str:
    wanted = " ".join(name.split()).casefold()
    found = [one.id for one in library.store.athletes() if wanted in (one.name.casefold(), one.id)]
    if not found:
        raise UsageError(f"There is no athlete called “{name}”.", remedy="Look at: lockout library list")
    if len(found) > 1:
        raise UsageError(f"There is more than one athlete called “{name}”.", remedy="Look at: lockout library list")
    return found[0]


def _line(row: SetRow) -> str:
    load = f"{row.load_kg:g} kg" if isfinite(row.load_kg) else "–"
    finding = f"{row.top_fault} {row.top_severity.word}" if row.top_fault else "–"
    parts = (row.day.isoformat(), row.athlete or "–", row.exercise_id, load, finding, row.clip.name, row.id)
    return "\t".join(parts)
