"""A limit on how long plugin code may run: every loop round, comprehension round and call takes a step.

The steps are put into the code itself before it is compiled. Unlike a trace function this sees one-line loops, disturbs
no debugger and gives the same answer on every machine; the clock is only a backstop for slow steps. What would take
long inside a single step, such as a range of 10 000 000 000 or a number with a million digits, is refused beforehand.
"""

import ast
import threading
from collections.abc import Callable, Mapping
from time import monotonic
from types import MappingProxyType
from typing import Any, TypeVar

STEP_LIMIT = 200_000
"""Steps of one call. Source: our default; a 30-rep set with 40 measures takes about 2 500."""

TIME_LIMIT_S = 2.0
"""Seconds of one call. Source: our default; shipped rules take under 0.001 s."""

LONGEST_BITS = 4096
"""Bits of a whole number. Source: our default; measures are floats, counters are small."""

_STEP = "__step__"
_SIZED = (str, bytes, bytearray, list, tuple)

Result = TypeVar("Result")


class TooLong(BaseException):
    """Plugin code has run too long. Not an Exception, so that plugin code cannot swallow it by accident."""


class StepLimit:
    """Counts the steps of plugin code, per thread, and stops it at the limit."""

    def __init__(self) -> None:
        self._calls = threading.local()

    @property
    def names(self) -> dict[str, Callable[..., Any]]:
        """What stepped code needs in its namespace."""
        return {_STEP: self._step, "range": _short_range, **_GUARDS}

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

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        guard = _GUARD_NAMES.get(type(node.op))
        return node if guard is None else _guarded(guard, node, node.left, node.right)

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        self.generic_visit(node)
        guard = _GUARD_NAMES.get(type(node.op))
        if guard is None or not isinstance(node.target, ast.Name):
            return node
        before = ast.copy_location(ast.Name(id=node.target.id, ctx=ast.Load()), node)
        return ast.copy_location(ast.Assign([node.target], _guarded(guard, node, before, node.value)), node)

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


def _guarded(guard: str, beside: ast.AST, left: ast.expr, right: ast.expr) -> ast.Call:
    name = ast.copy_location(ast.Name(id=guard, ctx=ast.Load()), beside)
    return ast.copy_location(ast.Call(func=name, args=[left, right], keywords=[]), beside)


def _short_range(*bounds: int) -> range:
    """A range that can be walked within the steps of one call."""
    wanted = range(*bounds)
    if len(wanted[: STEP_LIMIT + 1]) > STEP_LIMIT:
        raise TooLong
    return wanted


def _power(base: Any, exponent: Any) -> Any:  # noqa: ANN401 - the operands of somebody else's code
    if isinstance(base, int) and isinstance(exponent, int) and exponent * base.bit_length() > LONGEST_BITS:
        raise TooLong
    return base**exponent


def _times(left: Any, right: Any) -> Any:  # noqa: ANN401 - the operands of somebody else's code
    for one, other in ((left, right), (right, left)):
        if isinstance(one, _SIZED) and isinstance(other, int) and len(one) * other > STEP_LIMIT:
            raise TooLong
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > LONGEST_BITS:
        raise TooLong
    return left * right


def _shifted(value: Any, places: Any) -> Any:  # noqa: ANN401 - the operands of somebody else's code
    if isinstance(value, int) and isinstance(places, int) and value.bit_length() + places > LONGEST_BITS:
        raise TooLong
    return value << places


_GUARD_NAMES: Mapping[type[ast.operator], str] = MappingProxyType(
    {ast.Pow: "__power__", ast.Mult: "__times__", ast.LShift: "__shifted__"}
)
_GUARDS: Mapping[str, Callable[[Any, Any], Any]] = MappingProxyType(
    {"__power__": _power, "__times__": _times, "__shifted__": _shifted}
)


def _call(beside: ast.AST) -> ast.Call:
    name = ast.copy_location(ast.Name(id=_STEP, ctx=ast.Load()), beside)
    return ast.copy_location(ast.Call(func=name, args=[], keywords=[]), beside)
