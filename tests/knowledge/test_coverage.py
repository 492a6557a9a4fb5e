"""57 causes, 31 faults, 50 fixes: each can be reached, and the table that says how has no empty cell."""

import coverage_table
import pytest
from coverage_table import PLACE, Table, as_markdown, make_tables


@pytest.fixture(scope="module")
def tables() -> tuple[Table, ...]:
    return make_tables()


def test_no_cell_is_empty(tables: tuple[Table, ...]) -> None:
    assert {table.title: table.empty for table in tables if table.empty} == {}


def test_the_catalogue_is_whole(tables: tuple[Table, ...]) -> None:
    assert [table.title for table in tables] == [
        "57 causes",
        "19 faults of glute-bridge",
        "31 faults of hip-thrust-barbell",
        "31 faults of hip-thrust-machine",
        "50 fixes",
    ]
    assert [len(table.rows) for table in tables] == [57, 19, 31, 31, 50]


def test_the_written_table_is_up_to_date(tables: tuple[Table, ...]) -> None:
    assert PLACE.read_text(encoding="utf-8") == as_markdown(tables), coverage_table.__doc__


def test_an_empty_cell_is_noticed() -> None:
    assert Table("t", ("a", "b"), (("x", "y"), ("z", " "))).empty == [("z", "b")]
