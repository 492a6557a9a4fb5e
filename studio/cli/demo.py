"""`lockout demo`: the shipped sample set."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from studio.assets import resource

if TYPE_CHECKING:
    from studio.services.studio import Studio

_SAMPLE = "sample/hip-thrust-rendered.mp4"


def sample_clip() -> Path:
    """The shipped sample: a rendered set with known faults."""
    return resource(_SAMPLE)


def run_headless_demo(studio: "Studio", report: Path, *, language: str) -> int:
    """Fetch the pose model when it is missing, analyse the sample, print the findings and write the PDF."""
    from studio.cli.analyze import AnalyzeOptions, analyze_clip
    from studio.cli.inspect import fetch_if_missing
    from studio.services.sentences import sentences_in

    fetch_if_missing(studio)
    code = analyze_clip(
        studio,
        AnalyzeOptions(clip=sample_clip(), exercise_id="", report_file=report, uses_cache=False, language=language),
    )
    heading = sentences_in(language).tell("Report")
    typer.echo(f"\n{heading}: {report.resolve()}")
    return code
