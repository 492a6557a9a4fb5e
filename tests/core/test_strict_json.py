"""What people write as JSON loses nothing without a word."""

import pytest

from studio.core.strict_json import RepeatedKey, strict_json


def test_it_reads_what_json_holds() -> None:
    assert strict_json('{"a": {"b": [1, null]}, "b": "text"}') == {"a": {"b": [1, None]}, "b": "text"}


@pytest.mark.parametrize("text", ['{"a": 1, "a": 1}', '{"b": [{"a": 1, "c": 2, "a": 3}]}'])
def test_a_key_that_stands_twice_is_told(text: str) -> None:
    with pytest.raises(RepeatedKey, match="the key “a” is there twice") as told:
        strict_json(text)

    assert told.value.key == "a"


def test_no_json_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="Expecting"):
        strict_json("{")
