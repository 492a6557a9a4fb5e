"""PDF/UA-1 as far as a program can check it, on every kind of review: the checks follow the Matterhorn protocol."""

import io
import itertools
import re

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

from tests.benchmarks.report.variants import variants

_PAINTS = {b"Tj", b"TJ", b"'", b'"', b"Do", b"sh", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s"}
_STANDARD = {
    *("Document", "Part", "Sect", "Div", "P", "H1", "H2", "H3", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD"),
    *("THead", "TBody", "TFoot", "Span", "Link", "Figure", "Caption", "Strong", "Em", "NonStruct", "Annot", "Note"),
}
_PARENTS = {"TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"}, "LBody": {"LI"}}


def _elements(node, parent=""):
    """Every structure element as (kind, element, kind of its parent)."""
    children = node.get("/K", [])
    for child in children if isinstance(children, ArrayObject) else [children]:
        element = child.get_object()
        if isinstance(element, DictionaryObject) and "/S" in element:
            kind = str(element["/S"]).removeprefix("/")
            yield kind, element, parent
            yield from _elements(element, kind)


def _attributes(element):
    found = element.get("/A", {})
    entries = found if isinstance(found, ArrayObject) else [found]
    return {key: value for entry in entries for key, value in entry.get_object().items()}


def _unmarked(page, reader):
    """Painting outside marked content, and the ids of marked content on the page."""
    depth, outside, ids = 0, 0, []
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in (b"BDC", b"BMC"):
            depth += 1
            if operator == b"BDC" and isinstance(operands[1], DictionaryObject) and "/MCID" in operands[1]:
                ids.append(int(operands[1]["/MCID"]))
        elif operator == b"EMC":
            depth -= 1
        elif operator in _PAINTS and depth == 0:
            outside += 1
    return outside, ids


def faults_of(pdf):
    """Every violation, one sentence each."""
    reader = PdfReader(io.BytesIO(pdf))
    root = reader.trailer["/Root"]
    yield from _document_faults(reader, root)
    tree = root["/StructTreeRoot"]
    elements = list(_elements(tree))
    yield from _structure_faults(elements)
    for number, page in enumerate(reader.pages, start=1):
        yield from (f"page {number}: {fault}" for fault in _page_faults(page, reader, tree))


def _document_faults(reader, root):
    checks = {
        "not marked": root.get("/MarkInfo", {}).get("/Marked"),
        "no language": re.fullmatch(r"[a-z]{2}", root.get("/Lang", "")),
        "no title": reader.metadata.title,
        "title not displayed": root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"),
        "no PDF/UA identifier": re.search(rb"pdfuaid:part\W+1", root["/Metadata"].get_data()),
        "no bookmarks": reader.outline,
        "encrypted": not reader.is_encrypted,
        "scripts or attachments": not {"/JavaScript", "/EmbeddedFiles"} & set(root.get("/Names", {})),
        "an action on opening": "/OpenAction" not in root or isinstance(root["/OpenAction"], ArrayObject),
    }
    yield from (fault for fault, is_met in checks.items() if not is_met)


def _structure_faults(elements):
    for kind, element, parent in elements:
        if kind not in _STANDARD:
            yield f"a kind of element that is none: {kind}"
        if kind == "Figure" and len(element.get("/Alt", "")) < 10:
            yield "a figure without an alternative text"
        if kind == "Figure" and "/BBox" not in _attributes(element):
            yield "a figure without a bounding box"
        if kind == "TH" and "/Scope" not in _attributes(element):
            yield "a header cell without a scope"
        if parent not in _PARENTS.get(kind, {parent}):
            yield f"{kind} inside {parent}"
    levels = [int(kind[1:]) for kind, _, _ in elements if re.fullmatch(r"H\d", kind)]
    if not levels or levels[0] != 1:
        yield "the first heading is not of the first level"
    yield from ("a heading level is skipped" for one, two in itertools.pairwise(levels) if two - one > 1)


def _page_faults(page, reader, tree):
    outside, ids = _unmarked(page, reader)
    if outside:
        yield f"{outside} marks outside of marked content"
    if len(set(ids)) != len(ids):
        yield "an id of marked content twice"
    numbers = _numbers(tree["/ParentTree"])
    if ids and not {*range(len(numbers.get(page.get("/StructParents"), [])))} >= set(ids):
        yield "marked content that the structure does not know"
    for font in page["/Resources"].get("/Font", {}).values():
        told = font.get_object()
        descriptor = told["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        if "/ToUnicode" not in told or not {"/FontFile2", "/FontFile3"} & set(descriptor):
            yield "a font that is not embedded or says no letters"
    annotations = [one.get_object() for one in page.get("/Annots", [])]
    if annotations and page.get("/Tabs") != "/S":
        yield "tab order does not follow the structure"
    for one in annotations:
        if one["/Subtype"] == "/Link" and not one.get("/Contents"):
            yield "a link without a description"
        if "/StructParent" not in one:
            yield "an annotation outside of the structure"


def _numbers(node):
    node = node.get_object()
    flat = list(node.get("/Nums", []))
    found = {int(key): value.get_object() for key, value in zip(flat[::2], flat[1::2], strict=True)}
    for kid in node.get("/Kids", []):
        found |= _numbers(kid)
    return found


VARIANTS = list(variants())


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda one: one.name)
def test_every_report_keeps_the_rules_for_universal_access(variant):
    assert sorted(set(faults_of(variant.render()))) == []


def test_the_contact_sheet_keeps_them_too(sets):
    from studio.core.report import ContactCard, ReportStyle

    cards = [ContactCard(f"set-{n}.mp4", "Ana", "Fine.", tier="R" if n else "none") for n in range(5)]
    pdf = sets.renderer().contact_sheet(cards, sets.load_exercise().knowledge, ReportStyle())

    assert sorted(set(faults_of(pdf))) == []


def test_the_checks_notice_a_broken_report():
    pdf = VARIANTS[1].render()

    assert "no language" in set(faults_of(re.sub(rb"/Lang ?\(en\)", b"/Lamg(en)", pdf)))
    assert any("outside" in fault for fault in faults_of(_without_marks(pdf)))


def _without_marks(pdf):
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    for page in writer.pages:
        stream = ContentStream(page.get_contents(), writer)
        stream.operations = [one for one in stream.operations if one[1] not in (b"BDC", b"BMC", b"EMC")]
        page.replace_contents(stream)
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()
