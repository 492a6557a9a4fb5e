"""Commands that look at the installation: doctor and models."""

import json
import sys

import typer

from studio.services.doctor import CheckState, examine
from studio.services.sentences import sentences_in
from studio.services.studio import Studio
from studio.services.telling import told_report

_MARKS = {CheckState.OK: "ok", CheckState.LIMITED: "limited", CheckState.MISSING: "MISSING"}


def print_doctor(studio: Studio, *, as_json: bool, language: str = "en") -> int:
    """Print the doctor's report; exit code 5 when something needed is missing."""
    report = told_report(examine(studio.checks), sentences_in(language))
    if as_json:
        typer.echo(json.dumps(report.as_dict(), indent=2, ensure_ascii=False))
    else:
        width = max(len(check.title) for check in report.checks)
        for check in report.checks:
            typer.echo(f"{check.title:<{width}}  {_MARKS[check.state]:<8} {check.detail}")
            if check.remedy:
                typer.echo(f"{'':<{width}}  {'':<8} → {check.remedy}")
    return 0 if report.is_healthy else 5


def print_models(studio: Studio) -> int:
    """Print each pose model with its place and fingerprint."""
    for status in studio.models.list():
        where = f"{status.path}  {status.sha256}  ({status.origin})" if status.path else "not here"
        typer.echo(f"{status.variant:<6} {where}")
    return 0


def fetch(studio: Studio, variant: str) -> int:
    """Fetch a pose model and print where it lies."""
    status = studio.models.fetch_model(variant, _show_progress)
    _end_progress()
    typer.echo(f"{status.variant} {status.path}")
    return 0


def fetch_if_missing(studio: Studio) -> None:
    """Fetch the full model unless some model is here."""
    if not any(status.path for status in studio.models.list()):
        studio.models.fetch_model("full", _show_progress)
        _end_progress()


def _show_progress(fraction: float, text: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{fraction:4.0%} {text}")
        sys.stderr.flush()


def _end_progress() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
