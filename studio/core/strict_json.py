"""JSON that people wrote: a key that stands twice is told, since the first of the two would be lost without a word."""

import json


class RepeatedKey(ValueError):
    """One object of a JSON text has a key twice.

    Attributes:
        key: which one.
    """

    def __init__(self, key: str) -> None:
        super().__init__(f"the key “{key}” is there twice")
        self.key = key


def strict_json(text: str | bytes) -> object:
    """The content of a JSON text.

    Raises:
        RepeatedKey: an object has a key twice.
        ValueError: it is no JSON.
    """
    content: object = json.loads(text, object_pairs_hook=_object)
    return content


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made: dict[str, object] = {}
    for key, value in pairs:
        if key in made:
            raise RepeatedKey(key)
        made[key] = value
    return made
