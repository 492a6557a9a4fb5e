"""A limit on how long plugin code may run: every loop round, comprehension round and call takes a step.

The steps are put into the code itself before it is compiled. Unlike a trace function this sees one-line loops, disturbs
no debugger and gives the same answer on every machine; the clock is only a backstop for slow steps.
"""

import ast
import threading
from collections.abc import Callable
from time import monotonic
from typing import TypeVar

STEP_LIMIT = 200_000
"""Steps of one call. Source: our default; a 30-rep set with 40 measures takes about 2 500."""

TIME_LIMIT_S = 2.0
"""Seconds of one call. Source: our default; shipped rules take under 0.001 s."""

_STEP = "__step__"

Result = TypeVar("Result")


class TooLong(BaseException):
    """Plugin code has run too long. Not an Exception, so that plugin code cannot swallow it by accident."""


class StepLimit:
    """Counts the steps of plugin code, per thread, and stops it at the limit."""

    def __init__(self) -> None:
        self._calls = threading.local()

    @property
    def names(self) -> dict[str, Callable[[], bool]]:
        """What stepped code needs in its namespace."""
        return {_STEP: self._step}

    def run(self, call: Callable[[], Result]) -> Result:
        """Make a call with a fresh limit.

        Raises:
            TooLong: the limit was reached, even when the code tried to go on.
        """
        self._calls.left = STEP_LIMIT
        self._calls.deadline_s = monotonic() + TIME_LIMIT_S
        result = call()
        if self._calls.left < 0:
            raise TooLong
        return result

    def _step(self) -> bool:
        left = getattr(self._calls, "left", STEP_LIMIT) - 1
        if left < 0 or monotonic() > getattr(self._calls, "deadline_s", float("inf")):
            self._calls.left = -1
            raise TooLong
        self._calls.left = left
        return True


def stepped(tree: ast.Module) -> ast.Module:
    """The same code with a step at the start of every round and call."""
    changed: ast.Module = ast.fix_missing_locations(_Stepping().visit(tree))
    return changed


class _Stepping(ast.NodeTransformer):
    """Puts the steps in."""

    def visit_While(self, node: ast.While) -> ast.AST:
        return self._in_body(node)

    def visit_For(self, node: ast.For) -> ast.AST:
        return self._in_body(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._in_body(node)

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        self.generic_visit(node)
        node.body = ast.copy_location(ast.BoolOp(op=ast.And(), values=[_call(node.body), node.body]), node.body)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        node.ifs.insert(0, _call(node.iter))
        return node

    def _in_body(self, node: ast.While | ast.For | ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        first = node.body[0]
        is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
        node.body.insert(1 if is_docstring else 0, ast.copy_location(ast.Expr(_call(first)), first))
        return node


def _call(beside: ast.AST) -> ast.Call:
    name = ast.copy_location(ast.Name(id=_STEP, ctx=ast.Load()), beside)
    return ast.copy_location(ast.Call(func=name, args=[], keywords=[]), beside)
