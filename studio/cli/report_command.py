"""`lockout report`: a folder of clips and reviews in, reports and a contact sheet out."""

from pathlib import Path
from typing import Annotated

import typer

from studio.cli.language import Language
from studio.cli.outfit import Outfit


def report(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Folder with clips and their reviews.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", help="Folder for the PDFs and the contact sheet.")],
    exercise: Annotated[str, typer.Option("--exercise", help="Id of the exercise; without it the usual one.")] = "",
    language: Language = "en",
) -> int:
    """Make a report for every clip of a folder, and a contact sheet; reviews lie beside as CLIP.review.json."""
    from studio.cli.progress import run_job
    from studio.services.report_batch import CONTACT_SHEET, BatchRequest, make_reports
    from studio.services.sentences import sentences_in

    outfit = context.obj
    assert isinstance(outfit, Outfit)
    studio = outfit.make_studio()
    request = BatchRequest(folder, out, exercise, language)
    made = run_job(
        lambda job: make_reports(studio, request, job), title=f"reporting on {folder.name}", language=language
    )
    for one in made:
        if one.report is not None:
            typer.echo(str(one.report))
        else:
            typer.echo(f"{one.clip.name}: {sentences_in(language).tell(one.problem)}", err=True)
    typer.echo(str(out / CONTACT_SHEET))
    return 0 if all(one.report is not None for one in made) else 3
