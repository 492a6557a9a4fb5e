"""The PDF as machines read it: tags, language, title, alternative texts, bookmarks, fonts, metadata."""

import io
import itertools
import re

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from studio.core.links import parse_link


@pytest.fixture(scope="module")
def reader(sets):
    return PdfReader(io.BytesIO(sets.drawn_case().render()))


def _elements(node):
    """All structure elements below a node."""
    node = node.get_object()
    if not isinstance(node, DictionaryObject):
        return
    yield node
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        if isinstance(child.get_object(), DictionaryObject) and "/S" in child.get_object():
            yield from _elements(child)


def test_it_is_tagged_and_says_its_language_and_title(reader):
    catalogue = reader.trailer["/Root"]

    assert catalogue["/MarkInfo"]["/Marked"].value is True
    assert catalogue["/Lang"] == "en"
    assert reader.metadata.title == "Barbell hip thrust review: Ana Example"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"].value is True


def test_it_declares_the_standard_for_universal_access(reader):
    assert re.search(rb"pdfuaid:part\W+1", reader.trailer["/Root"]["/Metadata"].get_data())


def test_every_picture_and_curve_has_an_alternative_text(reader):
    elements = list(_elements(reader.trailer["/Root"]["/StructTreeRoot"]))
    figures = [element for element in elements if element.get("/S") == "/Figure"]

    assert len(figures) >= 8
    assert all(len(figure.get("/Alt", "")) > 20 for figure in figures)


def test_tables_have_header_cells(reader):
    kinds = [element.get("/S") for element in _elements(reader.trailer["/Root"]["/StructTreeRoot"])]

    assert kinds.count("/TH") >= 8
    assert kinds.count("/TR") > 8


def test_headings_descend_without_a_gap(reader):
    kinds = [element.get("/S") for element in _elements(reader.trailer["/Root"]["/StructTreeRoot"])]
    levels = [int(kind[2:]) for kind in kinds if re.fullmatch(r"/H\d", kind or "")]

    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))


def test_bookmarks_lead_to_the_parts(reader):
    def titles(outline):
        for item in outline:
            if isinstance(item, list):
                yield from titles(item)
            else:
                yield item.title

    found = list(titles(reader.outline))

    assert {"Ana Example", "For the coach", "Key frames", "Reps", "Curves over the rep", "Sign-off"} <= set(found)


def test_charts_findings_and_stills_lead_back_to_their_frame(sets, reader):
    analysis = sets.drawn_case().analysis
    targets = [
        parse_link(annotation.get_object()["/A"]["/URI"])
        for page in reader.pages
        for annotation in page.get("/Annots", [])
        if "/URI" in annotation.get_object().get("/A", {})
    ]
    kinds = [element.get("/S") for element in _elements(reader.trailer["/Root"]["/StructTreeRoot"])]

    assert len(targets) >= 12
    assert {link.clip_sha256 for link in targets} == {analysis.clip.sha256}
    assert all(0 <= link.frame_index < analysis.observation.clock.frame_count for link in targets)
    assert kinds.count("/Link") >= 12, "every link is tagged as one"


def test_all_fonts_are_embedded(reader):
    fonts = [
        descendant.get_object()["/FontDescriptor"]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
        for descendant in font.get_object()["/DescendantFonts"]
    ]

    assert fonts
    assert all("/FontFile3" in font or "/FontFile2" in font for font in fonts)


def test_pages_are_a4_or_letter(sets, reader):
    letter = PdfReader(io.BytesIO(sets.drawn_case(rep_count=2).render(sets.Paper.LETTER)))

    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    assert [round(float(side)) for side in letter.pages[0].mediabox[2:]] == [612, 792]


def test_it_is_small(sets):
    assert len(sets.drawn_case(rep_count=25).render()) < 3_000_000


@pytest.mark.parametrize("language", ["en", "de"])
def test_it_speaks_the_language_of_the_knowledge_base(sets, language):
    exercise = sets.load_exercise()
    knowledge = sets.replace(exercise.knowledge, language=language, texts={})

    pdf = sets.drawn_case(rep_count=2, exercise=sets.replace(exercise, knowledge=knowledge)).render()

    reader = PdfReader(io.BytesIO(pdf))
    assert reader.trailer["/Root"]["/Lang"] == language
    assert {"en": "Next session", "de": "Nächstes Training"}[language] in reader.pages[0].extract_text()
