"""Progress: the change against earlier sets beside the smallest change that is more than measurement error."""

import io
from datetime import date
from math import nan, sqrt

import pytest
from pypdf import PdfReader

from studio.core.measure import Measure
from studio.core.report import EarlierSet, ReportRequest
from studio.report.progress import detectable_change, make_progress, set_means
from studio.report.words import load_words


@pytest.fixture(scope="module")
def case(sets):
    return sets.drawn_case(rep_count=4, past_line_deg=10.0)


@pytest.fixture(scope="module")
def words(sets, case):
    return load_words(sets.renderer().resources / "words", case.exercise.knowledge)


def _earlier(sets, day=7, **changes):
    return EarlierSet(date(2026, 3, day), 50.0, set_means(sets.drawn_case(rep_count=4, **changes).analysis))


def _row(section, name):
    return next(row for row in section.table.rows if row[0] == name)


def test_without_an_earlier_set_one_sentence_stands_there(case, words):
    section = make_progress(case.analysis, (), words, load_kg=60.0)

    assert len(section.paragraphs) == 1
    assert section.table is None


def test_the_change_is_now_minus_then_with_its_sign(sets, case, words):
    section = make_progress(case.analysis, (_earlier(sets, feet_out_deg=40.0),), words, load_kg=60.0)
    then, now, change, _, reading = _row(section, words.measure("M-SHIN"))[1:]

    assert (then, now, change) == ("40°", "12°", "−28°")
    assert reading == words.own("progress.more")


def test_a_change_within_the_error_is_called_that(sets, case, words):
    section = make_progress(case.analysis, (_earlier(sets, feet_out_deg=13.0),), words, load_kg=60.0)

    assert _row(section, words.measure("M-SHIN"))[-1] == words.own("progress.noise")


def test_the_detectable_change_adds_both_errors_as_errors_add():
    before, after = Measure("M", 10.0, "deg", 7.0, 13.0), Measure("M", 20.0, "deg", 16.0, 24.0)

    assert detectable_change(before, after) == pytest.approx(sqrt(3.0**2 + 4.0**2))


def test_many_reps_do_not_make_the_interval_narrower(sets):
    few, many = (set_means(sets.drawn_case(rep_count=count).analysis)["M-SHIN"] for count in (2, 12))

    assert many.high - many.low == pytest.approx(few.high - few.low, rel=0.05)


def test_only_the_last_sets_are_shown_and_a_missing_measure_is_a_dash(sets, case, words):
    bare = EarlierSet(date(2026, 3, 6), nan, {})
    earlier = (*(_earlier(sets, day) for day in range(1, 6)), bare)
    section = make_progress(case.analysis, earlier, words, load_kg=nan)

    assert section.table.columns[1:5] == ("2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06")
    assert _row(section, words.measure("M-SHIN"))[4] == "–"
    assert _row(section, words.own("head.load"))[4:6] == ("–", "–")


def test_the_table_stands_in_the_report(sets, case):
    request = ReportRequest(earlier=(_earlier(sets, feet_out_deg=40.0),))
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(case.render(request=request))).pages)

    assert "Smallest detectable" in " ".join(text.split())
    assert "2026-03-07" in text


def test_a_referral_shows_no_progress(sets):
    case = sets.drawn_case(rep_count=2, answers={"screening_positive": ["Q-RAD"]})
    request = ReportRequest(earlier=(_earlier(sets),))
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(case.render(request=request))).pages)

    assert "Smallest detectable" not in " ".join(text.split())
