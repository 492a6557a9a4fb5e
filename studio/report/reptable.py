"""One row per rep: range, top angle, shin, tempo, speed, pause, faults; the worst cell of a column is marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite

import numpy as np

from studio.core.analysis import Analysis
from studio.core.exercise import Exercise
from studio.core.fault import Severity
from studio.core.measure import Measure
from studio.report.document import Cell, Fact, RepTable
from studio.report.selection import Selection
from studio.report.words import MISSING, Words


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: the first measure that the set has is shown, judged by the bands of `judged_by`."""

    key: str
    measures: tuple[str, ...]
    judged_by: str = ""
    has_interval: bool = False


_COLUMNS = (
    _Column("range", ("M-HIP-ROM",)),
    _Column("bottom", ("M-HIP-BOT",), judged_by="M-HIP-BOT"),
    _Column("top", ("M-HIP-TOP",), judged_by="M-HOE", has_interval=True),
    _Column("shin", ("M-SHIN",), judged_by="M-SHIN", has_interval=True),
    _Column("lift", ("M-CON",)),
    _Column("pause", ("M-PAUSE",), judged_by="M-PAUSE"),
    _Column("lower", ("M-ECC",), judged_by="M-ECC"),
    _Column("speed", ("M-MCV-MS", "M-MCV")),
)

Rows = Mapping[int, Mapping[str, Measure]]


def make_rep_table(analysis: Analysis, exercise: Exercise, selection: Selection, words: Words) -> RepTable | None:
    """The rep table, or None when there is no rep.

    Args:
        analysis: reps and measures.
        exercise: gives the bands that say which cell is out.
        selection: the numbered findings.
        words: for headings and numbers.
    """
    if not analysis.reps:
        return None
    rows: Rows = dict(zip(analysis.measures.rep_indices, analysis.measures.reps, strict=True))
    columns = [column for column in _COLUMNS if _measure_of(column, rows)]
    cells = {column.key: _column_cells(column, analysis, exercise, rows, words) for column in columns}
    has_faults = bool(selection.found) and not selection.is_emergency
    body = []
    for place, rep in enumerate(analysis.reps):
        name = str(rep.index) if rep.is_complete else words.own("table.partial", rep=rep.index)
        faults = [Cell(text="", marks=_marks(selection, rep.index))] if has_faults else []
        body.append((Cell(text=name), *(cells[column.key][place] for column in columns), *faults))
    headings = [Fact(words.own(f"table.{column.key}"), _unit(column, rows, words)) for column in columns]
    fault_heading = [Fact(words.own("table.faults"), "")] if has_faults else []
    return RepTable(
        columns=(Fact(words.own("table.rep"), ""), *headings, *fault_heading),
        rows=tuple(body),
        summary=tuple(_summary(columns, analysis, rows, words, has_faults=has_faults)),
        legend=tuple(_legend(cells, has_faults=has_faults, words=words)),
    )


def _column_cells(
    column: _Column, analysis: Analysis, exercise: Exercise, rows: Rows, words: Words
) -> tuple[Cell, ...]:
    measure_id = _measure_of(column, rows)
    cells: list[Cell] = []
    rank: list[tuple[Severity, float]] = []
    for rep in analysis.reps:
        row = rows.get(rep.index, {})
        measure = row.get(measure_id)
        cells.append(_cell(measure, column, words))
        rank.append(_how_far_out(row.get(column.judged_by), exercise, is_calibrated=analysis.capture.is_calibrated))
    worst = max(rank, default=(Severity.NONE, 0.0))
    if worst[0] is not Severity.NONE:
        place = rank.index(worst)
        cells[place] = replace(cells[place], is_worst=True)
    return tuple(cells)


def _cell(measure: Measure | None, column: _Column, words: Words) -> Cell:
    if measure is None or not measure.is_assessable:
        return Cell(text=MISSING)
    half = 0.5 * (measure.high - measure.low)
    has_interval = column.has_interval and isfinite(half)
    detail = f"±{words.number(half, measure.unit)}" if has_interval else ""
    return Cell(text=words.number(measure.value, measure.unit), detail=detail)


def _how_far_out(measure: Measure | None, exercise: Exercise, *, is_calibrated: bool) -> tuple[Severity, float]:
    """Worst band that any fault of the exercise sees in a measure, and how far past its first limit it lies."""
    if measure is None or not measure.is_assessable:
        return Severity.NONE, 0.0
    worst: tuple[Severity, float] = (Severity.NONE, 0.0)
    for fault in exercise.faults:
        for indicator in fault.deciding:
            if indicator.measure == measure.id:
                bands = indicator.bands_for(is_calibrated=is_calibrated)
                limit = bands.limit_for(Severity.MILD)
                edges = limit if isinstance(limit, tuple) else (limit,)
                distance = min(abs(measure.value - edge) for edge in edges)
                worst = max(worst, (bands.severity_of(measure.value), distance))
    return worst if worst[0] is not Severity.NONE else (Severity.NONE, 0.0)


def _marks(selection: Selection, rep: int) -> tuple[tuple[int, int], ...]:
    seen = ((judged.number, int(judged.severity_in(rep))) for judged in selection.found)
    return tuple(mark for mark in seen if mark[1] > 0)


def _summary(
    columns: Sequence[_Column], analysis: Analysis, rows: Rows, words: Words, *, has_faults: bool
) -> list[tuple[Cell, ...]]:
    """Mean and standard deviation over complete reps; with one rep, or no measure, there is nothing to sum up."""
    complete = [rep.index for rep in analysis.reps if rep.is_complete]
    if len(complete) < 2 or not columns:
        return []
    means: list[Cell] = [Cell(text=words.own("table.mean"))]
    spreads: list[Cell] = [Cell(text=words.own("table.sd"))]
    for column in columns:
        measure_id = _measure_of(column, rows)
        found = [rows[rep][measure_id] for rep in complete if measure_id in rows.get(rep, {})]
        values = [measure.value for measure in found if measure.is_assessable]
        unit = found[0].unit if found else ""
        decimals = 1 if unit == "deg" else None
        mean = float(np.mean(values)) if values else float("nan")
        spread = float(np.std(values, ddof=1)) if len(values) > 1 else float("nan")
        means.append(Cell(text=words.number(mean, unit, decimals=decimals)))
        spreads.append(Cell(text=words.number(spread, unit, decimals=decimals)))
    rest = [Cell(text="")] if has_faults else []
    return [(*means, *rest), (*spreads, *rest)]


def _legend(cells: Mapping[str, tuple[Cell, ...]], *, has_faults: bool, words: Words) -> list[str]:
    every = [cell for column in cells.values() for cell in column]
    told = {
        "table.legend_interval": any(cell.detail for cell in every),
        "table.legend_worst": any(cell.is_worst for cell in every),
        "table.legend_faults": has_faults,
        "table.legend_missing": any(cell.text == MISSING for cell in every),
    }
    return [words.own(key) for key, is_needed in told.items() if is_needed]


def _measure_of(column: _Column, rows: Rows) -> str:
    """The first of a column's measures that any rep has a value for; empty when there is none."""
    for measure_id in column.measures:
        if any(measure_id in row and row[measure_id].is_assessable for row in rows.values()):
            return measure_id
    return ""


def _unit(column: _Column, rows: Rows, words: Words) -> str:
    measure_id = _measure_of(column, rows)
    unit = next(row[measure_id].unit for row in rows.values() if measure_id in row)
    short = f"short_unit.{unit}"
    return words.own(short) if short in words.chrome else words.unit(unit)
