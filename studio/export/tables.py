"""Signals, reps and findings as tables for spreadsheets and statistics.

Signals, one row per frame:
    frame_index, time_s, rep (empty between reps), phase, then two columns per signal: its name, which carries its
    unit, and the same name with "_sd", the standard deviation in that unit.

Reps, one row per rep and a last row "set" for measures of the whole set:
    rep, complete, start_s, top_s, top_end_s, end_s, then four columns per measure: "M-HIP-TOP [deg]", its 90 % interval
    "M-HIP-TOP low" and "M-HIP-TOP high", and "M-HIP-TOP missing because".

Findings, one row per fault:
    fault, outcome, severity, reps, first_rep, worst_rep, worst_time_s, confidence, evidence, reason, settle_with,
    folded_into, muted_by, by_hand, decision, coach_severity, dismissed_because, note.
    "evidence" reads "M-HOE 1=14 2=15.5 (limit 12 deg, kb:c2/F-HOE)"; rep 0 is the whole set.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from studio.core.analysis import Analysis
from studio.core.finding import Evidence, Finding
from studio.core.measure import Measure
from studio.core.review import Review, Verdict

_DECIMALS = 6
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Table:
    """Names of the columns, and rows of cells that are ready to be written."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def signals_table(analysis: Analysis) -> Table:
    """Every signal for every frame."""
    signals = tuple(analysis.signals)
    names = (column for signal in signals for column in (signal.name, f"{signal.name}_sd"))
    rows = []
    for index, time_s in enumerate(analysis.observation.clock.times_s):
        rep = analysis.rep_at(float(time_s))
        values = (cell for signal in signals for cell in (_number(signal.values[index]), _number(signal.sd[index])))
        where = (str(rep.index), rep.phase_at(float(time_s)).value) if rep else ("", "")
        rows.append((str(index), _number(float(time_s)), *where, *values))
    return Table(columns=("frame_index", "time_s", "rep", "phase", *names), rows=tuple(rows))


def reps_table(analysis: Analysis) -> Table:
    """Every measure of every rep, and those of the set in the last row."""
    by_rep = dict(zip(analysis.measures.rep_indices, analysis.measures.reps, strict=True))
    whole_set = analysis.measures.whole_set
    units = {measure.id: measure.unit for row in (*by_rep.values(), whole_set) for measure in row.values()}
    names = (column for measure_id, unit in units.items() for column in _measure_columns(measure_id, unit))
    rows = [
        (
            str(rep.index),
            _yes_no(is_true=rep.is_complete),
            *(_number(time_s) for time_s in (rep.start_s, rep.top_s, rep.top_end_s, rep.end_s)),
            *_measure_cells(by_rep.get(rep.index, {}), units),
        )
        for rep in analysis.reps
    ]
    rows.append(("set", "", "", "", "", "", *_measure_cells(whole_set, units)))
    return Table(columns=("rep", "complete", "start_s", "top_s", "top_end_s", "end_s", *names), rows=tuple(rows))


def reps_text(analysis: Analysis) -> str:
    """Every measure of every rep as tab-separated text for pasting; intervals and reasons are left to the files."""
    table = reps_table(analysis)
    left_out = (" low", " high", " missing because")
    kept = [place for place, name in enumerate(table.columns) if not name.endswith(left_out)]
    rows = (table.columns, *table.rows)
    return "\n".join("\t".join(row[place] for place in kept) for row in rows) + "\n"


def findings_table(analysis: Analysis, review: Review) -> Table:
    """Every judged fault with its outcome and the coach's verdict."""
    columns = (
        *("fault", "outcome", "severity", "reps", "first_rep", "worst_rep", "worst_time_s", "confidence", "evidence"),
        *("reason", "settle_with", "folded_into", "muted_by", "by_hand"),
        *("decision", "coach_severity", "dismissed_because", "note"),
    )
    rows = (
        (*_finding_cells(finding), *_verdict_cells(review.verdict_on(finding.fault)))
        for finding in (*analysis.findings, *review.added)
    )
    return Table(columns=columns, rows=tuple(rows))


def to_csv(table: Table) -> bytes:
    """The table as comma-separated UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return text.getvalue().encode("utf-8", "replace")


def _measure_columns(measure_id: str, unit: str) -> Sequence[str]:
    name = f"{measure_id} [{unit}]" if unit else measure_id
    return name, f"{measure_id} low", f"{measure_id} high", f"{measure_id} missing because"


def _measure_cells(row: Mapping[str, Measure], units: Mapping[str, str]) -> Iterator[str]:
    for measure_id in units:
        measure = row.get(measure_id)
        if measure is None:
            yield from ("", "", "", "")
        else:
            yield from (_number(measure.value), _number(measure.low), _number(measure.high), _text(measure.reason))


def _finding_cells(finding: Finding) -> tuple[str, ...]:
    return (
        _text(finding.fault),
        finding.outcome.value,
        finding.severity.word,
        " ".join(str(rep) for rep in finding.reps),
        str(finding.first_rep or ""),
        str(finding.worst_rep or ""),
        _number(finding.worst_time_s),
        _number(finding.confidence),
        "; ".join(_evidence(evidence) for evidence in finding.evidence),
        _text(finding.reason),
        _text(finding.settle_with),
        _text(finding.folded_into),
        _text(finding.muted_by),
        _yes_no(is_true=finding.is_by_hand),
    )


def _verdict_cells(verdict: Verdict) -> tuple[str, ...]:
    severity = "" if verdict.severity is None else verdict.severity.word
    return verdict.decision.value, severity, _text(verdict.reason), _text(verdict.note)


def _evidence(evidence: Evidence) -> str:
    limits = evidence.threshold if isinstance(evidence.threshold, tuple) else (evidence.threshold,)
    limit = " to ".join(_number(limit) for limit in limits)
    values = " ".join(f"{rep}={_number(value)}" for rep, value in evidence.values.items())
    return f"{evidence.measure} {values} (limit {limit} {evidence.unit}, {evidence.source})"


def _number(value: float) -> str:
    if not isfinite(value):
        return ""
    rounded = round(value, _DECIMALS) + 0.0  # never "-0"
    return f"{rounded:.{_DECIMALS}f}".rstrip("0").rstrip(".")


def _yes_no(*, is_true: bool) -> str:
    return "yes" if is_true else "no"


def _text(text: str) -> str:
    """Text that a spreadsheet takes for text: a leading apostrophe keeps it from running as a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
