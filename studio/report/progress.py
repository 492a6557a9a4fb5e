"""Progress against earlier sets: what changed, and whether the change is more than the measurement can tell."""

from collections.abc import Iterator, Sequence
from math import hypot, isfinite

import numpy as np

from studio.core.analysis import Analysis
from studio.core.measure import Measure
from studio.core.report import EarlierSet
from studio.report.document import PlainTable, Section
from studio.report.words import MISSING, Words

MOST_EARLIER = 4
_MEASURES = (
    *("M-HIP-TOP", "M-HOE", "M-HIP-ROM", "M-SHIN", "M-KNEE-TOP", "M-GAZE"),
    *("M-CON", "M-PAUSE", "M-ECC", "M-MCV-MS", "M-MCV"),
)


def make_progress(analysis: Analysis, earlier: Sequence[EarlierSet], words: Words, *, load_kg: float) -> Section:
    """The section on progress; one sentence when there is nothing to look back on.

    Args:
        analysis: the set of today.
        earlier: sets of the same athlete and exercise, oldest first.
        words: for names and numbers.
        load_kg: of today; NaN when it is not known.
    """
    title = words.own("progress.title")
    now = set_means(analysis)
    shown = tuple(earlier)[-MOST_EARLIER:]
    rows = tuple(_rows(now, shown, words))
    if not rows:
        return Section(id="progress", title=title, paragraphs=(words.own("progress.none"),))
    days = tuple(one.day.strftime(words.own("date.format")) for one in shown)
    loads = _load_row(load_kg, shown, words)
    columns = (
        words.own("label.measure"),
        *days,
        *(words.own(f"progress.{name}") for name in ("now", "change", "detectable", "reading")),
    )
    return Section(
        id="progress",
        title=title,
        paragraphs=(words.own("progress.intro"),),
        table=PlainTable(columns=columns, rows=(*loads, *rows)),
    )


def set_means(analysis: Analysis) -> dict[str, Measure]:
    """Mean of every measure over the complete reps, with the mean of the reps' intervals.

    What makes a measurement wrong (the pose model, the camera) is wrong in the same way in every rep of a clip, so the
    interval of the mean is not made narrower by the number of reps.
    """
    complete = {rep.index for rep in analysis.reps if rep.is_complete}
    table = zip(analysis.measures.rep_indices, analysis.measures.reps, strict=True)
    rows = [row for index, row in table if index in complete]
    found: dict[str, Measure] = {}
    for measure_id in dict.fromkeys(name for row in rows for name in row):
        known = [row[measure_id] for row in rows if measure_id in row and row[measure_id].is_assessable]
        if known:
            value = float(np.mean([one.value for one in known]))
            half = float(np.mean([0.5 * (one.high - one.low) for one in known]))
            found[measure_id] = Measure(measure_id, value, known[0].unit, low=value - half, high=value + half)
    return found


def detectable_change(before: Measure, after: Measure) -> float:
    """The smallest change that is more than measurement error, at 90 %: half-intervals added as errors are.

    Source: kb:b7; the minimal detectable change z·√2·SEM, with each measurement's own error in place of a common one.
    """
    return hypot(0.5 * (before.high - before.low), 0.5 * (after.high - after.low))


def _rows(now: dict[str, Measure], earlier: Sequence[EarlierSet], words: Words) -> Iterator[tuple[str, ...]]:
    for measure_id in _MEASURES:
        after = now.get(measure_id)
        courses = [one.measures.get(measure_id) for one in earlier]
        before = next((one for one in courses if one is not None and one.is_assessable), None)
        if after is None or before is None:
            continue
        change = after.value - before.value
        least = detectable_change(before, after)
        yield (
            words.measure(measure_id),
            *(words.amount(one.value, one.unit) if one is not None else MISSING for one in courses),
            words.amount(after.value, after.unit),
            _signed(change, after.unit, words),
            words.amount(least, after.unit),
            _reading(change, least, words),
        )


def _reading(change: float, least: float, words: Words) -> str:
    if not isfinite(least):
        return MISSING
    return words.own("progress.more" if abs(change) > least else "progress.noise")


def _signed(value: float, unit: str, words: Words) -> str:
    text = words.amount(value, unit)
    return text if text.startswith("−") else f"+{text}"


def _load_row(load_kg: float, earlier: Sequence[EarlierSet], words: Words) -> Iterator[tuple[str, ...]]:
    """The load of every set, so that a change in form is not read without it."""
    loads = [*(one.load_kg for one in earlier), load_kg]
    if any(isfinite(one) for one in loads):
        yield (words.own("head.load"), *(words.amount(one, "kg") for one in loads), "", "", "")
