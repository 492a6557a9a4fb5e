"""Longer words keep their paragraphs, lists and bold, and read well without them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.rich_text import Paragraph, Run, on_one_line, parse_rich


def test_paragraphs_items_and_bold():
    assert parse_rich("Ribs **down**, then push\n\n- heels\n  - **knees**  ") == (
        Paragraph((Run("Ribs "), Run("down", is_bold=True), Run(", then push"))),
        Paragraph((Run("heels"),), is_item=True),
        Paragraph((Run("knees", is_bold=True),), is_item=True),
    )


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("a ** b", (Run("a ** b"),)),
        ("**a** b ** c", (Run("a", is_bold=True), Run(" b ** c"))),
        ("****", ()),
        ("-", (Run("-"),)),
    ],
)
def test_marks_that_mean_nothing_stay_text(text, runs):
    assert tuple(run for one in parse_rich(text) for run in one.runs) == runs


def test_on_one_line_there_are_no_marks():
    assert on_one_line("**Ribs** down\n- heels") == "Ribs down · heels"
    assert on_one_line("") == ""


@given(st.text(alphabet="ab *-\n", max_size=60))
def test_no_word_is_lost_and_none_is_added(text):
    letters = [letter for letter in text if letter in "ab"]
    assert [letter for letter in on_one_line(text) if letter in "ab"] == letters
    assert all(run.text for one in parse_rich(text) for run in one.runs)
