"""The shown lanes as a table."""

import csv
import io
from collections.abc import Sequence
from math import isfinite

from studio.core.analysis import Analysis


def lanes_as_csv(analysis: Analysis, names: Sequence[str]) -> bytes:
    """Time, and value and standard deviation of each signal; missing values are empty."""
    signals = [analysis.signals[name] for name in names]
    times_s = analysis.observation.clock.times_s
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(["time_s", *(column for one in signals for column in (one.name, f"{one.name}_sd"))])
    for row, time_s in enumerate(times_s):
        cells = [value for one in signals for value in (float(one.values[row]), float(one.sd[row]))]
        writer.writerow([f"{time_s:.6f}", *(f"{value:.6g}" if isfinite(value) else "" for value in cells)])
    return table.getvalue().encode()
