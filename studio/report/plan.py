"""The plan in words: what to do, in which order, how much of it, and when to film again."""

from collections.abc import Iterator

from studio.core.analysis import Analysis
from studio.core.fault import Severity
from studio.core.knowledge import ExerciseCard, FaultWording, Fix
from studio.core.plan import CauseKind, CauseStatement
from studio.report.document import Entry, Fact
from studio.report.selection import Judged, Selection
from studio.report.words import Words, plain

_NOTHING_AGAINST = ("", "-", "none", "none common", "keine")


def fix_entries(analysis: Analysis, selection: Selection, words: Words) -> tuple[Entry, ...]:
    """Fixes with their steps, in the plan's order, without those that only a dismissed finding asked for."""
    fixes = words.knowledge.fixes
    unwanted = _only_dismissed(selection, words)
    wanted = [fix for fix in analysis.advice.plan.fixes if fix not in unwanted]
    return tuple(_fix_entry(fixes[fix], words) for fix in wanted if fix in fixes)


def exercise_entries(analysis: Analysis, words: Words) -> tuple[Entry, ...]:
    """Accessory exercises with dose, and easier variants."""
    plan, knowledge = analysis.advice.plan, words.knowledge
    entries = [_card_entry(knowledge.exercises[card], words) for card in plan.exercises if card in knowledge.exercises]
    for regression in plan.regressions:
        if regression in knowledge.fixes:
            entries.append(_fix_entry(knowledge.fixes[regression], words, tag=words.text("kind.regression")))
        elif regression in knowledge.exercises and regression not in plan.exercises:
            entries.append(_card_entry(knowledge.exercises[regression], words, tag=words.text("kind.regression")))
    return tuple(entries)


def hypothesis_entries(analysis: Analysis, words: Words) -> tuple[Entry, ...]:
    """What may stand behind the findings and is worth testing; never shown as a finding."""
    raised = [cause for cause in analysis.advice.causes if cause.kind is CauseKind.HYPOTHESIS]
    return tuple(_hypothesis(cause, words) for cause in raised)


def goals(selection: Selection, words: Words, *, is_calibrated: bool) -> tuple[str, ...]:
    """What the next clip should show: every measure that decided on a finding inside its first limit."""
    told: dict[str, str] = {}
    for judged in selection.acted_on:
        definition = judged.definition
        if definition is None:
            continue
        for indicator in definition.deciding:
            bands = indicator.bands_for(is_calibrated=is_calibrated)
            limit = bands.limit_for(Severity.MILD)
            is_evidence = any(
                evidence.measure == indicator.measure and evidence.severity > Severity.NONE
                for evidence in judged.finding.evidence
            )
            if not is_evidence or indicator.measure in told:
                continue
            told[indicator.measure] = _goal(indicator.measure, limit, bands.comparison.value, bands.unit, words)
    return tuple(told.values())


def clips_that_settle(selection: Selection, words: Words) -> tuple[str, ...]:
    """The clips that would settle what could not be judged, each once."""
    asked = (one.finding.settle_with for one in (*selection.unconfirmed, *selection.not_assessable))
    return tuple(dict.fromkeys(words.readable(sentence) for sentence in asked if sentence))


def wording_of(judged: Judged, words: Words) -> FaultWording | None:
    """The knowledge base's words on a fault."""
    return words.knowledge.faults.get(judged.fault)


def _goal(measure: str, limit: float | tuple[float, float], comparison: str, unit: str, words: Words) -> str:
    name = words.measure(measure)
    if isinstance(limit, tuple):
        return words.own("goal.outside", measure=name, span=words.span(limit[0], limit[1], unit))
    return words.own(f"goal.{comparison}", measure=name, limit=words.amount(limit, unit))


def _only_dismissed(selection: Selection, words: Words) -> set[str]:
    found = [one for judged in selection.found for one in (judged, *judged.folded)]
    kept = {fix for one in found for fix in _fixes_of(one, words)}
    return {fix for one in selection.dismissed for fix in _fixes_of(one, words)} - kept


def _fixes_of(judged: Judged, words: Words) -> tuple[str, ...]:
    wording = wording_of(judged, words)
    return wording.fixes if wording else ()


def _fix_entry(fix: Fix, words: Words, *, tag: str = "") -> Entry:
    kind = f"kind.{fix.kind}"
    return Entry(
        id=fix.id,
        title=plain(fix.title),
        tag=tag or (words.text(kind) if words.has(kind) else ""),
        steps=tuple(words.readable(step) for step in fix.steps),
        facts=tuple(_dose_facts(fix.dose, fix.dose_source, fix.contraindications, words)),
    )


def _card_entry(card: ExerciseCard, words: Words, *, tag: str = "") -> Entry:
    facts = (
        Fact(words.own("card.setup"), plain(card.setup), key="setup"),
        Fact(words.own("card.execution"), plain(card.execution), key="execution"),
        Fact(words.own("card.error"), plain(card.common_error), key="error"),
        Fact(words.own("card.easier"), plain(card.regression), key="easier"),
        Fact(words.own("card.harder"), plain(card.progression), key="harder"),
        *_dose_facts(card.dose, card.dose_source, card.contraindications, words),
    )
    return Entry(
        id=card.id,
        title=plain(card.title),
        tag=tag,
        text=words.own("card.target", target=plain(card.target)) if card.target else "",
        facts=tuple(fact for fact in facts if fact.value),
    )


def _dose_facts(dose: str, source: str, contraindications: str, words: Words) -> Iterator[Fact]:
    if dose:
        told = f"{plain(dose)} ({plain(source)})" if source else plain(dose)
        yield Fact(words.own("card.dose"), words.readable(told), key="dose")
    if contraindications.strip(" .").lower() not in _NOTHING_AGAINST:
        yield Fact(words.own("card.not_when"), words.readable(contraindications))


def _hypothesis(statement: CauseStatement, words: Words) -> Entry:
    cause = words.knowledge.causes.get(statement.id)
    rules = [rule for rule in words.knowledge.rules.values() if rule.cause == statement.id]
    named = [rule for rule in rules if rule.id in statement.because] or rules[:1]
    key = f"hypothesis.{statement.confidence}"
    because = [words.readable(reason) for reason in statement.because if reason not in words.knowledge.rules]
    facts = [Fact(words.own("hypothesis.because"), ", ".join(because))] if because else []
    facts += [Fact(words.own("hypothesis.points"), words.readable(rule.when)) for rule in named if rule.when]
    facts += [
        Fact(words.own("hypothesis.test"), words.readable(rule.advice), key=f"test-{rule.id}")
        for rule in named
        if rule.advice
    ]
    return Entry(
        id=statement.id,
        title=words.cause(statement.id),
        tag=words.text(key) if statement.confidence and words.has(key) else "",
        text=words.readable(cause.mechanism) if cause else "",
        facts=tuple(facts),
    )
