"""The files of a new plugin. `@ID@` and `@NAME@` are filled in."""

from collections.abc import Mapping
from types import MappingProxyType

_MANIFEST = """# What this exercise is and judges. Every key is explained in the README of the plugins folder.

schema = "lockout/exercise/1"
id = "@ID@"
version = "0.1.0"
api = "1.0"
views = ["side"]

[options]
tool = "barbell"
has_plate = true
has_bench = true
has_pad = true
guided_path = false

[rep]
signal = "hip_height_tl"
minimum_travel_tl = 0.15
minimum_share = 0.5
speed_share = 0.05
source = "our default"

# A fault that the knowledge base knows: only its limits are needed here.
[[faults]]
id = "F-ECC"
class = "ecc"
level = "rep"
weight = 1.8
view = "S"
phase = "eccentric"
evidence = ["EC", "DF"]
muted_by = ["power"]
needs = ["tempo"]

[[faults.indicators]]
measure = "M-ECC"
comparison = "lt"
limits = [1.2, 0.8, 0.5]
unit = "s"
source = "our default"

# A fault of your own: it also needs words in i18n and says which causes and fixes it leads to.
[[faults]]
id = "X-SLOW"
class = "info"
level = "rep"
weight = 0.5
view = "S"
phase = "concentric"
evidence = ["DF"]
needs = ["tempo"]
causes = ["overload"]
fixes = ["load-reset-light"]

[[faults.indicators]]
measure = "M-CON"
comparison = "ge"
limits = [3.0, 4.0]
unit = "s"
source = "our default"
"""

_RULES = '''"""Rules of @ID@: what a manifest cannot say. Remove the file when there is nothing to add."""

from studio.exercise_api import MeasureTable


def adjust(measures: MeasureTable) -> MeasureTable:
    """Change or add measures before they are judged; wording and limits belong in the other files."""
    return measures
'''

_WORDS = """name = "@NAME@"
description = "What this exercise is, in one sentence."

[faults.X-SLOW]
title = "Slow lift"
cue = "Drive up in one count."
why = "For information: the lift takes long."
basis = "The limits are our default."
limits = "Slow lifting on purpose looks the same."
settle_with = "A clip with at least 30 frames per second that shows whole reps."
"""

_GERMAN = """name = "@NAME@"
description = "Was diese Übung ist, in einem Satz."

[faults.X-SLOW]
title = "Langsam gehoben"
cue = "Drück in einem Zug hoch."
why = "Zur Information: Das Heben dauert lange."
basis = "Die Grenzen sind unsere Vorgabe."
limits = "Absichtlich langsames Heben sieht genauso aus."
settle_with = "Ein Clip mit mindestens 30 Bildern pro Sekunde, der ganze Wiederholungen zeigt."
"""

_CLEAN = """{"schema": "lockout/cases/1",
 "measures": {"ECC": [2.0, 2.1, 2.0, 1.9], "CON": [1.0, 1.1, 1.0, 1.2]},
 "cases": [{"name": "nothing is found in a clean set"}]}
"""

_CASES = """{"schema": "lockout/cases/1",
 "cases": [
  {"name": "a slow lift is found", "measures": {"CON": [3.1, 3.2, 3.0, 3.4]}, "found": {"X-SLOW": "mild"}},
  {"name": "a very slow one is moderate", "measures": {"CON": 4.2}, "found": {"X-SLOW": "moderate"}},
  {"name": "just below the second limit is mild", "measures": {"CON": 3.9}, "found": {"X-SLOW": "mild"}},
  {"name": "just below the limit is not", "measures": {"CON": [2.9, 2.9, 2.9, 2.9]}},
  {"name": "not measured is not assessable", "measures": {"CON": null}, "not_assessable": ["X-SLOW"]}]}
"""

_CLIPS = """{"schema": "lockout/cases/1",
 "cases": [
  {"name": "clip: nothing is found in a clean set", "clip": {"rep_count": 2}},
  {"name": "clip: a slow lift", "clip": {"lift_s": 3.4, "rep_count": 2}, "found": {"X-SLOW": "mild"}}]}
"""

_CASES_KNOWN = """{"schema": "lockout/cases/1",
 "cases": [
  {"name": "mild", "measures": {"ECC": 1.19}, "found": {"F-ECC": "mild"}},
  {"name": "still mild", "measures": {"ECC": 0.8}, "found": {"F-ECC": "mild"}},
  {"name": "moderate", "measures": {"ECC": 0.79}, "found": {"F-ECC": "moderate"}},
  {"name": "still moderate", "measures": {"ECC": 0.5}, "found": {"F-ECC": "moderate"}},
  {"name": "severe", "measures": {"ECC": 0.49}, "found": {"F-ECC": "severe"}},
  {"name": "muted in a power set", "measures": {"ECC": 0.4}, "intake": {"set_type": "power"}},
  {"name": "just below its band", "measures": {"ECC": 1.21}},
  {"name": "not assessable", "measures": {"ECC": null}, "not_assessable": ["F-ECC"]}]}
"""

TEMPLATE: Mapping[str, str] = MappingProxyType(
    {
        "exercise.toml": _MANIFEST,
        "rules.py": _RULES,
        "i18n/en.toml": _WORDS,
        "i18n/de.toml": _GERMAN,
        "cases/clean.json": _CLEAN,
        "cases/F-ECC.json": _CASES_KNOWN,
        "cases/X-SLOW.json": _CASES,
        "cases/clips.json": _CLIPS,
    }
)
