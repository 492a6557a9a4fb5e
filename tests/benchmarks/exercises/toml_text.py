"""Writing TOML as a person would: tables under headers, one key per line."""

from typing import Any


def as_toml(tree: dict[str, Any]) -> str:
    """A file with this content."""
    return "\n".join(_table(tree, "")) + "\n"


def _table(table: dict[str, Any], path: str) -> list[str]:
    lines: list[str] = []
    below: list[str] = []
    for key, value in table.items():
        name = f"{path}.{_key(key)}" if path else _key(key)
        if isinstance(value, dict):
            below += ["", f"[{name}]", *_table(value, name)]
        elif isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            for item in value:
                below += ["", f"[[{name}]]", *_table(item, name)]
        else:
            lines.append(f"{_key(key)} = {_value(value)}")
    return lines + below


def _key(key: str) -> str:
    return key if key and all(char.isascii() and (char.isalnum() or char in "-_") for char in key) else _text(key)


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _text(value)
        case list():
            return "[" + ", ".join(map(_value, value)) + "]"
        case dict():
            return "{" + ", ".join(f"{_key(key)} = {_value(item)}" for key, item in value.items()) + "}"
        case _:
            return repr(value)


def _text(text: str) -> str:
    kept = "".join(char if char.isprintable() and char not in '"\\' else f"\\u{ord(char):04x}" for char in text)
    return f'"{kept}"'
