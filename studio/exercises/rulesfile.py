"""A plugin's `rules.py`: looked at before it runs, and never allowed to run for long.

This guards against mistakes. It is no sandbox against malice; that is what the coach's consent is for.
"""

import ast
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from studio.core.errors import BrokenExercise
from studio.core.exercise import AdjustMeasures, Problem
from studio.core.measure import MeasureTable
from studio.exercises.guards import TooLong
from studio.exercises.handing import Disagreement, Units, taken_over
from studio.exercises.objections import ENTRY, objections
from studio.exercises.source import in_one_line, read_source, reason_of
from studio.exercises.stepping import StepLimit, stepped

Result = TypeVar("Result")


def check_rules(path: Path) -> tuple[Problem, ...]:
    """Look at the code without running it: only allowed imports, nothing that reaches outside.

    Args:
        path: the file; a missing one is fine, an exercise needs no rules.
    """
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError:
        pass  # reading it says why
    try:
        tree = _parsed(path)
        with warnings.catch_warnings():
            warnings.simplefilter("error", SyntaxWarning)  # what Python only warns of is a mistake, too
            compile(tree, str(path), "exec")
    except OSError as error:
        return (Problem(file=path, line=0, message=f"the file cannot be read: {reason_of(error)}"),)
    except UnicodeDecodeError:
        return (Problem(file=path, line=0, message="this is not valid Python: it is not UTF-8 text"),)
    except SyntaxError as error:
        return (Problem(file=path, line=error.lineno or 0, message=f"this is not valid Python: {error.msg}"),)
    except (ValueError, RecursionError, MemoryError) as error:
        reason = str(error) or "it is nested too deeply"
        return (Problem(file=path, line=0, message=f"this is not valid Python: {reason}"),)
    found = [Problem(file=path, line=line, message=message) for line, message in objections(tree)]
    return tuple(sorted(found, key=lambda problem: problem.line))


def load_adjust(path: Path, units: Units | None = None) -> AdjustMeasures | None:
    """Run the file and take its `adjust`, wrapped so that it can neither hang nor hand back nonsense.

    Args:
        path: the file.
        units: unit of every measure that has words; a measure in another one is refused. None takes any.

    Returns:
        None when the file is missing or defines no `adjust`.

    Raises:
        BrokenExercise: running it failed or took too long; says where.
    """
    if not path.is_file():
        return None
    rules = _Rules(path, units)
    rules.guarded(rules.execute)
    adjust = rules.names.get(ENTRY)
    if adjust is None:
        return None
    if not callable(adjust):
        raise _broken(path, 0, f"“{ENTRY}” is not a function")
    adjust_measures = rules.guarding(adjust)
    adjust_measures(MeasureTable())
    return adjust_measures


class _Rules:
    """The code of one file, with a limit on its steps."""

    def __init__(self, path: Path, units: Units | None) -> None:
        self.names: dict[str, Any] = {"__name__": f"rules of {path.parent.name}", "__file__": str(path)}
        self._path = path
        self._units = units
        self._limit = StepLimit()

    def execute(self) -> None:
        """Run the file itself."""
        tree = stepped(_parsed(self._path))
        self.names.update(self._limit.names)
        exec(compile(tree, str(self._path), "exec"), self.names)  # noqa: S102 - checked, consented to and limited

    def guarding(self, adjust: Callable[[MeasureTable], Any]) -> AdjustMeasures:
        """A function of the file, made harmless."""

        def adjust_measures(measures: MeasureTable) -> MeasureTable:
            return self.guarded(lambda: taken_over(measures, adjust(measures), self._units))

        return adjust_measures

    def guarded(self, call: Callable[[], Result]) -> Result:
        """Make a call into the file; whatever goes wrong becomes one error that names the line."""
        try:
            return self._limit.run(call)
        except TooLong as error:
            message = "it runs too long, as an endless loop does"
            raise _broken(self._path, _line_in(self._path, error), message) from None
        except Disagreement as error:
            raise _broken(self._path, 0, f"“{ENTRY}” gave back {error}") from None
        except (Exception, SystemExit, GeneratorExit) as error:  # noqa: BLE001 - plugin code may raise anything
            # not chained: the error is an object of the plugin, whose words a log would ask for once more
            raise _broken(self._path, _line_in(self._path, error), self._told(error)) from None

    def _told(self, error: BaseException) -> str:
        """What an error says; its words may be code of the plugin that fails, or never ends, itself."""
        try:
            said = self._limit.run(lambda: str(error))
        except (Exception, SystemExit, GeneratorExit, TooLong):  # noqa: BLE001 - plugin code may raise anything
            return in_one_line(f"{type(error).__name__}: an error that cannot even say what it is")
        return in_one_line(f"{type(error).__name__}: {said}")


def _parsed(path: Path) -> ast.Module:
    return ast.parse(read_source(path).decode("utf-8-sig"), filename=str(path))


def _line_in(path: Path, error: BaseException) -> int:
    """The deepest line of the plugin's own file that an error went through; 0 when there is none."""
    lines = [frame.lineno or 0 for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
    return lines[-1] if lines else 0


def _broken(path: Path, line: int, message: str) -> BrokenExercise:
    problem = Problem(file=path, line=line, message=message)
    return BrokenExercise(
        f"The rules of the exercise in “{in_one_line(path.parent.name)}” went wrong: {problem}.",
        remedy="Ask the author of the exercise for a repaired version, or judge the set with another exercise.",
    )
