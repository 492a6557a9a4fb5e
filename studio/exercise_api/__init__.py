"""All that an exercise plugin may import: what a measure is, and how to change a table of them.

A plugin's `rules.py` defines `adjust(measures)`. It gets the measures of one set before anything is judged and gives
back the table that is to be judged. Limits, wording and weights belong in the manifest, not here. What is listed in
`__all__` keeps its meaning for as long as the first number of `API_VERSION` stays the same.
"""

from studio.core.measure import Measure, MeasureTable
from studio.exercise_api.table import map_reps, value_of, with_set_measure
from studio.exercise_api.vocabulary import API_VERSION, CONDITIONS, NEEDS, OPTIONS, PHASES, SIGNALS, UNITS, VIEWS

__all__ = [
    "API_VERSION",
    "CONDITIONS",
    "NEEDS",
    "OPTIONS",
    "PHASES",
    "SIGNALS",
    "UNITS",
    "VIEWS",
    "Measure",
    "MeasureTable",
    "map_reps",
    "value_of",
    "with_set_measure",
]
