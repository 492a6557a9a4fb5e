"""The coach's sections, in the order that the plan asks for; safety tiers decide which of them may appear."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import nan

from studio.core.analysis import Analysis
from studio.core.report import EarlierSet
from studio.core.review import Review
from studio.report.athlete import grade_sentences, load_paragraphs, pain_sentence, refilm_sentence
from studio.report.document import Entry, Fact, FindingCard, Section
from studio.report.findings import make_card, severity_word
from studio.report.plan import clips_that_settle, exercise_entries, fix_entries, goals, hypothesis_entries
from studio.report.progress import make_progress
from studio.report.selection import Judged, Selection
from studio.report.stills import Gallery
from studio.report.words import Words, plain

DEFAULT_ORDER = (
    *("change-first", "cues", "retest", "fixes", "observations", "unconfirmed", "not-assessable", "hypotheses"),
    *("load", "refilm", "progress", "limits"),
)
REFERRAL_ORDER = ("clinician-summary", "observations", "not-assessable", "load", "contact", "limits")
EMERGENCY_ORDER = ("limits",)
"""Source: kb:e1 (no technique findings, exercises or load advice under an emergency notice)."""

_LIMITS = ("pose", "hip", "composite", "camera", "speed", "rules", "evidence")


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that sections are made of."""

    analysis: Analysis
    review: Review
    selection: Selection
    gallery: Gallery
    words: Words
    earlier: tuple[EarlierSet, ...] = ()

    def cards(self, found: tuple[Judged, ...]) -> tuple[FindingCard, ...]:
        """Cards of findings, each with its evidence still."""
        with_cue = not self.selection.is_referral
        notes = self.review.voice_notes
        return tuple(
            make_card(
                one,
                self.analysis,
                self.words,
                still=self.gallery.evidence_for(one.fault),
                has_cue=with_cue,
                spoken_s=tuple(note.duration_s for note in notes if note.fault == one.fault),
            )
            for one in found
        )


def make_sections(material: Material) -> tuple[Section, ...]:
    """All sections that have something to say, in the order in which they must be printed."""
    return tuple(section for name in _order(material) for section in _MAKERS[name](material))


def _order(material: Material) -> tuple[str, ...]:
    selection = material.selection
    if selection.is_emergency:
        return EMERGENCY_ORDER
    allowed = REFERRAL_ORDER if selection.is_referral else DEFAULT_ORDER
    asked = [name for name in material.analysis.advice.plan.sections if name in allowed]
    missing = [name for name in allowed if name not in asked and name != "limits"]
    asked = [name for name in asked if name != "limits"]
    return (*asked, *missing, "put-aside", "limits")


def _change_first(material: Material) -> Iterator[Section]:
    chosen = material.selection.change_first
    if chosen:
        order = (material.words.text("plan.order"),) if len(chosen) > 1 else ()
        yield _section(material, "change-first", paragraphs=order, findings=material.cards(chosen))


def _cues(material: Material) -> Iterator[Section]:
    if material.selection.cues:
        yield _section(material, "cues", findings=material.cards(material.selection.cues))


def _retest(material: Material) -> Iterator[Section]:
    if material.selection.change_first:
        yield _section(material, "retest", paragraphs=(material.words.text("plan.retest"),))


def _fixes(material: Material) -> Iterator[Section]:
    words = material.words
    entries = fix_entries(material.analysis, material.selection, words)
    if entries:
        yield _section(material, "fixes", entries=entries)
    exercises = exercise_entries(material.analysis, words)
    if exercises:
        yield Section(id="exercises", title=words.own("section_own.exercises"), entries=exercises)


def _observations(material: Material) -> Iterator[Section]:
    selection, words = material.selection, material.words
    if selection.is_referral:
        key = "referral.observations" if selection.found else "referral.nothing_found"
        title = words.own("section_own.clinician_observations")
        cards = material.cards(selection.found)
        yield Section(id="observations", title=title, paragraphs=(words.text(key),), findings=cards)
    elif selection.observations:
        yield _section(material, "observations", findings=material.cards(selection.observations))


def _unconfirmed(material: Material) -> Iterator[Section]:
    entries = _open_questions(material.selection.unconfirmed, material.words)
    if entries:
        yield _section(material, "unconfirmed", entries=entries)


def _not_assessable(material: Material) -> Iterator[Section]:
    entries = _open_questions(material.selection.not_assessable, material.words)
    if entries:
        told = (material.words.text("disclaimer.not_assessable"),)
        yield _section(material, "not-assessable", paragraphs=told, entries=entries)


def _open_questions(judged: tuple[Judged, ...], words: Words) -> tuple[Entry, ...]:
    """Faults that stay open, with the reason and the clip that would settle each."""
    return tuple(
        Entry(
            title=words.fault(one.fault),
            text=words.readable(one.finding.reason),
            facts=(Fact(words.own("finding.settle"), words.readable(one.finding.settle_with)),),
        )
        for one in judged
    )


def _hypotheses(material: Material) -> Iterator[Section]:
    entries = hypothesis_entries(material.analysis, material.words)
    if entries:
        told = (material.words.text("hypothesis.intro"), material.words.text("disclaimer.association"))
        yield _section(material, "hypotheses", paragraphs=told, entries=entries)


def _load(material: Material) -> Iterator[Section]:
    words = material.words
    reasons = tuple(words.readable(reason) for reason in material.analysis.advice.load.reasons)
    yield _section(material, "load", paragraphs=load_paragraphs(material.analysis, words), bullets=reasons)


def _refilm(material: Material) -> Iterator[Section]:
    words = material.words
    remedies = tuple(plain(remedy) for remedy in material.analysis.capture.remedies)
    wanted = goals(material.selection, words, is_calibrated=material.analysis.capture.is_calibrated)
    clips = clips_that_settle(material.selection, words)[:3]
    yield _section(
        material,
        "refilm",
        paragraphs=(refilm_sentence(material.analysis, words),),
        bullets=(*(words.own("athlete.goal", goal=goal) for goal in wanted), *remedies, *clips),
    )


def _progress(material: Material) -> Iterator[Section]:
    load = material.review.intake.answers.get("load_kg")
    load_kg = float(load) if isinstance(load, int | float) and not isinstance(load, bool) else nan
    yield make_progress(material.analysis, material.earlier, material.words, load_kg=load_kg)


def _clinician_summary(material: Material) -> Iterator[Section]:
    words = material.words
    items = tuple(words.cause(item) for item in material.analysis.advice.safety.items)
    pain = pain_sentence(material.review.intake.answers, words)
    yield _section(
        material,
        "clinician-summary",
        paragraphs=(words.text("referral.summary"),),
        bullets=(*items, *((pain,) if pain else ())),
    )


def _contact(material: Material) -> Iterator[Section]:
    yield _section(material, "contact", paragraphs=(material.words.text("referral.contact"),))


def _put_aside(material: Material) -> Iterator[Section]:
    """Dismissed findings with the coach's reason, muted ones, and what was looked for and not found."""
    selection, words = material.selection, material.words
    dismissed = tuple(
        Entry(
            title=words.fault(one.fault),
            tag=severity_word(one.finding.severity, words),
            text=plain(one.verdict.reason) or words.own("decision.no_reason"),
        )
        for one in selection.dismissed
    )
    told: list[str] = []
    if selection.not_found:
        names = ", ".join(words.fault(one.fault) for one in selection.not_found)
        told.append(words.own("section_own.looked_for", names=names))
    if selection.muted:
        names = ", ".join(words.fault(one.fault) for one in selection.muted)
        told.append(words.own("section_own.muted", names=names))
    if dismissed:
        yield Section(id="dismissed", title=words.own("section_own.dismissed"), entries=dismissed)
    if told and not selection.is_referral:
        yield Section(id="not-found", title=words.own("section_own.not_found"), paragraphs=tuple(told))


def _limits(material: Material) -> Iterator[Section]:
    words, analysis = material.words, material.analysis
    capture = analysis.capture
    seen = [
        *grade_sentences(analysis, words),
        words.text("grade.calibrated" if capture.is_calibrated else "grade.uncalibrated"),
        *(plain(reason) for reason in capture.reasons),
        *(plain(note) for note in (*analysis.clip.notes, *analysis.notes)),
    ]
    disclaimers = ("report", "association", "movement", "not_assessable", "professional", "moving")
    yield Section(
        id="limits",
        title=words.text("section.limits"),
        paragraphs=(" ".join(seen),),
        bullets=tuple(words.text(f"limits.{name}") for name in _LIMITS),
        small=(
            *(_tag_meanings(words)),
            *_sources(material.selection, words),
        ),
    )
    yield Section(
        id="disclaimer",
        title=words.own("section_own.disclaimer"),
        paragraphs=(words.text("purpose.intended"),),
        bullets=tuple(words.text(f"disclaimer.{name}") for name in disclaimers),
    )


def _tag_meanings(words: Words) -> Iterator[str]:
    for tag in ("EC", "ST", "DF"):
        yield f"{words.text(f'evidence.{tag}')}: {words.text(f'evidence.{tag}_meaning')}"


def _sources(selection: Selection, words: Words) -> Iterator[str]:
    """The references behind what is shown."""
    if selection.is_emergency:
        return
    shown = [one.fault for judged in selection.found for one in (judged, *judged.folded)]
    wordings = (words.knowledge.faults[fault] for fault in shown if fault in words.knowledge.faults)
    numbers = sorted({number for wording in wordings for number in wording.references})
    for number in numbers:
        source = words.knowledge.sources.get(number)
        if source is not None:
            doubt = "" if source.is_seen else f" ({words.text('evidence.unverified')})"
            yield f"[{number}] {plain(source.citation)}{doubt}"


def _section(
    material: Material,
    name: str,
    *,
    paragraphs: tuple[str, ...] = (),
    findings: tuple[FindingCard, ...] = (),
    entries: tuple[Entry, ...] = (),
    bullets: tuple[str, ...] = (),
) -> Section:
    title = material.words.text(f"section.{name}")
    return Section(id=name, title=title, paragraphs=paragraphs, findings=findings, entries=entries, bullets=bullets)


_MAKERS: Mapping[str, Callable[[Material], Iterator[Section]]] = {
    "change-first": _change_first,
    "cues": _cues,
    "retest": _retest,
    "fixes": _fixes,
    "observations": _observations,
    "unconfirmed": _unconfirmed,
    "not-assessable": _not_assessable,
    "hypotheses": _hypotheses,
    "load": _load,
    "refilm": _refilm,
    "progress": _progress,
    "clinician-summary": _clinician_summary,
    "contact": _contact,
    "put-aside": _put_aside,
    "limits": _limits,
}
