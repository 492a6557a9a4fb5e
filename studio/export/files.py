"""Put results on disk, whole or not at all."""

import json
from collections.abc import Sequence
from pathlib import Path

from studio.core.analysis import Analysis
from studio.core.atomic import write_all_atomically, write_atomically
from studio.core.finding import Finding
from studio.core.plan import Advice
from studio.core.review import Review
from studio.export.contract import Json, analysis_to_json, judgement_to_json
from studio.export.tables import Table, findings_table, reps_table, reps_text, signals_table, to_csv


class FileExporter:
    """Writes what was found into files that other programs read."""

    def write_json(self, path: Path, analysis: Analysis, review: Review) -> None:
        """See `write_json`."""
        write_json(path, analysis, review)

    def write_csv(self, path: Path, analysis: Analysis, review: Review) -> tuple[Path, ...]:
        """See `write_csv`."""
        return write_csv(path, analysis, review)

    def reps_text(self, analysis: Analysis) -> str:
        """See `reps_text`."""
        return reps_text(analysis)

    def judgement(self, findings: Sequence[Finding], advice: Advice) -> dict[str, object]:
        """See `judgement_to_json`."""
        return judgement_to_json(findings, advice)


def write_json(path: Path, analysis: Analysis, review: Review) -> None:
    """Write the result contract as JSON, one line per top-level key.

    Raises:
        CannotWrite: nothing was written; an older file at that path is untouched.
    """
    write_atomically(path, _to_bytes(analysis_to_json(analysis, review)))


def write_csv(path: Path, analysis: Analysis, review: Review) -> tuple[Path, ...]:
    """Write the signals per frame to a file, and reps and findings to two files beside it.

    `set.csv` gets the neighbours `set.reps.csv` and `set.findings.csv`. UTF-8, comma, first row holds the names of
    the columns; an empty cell is a missing value. What the columns hold is told in `studio.export.tables`.

    Returns:
        The three files.

    Raises:
        CannotWrite: none of them was written; older files at those paths are untouched.
    """
    tables: dict[Path, Table] = {
        path: signals_table(analysis),
        path.with_name(f"{path.stem}.reps.csv"): reps_table(analysis),
        path.with_name(f"{path.stem}.findings.csv"): findings_table(analysis, review),
    }
    write_all_atomically({file: to_csv(table) for file, table in tables.items()})
    return tuple(tables)


def _to_bytes(result: Json) -> bytes:
    lines = (
        f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False, allow_nan=False)}" for key, value in result.items()
    )
    # A file name that is no valid text becomes a JSON escape.
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode("utf-8", "backslashreplace")
