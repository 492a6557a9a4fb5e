"""What the coach drew on a frame is drawn over its still, as vectors, and told in the alternative text."""

import io

import pytest
from pypdf import PdfReader

from studio.core.annotation import Aid, AidKind, Annotation, DrawnPoint, Shape
from studio.core.review import KeyMoment

_PLACES = [(300.0, 200.0), (400.0, 300.0), (500.0, 200.0)]


@pytest.fixture(scope="module")
def case(sets):
    case = sets.drawn_case(rep_count=2)
    moment = KeyMoment(0.5 * (case.analysis.reps[0].top_s + case.analysis.reps[0].top_end_s), "Look")
    case = case.with_review(key_moments=(moment,))
    frames = {
        index: sets.draw_frame(case.analysis.observation, index)
        for index in sets.renderer().still_indices(case.analysis, case.review)
    }
    return sets.replace(case, frames=frames)


def _annotation(shape, **fields):
    points = tuple(DrawnPoint(*point) for point in _PLACES[: shape.point_count])
    return Annotation(shape.value, shape, points, 0, 10_000, **fields)


@pytest.mark.parametrize("shape", list(Shape))
def test_every_shape_is_drawn(case, shape):
    drawn = case.with_review(annotations=(_annotation(shape, text="Look", number=1),)).render()

    assert drawn != case.render()
    assert "Look" in PdfReader(io.BytesIO(drawn)).pages[1].extract_text()


def test_words_on_the_picture_are_data(case):
    hostile = '#panic() $x$ <l> "]'
    pdf = case.with_review(annotations=(_annotation(Shape.TEXT, text=hostile),)).render()

    assert hostile.replace(" ", "") in "".join(PdfReader(io.BytesIO(pdf)).pages[1].extract_text().split())


def test_the_picture_itself_stays_as_it_is(case):
    drawn = case.with_review(annotations=(_annotation(Shape.RECTANGLE),)).render()

    def pictures(pdf):
        return [image.data for page in PdfReader(io.BytesIO(pdf)).pages for image in page.images]

    assert pictures(drawn) == pictures(case.render())


def test_longer_words_stand_below_their_picture_with_list_and_bold(case):
    moment = KeyMoment(case.review.key_moments[0].time_s, "Look", "Ribs **down**, then\n- heels\n- #panic()")
    pdf = case.with_review(key_moments=(moment,)).render()
    text = " ".join(PdfReader(io.BytesIO(pdf)).pages[1].extract_text().split())
    assert "Ribs down, then" in text
    assert "• heels" in text
    assert "#panic()" in text
    assert "**" not in text


def test_chest_and_pelvis_lines_are_drawn_on_their_own_frame_and_no_other(case):
    shown, *_ = case.frames
    line = (_PLACES[0], _PLACES[1])
    here = [Aid(kind, shown, line) for kind in (AidKind.THORAX_LINE, AidKind.PELVIS_LINE)]
    elsewhere = [Aid(kind, max(case.frames) + 1, line) for kind in (AidKind.THORAX_LINE, AidKind.PELVIS_LINE)]

    def words(pdf):
        return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)

    plain, drawn = words(case.render()), words(case.with_review(aids=tuple(here)).render())
    assert [drawn.count(name) > plain.count(name) for name in ("chest", "pelvis")] == [True, True]
    assert words(case.with_review(aids=tuple(elsewhere)).render()) == plain
