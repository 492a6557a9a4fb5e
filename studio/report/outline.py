"""What the coach may change about a report: sentences in other words, parts left out. Safety stays as it is."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from studio.core.report import ReportOutline, ReportPart, Sentence
from studio.core.review import ReportEdits
from studio.report.document import AthletePage, Curves, Entry, Fact, FindingCard, Report, Section
from studio.report.words import plain

COACH_PAGES = "coach-pages"
_REMOVABLE_SECTIONS = frozenset(
    {"retest", "fixes", "exercises", "unconfirmed", "hypotheses", "refilm", "progress", "dismissed", "not-found"}
)
_REWORDABLE_SECTIONS = frozenset(
    {"change-first", "cues", "retest", "fixes", "exercises", "hypotheses", "refilm", "observations"}
)
"""Notice, load advice, what could not be judged, method, disclaimer and referral are never reworded. Source: kb:e3."""

_NEXT = "next"

Change = Callable[[str, str, str], str]
"""Gets place, title of the part and the sentence; gives the sentence to print."""


def edit(report: Report, edits: ReportEdits) -> Report:
    """The report as the coach wants it; what a safety tier withheld does not come back."""
    texts = {one.place: plain(one.text) for one in edits.rewordings}
    reworded = _each_sentence(report, lambda place, _part, text: texts.get(place, text))
    return _without(reworded, frozenset(edits.left_out) & {part.id for part in _parts(report)})


def make_outline(report: Report, edits: ReportEdits) -> ReportOutline:
    """What can be changed.

    Args:
        report: before any change.
        edits: what the coach changed so far.
    """
    texts = {one.place: plain(one.text) for one in edits.rewordings}
    found: list[Sentence] = []

    def note(place: str, part: str, text: str) -> str:
        found.append(Sentence(place, part, texts.get(place, text), text))
        return text

    _each_sentence(report, note)
    left_out = set(edits.left_out)
    parts = tuple(replace(part, is_shown=part.id not in left_out) for part in _parts(report))
    return ReportOutline(parts=parts, sentences=tuple(found))


def _parts(report: Report) -> list[ReportPart]:
    labels = report.labels
    own = (
        (COACH_PAGES, labels["coach_part"], True),
        ("key-frames", labels["key_frames"], bool(report.stills)),
        ("rep-table", labels["rep_table"], report.table is not None),
        ("curves", labels["curves"], bool(report.curves.panels)),
    )
    parts = [ReportPart(part_id, title) for part_id, title, is_there in own if is_there]
    return parts + [ReportPart(one.id, one.title) for one in report.sections if one.id in _REMOVABLE_SECTIONS]


def _without(report: Report, left_out: frozenset[str]) -> Report:
    return replace(
        report,
        has_coach_pages=COACH_PAGES not in left_out,
        stills=() if "key-frames" in left_out else report.stills,
        table=None if "rep-table" in left_out else report.table,
        curves=Curves() if "curves" in left_out else report.curves,
        sections=tuple(one for one in report.sections if one.id not in left_out),
    )


def _each_sentence(report: Report, change: Change) -> Report:
    if report.is_referral:
        return report
    return replace(
        report,
        page=_page(report.page, change),
        sections=tuple(_section(one, change) if one.id in _REWORDABLE_SECTIONS else one for one in report.sections),
    )


def _page(page: AthletePage, change: Change) -> AthletePage:
    verdict = change("verdict", page.priorities_title, page.verdict) if page.verdict else ""
    priorities = tuple(
        replace(
            one,
            cue=change(f"priority/{one.id}/cue", page.priorities_title, one.cue) if one.cue else "",
            why=change(f"priority/{one.id}/why", page.priorities_title, one.why) if one.why else "",
        )
        for one in page.priorities
    )
    boxes = tuple(
        replace(one, bullets=_list(one.bullets, _NEXT, one.title, change)) if one.id == _NEXT else one
        for one in page.boxes
    )
    return replace(page, verdict=verdict, priorities=priorities, boxes=boxes)


def _section(section: Section, change: Change) -> Section:
    def here(place: str, text: str) -> str:
        return change(place, section.title, text)

    return replace(
        section,
        paragraphs=_list(section.paragraphs, section.id, section.title, change),
        findings=tuple(_card(card, here) for card in section.findings),
        entries=tuple(_entry(entry, section.id, here) for entry in section.entries),
        bullets=_list(section.bullets, section.id, section.title, change),
    )


def _card(card: FindingCard, here: Callable[[str, str], str]) -> FindingCard:
    return replace(card, facts=_facts(card.facts, f"finding/{card.id}", here))


def _entry(entry: Entry, section: str, here: Callable[[str, str], str]) -> Entry:
    place = f"{section}/{entry.id}"
    return replace(
        entry,
        text=here(f"{place}/text", entry.text) if entry.text else "",
        steps=tuple(here(f"{place}/{_mark(step)}", step) for step in entry.steps),
        facts=_facts(entry.facts, place, here),
    )


def _facts(facts: tuple[Fact, ...], place: str, here: Callable[[str, str], str]) -> tuple[Fact, ...]:
    return tuple(replace(fact, value=here(f"{place}/{fact.key}", fact.value)) if fact.key else fact for fact in facts)


def _list(sentences: tuple[str, ...], place: str, part: str, change: Change) -> tuple[str, ...]:
    return tuple(change(f"{place}/{_mark(sentence)}", part, sentence) for sentence in sentences)


def _mark(sentence: str) -> str:
    """Names a sentence in a list by its words: another sentence in its place is not the one the coach changed."""
    return sha256(sentence.encode()).hexdigest()[:10]
