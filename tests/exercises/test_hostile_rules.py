"""Rules that would hang, fill the memory or get out through an error are stopped, and told in one line."""

from pathlib import Path

import pytest

from studio.core.errors import BrokenExercise
from studio.core.measure import Measure, MeasureTable
from studio.exercises import ExerciseCatalogue, check_folder
from studio.exercises.rulesfile import check_rules, load_adjust
from studio.exercises.source import is_shown

HEAD = "from studio.exercise_api import Measure, MeasureTable\n\n\n"
ROW = (
    HEAD
    + "class Row(dict):\n    def items(self):\n        BODY\n\n\n"
    + "def adjust(measures):\n    return MeasureTable(whole_set=Row())\n"
)
WORDY = "class Odd(Exception):\n    def __str__(self):\n        BODY\n\n\nraise Odd\n"

STOPPED = {
    "a list that doubles": "x = [1]\nwhile len(x) < 10**9:\n    x = x + x\n",
    "a list that doubles in place": "x = [1]\nwhile len(x) < 10**9:\n    x += x\n",
    "a list in a table that doubles": "x = {'a': [1]}\nwhile x:\n    x['a'] += x['a']\n",
    "a list that is unpacked twice": "x = [1]\nwhile len(x) < 10**9:\n    x = [*x, *x]\n",
    "a list that extends itself": "x = [1]\nwhile len(x) < 10**9:\n    x.extend(x)\n",
    "a text that joins itself": "x = 'a'\nwhile len(x) < 10**9:\n    x = ''.join([x, x])\n",
    "a text that is replaced by itself": "x = 'aa'\nwhile len(x) < 10**9:\n    x = x.replace('a', x)\n",
    "a text laid out wide": "x = '%3000000000d' % 1\n",
    "a huge array": "import numpy\nx = numpy.ones((10**5, 10**5))\n",
    "a huge range of numbers": "import numpy\nx = numpy.arange(0, 10**9, 0.5)\n",
    "a huge row of numbers": "import numpy\nx = numpy.linspace(0, 1, num=10**10)\n",
    "a row that never ends": ROW.replace("BODY", "while True:\n            pass"),
}
TOLD = {
    "a row that fails": (ROW.replace("BODY", "return 1 / 0"), "ZeroDivisionError: division by zero"),
    "a message that fails": (WORDY.replace("BODY", "return 1 / 0"), "Odd: an error that cannot even say what it is"),
    "a message that never ends": (WORDY.replace("BODY", "while True:\n            pass"), "Odd: an error that cannot"),
    "a message that clears the screen": ("raise ValueError('\\x1b[2J\\n' + 'x' * 9000)\n", r"ValueError: \x1b[2J\n"),
    "an exit": ("raise SystemExit(3)\n", "SystemExit: 3"),
    "a measure that is a text": (
        HEAD + "def adjust(measures):\n    return MeasureTable(whole_set={'M-VL': Measure('M-VL', '1', '%')})\n",
        "TypeError: must be real number, not str",
    ),
}
REFUSED = {
    "raise KeyboardInterrupt": "“KeyboardInterrupt”",
    "raise GeneratorExit": "“GeneratorExit”",
    "help()": "“help”",
    "x = bytes(10**10)": "“bytes”",
    "x = 'a'.ljust(10**10)": "“.ljust”",
    "x = '{:>99999}'.format(1)": "“.format”",
    "x = f'{1:>99999}'": "wide texts",
    "x = f'{1:{9 ** 9}}'": "wide texts",
    "import numpy\nx = numpy.random.rand()": "“.random”",
    "import math\nmath.sqrt = abs": "may not change “math.sqrt”",
    "import math\ndel math.pi": "may not change “math.pi”",
    "import math\nfor math.pi in (3, 4):\n    pass": "may not change “math.pi”",
    "from studio.exercise_api import Measure\nMeasure.is_assessable = True": "may not change “Measure.is_assessable”",
    "import studio.exercise_api as api\napi.value_of = max": "may not change “api.value_of”",
    "import studio.exercise_api\nx = studio.ui": "“studio.exercise_api” has no “ui”",
    "import studio.exercise_api\nx = studio.exercise_api.table": "“studio.exercise_api” has no “table”",
    "import studio.exercise_api as api\nx = api.conformance": "“studio.exercise_api” has no “conformance”",
    "from studio.exercise_api import conformance": "“studio.exercise_api” has no “conformance”",
    "from numpy import *": "must name what they import",
    "import numpy\nnumpy.seterr(all='raise')": "“.seterr”",
    "x = 1 is 1": 'this is not valid Python: "is" with a literal',
}


def load(tmp_path: Path, code: str, units: dict[str, str] | None = None):
    path = tmp_path / "rules.py"
    path.write_text(code, encoding="utf-8")
    return load_adjust(path, units)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("what", STOPPED)
def test_it_is_stopped_before_it_fills_the_memory(what: str, tmp_path: Path) -> None:
    with pytest.raises(BrokenExercise, match=r"rules\.py:\d+: it runs too long"):
        load(tmp_path, STOPPED[what])


@pytest.mark.timeout(20)
@pytest.mark.parametrize("what", TOLD)
def test_no_error_of_a_plugin_gets_out_or_spoils_a_line(what: str, tmp_path: Path) -> None:
    code, message = TOLD[what]

    with pytest.raises(BrokenExercise) as caught:
        load(tmp_path, code)

    assert message in caught.value.summary
    assert len(caught.value.summary) < 600
    assert all(map(is_shown, caught.value.summary))


@pytest.mark.parametrize("code", REFUSED)
def test_it_is_a_problem_before_it_runs(code: str, tmp_path: Path) -> None:
    path = tmp_path / "rules.py"
    path.write_text(code + "\n", encoding="utf-8")

    assert any(REFUSED[code] in problem.message for problem in check_rules(path))


@pytest.mark.parametrize("content", [b"x = " + b"-" * 50_000 + b"1\n", b"x = " + b"1+" * 50_000 + b"1\n", b"# \xff\n"])
def test_code_that_python_cannot_read_is_a_problem(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "rules.py"
    path.write_bytes(content)

    (problem,) = check_rules(path)

    assert problem.message.startswith("this is not valid Python: ")
    assert len(problem.message) > len("this is not valid Python: ")


HONEST = """import numpy
from studio.exercise_api import Measure, MeasureTable


def full(row):
    return {**row}


class Count:
    reps = 0


def adjust(measures):
    both = kept = [1]
    kept += [2, *[3]]
    table = {"sum": 1.0}
    table["sum"] += sum(both)
    table["sum"] *= 2
    count = Count()
    count.reps += 7 % 4
    values = numpy.zeros(3) + numpy.full(3, 1.5) + numpy.arange(3) + numpy.linspace(0, 2, 3)
    values[1:] += 1
    name = f"{'X'}-{'SUM':.3}".replace("Y", "Z")
    name = "".join(list(name))
    [*ends, last] = [len(both), count.reps, float(values.sum())]
    return MeasureTable(
        reps=tuple(full(row) for row in measures.reps),
        rep_indices=measures.rep_indices,
        whole_set={name: Measure(name, table["sum"] + sum(ends) + last, "s")},
    )
"""


def test_honest_code_means_what_it_means_in_python(tmp_path: Path) -> None:
    adjusted = load(tmp_path, HONEST)(MeasureTable())

    names: dict = {}
    exec(HONEST, names)  # the same code without steps and guards
    assert adjusted.whole_set["X-SUM"] == names["adjust"](MeasureTable()).whole_set["X-SUM"]
    assert adjusted.whole_set["X-SUM"].value == 14.0 + 6.0 + 12.5


@pytest.mark.parametrize(
    ("unit", "message"),
    [("deg", "gave back X-OWN in s, which is measured in deg"), ("", "X-OWN, for which i18n has no")],
)
def test_a_measure_needs_words_and_their_unit(unit: str, message: str, tmp_path: Path) -> None:
    code = HEAD + "def adjust(measures):\n    return MeasureTable(whole_set={'X-OWN': Measure('X-OWN', 1.0, 's')})\n"

    with pytest.raises(BrokenExercise, match=message):
        load(tmp_path, code, {"X-OWN": unit} if unit else {})


def test_nothing_of_the_plugins_code_stays_in_what_it_gives_back(tmp_path: Path) -> None:
    code = HEAD + (
        "class Sly(Measure):\n    pass\n\n\ndef adjust(measures):\n"
        "    rows = tuple(dict(row) for row in measures.reps)\n"
        "    return MeasureTable(rows, measures.rep_indices, {'M-VL': Sly('M-VL', 5, '%')})\n"
    )
    row = {"M-ECC": Measure("M-ECC", 1.0, "s", 0.9, 1.1)}

    adjusted = load(tmp_path, code)(MeasureTable(reps=(row,), rep_indices=(3,)))

    assert type(adjusted.whole_set["M-VL"]) is Measure
    assert adjusted.reps == (row,)
    assert adjusted.rep_indices == (3,)
    with pytest.raises(TypeError):
        adjusted.reps[0]["M-ECC"] = row["M-ECC"]  # type: ignore[index]


def test_rules_that_answer_differently_the_second_time_are_told(make_plugin) -> None:
    code = (
        "from studio.exercise_api import Measure, with_set_measure\n\nSEEN = []\n\n\ndef adjust(measures):\n"
        "    SEEN.append(1)\n    return with_set_measure(measures, Measure('M-VL', len(SEEN), '%'))\n"
    )
    place = make_plugin(file="rules.py", new=code)

    assert any("another answer the second time" in str(problem) for problem in check_folder(place))


def test_a_loop_in_one_exercise_leaves_the_others_alone(make_plugin, catalogue: ExerciseCatalogue) -> None:
    make_plugin(file="rules.py", old="    return measures", new="    while True:\n        pass")
    catalogue.allow("box-squat")
    with pytest.raises(BrokenExercise, match="it runs too long"):
        catalogue.load("box-squat")

    assert catalogue.load("hip-thrust-barbell").faults
    assert next(entry for entry in catalogue.entries() if entry.id == "box-squat").problems
