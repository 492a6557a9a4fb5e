"""The coach's own report: look, wording, parts left out; nothing of it touches the analysis or weakens safety."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader

from studio.core.report import Paper, ReportRequest, ReportStyle, ReportTheme
from studio.core.review import Decision, ReportEdits, Rewording, Verdict
from studio.report.look import choose_look, contrast_with_white, encode_logo

NAME = "Kim Coach"


@pytest.fixture(scope="module")
def case(sets):
    return sets.drawn_case(rep_count=4, past_line_deg=25.0)


def _pages(pdf):
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def _outline(sets, case):
    _, outline = sets.renderer().preview(case.analysis, case.review, case.exercise, case.frames, pixels_per_inch=20.0)
    return outline


def _edited(case, *rewordings, left_out=()):
    return case.with_review(report=ReportEdits(rewordings=tuple(rewordings), left_out=tuple(left_out)))


def _logo(size=(300, 120), mode="RGB", kind="PNG", **options):
    data = io.BytesIO()
    Image.new(mode, size, 200).save(data, format=kind, **options)
    return data.getvalue()


class TestLook:
    def test_name_contact_and_logo_stand_on_the_first_page_and_the_name_under_the_sign_off(self, case):
        style = ReportStyle(coach=NAME, contact="kim.example", logo=_logo())
        reader = PdfReader(io.BytesIO(case.render(request=ReportRequest(style=style))))
        first, *_, last = _pages(case.render(request=ReportRequest(style=style)))

        assert NAME in first
        assert "kim.example" in first
        assert NAME in last
        assert len(reader.pages[0].images) == 1 + len(PdfReader(io.BytesIO(case.render())).pages[0].images)

    @pytest.mark.parametrize("accent", ["#ffff00", "#FFFFFF", "#f2a900", "#000000", "#00567a"])
    def test_an_accent_is_readable_on_white_whatever_was_asked_for(self, accent):
        assert contrast_with_white(choose_look(ReportStyle(accent=accent)).accent) >= 4.5

    @pytest.mark.parametrize("accent", ["", "red", "#12", 'rgb("x")', "#00567a; #panic()"])
    def test_what_is_no_colour_gives_the_themes_own(self, accent):
        assert choose_look(ReportStyle(accent=accent)) == choose_look(ReportStyle())

    def test_the_grey_theme_prints_no_colour_but_the_pictures(self, sets, case):
        review = case.with_review(report=ReportEdits(left_out=("key-frames",)))
        request = ReportRequest(style=ReportStyle(theme=ReportTheme.GREY))
        pages, _ = sets.renderer().preview(
            review.analysis, review.review, review.exercise, {}, request, pixels_per_inch=40.0
        )

        for page in pages:
            red, green, blue = Image.open(io.BytesIO(page)).convert("RGB").split()
            spread = [
                max(channel) - min(channel)
                for channel in zip(red.tobytes(), green.tobytes(), blue.tobytes(), strict=True)
            ]
            assert max(spread) < 60, "inks of text may be a little blue, marks may not be coloured"

    def test_paper_is_chosen_by_the_style(self, case):
        request = ReportRequest(style=ReportStyle(paper=Paper.LETTER))

        assert round(float(PdfReader(io.BytesIO(case.render(request=request))).pages[0].mediabox[2])) == 612

    @pytest.mark.parametrize("theme", list(ReportTheme))
    def test_every_theme_gives_a_report(self, case, theme):
        assert case.render(request=ReportRequest(style=ReportStyle(theme=theme))).startswith(b"%PDF")

    def test_a_logo_keeps_nothing_but_its_picture(self):
        info = Image.Exif()
        info[0x010E] = "SECRET-PLACE"
        clean = encode_logo(_logo(kind="JPEG", exif=info))

        assert b"SECRET" not in clean
        assert Image.open(io.BytesIO(clean)).size == (300, 120)

    def test_a_large_logo_becomes_small(self):
        assert max(Image.open(io.BytesIO(encode_logo(_logo((4000, 900))))).size) == 600

    @pytest.mark.parametrize("content", [b"", b"<svg/>", b"GIF89a", b"\x89PNG\r\n\x1a\nbroken", _logo()[:60]])
    def test_what_is_no_picture_is_no_logo(self, case, content):
        assert encode_logo(content) == b""
        assert case.render(request=ReportRequest(style=ReportStyle(logo=content))).startswith(b"%PDF")


class TestWording:
    def test_a_cue_is_printed_in_the_coachs_words_and_the_sign_off_says_so(self, sets, case):
        cue = next(one for one in _outline(sets, case).sentences if one.place.endswith("/cue"))
        pages = _pages(_edited(case, Rewording(cue.place, "Ribs to hips!", cue.original)).render())

        assert "Ribs to hips!" in pages[0]
        assert cue.original not in pages[0]
        assert "own words: 1" in pages[-1]

    def test_every_sentence_of_the_outline_can_be_put_into_other_words(self, sets, case):
        sentences = _outline(sets, case).sentences
        edited = _edited(case, *(Rewording(one.place, f"MINE{i:03}", one.original) for i, one in enumerate(sentences)))
        text = " ".join(_pages(edited.render()))

        assert len(sentences) > 20
        assert len({one.place for one in sentences}) == len(sentences)
        assert [i for i in range(len(sentences)) if f"MINE{i:03}" not in text] == []

    def test_the_outline_marks_what_was_edited_and_keeps_the_original(self, sets, case):
        first = _outline(sets, case).sentences[0]
        told = _outline(sets, _edited(case, Rewording(first.place, "Mine.", first.original))).sentences[0]

        assert (told.text, told.original, told.is_edited) == ("Mine.", first.original, True)
        assert not first.is_edited

    def test_wording_survives_another_analysis_of_the_same_clip(self, sets, case):
        cue = next(one for one in _outline(sets, case).sentences if one.place.endswith("/cue"))
        edited = _edited(case, Rewording(cue.place, "Ribs to hips!", cue.original))
        again = sets.drawn_case(rep_count=5, past_line_deg=27.0).analysis

        assert "Ribs to hips!" in _pages(edited.with_analysis(**_fields(again)).render())[0]

    def test_wording_of_a_finding_that_is_gone_is_not_printed(self, sets, case):
        cue = next(one for one in _outline(sets, case).sentences if one.place.endswith("/cue"))
        edited = _edited(case, Rewording(cue.place, "Ribs to hips!", cue.original))
        fault = cue.place.split("/")[1]
        dismissed = edited.with_review(verdicts=(Verdict(fault, Decision.DISMISSED, reason="No."),))

        assert "Ribs to hips!" not in " ".join(_pages(dismissed.render()))

    @pytest.mark.parametrize("positive", ["Q-CES", "Q-SYS fever", "Q-RAD"])
    def test_no_wording_brings_back_what_a_tier_withholds(self, sets, case, positive):
        places = [one.place for one in _outline(sets, case).sentences]
        referred = sets.drawn_case(rep_count=4, past_line_deg=25.0, answers={"screening_positive": [positive]})
        edited = _edited(referred, *(Rewording(place, "Push on.", "x") for place in places))

        assert _outline(sets, referred).sentences == ()
        assert "Push on." not in " ".join(_pages(edited.render()))

    def test_notice_load_limits_and_disclaimer_cannot_be_reworded(self, sets, case):
        texts = case.exercise.knowledge.texts
        told = [one.original for one in _outline(sets, case).sentences]

        assert case.analysis.advice.load.advice not in " ".join(told)
        assert texts["disclaimer.report"] not in told


class TestParts:
    def test_every_part_can_be_left_out_alone(self, sets, case):
        parts = [part for part in _outline(sets, case).parts if part.id != "coach-pages"]
        whole = _titles(case.render())

        assert {"key-frames", "rep-table", "curves", "fixes", "progress"} <= {part.id for part in parts}
        for part in parts:
            assert part.title in whole
            assert part.title not in _titles(_edited(case, left_out=[part.id]).render())

    def test_the_athletes_page_can_be_printed_alone(self, sets, case):
        alone = _pages(_edited(case, left_out=["coach-pages"]).render())

        assert len(alone) == 1
        assert case.exercise.knowledge.texts["disclaimer.report"] in alone[0]

    def test_the_outline_says_which_parts_are_shown(self, sets, case):
        parts = {part.id: part.is_shown for part in _outline(sets, _edited(case, left_out=["curves"])).parts}

        assert parts["curves"] is False
        assert parts["rep-table"] is True

    def test_safety_cannot_be_left_out(self, sets):
        case = sets.drawn_case(rep_count=2, answers={"screening_positive": ["Q-RAD"]})
        every = ["limits", "disclaimer", "contact", "load", "clinician-summary", "observations", "not-assessable"]
        text = " ".join(_pages(_edited(case, left_out=every).render()))

        assert case.analysis.advice.safety.notice in text
        assert case.exercise.knowledge.texts["section.limits"] in text
        assert case.exercise.knowledge.texts["referral.contact"] in text


def _titles(pdf):
    def walk(outline):
        for item in outline:
            if isinstance(item, list):
                yield from walk(item)
            else:
                yield item.title

    return list(walk(PdfReader(io.BytesIO(pdf)).outline))


def _fields(analysis):
    names = ("observation", "landmarks", "signals", "capture", "reps", "measures", "findings", "advice")
    return {name: getattr(analysis, name) for name in names}
