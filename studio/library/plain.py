"""Ids, numbers and JSON as the tables hold them."""

import json
import secrets
from collections.abc import Mapping
from math import isfinite
from typing import Any


def new_id() -> str:
    """A name that nothing else has."""
    return secrets.token_hex(8)


def number(value: float) -> float | None:
    """A number for a column; nothing where it is missing."""
    return float(value) if isfinite(value) else None


def to_json(data: Mapping[str, Any]) -> str:
    """The same data always give the same text."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
