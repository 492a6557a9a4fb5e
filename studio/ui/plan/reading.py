"""The plan as plain values: sections with entries, each entry with its steps and facts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from studio.core.analysis import Analysis
from studio.core.exercise import Exercise
from studio.core.knowledge import ExerciseCard, Fix, KnowledgeBase
from studio.core.plan import CauseStatement, LoadLevel, Tier
from studio.ui.translating import QT_TRANSLATE_NOOP, translate
from studio.ui.wording import cause_kind_word

_HELD_BACK = (Tier.EMERGENCY, Tier.URGENT)
"""In these tiers nothing about technique stands beside the notice. Source: kb:e1."""
CLIPS = ("side", "technique", "front")
"""Names of the camera guide. Source: kb:g."""

_FILMING = {
    "purpose": QT_TRANSLATE_NOOP("Words", "Shows"),
    "load": QT_TRANSLATE_NOOP("Words", "Load"),
    "angle": QT_TRANSLATE_NOOP("Words", "Camera"),
    "height": QT_TRANSLATE_NOOP("Words", "Height"),
    "distance": QT_TRANSLATE_NOOP("Words", "Distance"),
    "image": QT_TRANSLATE_NOOP("Words", "Picture"),
    "light": QT_TRANSLATE_NOOP("Words", "Light"),
    "clothing": QT_TRANSLATE_NOOP("Words", "Clothing"),
    "before": QT_TRANSLATE_NOOP("Words", "Before"),
    "after": QT_TRANSLATE_NOOP("Words", "After"),
}
"""What the camera guide says about a clip, in its order. Source: kb:g."""

_PAINFUL = ("hold", "reduce", "stop")
_PAUSING = (Tier.EMERGENCY, Tier.URGENT, Tier.REFER)
_FAULT_ID = re.compile(r"\bF-[A-Z0-9]+(?:-[A-Z0-9]+)*\b")


@dataclass(frozen=True, slots=True)
class Fact:
    """A named piece of an entry, such as its dose."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to do or to know.

    Attributes:
        id: of the fault, fix, exercise or cause.
        title: its name.
        text: one or two sentences; empty when there are none.
        steps: what to do, in order.
        facts: dose and the like.
    """

    id: str
    title: str
    text: str = ""
    steps: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Entries under one heading."""

    title: str
    entries: tuple[Entry, ...]


def read_plan(analysis: Analysis, exercise: Exercise, fault: str = "") -> tuple[Section, ...]:
    """All sections that have something to say, in the order in which they are read.

    Args:
        analysis: whose advice is read.
        exercise: with the knowledge base in the user's language.
        fault: a finding whose own fixes are listed too, behind those of the plan; empty for none.
    """
    load = _load(analysis, exercise)
    if analysis.advice.safety.tier in _HELD_BACK:
        return (load,)
    plan, knowledge = analysis.advice.plan, exercise.knowledge
    fixes = [fix_entry(knowledge.fixes[item]) for item in plan.fixes if item in knowledge.fixes]
    regressions = [fix_entry(knowledge.fixes[item]) for item in plan.regressions if item in knowledge.fixes]
    cards = (*plan.exercises, *plan.regressions)
    exercises = [card_entry(knowledge.exercises[item]) for item in cards if item in knowledge.exercises]
    sections = (
        _pain(analysis, exercise),
        Section(translate("Words", "Change first"), tuple(_fault(item, exercise) for item in plan.change_first)),
        Section(
            translate("Words", "Cues"),
            tuple(_cue(item, exercise) for item in (plan.primary_cue, plan.secondary_cue) if item),
        ),
        Section(translate("Words", "Fixes"), tuple(fixes)),
        Section(translate("Words", "Exercises"), tuple(exercises)),
        Section(translate("Words", "Easier variants"), tuple(regressions)),
        _more(fault, analysis, exercise),
        load,
        Section(translate("Words", "What may stand behind it"), _causes(analysis.advice.causes, exercise)),
        _around(analysis, exercise),
        _filming(analysis, exercise),
    )
    return tuple(section for section in sections if section.entries)


def _fault(fault: str, exercise: Exercise) -> Entry:
    wording = exercise.knowledge.faults.get(fault)
    return Entry(fault, wording.title, text=wording.why) if wording else Entry(fault, fault)


def _cue(fault: str, exercise: Exercise) -> Entry:
    wording = exercise.knowledge.faults.get(fault)
    return Entry(fault, f"“{wording.cue}”", text=wording.title) if wording else Entry(fault, fault)


def fix_entry(fix: Fix) -> Entry:
    """A fix with its steps, dose and cautions."""
    return Entry(fix.id, fix.title, steps=fix.steps, facts=_facts(fix.dose, fix.dose_source, fix.contraindications))


def card_entry(card: ExerciseCard) -> Entry:
    """An exercise card in full."""
    parts = (
        (translate("Words", "For"), card.target),
        (translate("Words", "Set-up"), card.setup),
        (translate("Words", "Execution"), card.execution),
        (translate("Words", "Common error"), card.common_error),
        (translate("Words", "Harder"), card.progression),
        (translate("Words", "Easier"), card.regression),
    )
    own = tuple(Fact(name, text) for name, text in parts if text)
    return Entry(card.id, card.title, facts=own + _facts(card.dose, card.dose_source, card.contraindications))


def _facts(dose: str, dose_source: str, contraindications: str) -> tuple[Fact, ...]:
    sourced = f"{dose} ({dose_source})" if dose and dose_source else dose
    parts = ((translate("Words", "Dose"), sourced), (translate("Words", "Caution"), contraindications))
    return tuple(Fact(name, text) for name, text in parts if text)


def _more(fault: str, analysis: Analysis, exercise: Exercise) -> Section:
    """What else the catalogue offers for one finding; nothing where a tier or a condition narrows the choice."""
    wording = exercise.knowledge.faults.get(fault)
    is_free = analysis.advice.safety.tier in (Tier.NONE, Tier.PAIN) and analysis.advice.load.level is not LoadLevel.STOP
    if wording is None or not is_free:
        return Section("", ())
    plan, knowledge = analysis.advice.plan, exercise.knowledge
    shown = {*plan.fixes, *plan.exercises, *plan.regressions}
    fixes = [fix_entry(knowledge.fixes[item]) for item in _others(wording.fixes, shown) if item in knowledge.fixes]
    cards = [item for item in _others(wording.accessories, shown) if item in knowledge.exercises]
    exercises = [card_entry(knowledge.exercises[item]) for item in cards]
    return Section(translate("Words", "More for “{title}”").format(title=wording.title), (*fixes, *exercises))


def _others(ids: Iterable[str], shown: set[str]) -> list[str]:
    return [item for item in ids if item not in shown]


def _is_training_paused(analysis: Analysis) -> bool:
    safety = analysis.advice.safety
    return safety.tier in _PAUSING or safety.pain_light == "stop"


def _pain(analysis: Analysis, exercise: Exercise) -> Section:
    """What the pain light says; nothing when there is no pain or nobody asked."""
    texts, light = exercise.knowledge.texts, analysis.advice.safety.pain_light
    if light not in _PAINFUL:
        return Section("", ())
    entry = Entry(f"pain.{light}", texts[f"pain.{light}"], text=texts["pain.source"])
    return Section(texts["section.pain"], (entry,))


def _around(analysis: Analysis, exercise: Exercise) -> Section:
    """Warm-up, corrective block and cool-down; nothing while training waits. Source: kb:d4."""
    if _is_training_paused(analysis):
        return Section("", ())
    texts = exercise.knowledge.texts
    parts = (("warm_up", "kind.warmup"), ("corrective", "kind.exercise"), ("cool_down", "kind.cooldown"))
    entries = tuple(Entry(f"session.{part}", texts[title], text=texts[f"session.{part}"]) for part, title in parts)
    return Section(translate("Words", "Around the set"), entries)


def _filming(analysis: Analysis, exercise: Exercise) -> Section:
    """When to film again, and how. Source: kb:g."""
    if _is_training_paused(analysis):
        return Section("", ())
    texts = exercise.knowledge.texts
    told = [texts["plan.retest"]] if analysis.advice.plan.change_first else []
    is_next = analysis.advice.load.level is LoadLevel.PROGRESS
    told.append(texts["plan.refilm_step" if is_next else "plan.refilm_week"])
    reasons = (
        Fact(translate("Words", "Clips"), texts["camera.intro"]),
        Fact(translate("Words", "Why"), texts["camera.why"]),
    )
    first = Entry("refilm", texts["section.refilm"], text=" ".join(told), facts=reasons)
    return Section(texts["section.refilm"], (first, *(clip_entry(name, exercise.knowledge) for name in CLIPS)))


def clip_entry(name: str, knowledge: KnowledgeBase) -> Entry:
    """How to film one of the clips."""
    texts = knowledge.texts
    facts = tuple(
        Fact(translate("Words", title), texts[f"camera.{name}.{key}"])
        for key, title in _FILMING.items()
        if f"camera.{name}.{key}" in texts
    )
    return Entry(f"camera.{name}", texts[f"camera.{name}.title"], facts=facts)


def _load(analysis: Analysis, exercise: Exercise) -> Section:
    load = analysis.advice.load
    entry = Entry(load.level.value, f"{load.level.value} · {load_level_word(load.level)}", load.advice)
    reasons = tuple(Fact(translate("Words", "Because"), _readable(reason, exercise)) for reason in load.reasons)
    return Section(translate("Words", "Load"), (Entry(entry.id, entry.title, entry.text, facts=reasons),))


def _readable(text: str, exercise: Exercise) -> str:
    """A sentence with faults by their names instead of their ids."""
    faults = exercise.knowledge.faults
    return _FAULT_ID.sub(lambda found: faults[found[0]].title if found[0] in faults else found[0], text)


def _causes(causes: Iterable[CauseStatement], exercise: Exercise) -> tuple[Entry, ...]:
    return tuple(_cause(statement, exercise) for statement in causes)


def _cause(statement: CauseStatement, exercise: Exercise) -> Entry:
    knowledge = exercise.knowledge
    cause = knowledge.causes.get(statement.id)
    sure = knowledge.texts.get(f"hypothesis.{statement.confidence}", statement.confidence)
    kind = cause_kind_word(statement.kind)
    certainty = f"{kind}, {sure}" if statement.confidence else kind
    because = [knowledge.faults[item].title for item in statement.because if item in knowledge.faults]
    rules = [knowledge.rules[item] for item in statement.because if item in knowledge.rules]
    facts = [
        Fact(translate("Words", "Points to it"), text) for text in (", ".join(because), *(rule.when for rule in rules))
    ]
    facts += [Fact(translate("Words", "Worth trying"), rule.advice) for rule in rules]
    title = cause.term if cause else statement.id.replace("-", " ")
    return Entry(
        statement.id,
        f"{title} ({certainty})",
        text=cause.mechanism if cause else "",
        facts=tuple(fact for fact in facts if fact.text),
    )


def load_level_word(level: LoadLevel) -> str:
    """What a load level is called."""
    words = {
        LoadLevel.BLOCKED: translate("Words", "no load advice"),
        LoadLevel.STOP: translate("Words", "stop for today"),
        LoadLevel.REDUCE: translate("Words", "reduce"),
        LoadLevel.HOLD: translate("Words", "hold"),
        LoadLevel.PROGRESS: translate("Words", "progress"),
    }
    return words[level]
