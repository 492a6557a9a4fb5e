"""A limit on how long plugin code may run: every loop round, comprehension round and call takes a step.

The steps are put into the code itself before it is compiled. Unlike a trace function this sees one-line loops, disturbs
no debugger and gives the same answer on every machine; the clock is only a backstop for slow steps. What would take
long inside a single step goes through guards.
"""

import ast
import threading
from collections.abc import Callable, Mapping
from time import monotonic
from types import MappingProxyType
from typing import Any, TypeVar

from studio.exercises.guards import FILLED_ARRAYS, GROWING_METHODS, GUARDS, STEP_LIMIT, TooLong, short_range

TIME_LIMIT_S = 2.0
"""Seconds of one call. Source: our default; shipped rules take under 0.001 s."""

_STEP = "__step__"
_GUARD_NAMES: Mapping[type[ast.operator], str] = MappingProxyType(
    {
        ast.Pow: "power__",
        ast.Mult: "times__",
        ast.LShift: "shifted__",
        ast.Add: "plus__",
        ast.Mod: "percent__",
    }
)

Result = TypeVar("Result")


class StepLimit:
    """Counts the steps of plugin code, per thread, and stops it at the limit."""

    def __init__(self) -> None:
        self._calls = threading.local()

    @property
    def names(self) -> dict[str, Callable[..., Any]]:
        """What stepped code needs in its namespace."""
        return {_STEP: self._step, "range": short_range, **GUARDS}

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
        return node if guard is None else _guarded(f"__{guard}", node, node.left, node.right)

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST | list[ast.AST]:
        self.generic_visit(node)
        guard = _GUARD_NAMES.get(type(node.op))
        if guard is None or any(isinstance(part, ast.Slice) for part in ast.walk(node.target)):
            return node
        target, before, kept = _twice(node.target)
        value = _guarded(f"__in_place_{guard}", node, before, node.value)
        done = ast.copy_location(ast.Assign([target], value), node)
        return [*kept, done]

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        is_grown = name in GROWING_METHODS and isinstance(node.func, ast.Attribute) and not node.keywords
        guard = "__grown__" if is_grown else "__filled__" if name in FILLED_ARRAYS else ""
        if not guard:
            return node
        called = ast.copy_location(ast.Name(id=guard, ctx=ast.Load()), node)
        return ast.copy_location(ast.Call(func=called, args=[node.func, *node.args], keywords=node.keywords), node)

    def visit_List(self, node: ast.List) -> ast.AST:
        return self._unpacked(node, node.elts)

    def visit_Tuple(self, node: ast.Tuple) -> ast.AST:
        return self._unpacked(node, node.elts)

    def visit_Set(self, node: ast.Set) -> ast.AST:
        return self._unpacked(node, node.elts)

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        node.ifs.insert(0, _call(node.iter))
        return node

    def _unpacked(self, node: ast.List | ast.Tuple | ast.Set, parts: list[ast.expr]) -> ast.AST:
        self.generic_visit(node)
        is_read = isinstance(getattr(node, "ctx", ast.Load()), ast.Load)
        if not (is_read and any(isinstance(part, ast.Starred) for part in parts)):
            return node
        called = ast.copy_location(ast.Name(id="__short__", ctx=ast.Load()), node)
        return ast.copy_location(ast.Call(func=called, args=[node], keywords=[]), node)

    def _in_body(self, node: ast.While | ast.For | ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        first = node.body[0]
        is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
        node.body.insert(1 if is_docstring else 0, ast.copy_location(ast.Expr(_call(first)), first))
        return node


def _twice(target: ast.expr) -> tuple[ast.expr, ast.expr, list[ast.AST]]:
    """A target to write to, the same to read from, and what has to be kept before so that it is worked out once."""
    match target:
        case ast.Subscript(value=owner, slice=key):
            names = ("__owner__", "__key__")
            kept: list[ast.AST] = [
                ast.copy_location(ast.Assign([ast.Name(id=name, ctx=ast.Store())], part), target)
                for name, part in zip(names, (owner, key), strict=True)
            ]
            written, read = (
                ast.Subscript(value=ast.Name(names[0], ast.Load()), slice=ast.Name(names[1], ast.Load()), ctx=context)
                for context in (ast.Store(), ast.Load())
            )
            return ast.copy_location(written, target), ast.copy_location(read, target), kept
        case ast.Name(id=name):
            return target, ast.copy_location(ast.Name(id=name, ctx=ast.Load()), target), []
        case _:
            return target, ast.copy_location(_read_again(target), target), []


def _read_again(target: ast.expr) -> ast.expr:
    assert isinstance(target, ast.Attribute), "only names, parts and attributes can be changed in place"
    return ast.Attribute(value=target.value, attr=target.attr, ctx=ast.Load())


def _guarded(guard: str, beside: ast.AST, left: ast.expr, right: ast.expr) -> ast.Call:
    name = ast.copy_location(ast.Name(id=guard, ctx=ast.Load()), beside)
    return ast.copy_location(ast.Call(func=name, args=[left, right], keywords=[]), beside)


def _call(beside: ast.AST) -> ast.Call:
    name = ast.copy_location(ast.Name(id=_STEP, ctx=ast.Load()), beside)
    return ast.copy_location(ast.Call(func=name, args=[], keywords=[]), beside)
