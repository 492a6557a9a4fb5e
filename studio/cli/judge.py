"""`lockout judge`: measures from elsewhere in, findings and plan out."""

import json
from pathlib import Path

import typer

from studio.core.atomic import write_atomically
from studio.core.errors import UnreadableInput
from studio.services.judge import judge_case
from studio.services.studio import Studio


def judge_file(studio: Studio, case: Path, *, json_file: Path | None, language: str) -> int:
    """Judge a case file and write the judgement as JSON, to a file or to standard output."""
    judged = judge_case(studio, _read(case), language=language)
    judgement = studio.exporter.judgement(judged.findings, judged.advice)
    text = json.dumps(judgement, indent=2, ensure_ascii=False)
    if json_file is None:
        typer.echo(text)
    else:
        write_atomically(json_file, f"{text}\n".encode())
    return 0


def _read(case: Path) -> object:
    remedy = "Give a JSON file with the keys exercise, measures and intake."
    try:
        content: object = json.loads(case.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableInput(f"The case {case.name} cannot be read.", remedy=remedy) from error
    except ValueError as error:
        raise UnreadableInput(f"The case {case.name} is not JSON.", remedy=remedy) from error
    return content
