"""Page 1, for the athlete: it stands alone, says at most three things, and says them in plain words."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from studio.core.analysis import Analysis
from studio.core.capture import Grade
from studio.core.plan import LoadLevel, Tier
from studio.core.review import Review
from studio.report.document import AthletePage, Fact, Notice, Priority, Section, Still
from studio.report.findings import severity_word
from studio.report.plan import goals, wording_of
from studio.report.selection import Judged, Selection
from studio.report.words import Words, plain

MOST_PRIORITIES = 3


def make_notice(analysis: Analysis, words: Words) -> Notice | None:
    """What goes before everything else; None when there is nothing to say."""
    safety = analysis.advice.safety
    if not safety.notice:
        return None
    return Notice(tier=safety.tier.value, title=_notice_title(safety.tier, words), text=plain(safety.notice))


def make_athlete_page(
    analysis: Analysis, review: Review, selection: Selection, words: Words, *, stills: tuple[Still, ...]
) -> AthletePage:
    """The athlete's page.

    Args:
        analysis: capture, advice and reps.
        review: the coach's own summary and the athlete's answers.
        selection: which findings are shown.
        words: all sentences.
        stills: the athlete's own key frames.

    Source: kb:e1 (what each tier holds back); kb:c1 (set-up before cues).
    """
    closing = (words.text("disclaimer.report"), words.text("disclaimer.professional"))
    if selection.is_emergency:
        return AthletePage("", "", "", "", (), (), (), (words.text("disclaimer.report"),))
    quality = " ".join(_quality(analysis, words))
    pain = pain_sentence(review.intake.answers, words)
    if selection.is_referral:
        boxes = tuple(_referral_boxes(analysis, review, selection, words))
        return AthletePage("", quality, "", "", (), stills, boxes, closing)
    priorities = _priorities(analysis, selection, words)
    return AthletePage(
        verdict=_verdict(analysis, review, selection, words),
        quality=quality,
        pain=pain,
        priorities_title=words.own("athlete.priorities") if priorities else "",
        priorities=priorities,
        stills=stills,
        boxes=(_next_session(analysis, selection, words),),
        closing=closing,
    )


def head_facts(analysis: Analysis, review: Review, words: Words) -> tuple[Fact, ...]:
    """Date, load, reps, view and picture quality, as far as they are known."""
    answers = review.intake.answers
    complete = sum(rep.is_complete for rep in analysis.reps)
    facts = [
        Fact(words.own("head.date"), _date(answers.get("date"), words)),
        Fact(words.own("head.load"), _amount(answers, "load_kg", "kg", words)),
        Fact(words.own("head.reps"), str(complete)),
        Fact(words.own("head.view"), words.own(f"view.{analysis.capture.view.value}")),
        Fact(words.own("head.grade"), words.own(f"grade_word.{analysis.capture.grade.value}")),
    ]
    return tuple(fact for fact in facts if fact.value)


def pain_sentence(answers: Mapping[str, Any], words: Words) -> str:
    """What was said about pain, without any conclusion; empty when there was none."""
    pain = answers.get("pain_max")
    if not isinstance(pain, int | float) or isinstance(pain, bool) or pain <= 0:
        return ""
    places = [plain(_joined(answers.get(key))) for key in ("pain_site", "pain_when", "pain_quality")]
    details = ", ".join(place for place in places if place)
    told = words.own("athlete.pain", pain=words.number(float(pain), "", decimals=0))
    return f"{told}: {details}." if details else f"{told}."


def load_paragraphs(analysis: Analysis, words: Words) -> tuple[str, ...]:
    """What may be done with the load, and why."""
    load = analysis.advice.load
    advice = plain(load.advice)
    level = words.text(f"load.{load.level.value}")
    return tuple(part for part in (f"{level}. {advice}" if advice else f"{level}.",) if part)


def refilm_sentence(analysis: Analysis, words: Words) -> str:
    """When to film again."""
    is_step = analysis.advice.load.level is LoadLevel.PROGRESS
    return words.text("plan.refilm_step" if is_step else "plan.refilm_week")


def _notice_title(tier: Tier, words: Words) -> str:
    return words.text("section.notice") if tier is Tier.NONE else words.text(f"tier.{tier.value}.title")


def _verdict(analysis: Analysis, review: Review, selection: Selection, words: Words) -> str:
    """The coach's own words, or one sentence about what stands out."""
    if review.summary.strip():
        return plain(review.summary)
    if not analysis.reps:
        return words.own("verdict.no_reps")
    if not selection.found:
        if not selection.not_found:
            return words.own("verdict.nothing_assessable")
        return words.text("outcome.no_fault")
    first = (*selection.acted_on, *selection.found)[0]
    title = words.fault(first.fault)
    count = len(first.finding.reps)
    place = words.own("verdict.in_reps", count=count, total=_rep_count(analysis)) if count else ""
    key = "verdict.one" if len(selection.found) == 1 else "verdict.several"
    return words.own(key, title=title, place=place, number=len(selection.found))


def _priorities(analysis: Analysis, selection: Selection, words: Words) -> tuple[Priority, ...]:
    changes = [_priority(judged, "change", analysis, words) for judged in selection.change_first]
    cues = [_priority(judged, "cue", analysis, words) for judged in selection.cues]
    return tuple((*changes, *cues)[:MOST_PRIORITIES])


def _priority(judged: Judged, kind: str, analysis: Analysis, words: Words) -> Priority:
    wording = wording_of(judged, words)
    cue = ""
    if wording and wording.cue:
        is_spoken = wording.is_cue_spoken
        cue = words.own("finding.quoted", cue=plain(wording.cue)) if is_spoken else _instruction(wording.cue)
    why = words.readable(wording.why) if wording else ""
    note = plain(judged.verdict.note)
    return Priority(
        id=judged.fault,
        kind=words.own(f"athlete.{kind}"),
        title=words.fault(judged.fault),
        cue=cue,
        why=" ".join(part for part in (_plain_where(judged, analysis, words), why, note) if part),
        severity=int(judged.severity),
        severity_word=severity_word(judged.severity, words),
    )


def _instruction(cue: str) -> str:
    """What to change, without the remark before the colon that it is no cue to call out."""
    told = plain(cue.rpartition(": ")[2])
    return told[:1].upper() + told[1:]


def _plain_where(judged: Judged, analysis: Analysis, words: Words) -> str:
    finding = judged.finding
    if not finding.reps:
        return ""
    counts = {"count": len(finding.reps), "total": _rep_count(analysis)}
    if finding.worst_rep and len(finding.reps) > 1:
        return words.own("athlete.where", worst=finding.worst_rep, **counts)
    return words.own("athlete.where_plain", **counts)


def _rep_count(analysis: Analysis) -> int:
    return sum(rep.is_complete for rep in analysis.reps) or len(analysis.reps)


def _next_session(analysis: Analysis, selection: Selection, words: Words) -> Section:
    steps = [refilm_sentence(analysis, words)]
    wanted = goals(selection, words, is_calibrated=analysis.capture.is_calibrated)
    if selection.change_first:
        steps.insert(0, words.text("plan.retest"))
    return Section(
        id="next",
        title=words.own("athlete.next"),
        paragraphs=load_paragraphs(analysis, words),
        bullets=(*steps, *(words.own("athlete.goal", goal=goal) for goal in wanted[:2])),
    )


def _referral_boxes(analysis: Analysis, review: Review, selection: Selection, words: Words) -> Iterator[Section]:
    """What to take to a health professional: own answers, and what the clip shows without a conclusion."""
    items = tuple(words.cause(item) for item in analysis.advice.safety.items)
    pain = pain_sentence(review.intake.answers, words)
    if items or pain:
        yield Section(
            id="clinician-summary",
            title=words.text("section.clinician-summary"),
            paragraphs=(words.text("referral.summary"),),
            bullets=(*items, *((pain,) if pain else ())),
        )
    seen = tuple(f"{words.fault(one.fault)}. {_plain_where(one, analysis, words)}" for one in selection.found)
    yield Section(
        id="observations",
        title=words.own("section_own.clinician_observations"),
        paragraphs=(words.text("referral.observations" if seen else "referral.nothing_found"),),
        bullets=seen,
    )
    yield Section(id="contact", title=words.text("section.contact"), paragraphs=(words.text("referral.contact"),))


def grade_sentences(analysis: Analysis, words: Words) -> Iterator[str]:
    """What the capture lets us judge; a good one without a rep lets us judge nothing, which the verdict says."""
    if analysis.capture.grade is not Grade.GOOD or any(rep.is_complete for rep in analysis.reps):
        yield words.text(f"grade.{analysis.capture.grade.value}")


def _quality(analysis: Analysis, words: Words) -> Iterator[str]:
    capture = analysis.capture
    yield from grade_sentences(analysis, words)
    if capture.grade is not Grade.GOOD:
        yield from (plain(reason) for reason in capture.reasons[:2])


def _date(value: object, words: Words) -> str:
    day = value
    if isinstance(value, str):
        try:
            day = date.fromisoformat(value[:10])
        except ValueError:
            return plain(value)
    return day.strftime(words.own("date.format")) if isinstance(day, date) else ""


def _amount(answers: Mapping[str, Any], key: str, unit: str, words: Words) -> str:
    value = answers.get(key)
    if not isinstance(value, int | float) or isinstance(value, bool):
        return ""
    decimals = 0 if float(value).is_integer() else 1
    return f"{words.number(float(value), unit, decimals=decimals)}\u00a0{unit}"


def _joined(value: object) -> str:
    if isinstance(value, str):
        return value
    return ", ".join(str(item) for item in value) if isinstance(value, list | tuple) else ""
