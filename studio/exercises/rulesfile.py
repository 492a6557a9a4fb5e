"""A plugin's `rules.py`: looked at before it runs, and never allowed to run for long.

This guards against mistakes. It is no sandbox against malice; that is what the coach's consent is for.
"""

import ast
import traceback
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from studio.core.errors import BrokenExercise
from studio.core.exercise import AdjustMeasures, Problem
from studio.core.measure import Measure, MeasureTable
from studio.exercises.stepping import StepLimit, TooLong, stepped

_ALLOWED_IMPORTS = ("math", "numpy", "studio.exercise_api")
_FORBIDDEN_NAMES = frozenset({
    "BaseException", "__del__", "__import__", "breakpoint", "compile", "delattr", "eval", "exec", "getattr", "globals",
    "input", "iter", "locals", "open", "pow", "print", "setattr", "vars",
})  # fmt: skip
_FORBIDDEN_ATTRIBUTES = frozenset({
    "comb", "ctypeslib", "factorial", "fromfile", "fromregex", "genfromtxt", "load", "loadtxt", "memmap", "open_memmap",
    "perm", "save", "savetxt", "savez", "savez_compressed", "tofile",
})  # fmt: skip
_ENTRY = "adjust"

Result = TypeVar("Result")


def check_rules(path: Path) -> tuple[Problem, ...]:
    """Look at the code without running it: only allowed imports, nothing that reaches outside.

    Args:
        path: the file; a missing one is fine, an exercise needs no rules.
    """
    if not (path.exists() or path.is_symlink()):
        return ()
    try:
        tree = ast.parse(path.read_bytes(), filename=str(path))
    except OSError as error:
        return (Problem(file=path, line=0, message=f"the file cannot be read: {error.strerror or error}"),)
    except SyntaxError as error:
        return (Problem(file=path, line=error.lineno or 0, message=f"this is not valid Python: {error.msg}"),)
    except (ValueError, RecursionError, MemoryError) as error:
        return (Problem(file=path, line=0, message=f"this is not valid Python: {error}"),)
    found = [Problem(file=path, line=line, message=message) for line, message in _objections(tree)]
    return tuple(sorted(found, key=lambda problem: problem.line))


def load_adjust(path: Path) -> AdjustMeasures | None:
    """Run the file and take its `adjust`, wrapped so that it can neither hang nor hand back nonsense.

    Returns:
        None when the file is missing or defines no `adjust`.

    Raises:
        BrokenExercise: running it failed or took too long; says where.
    """
    if not path.is_file():
        return None
    rules = _Rules(path)
    rules.guarded(rules.execute)
    adjust = rules.names.get(_ENTRY)
    if adjust is None:
        return None
    if not callable(adjust):
        raise _broken(path, 0, f"“{_ENTRY}” is not a function")
    adjust_measures = rules.guarding(adjust)
    adjust_measures(MeasureTable())
    return adjust_measures


class _Rules:
    """The code of one file, with a limit on its steps."""

    def __init__(self, path: Path) -> None:
        self.names: dict[str, Any] = {"__name__": f"rules of {path.parent.name}", "__file__": str(path)}
        self._path = path
        self._limit = StepLimit()

    def execute(self) -> None:
        """Run the file itself."""
        tree = stepped(ast.parse(self._path.read_bytes(), filename=str(self._path)))
        self.names.update(self._limit.names)
        exec(compile(tree, str(self._path), "exec"), self.names)  # noqa: S102 - checked, consented to and limited

    def guarding(self, adjust: Callable[[MeasureTable], Any]) -> AdjustMeasures:
        """A function of the file, made harmless."""

        def adjust_measures(measures: MeasureTable) -> MeasureTable:
            adjusted = self.guarded(lambda: adjust(measures))
            fault = _disagreement(measures, adjusted)
            if fault:
                raise _broken(self._path, 0, f"“{_ENTRY}” gave back {fault}")
            return adjusted  # type: ignore[no-any-return]  # _disagreement has looked at it

        return adjust_measures

    def guarded(self, call: Callable[[], Result]) -> Result:
        """Make a call into the file; whatever goes wrong becomes one error that names the line."""
        try:
            return self._limit.run(call)
        except TooLong as error:
            message = "it runs too long, as an endless loop does"
            raise _broken(self._path, _line_in(self._path, error), message) from None
        except (Exception, SystemExit) as error:  # plugin code may raise anything
            message = f"{type(error).__name__}: {error}"
            raise _broken(self._path, _line_in(self._path, error), message) from error


def _disagreement(before: MeasureTable, after: object) -> str:
    """What is wrong with a table that plugin code made; empty when nothing is."""
    if not isinstance(after, MeasureTable):
        return "something else than a table of measures"
    if after.rep_indices != before.rep_indices:
        return "other reps than it was given"
    return next(filter(None, map(_disorder, (*after.reps, after.whole_set))), "")


def _disorder(row: object) -> str:
    if not isinstance(row, Mapping):
        return "a rep that is no table of measures"
    wrong = [name for name, measure in row.items() if not isinstance(measure, Measure) or measure.id != name]
    return f"a measure under the wrong name, {wrong[0]}" if wrong else ""


def _line_in(path: Path, error: BaseException) -> int:
    """The deepest line of the plugin's own file that an error went through; 0 when there is none."""
    lines = [frame.lineno or 0 for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
    return lines[-1] if lines else 0


def _broken(path: Path, line: int, message: str) -> BrokenExercise:
    problem = Problem(file=path, line=line, message=message)
    return BrokenExercise(
        f"The rules of the exercise in “{path.parent.name}” went wrong: {problem}.",
        remedy="Ask the author of the exercise for a repaired version, or judge the set with another exercise.",
    )


def _objections(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                for name in names:
                    yield from _object_to_import(node.lineno, name.name)
            case ast.ImportFrom():
                yield from _object_to_import(node.lineno, "." * node.level + (node.module or ""))
                yield from _object_to_parts(node)
            case ast.Name(id=name) | ast.FunctionDef(name=name) if name in _FORBIDDEN_NAMES:
                yield node.lineno, f"rules may not use “{name}”"
            case ast.Attribute(attr=name) if name in _FORBIDDEN_ATTRIBUTES or name.startswith("__"):
                yield node.lineno, f"rules may not use “.{name}”"
            case ast.Name(id=name) if name.startswith("__"):
                yield node.lineno, f"rules may not use “{name}”"
            case ast.ExceptHandler(type=caught) if _catches_everything(caught):
                yield node.lineno, "rules must say which error they catch"
            case ast.AsyncFunctionDef() | ast.Await() | ast.Global():
                yield node.lineno, "rules may not wait or keep state between calls"
            case _:
                pass


def _object_to_import(line: int, name: str) -> Iterator[tuple[int, str]]:
    if name not in _ALLOWED_IMPORTS:
        yield line, f"rules may import only {', '.join(_ALLOWED_IMPORTS)}, not “{name}”"


def _object_to_parts(node: ast.ImportFrom) -> Iterator[tuple[int, str]]:
    for part in node.names:
        if part.name in _FORBIDDEN_ATTRIBUTES:
            yield node.lineno, f"rules may not use “{part.name}”"


def _catches_everything(caught: ast.expr | None) -> bool:
    if caught is None:
        return True
    return any(isinstance(node, ast.Name) and node.id == "BaseException" for node in ast.walk(caught))
