"""The contact sheet: every report at a glance, the most urgent first, and whatever people typed printed as it is."""

import io

import numpy as np
import pytest
from pypdf import PdfReader

from studio.core.report import ContactCard, ReportStyle

PICTURE = np.full((90, 160, 3), 120, np.uint8)


@pytest.fixture(scope="module")
def made(sets):
    knowledge = sets.load_exercise().knowledge

    def make(*cards, style=None):
        pdf = sets.renderer().contact_sheet(cards, knowledge, style or ReportStyle())
        return PdfReader(io.BytesIO(pdf)), pdf

    return make


def _text(reader):
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_every_clip_has_a_card(made):
    cards = [
        ContactCard(f"set-{n}.mp4", f"Athlete {n}", "One thing stands out.", picture=PICTURE + np.uint8(n))
        for n in range(20)
    ]
    reader, pdf = made(*cards)

    assert all(f"Athlete {n}" in _text(reader) for n in range(20))
    assert sum(len(page.images) for page in reader.pages) == 20
    assert len(reader.pages) >= 2
    assert pdf == made(*cards)[1], "the same cards give the same bytes"


def test_a_notice_comes_first_and_a_failure_says_why(made):
    plain = ContactCard("a.mp4", "Ana", "Fine.")
    urgent = ContactCard("z.mp4", "Zoe", "", tier="E")
    failed = ContactCard("b.mp4", "", "The clip is damaged.", has_report=False)
    text = _text(made(plain, failed, urgent)[0])

    assert text.index("Zoe") < text.index("Ana")
    assert "Emergency" in text
    assert "The clip is damaged." in text
    assert "no report" in text


@pytest.mark.parametrize("hostile", ["#panic()", '$x$ <l> "]', "= H\n#pagebreak()", "王小明"])
def test_what_is_typed_is_printed(made, hostile):
    text = "".join(_text(made(ContactCard(hostile, hostile, hostile))[0]).split())

    assert text.count("".join(hostile.split())) >= 3 or hostile == "王小明"


def test_it_is_tagged_and_titled(made):
    reader, _ = made(ContactCard("a.mp4", "Ana", "Fine.", picture=PICTURE))

    assert reader.metadata.title == "Clips: 1"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"].value is True
