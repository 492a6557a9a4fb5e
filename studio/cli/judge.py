"""`lockout judge`: measures from elsewhere in, findings and plan out."""

import json
from dataclasses import dataclass
from pathlib import Path

import typer

from studio.core.atomic import write_atomically
from studio.core.errors import UnreadableInput
from studio.core.strict_json import RepeatedKey, strict_json
from studio.services.judge import judge_to_json
from studio.services.sentences import sentences_in
from studio.services.studio import Studio

_LARGEST_BYTES = 10_000_000
"""Of a case. Source: our default; a set of a hundred reps has 30 000, and a device has no end."""


@dataclass(frozen=True, slots=True)
class JudgeOptions:
    """The options of the command."""

    case: Path
    json_file: Path | None = None
    language: str = "en"
    rule_pack: str | None = None


def judge_file(studio: Studio, options: JudgeOptions) -> int:
    """Judge a case file and write the judgement as JSON, to a file or to standard output."""
    judged = judge_to_json(studio, _read(options.case), language=options.language, rule_pack=options.rule_pack)
    unread = judged["unread"]
    if isinstance(unread, list) and unread:
        tell = sentences_in(options.language).tell
        typer.echo(tell(f"Not used, since no rule asks for it: {', '.join(map(str, unread))}."), err=True)
    text = json.dumps(judged, indent=2, ensure_ascii=False)
    if options.json_file is None:
        typer.echo(text)
    else:
        write_atomically(options.json_file, f"{text}\n".encode())
    return 0


def _read(case: Path) -> object:
    remedy = "Give a JSON file with the keys exercise, measures and intake."
    try:
        with case.open("rb") as file:
            content = file.read(_LARGEST_BYTES + 1)
        if len(content) > _LARGEST_BYTES:
            raise UnreadableInput(f"{case.name} is too large.", remedy=remedy)
        return strict_json(content)
    except OSError as error:
        raise UnreadableInput(f"The case {case.name} cannot be read.", remedy=remedy) from error
    except RepeatedKey as error:
        raise UnreadableInput(f"The case {case.name} has the key “{error.key}” twice.", remedy=remedy) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(f"The case {case.name} is not JSON.", remedy=remedy) from error
