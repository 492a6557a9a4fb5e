"""What would take long, or much memory, inside one single step of plugin code is refused beforehand.

Neither a counter of steps nor a clock is asked while Python works on a number with a million digits, a list that is
doubled or an array of gigabytes. So the operators and calls that can do that go through the guards of this module.
"""

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from math import prod
from types import MappingProxyType
from typing import Any

STEP_LIMIT = 200_000
"""Steps of one call, and parts of one list, text or array. Source: our default; 30 reps of 40 measures take 2 500."""

LONGEST_BITS = 4096
"""Bits of a whole number. Source: our default; measures are floats, counters are small."""

GROWING_METHODS = ("extend", "join", "replace", "update")
"""Methods that can double what they work on."""

FILLED_ARRAYS = ("arange", "empty", "full", "linspace", "ones", "zeros")
"""Functions of numpy that make an array of a wanted size."""

_SIZED = (str, bytes, bytearray, list, tuple, set, frozenset, dict)
_WIDE = re.compile(r"\d{4}|\*")


class TooLong(BaseException):
    """Plugin code has run too long. Not an Exception, so that plugin code cannot swallow it by accident."""


def short_range(*bounds: int) -> range:
    """A range that can be walked within the steps of one call."""
    wanted = range(*bounds)
    if len(wanted[: STEP_LIMIT + 1]) > STEP_LIMIT:
        raise TooLong
    return wanted


def check_power(base: Any, exponent: Any) -> None:  # noqa: ANN401 - the operands of somebody else's code
    """A power of whole numbers stays short."""
    if isinstance(base, int) and isinstance(exponent, int) and exponent * base.bit_length() > LONGEST_BITS:
        raise TooLong


def check_times(left: Any, right: Any) -> None:  # noqa: ANN401 - the operands of somebody else's code
    """A product is no endless list, text or number."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one, _SIZED) and isinstance(other, int) and len(one) * other > STEP_LIMIT:
            raise TooLong
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > LONGEST_BITS:
        raise TooLong


def check_shift(value: Any, places: Any) -> None:  # noqa: ANN401 - the operands of somebody else's code
    """A shifted number stays short."""
    if isinstance(value, int) and isinstance(places, int) and value.bit_length() + places > LONGEST_BITS:
        raise TooLong


def check_plus(left: Any, right: Any) -> None:  # noqa: ANN401 - the operands of somebody else's code
    """A sum is no endless list or text."""
    _refuse_long(left, right)


def check_percent(left: Any, right: Any) -> None:  # noqa: ANN401, ARG001 - the operands of somebody else's code
    """A text is not laid out with a mile of blanks."""
    if isinstance(left, str | bytes) and _WIDE.search(left if isinstance(left, str) else left.decode("latin-1")):
        raise TooLong


def short(collection: Any) -> Any:  # noqa: ANN401 - the operands of somebody else's code
    """A list, tuple, set or table that was put together from others."""
    _refuse_long(collection)
    return collection


def grown(method: Callable[..., Any], *items: Any) -> Any:  # noqa: ANN401 - the operands of somebody else's code
    """A method of a list, text or table that makes it longer, called when the outcome stays short."""
    owner, name = getattr(method, "__self__", None), getattr(method, "__name__", "")
    if isinstance(owner, str | bytes) and name == "join" and items:
        items = (list(items[0]), *items[1:])
        _refuse_long(*items[0], (owner,) * len(items[0]))
    elif isinstance(owner, str | bytes) and name == "replace" and len(items) > 1 and isinstance(items[1], str | bytes):
        check_times(owner, len(items[1]))
    else:
        _refuse_long(owner, *items)
    return method(*items)


def filled(make: Callable[..., Any], *items: Any, **named: Any) -> Any:  # noqa: ANN401 - somebody else's operands
    """A function that makes an array, called when the array stays small."""
    name = getattr(make, "__name__", "")
    if "__step__" in getattr(make, "__globals__", {}):  # a function of the plugin that is called like one of numpy
        return make(*items, **named)
    if name == "arange":
        start, stop, step = (0, *items, 1) if len(items) < 2 else (*items, 1)[:3]
        wanted = (named.get("stop", stop) - start) / named.get("step", step)
    elif name == "linspace":
        wanted = named.get("num", items[2] if len(items) > 2 else 50)
    else:
        shape = named.get("shape", items[0] if items else 0)
        wanted = prod(shape) if isinstance(shape, Iterable) else shape
    if wanted > STEP_LIMIT:
        raise TooLong
    return make(*items, **named)


def _refuse_long(*parts: object) -> None:
    if sum(len(part) for part in parts if isinstance(part, _SIZED)) > STEP_LIMIT:
        raise TooLong


def _guard(check: Callable[[Any, Any], None], act: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def guarded(left: Any, right: Any) -> Any:  # noqa: ANN401 - the operands of somebody else's code
        check(left, right)
        return act(left, right)

    return guarded


GUARDS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "__short__": short,
        "__grown__": grown,
        "__filled__": filled,
        "__power__": _guard(check_power, operator.pow),
        "__times__": _guard(check_times, operator.mul),
        "__shifted__": _guard(check_shift, operator.lshift),
        "__plus__": _guard(check_plus, operator.add),
        "__percent__": _guard(check_percent, operator.mod),
        "__in_place_power__": _guard(check_power, operator.ipow),
        "__in_place_times__": _guard(check_times, operator.imul),
        "__in_place_shifted__": _guard(check_shift, operator.ilshift),
        "__in_place_plus__": _guard(check_plus, operator.iadd),
        "__in_place_percent__": _guard(check_percent, operator.imod),
    }
)
"""Under these names stepped code finds them; an operator that changes in place goes on doing so."""
