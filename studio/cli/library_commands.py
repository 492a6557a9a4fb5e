"""The commands of `lockout library`; each imports what it needs when it runs."""

from pathlib import Path
from typing import Annotated

import typer

from studio.cli.language import Language
from studio.cli.outfit import Outfit

library = typer.Typer(
    help="Athletes and sets: list, import, export, delete, check, copy, restore.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Name = Annotated[str, typer.Argument(help="Name of the athlete, or id of a set for a case.", show_default=False)]
Owner = Annotated[str, typer.Option("--athlete", help="Name of the athlete.")]


@library.command(name="list")
def list_sets(
    context: typer.Context,
    words: Annotated[str, typer.Argument(help="Words to search for; without them all sets.")] = "",
    athlete: Owner = "",
    language: Language = "en",
) -> int:
    """List sets, newest first, tab-separated."""
    from studio.cli.library import print_sets

    return print_sets(_outfit(context).make_studio(), text=words, athlete=athlete, language=language)


@library.command(name="import")
def import_clips(  # noqa: PLR0917 -- one parameter per option of the command
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Clips, folders with clips, or a .lockout case.")],
    athlete: Owner = "",
    exercise: Annotated[str, typer.Option("--exercise", help="Id of the exercise.")] = "",
    analyse: Annotated[bool, typer.Option("--analyse", help="Analyse the new clips as well.")] = False,
    language: Language = "en",
) -> int:
    """Add clips; the same content is never added twice, and no file is moved or changed."""
    from studio.cli.library import import_clips as run

    studio = _outfit(context).make_studio()
    return run(studio, paths, athlete=athlete, exercise_id=exercise, is_analysed=analyse, language=language)


@library.command(name="export")
def export_athlete(
    context: typer.Context,
    athlete: Name,
    out: Annotated[Path, typer.Option("--out", help="Folder, or FILE.lockout for a case.")],
    language: Language = "en",
) -> int:
    """Write all about one athlete into a folder, or one set into a case file (--out FILE.lockout)."""
    from studio.cli.library import export_athlete as run

    return run(_outfit(context).make_studio(), athlete, out, language=language)


@library.command(name="delete")
def delete_athlete(
    context: typer.Context,
    athlete: Annotated[str, typer.Argument(help="Name of the athlete, or with --set the id of a set.")],
    yes: Annotated[bool, typer.Option("--yes", help="Really delete; there is no undo.")] = False,
    one_set: Annotated[bool, typer.Option("--set", help="Delete one set instead; its clip stays.")] = False,
    language: Language = "en",
) -> int:
    """Delete one athlete, or one set, for good and list what went."""
    from studio.cli.library import delete_athlete as run

    return run(_outfit(context).make_studio(), athlete, is_sure=yes, is_set=one_set, language=language)


@library.command(name="questionnaire")
def print_questionnaire(  # noqa: PLR0917 -- one parameter per option of the command
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", help="The PDF.")],
    athlete: Annotated[str, typer.Argument(help="Name of the athlete; without it a form with no name.")] = "",
    exercise: Annotated[str, typer.Option("--exercise", help="Id of the exercise.")] = "",
    language: Language = "en",
    blank: Annotated[
        bool, typer.Option("--blank", help="With the name, but without the answers that are kept.")
    ] = False,
) -> int:
    """Write screening and intake as a PDF with a body map, to be filled in by hand or with the answers kept."""
    from studio.cli.library import print_form

    studio = _outfit(context).make_studio()
    return print_form(studio, athlete, out, exercise_id=exercise, language=language, is_blank=blank)


@library.command(name="check")
def check_library(
    context: typer.Context,
    repair: Annotated[bool, typer.Option("--repair", help="Mend what can be mended.")] = False,
    language: Language = "en",
) -> int:
    """Look through database and stored files."""
    from studio.cli.library import check_library as run

    return run(_outfit(context).make_studio(), repairs=repair, language=language)


@library.command(name="backup")
def backup_library(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option("--out", help="File; without it the next automatic copy.")] = None,
    language: Language = "en",
) -> int:
    """Copy the database; complaints are in the language."""
    del language  # read from the command line when something goes wrong
    from studio.cli.library import backup_library as run

    return run(_outfit(context).make_studio(), out)


@library.command(name="restore")
def restore_library(
    context: typer.Context,
    copy: Annotated[Path, typer.Argument(help="The copy.", show_default=False)],
    language: Language = "en",
) -> int:
    """Put a copy in place of the database; the present state is copied first."""
    from studio.cli.library import restore_library as run

    return run(_outfit(context).make_studio(), copy, language=language)


def _outfit(context: typer.Context) -> Outfit:
    outfit = context.obj
    assert isinstance(outfit, Outfit)
    return outfit
