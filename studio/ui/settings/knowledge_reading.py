"""The knowledge base as chapters with entries, in the order in which a coach looks things up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from studio.core.exercise import Exercise
from studio.core.fault import Bands, FaultDefinition
from studio.core.knowledge import Cause, InferenceRule, KnowledgeBase, Question
from studio.core.plan import LoadLevel
from studio.ui.plan.reading import CLIPS, Entry, Fact, card_entry, clip_entry, fix_entry
from studio.ui.translating import translate
from studio.ui.wording import format_source, format_threshold

_TIERS = ("E", "U", "R", "C-uncleared", "C-cleared", "P", "none")
_LIGHTS = ("free", "hold", "reduce", "stop", "morning")
_SESSION = (("warm_up", "kind.warmup"), ("corrective", "kind.exercise"), ("cool_down", "kind.cooldown"))


@dataclass(frozen=True, slots=True)
class Chapter:
    """Entries under one heading."""

    title: str
    entries: tuple[Entry, ...]


def read_knowledge(exercise: Exercise) -> tuple[Chapter, ...]:
    """Everything that the studio knows about an exercise.

    Args:
        exercise: with the knowledge base in the user's language.
    """
    knowledge = exercise.knowledge
    fixes = (fix for fix in knowledge.fixes.values() if fix.id not in knowledge.exercises)
    questions = (*knowledge.screening.values(), *knowledge.intake.values(), *knowledge.log.values())
    return (
        Chapter(translate("Words", "Faults"), tuple(_fault(fault, knowledge) for fault in exercise.faults)),
        Chapter(
            translate("Words", "What may stand behind it"),
            tuple(_cause(cause, knowledge) for cause in knowledge.causes.values()),
        ),
        Chapter(translate("Words", "Fixes"), tuple(fix_entry(fix) for fix in fixes)),
        Chapter(translate("Words", "Exercises"), tuple(card_entry(card) for card in knowledge.exercises.values())),
        Chapter(
            translate("Words", "Inference rules"), tuple(_rule(rule, knowledge) for rule in knowledge.rules.values())
        ),
        Chapter(translate("Words", "Tiers of the screening"), _tiers(knowledge)),
        Chapter(translate("Words", "Load"), _levels(knowledge)),
        Chapter(translate("Words", "Around the set"), _sessions(knowledge)),
        Chapter(translate("Words", "Filming"), tuple(clip_entry(name, knowledge) for name in CLIPS)),
        Chapter(translate("Words", "Questions"), tuple(map(_question, questions))),
        Chapter(translate("Words", "Measures"), _measures(knowledge)),
        Chapter(translate("Words", "Sources"), _sources(knowledge)),
    )


def matching(chapters: Iterable[Chapter], wanted: str) -> tuple[Chapter, ...]:
    """The chapters with only the entries in which every word of a search stands; all of them for an empty one."""
    words = wanted.casefold().split()
    found = (
        Chapter(chapter.title, tuple(entry for entry in chapter.entries if _has_all(entry, words)))
        for chapter in chapters
    )
    return tuple(chapter for chapter in found if chapter.entries)


def _has_all(entry: Entry, words: list[str]) -> bool:
    told = (entry.id, entry.title, entry.text, *entry.steps, *(fact.text for fact in entry.facts))
    whole = " ".join(told).casefold()
    return all(word in whole for word in words)


def _fault(fault: FaultDefinition, knowledge: KnowledgeBase) -> Entry:
    wording = knowledge.faults[fault.id]
    tags = ", ".join(knowledge.texts.get(f"evidence.{tag}", tag) for tag in fault.evidence)
    facts = [
        Fact(translate("Words", "Cue"), wording.cue),
        *(_limits(item.measure, item.bands, knowledge, is_calibrated=False) for item in fault.indicators),
        *(
            _limits(item.measure, item.calibrated_bands, knowledge, is_calibrated=True)
            for item in fault.indicators
            if item.calibrated_bands
        ),
        Fact(translate("Words", "Basis"), f"{tags}. {wording.basis}"),
        Fact(translate("Words", "When this may be wrong"), wording.limits),
        Fact(translate("Words", "What may stand behind it"), _terms(wording.causes, knowledge)),
        Fact(translate("Words", "Fixes"), ", ".join(knowledge.fixes[fix].title for fix in wording.fixes)),
        Fact(translate("Words", "Sources"), ", ".join(f"[{number}]" for number in wording.references)),
    ]
    return Entry(fault.id, wording.title, text=wording.why, facts=_said(facts))


def _limits(measure: str, bands: Bands, knowledge: KnowledgeBase, *, is_calibrated: bool) -> Fact:
    wording = knowledge.measures.get(measure)
    limits = " / ".join(format_threshold(limit, bands.unit) for limit in bands.limits)
    source = format_source(bands.source)
    name = translate("Words", "With own neutral") if is_calibrated else translate("Words", "Limits")
    return Fact(name, f"{wording.title if wording else measure}: {limits} ({source})")


def _cause(cause: Cause, knowledge: KnowledgeBase) -> Entry:
    fixes = (fix.title for fix in knowledge.fixes.values() if cause.id in fix.causes)
    facts = (
        Fact(translate("Words", "How it is noticed"), cause.how_covered),
        Fact(translate("Words", "Fixes"), ", ".join(fixes)),
    )
    return Entry(cause.id, cause.term, text=cause.mechanism, facts=_said(facts))


def _rule(rule: InferenceRule, knowledge: KnowledgeBase) -> Entry:
    sure = (rule.confidence, rule.raised_confidence)
    words = [knowledge.texts.get(f"hypothesis.{one}", one) for one in sure if one]
    facts = (
        Fact(translate("Words", "How sure"), ", ".join(words)),
        Fact(translate("Words", "Worth trying"), rule.advice),
    )
    return Entry(rule.id, _terms((rule.cause,), knowledge), text=rule.when, facts=_said(facts))


def _tiers(knowledge: KnowledgeBase) -> tuple[Entry, ...]:
    def entry(tier: str) -> Entry:
        texts = knowledge.texts
        notice = texts.get(f"coaching.notice.{tier}", "")
        facts = _said((Fact(translate("Words", "Notice"), notice),))
        return Entry(f"tier.{tier}", texts[f"tier.{tier}.title"], text=texts[f"tier.{tier}.action"], facts=facts)

    return tuple(map(entry, _TIERS))


def _levels(knowledge: KnowledgeBase) -> tuple[Entry, ...]:
    texts = knowledge.texts
    levels = tuple(
        Entry(
            level.value, f"{level.value} · {texts[f'load.{level.value}']}", texts[f"coaching.load.advice.{level.value}"]
        )
        for level in LoadLevel
    )
    return (*levels, *(Entry(f"pain.{light}", texts[f"pain.{light}"], texts["pain.source"]) for light in _LIGHTS))


def _sessions(knowledge: KnowledgeBase) -> tuple[Entry, ...]:
    texts = knowledge.texts
    return tuple(Entry(f"session.{part}", texts[title], texts[f"session.{part}"]) for part, title in _SESSION)


def _question(question: Question) -> Entry:
    facts = (
        Fact(translate("Words", "Answers"), ", ".join(choice.title for choice in question.choices)),
        Fact(translate("Words", "Used by"), ", ".join(question.used_by)),
    )
    return Entry(question.id, question.text, facts=_said(facts))


def _measures(knowledge: KnowledgeBase) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            measure.id, measure.title, text=measure.meaning, facts=(Fact(measure.id, _unit(measure.unit, knowledge)),)
        )
        for measure in knowledge.measures.values()
    )


def _unit(unit: str, knowledge: KnowledgeBase) -> str:
    return knowledge.texts.get(f"unit.{unit}", unit)


def _sources(knowledge: KnowledgeBase) -> tuple[Entry, ...]:
    seen, unverified = knowledge.texts["evidence.seen"], knowledge.texts["evidence.unverified"]
    return tuple(
        Entry(f"[{source.number}]", f"[{source.number}] {source.citation}", text=seen if source.is_seen else unverified)
        for source in knowledge.sources.values()
    )


def _terms(causes: Iterable[str], knowledge: KnowledgeBase) -> str:
    known: Mapping[str, Cause] = knowledge.causes
    return ", ".join(known[cause].term for cause in causes if cause in known)


def _said(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.text.strip())
