"""Whatever people type is printed, never obeyed."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from studio.core.fault import Severity
from studio.core.report import ReportRequest, ReportStyle
from studio.core.review import Decision, KeyMoment, ReportEdits, Rewording, Verdict
from studio.report.assemble import assemble
from studio.report.document import Section
from studio.report.typesetting import typeset
from studio.report.words import UNPRINTABLE, load_words, plain

_SIGNS = "#$*_`<>@[]{}()\\/=+-~\"'%&|^;:.,!?"
_SNIPPETS = (
    '#eval("1+1")',
    '#import "report.typ": *',
    '#include "report.json"',
    '#read("/etc/hostname")',
    '#image("still-1.jpg")',
    "#set page(width: 1cm)",
    "#set text(size: 0pt)",
    "#show: it => []",
    "#panic()",
    "#pagebreak()",
    "#hide[x]",
    "#place(top)[x]",
    '#link("https://example.org")[x]',
    "#box(width: 100000pt)",
    "#while true {}",
    "#let x = 1; #x",
    "#sys.inputs",
    "#context counter(page).display()",
    "#metadata(1) <x>",
    "#datetime.today()",
    '#plugin("x.wasm")',
    "#repr(report)",
    "$ sum_(i=1)^n $",
    "$x$ <label> \\ */",
    "= heading",
    "== heading",
    "- list",
    "+ enum",
    "/ term: text",
    "// comment",
    "/* comment */",
    "*bold* _emph_ `raw`",
    "```typ #panic()```",
    "<label> @label",
    "\\#eval \\u{41} \\n",
    "~~~ --- ... -?",
    "]]]]]]]]",
    "[[[[[[[[",
    "}}}}}}}}",
    "{{{{{{{{",
    "))))))))",
    '"); #panic("',
    '\\", "athlete": "x',
    '{"athlete": 1}',
    "</script><script>alert(1)</script>",
    "%PDF-1.7 endobj stream",
    "(parentheses) Tj ET Q",
    "${jndi:ldap://x}",
    "{athlete} {0} {}",
    "%s %d %(name)s",
    "F-HOE M-HOE",
    "../../../../etc/passwd",
    "C:\\Windows\\System32",
    "=cmd|' /C calc'!A0",
    "'; DROP TABLE athletes; --",
    "a < b > c & d",
    "-> => <- <= >= != ==",
    "4x5 2x2 1/2",
    "ffi ffl fi fl",
)
_WRAPPED = tuple(f"#{name}[{sign}x{sign}]" for name in ("text", "strong", "emph", "raw", "eval") for sign in _SIGNS)
HOSTILE = (*_SNIPPETS, *_WRAPPED, *(f"a{sign}{sign}b {sign}c{sign}" for sign in _SIGNS))


def _bare(text):
    return "".join(text.split()).replace("\u200b", "")


def _text(pdf):
    return _bare("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def _outline(sets, case):
    return sets.renderer().preview(case.analysis, case.review, case.exercise, {}, pixels_per_inch=10.0)[1]


def test_the_corpus_is_large():
    assert len(set(HOSTILE)) >= 200


def test_every_hostile_string_is_printed_as_it_was_typed(sets):
    case = sets.drawn_case(rep_count=1)
    resources = sets.renderer().resources
    words = load_words(resources / "words", case.exercise.knowledge)
    asked = ReportRequest()
    report, pictures = assemble(case.analysis, case.review, case.exercise, case.frames, words=words, request=asked)
    typed = Section(id="typed", title="Typed", bullets=tuple(plain(text) for text in HOSTILE))

    text = _text(typeset(replace(report, sections=(typed,)), pictures, resources=resources))

    assert [hostile for hostile in HOSTILE if _bare(hostile) not in text] == []


@pytest.mark.parametrize(
    "hostile", ['#eval("1")[ $x$ <label> \\ */', '"); #panic("', "= H\n\n#pagebreak()", "{athlete}"]
)
def test_a_hostile_string_has_no_effect_wherever_it_is_typed(sets, hostile):
    case = sets.drawn_case(rep_count=2)
    fault = case.analysis.advice.plan.primary_cue

    place = next(one.place for one in _outline(sets, case).sentences if one.place.endswith("/why"))

    def typed(text):
        review = case.with_review(
            athlete=text,
            summary=text,
            key_moments=(KeyMoment(1.0, text, text),),
            report=ReportEdits(rewordings=(Rewording(place, text, "x"),)),
            verdicts=(
                Verdict(fault, Decision.ACCEPTED, Severity.MILD, note=text),
                Verdict("F-HEAD", Decision.DISMISSED, reason=text),
            ),
        )
        path = Path("clips") / f"{text.replace('/', ' ')}.mp4"
        return review.with_analysis(clip=replace(case.analysis.clip, path=path), notes=(text,))

    def printed(text):
        return typed(text).render(request=ReportRequest(style=ReportStyle(coach=text, contact=text)))

    pdf, harmless = printed(hostile), printed("Ordinary words")

    assert _text(pdf).count(_bare(hostile)) >= 8
    assert len(PdfReader(io.BytesIO(pdf)).pages) == len(PdfReader(io.BytesIO(harmless)).pages)


@pytest.mark.parametrize(
    "name", ["a\x00b\x07c", "a\u202eb", "a\nb\r\nc\td", "\ud800x", "\ufeffx", "\ufffex", "\U0010ffffx"]
)
def test_letters_that_are_none_do_not_stop_the_report(sets, name):
    assert sets.drawn_case(rep_count=1, athlete=name).render().startswith(b"%PDF")


@pytest.mark.parametrize(
    "name", ["王小明", "Ольга Петрова", "Νίκος", "محمد", "שרה", "สมชาย", "😀 Ana", "Zoë Łukasz Ñandú"]
)
def test_names_of_every_script_are_printed_or_boxed(sets, name):
    pdf = sets.drawn_case(rep_count=1, athlete=name).render()

    assert pdf.startswith(b"%PDF")
    title = PdfReader(io.BytesIO(pdf)).metadata.title
    assert title.endswith(name) or UNPRINTABLE in title


def test_a_note_longer_than_a_page_runs_over_pages_and_keeps_its_end(sets):
    case = sets.drawn_case(rep_count=2)
    note = "word " * 1500 + "THE-END"
    fault = case.analysis.advice.plan.primary_cue

    assert "THE-END" in _text(case.with_review(verdicts=(Verdict(fault, note=note),)).render())
