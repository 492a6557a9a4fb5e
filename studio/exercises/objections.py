"""What is wrong with the code of a plugin, seen without running it.

This guards against mistakes. It is no sandbox against malice; that is what the coach's consent is for.
"""

import ast
import re
from collections.abc import Iterator

from studio import exercise_api

ALLOWED_IMPORTS = ("math", "numpy", "studio.exercise_api")
ENTRY = "adjust"

_API = "studio.exercise_api"

_FORBIDDEN_NAMES = frozenset({
    "BaseException", "BaseExceptionGroup", "GeneratorExit", "KeyboardInterrupt", "__del__", "__import__", "breakpoint",
    "bytearray", "bytes", "compile", "copyright", "credits", "delattr", "eval", "exec", "exit", "getattr", "globals",
    "help", "input", "iter", "license", "locals", "memoryview", "open", "pow", "print", "quit", "setattr", "vars",
})  # fmt: skip
_FORBIDDEN_ATTRIBUTES = frozenset({
    "broadcast_to", "center", "comb", "ctypeslib", "expandtabs", "eye", "factorial", "format", "format_map", "fromfile",
    "fromfunction", "fromregex", "genfromtxt", "identity", "indices", "kron", "ljust", "load", "loadtxt", "memmap",
    "meshgrid", "open_memmap", "outer", "pad", "perm", "random", "repeat", "resize", "rjust", "save", "savetxt",
    "savez", "savez_compressed", "set_printoptions", "set_string_function", "setbufsize", "seterr", "seterrcall",
    "tile", "tofile", "zfill",
})  # fmt: skip
"""What reaches outside, changes it, depends on chance, or makes something huge in one step."""

_WIDE = re.compile(r"\d{4}")


def objections(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and message of everything that rules may not do."""
    for node in ast.walk(tree):
        yield from _object_to(node)
    yield from _object_to_changes(tree)
    yield from _object_to_other_rooms(tree)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    if functions and ENTRY not in _bound_in(tree):
        yield functions[0].lineno, f"nothing is called “{ENTRY}”, so these rules would never be asked"


def _object_to(node: ast.AST) -> Iterator[tuple[int, str]]:
    match node:
        case ast.Import(names=names):
            for name in names:
                yield from _object_to_import(node.lineno, name.name)
        case ast.ImportFrom():
            yield from _object_to_import(node.lineno, "." * node.level + (node.module or ""))
            yield from _object_to_parts(node)
        case ast.Name(id=name) | ast.FunctionDef(name=name) if name in _FORBIDDEN_NAMES or name.startswith("__"):
            if name in _FORBIDDEN_NAMES or isinstance(node, ast.Name):
                yield node.lineno, f"rules may not use “{name}”"
        case ast.Attribute(attr=name) if name in _FORBIDDEN_ATTRIBUTES or name.startswith("__"):
            yield node.lineno, f"rules may not use “.{name}”"
        case ast.FormattedValue(format_spec=ast.JoinedStr() as layout) if _is_wide(layout):
            yield node.lineno, "rules may not lay out wide texts"
        case ast.ExceptHandler(type=caught) if _catches_everything(caught):
            yield node.lineno, "rules must say which error they catch"
        case ast.AsyncFunctionDef() | ast.Await() | ast.Global():
            yield node.lineno, "rules may not wait or keep state between calls"
        case _:
            pass


def _bound_in(tree: ast.Module) -> set[str]:
    """Every name that the file itself gives to something."""
    names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    names |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return names | {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def _is_wide(layout: ast.JoinedStr) -> bool:
    """Whether a text could become longer than its value: a width of four digits, or one that is worked out."""
    return any(not isinstance(part, ast.Constant) or _WIDE.search(str(part.value)) for part in layout.values)


def _object_to_changes(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Attributes that are set or deleted, unless an object of the file's own class changes itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
            owner = ast.unparse(node.value)
            if owner != "self":
                yield node.lineno, f"rules may not change “{owner}.{node.attr}”, which others use as well"


def _object_to_other_rooms(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """What is reached through the interface without being a part of it, such as the room that it lies in."""
    names = {
        alias.asname or _API
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.name == _API
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == _API:
            parts = [alias.name for alias in node.names]
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) in names:
            parts = [node.attr]
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) == "studio" and _API in names:
            parts = [] if f"studio.{node.attr}" == _API else [node.attr]
        else:
            continue
        for part in parts:
            if part not in (*exercise_api.__all__, "*"):
                yield node.lineno, f"“{_API}” has no “{part}”"


def _object_to_import(line: int, name: str) -> Iterator[tuple[int, str]]:
    if name not in ALLOWED_IMPORTS:
        yield line, f"rules may import only {', '.join(ALLOWED_IMPORTS)}, not “{name}”"


def _object_to_parts(node: ast.ImportFrom) -> Iterator[tuple[int, str]]:
    for part in node.names:
        if part.name == "*":
            yield node.lineno, "rules must name what they import"
        if part.name in _FORBIDDEN_ATTRIBUTES:
            yield node.lineno, f"rules may not use “{part.name}”"


def _catches_everything(caught: ast.expr | None) -> bool:
    if caught is None:
        return True
    return any(isinstance(node, ast.Name) and node.id == "BaseException" for node in ast.walk(caught))
