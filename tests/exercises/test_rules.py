"""Rules are looked at before they run, cannot hang, and cannot hand back nonsense."""

from pathlib import Path

import pytest

from studio.core.errors import BrokenExercise
from studio.core.exercise import ExerciseState
from studio.core.measure import Measure, MeasureTable
from studio.exercises import ExerciseCatalogue, check_folder
from studio.exercises.rulesfile import check_rules, load_adjust

HEAD = "from studio.exercise_api import MeasureTable\n\n\ndef adjust(measures):\n"

FORBIDDEN = {
    "import os": "rules may import only math, numpy, studio.exercise_api, not “os”",
    "import numpy.ctypeslib": "not “numpy.ctypeslib”",
    "from subprocess import run": "not “subprocess”",
    "from studio.core.measure import Measure": "not “studio.core.measure”",
    "from . import other": "not “.”",
    "open('x')": "rules may not use “open”",
    "eval('1')": "rules may not use “eval”",
    "exec('1')": "rules may not use “exec”",
    "__import__('os')": "rules may not use “__import__”",
    "getattr(1, 'real')": "rules may not use “getattr”",
    "().__class__.__bases__": "rules may not use “.__class__”",
    "import numpy\nnumpy.fromfile('x')": "rules may not use “.fromfile”",
    "try:\n    pass\nexcept:\n    pass": "rules must say which error they catch",
    "try:\n    pass\nexcept (ValueError, BaseException):\n    pass": "rules may not use “BaseException”",
    "def f():\n    global x": "keep state between calls",
    "async def f(): pass": "rules may not wait",
    "x = iter(int, 1)": "rules may not use “iter”",
    "x = pow(9, 9**9)": "rules may not use “pow”",
    "print('into the JSON of the command line')": "rules may not use “print”",
    "class A:\n    def __del__(self):\n        pass": "rules may not use “__del__”",
    "import math\nx = math.factorial(10**6)": "rules may not use “.factorial”",
    "from math import factorial": "rules may not use “factorial”",
    "def f(:": "this is not valid Python",
    "x = '\x00'": "this is not valid Python",
}


def write(tmp_path: Path, code: str) -> Path:
    path = tmp_path / "rules.py"
    path.write_text(code, encoding="utf-8")
    return path


def table() -> MeasureTable:
    return MeasureTable(reps=({"M-ECC": Measure("M-ECC", 1.0, "s")},), rep_indices=(1,))


@pytest.mark.parametrize("code", FORBIDDEN)
def test_code_that_reaches_outside_is_a_problem_before_it_runs(code: str, tmp_path: Path) -> None:
    problems = check_rules(write(tmp_path, code))

    assert any(FORBIDDEN[code] in problem.message for problem in problems)


def test_rules_that_are_there_and_cannot_be_read_are_never_left_out(tmp_path: Path) -> None:
    folder, loop = tmp_path / "folder.py", tmp_path / "loop.py"
    folder.mkdir()
    loop.symlink_to(loop)
    for path in (folder, loop):
        assert ["cannot be read" in problem.message for problem in check_rules(path)] == [True]


LONG_STEPS = {
    "a power": "x = 9 ** 9 ** 9",
    "a power in place": "x = 9\nx **= 999999999",
    "a long sum": "x = sum(range(10 ** 10))",
    "a long list": "x = [0] * 10 ** 9",
    "a long text": "x = 10 ** 9 * 'a'",
    "a shift": "x = 1 << 10 ** 9",
    "a number that doubles its digits": "x = 3\nfor _ in range(60):\n    x = x * x",
}


@pytest.mark.parametrize("what", LONG_STEPS)
def test_what_is_long_inside_one_step_is_refused_beforehand(what: str, tmp_path: Path) -> None:
    code = f"{LONG_STEPS[what]}\n\n\ndef adjust(measures):\n    return measures\n"

    with pytest.raises(BrokenExercise, match=r"rules\.py:\d+: it runs too long"):
        load_adjust(write(tmp_path, code))


ORDINARY = """from studio.exercise_api import Measure, with_set_measure


def adjust(measures):
    factor = 2.0 ** 3 * 3
    factor *= 1 << 2
    factor += len([0] * 4) + sum(range(3))
    return with_set_measure(measures, Measure("X-FACTOR", factor, "s"))
"""


def test_ordinary_arithmetic_is_left_alone(tmp_path: Path) -> None:
    adjusted = load_adjust(write(tmp_path, ORDINARY))(table())

    assert adjusted.whole_set["X-FACTOR"].value == 2.0**3 * 3 * 4 + 4 + 3


def test_a_problem_in_rules_names_its_line(tmp_path: Path) -> None:
    problems = check_rules(write(tmp_path, "import math\n\nimport socket\n"))

    assert [problem.line for problem in problems] == [3]


def test_honest_code_has_no_problem(tmp_path: Path) -> None:
    code = (
        "import math\nimport numpy as np\nfrom studio.exercise_api import MeasureTable, map_reps\n\n"
        "def adjust(measures: MeasureTable) -> MeasureTable:\n"
        "    return map_reps(measures, lambda row: {k: m for k, m in row.items() if math.isfinite(np.abs(m.value))})\n"
    )

    path = write(tmp_path, code)

    assert check_rules(path) == ()
    assert load_adjust(path)(table()) == table()


def test_an_exercise_needs_no_rules(tmp_path: Path) -> None:
    assert check_rules(tmp_path / "rules.py") == ()
    assert load_adjust(tmp_path / "rules.py") is None
    assert load_adjust(write(tmp_path, '"""Nothing to add."""\n')) is None


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "code",
    [
        "while True: pass\n",
        "while True:\n    try:\n        1 / 0\n    except ZeroDivisionError:\n        pass\n",
        "while True:\n    try:\n        1 / 0\n    finally:\n        continue\n",
        "[0 for a in range(10**6) for b in range(10**6)]\n",
        "f = lambda n: f(n - 1) + f(n - 1) if n else 0\nf(40)\n",
        "import numpy\nfor _ in range(100000):\n    numpy.sort(numpy.arange(100000.0))\n",
        HEAD + "    while True:\n        pass\n",
        HEAD + "    def spin():\n        while True:\n            yield 1\n    return sum(spin())\n",
        HEAD + "    numbers = [1]\n    for number in numbers:\n        numbers.append(number)\n    return measures\n",
    ],
)
def test_an_endless_loop_is_stopped_and_told_with_its_line(code: str, tmp_path: Path) -> None:
    with pytest.raises(BrokenExercise, match=r"rules\.py:\d+: it runs too long"):
        load_adjust(write(tmp_path, code))


@pytest.mark.timeout(20)
def test_a_loop_that_only_real_measures_start_is_stopped_too(tmp_path: Path) -> None:
    code = HEAD + "    while measures.reps:\n        pass\n    return measures\n"
    adjust = load_adjust(write(tmp_path, code))

    with pytest.raises(BrokenExercise, match=r"rules\.py:[56]: it runs too long"):
        adjust(table())


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("1 / 0\n", "rules.py:1: ZeroDivisionError"),
        ("raise SystemExit\n", "rules.py:1: SystemExit"),
        ("adjust = 5\n", "“adjust” is not a function"),
        (HEAD + "    return 5\n", "gave back something else than a table of measures"),
        (HEAD + "    return None\n", "gave back something else than a table of measures"),
        (HEAD + "    return measures.whole_set['M-X']\n", "rules.py:5: KeyError"),
        (HEAD + "    return adjust(measures)\n", "RecursionError"),
        (HEAD + "    return MeasureTable(reps=({},), rep_indices=(1,))\n", "gave back other reps than it was given"),
        ("def adjust():\n    pass\n", "TypeError"),
        ("from studio.exercise_api import nothing\n", "rules.py:1: ImportError"),
    ],
)
def test_rules_that_fail_are_told_with_their_line(code: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(BrokenExercise) as caught:
        load_adjust(write(tmp_path, code))

    assert message in caught.value.summary
    assert caught.value.remedy


def test_a_measure_under_the_wrong_name_is_refused(tmp_path: Path) -> None:
    code = (
        "from studio.exercise_api import Measure, MeasureTable, map_reps\n\n\ndef adjust(measures):\n"
        "    return map_reps(measures, lambda row: {'M-CON': Measure('M-ECC', 1.0, 's')})\n"
    )
    adjust = load_adjust(write(tmp_path, code))

    with pytest.raises(BrokenExercise, match="a measure under the wrong name, M-CON"):
        adjust(table())


def test_something_else_than_a_measure_is_refused(tmp_path: Path) -> None:
    code = (
        "from studio.exercise_api import MeasureTable, map_reps\n\n\ndef adjust(measures):\n"
        "    return map_reps(measures, lambda row: {'M-CON': 1.5})\n"
    )
    adjust = load_adjust(write(tmp_path, code))

    with pytest.raises(BrokenExercise, match="a measure under the wrong name, M-CON"):
        adjust(table())


def test_listing_runs_no_plugin_code(make_plugin, catalogue: ExerciseCatalogue, tmp_path: Path) -> None:
    place = make_plugin(file="rules.py", old='"""Rules', new='1 / 0\n"""Rules')

    entry = next(entry for entry in catalogue.entries() if entry.folder == place)

    assert entry.state is ExerciseState.NEEDS_CONSENT


def test_rules_that_fail_on_loading_make_a_listed_problem(make_plugin, catalogue: ExerciseCatalogue) -> None:
    place = make_plugin(file="rules.py", old="    return measures", new="    return measures.nothing")
    catalogue.allow("box-squat")

    with pytest.raises(BrokenExercise):
        catalogue.load("box-squat")

    entry = next(entry for entry in catalogue.entries() if entry.folder == place)
    assert entry.state is ExerciseState.BROKEN
    assert any("AttributeError" in problem for problem in entry.problems)


def test_repairing_the_rules_makes_it_usable_again(make_plugin, catalogue: ExerciseCatalogue) -> None:
    place = make_plugin(file="rules.py", old="    return measures", new="    return measures.nothing")
    catalogue.allow("box-squat")
    with pytest.raises(BrokenExercise):
        catalogue.load("box-squat")

    rules = place / "rules.py"
    rules.write_text(rules.read_text().replace("measures.nothing", "measures"))
    catalogue.allow("box-squat")

    assert catalogue.load("box-squat").adjust is not None


def test_a_python_error_is_found_by_the_check(make_plugin) -> None:
    place = make_plugin(file="rules.py", old="    return measures", new="    return 1 / 0")

    assert any("ZeroDivisionError" in str(problem) for problem in check_folder(place))


def test_judging_can_use_a_measure_that_the_rules_add(make_plugin, catalogue: ExerciseCatalogue) -> None:
    code = (
        "from studio.exercise_api import Measure, MeasureTable, map_reps, value_of\n\n\n"
        "def adjust(measures: MeasureTable) -> MeasureTable:\n"
        "    def doubled(row):\n"
        "        return {**row, 'M-CON': Measure('M-CON', 2 * value_of(row, 'M-ECC'), 's')}\n"
        "    return map_reps(measures, doubled)\n"
    )
    make_plugin(file="rules.py", new=code)
    catalogue.allow("box-squat")

    adjusted = catalogue.load("box-squat").adjust(table())

    assert adjusted.reps[0]["M-CON"].value == 2.0


DEPTH = (
    "from studio.exercise_api import Measure, MeasureTable, map_reps, value_of\n\n\n"
    "def adjust(measures: MeasureTable) -> MeasureTable:\n"
    "    def deep(row):\n"
    "        depth = value_of(row, 'M-ECC') - 1.0\n"
    "        if not depth >= 0.0:\n"
    "            return {**row, 'X-DEPTH': Measure.missing('X-DEPTH', 's', 'Not deep.')}\n"
    "        return {**row, 'X-DEPTH': Measure('X-DEPTH', depth, 's')}\n"
    "    return map_reps(measures, deep)\n"
)
WORDS = '\n[measures.X-DEPTH]\ntitle = "Depth"\nunit = "s"\nmeaning = "How deep."\n'


def test_why_an_own_measure_is_missing_is_told_in_the_language(make_plugin, catalogue: ExerciseCatalogue) -> None:
    place = make_plugin(file="rules.py", new=DEPTH)
    for language, missing in (("en", "Too shallow to tell."), ("de", "Zu flach dafür.")):
        words = place / "i18n" / f"{language}.toml"
        words.write_text(words.read_text(encoding="utf-8") + WORDS + f'missing = "{missing}"\n', encoding="utf-8")
    assert check_folder(place) == ()
    catalogue.allow("box-squat")
    given = MeasureTable(
        reps=({"M-ECC": Measure("M-ECC", 0.5, "s")}, {"M-ECC": Measure("M-ECC", 1.5, "s")}, {}), rep_indices=(1, 2, 3)
    )

    adjusted = catalogue.load("box-squat", "de").adjust(given)

    assert [rep["X-DEPTH"].reason for rep in adjusted.reps] == ["Zu flach dafür.", "", "Zu flach dafür."]
    assert adjusted.reps[1]["X-DEPTH"].value == 0.5
    words.write_text(words.read_text(encoding="utf-8").replace('missing = "Zu flach dafür."\n', ""), encoding="utf-8")
    assert [str(problem) for problem in check_folder(place)] == ["de.toml:12: X-DEPTH has no “missing” as in en.toml"]
