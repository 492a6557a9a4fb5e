"""Screening and intake on paper: blank to be filled in by hand, or with the answers that are kept."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from studio.core.knowledge import Question, QuestionKind
from studio.core.questionnaire import QuestionnaireRequest
from studio.report.assemble import make_coach
from studio.report.body_map import body_map_svg
from studio.report.document import Coach, Notice
from studio.report.words import Words, plain

BODY_MAP_FILE = "body-map.svg"
_LABEL = "label."
_PLACES = "pain_site"
_SCALE = "0-10"
_MARK = "×"
_SINCE = ("since today", "since less than 2 weeks", "since 2 weeks to 3 months", "since more than 3 months")
"""Onsets as the form on the screen stores them."""
_TIERS = ("E", "U", "R", "C")
_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("clearance", ("Q-HX",)),
    ("pain", ("Q-LOC", "Q-NRS", "Q-WHEN", "Q-QUALITY", "Q-TREND")),
    ("effort", ("Q-FEEL", "Q-BRACE", "Q-BREATH", "Q-CRAMP", "Q-WARMUP")),
    ("setup", ("Q-PAD", "Q-MACHINE", "Q-SETUP")),
    ("person", ("Q-PARQ", "Q-GOAL", "Q-EXP", "Q-SIT")),
    ("tests", ("Tests",)),
)


@dataclass(frozen=True, slots=True)
class FormOption:
    """Something to tick; `mark` is what was ticked, empty for nothing."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question as it is printed.

    Attributes:
        text: the question.
        options: what is ticked; empty for what is written.
        answer: what was written; empty leaves a line.
        unit: behind the line.
        since: options for since when; empty when it is not asked.
        has_map: whether the body map stands beside it.
    """

    text: str
    options: tuple[FormOption, ...] = ()
    answer: str = ""
    unit: str = ""
    since: tuple[FormOption, ...] = ()
    has_map: bool = False


@dataclass(frozen=True, slots=True)
class FormPart:
    """Questions under one heading, and what a yes among them means."""

    title: str
    note: str
    questions: tuple[FormQuestion, ...]


@dataclass(frozen=True, slots=True)
class FormDocument:
    """The whole questionnaire as plain data."""

    paper: str
    language: str
    title: str
    athlete: str
    day: str
    intro: str
    closing: str
    notice: Notice | None
    parts: tuple[FormPart, ...]
    map_file: str
    map_alt: str
    map_captions: tuple[str, ...]
    labels: Mapping[str, str]
    coach: Coach


def make_questionnaire(request: QuestionnaireRequest, words: Words) -> tuple[FormDocument, Mapping[str, bytes]]:
    """The questionnaire, and its pictures by file name."""
    coach, logo = make_coach(request.style)
    knowledge = words.knowledge
    parts = (*_screening(request, words), *_intake(request, words))
    chosen = _listed(request.answers.get(_PLACES))
    document = FormDocument(
        paper=request.style.paper.value,
        language=words.language,
        title=words.own("form.title"),
        athlete=plain(request.athlete),
        day=plain(request.day),
        intro=words.own("form.intro"),
        closing=words.text("disclaimer.professional"),
        notice=_notice(request, words),
        parts=parts,
        map_file=BODY_MAP_FILE,
        map_alt=_map_alt(chosen, knowledge.intake.values(), words),
        map_captions=(words.own("form.behind"), words.own("form.front")),
        labels={
            **{key.removeprefix(_LABEL): text for key, text in words.chrome.items() if key.startswith(_LABEL)},
            **{name: words.own(f"form.{name}") for name in ("name", "date", "since_when", "signature")},
        },
        coach=coach,
    )
    return document, {BODY_MAP_FILE: body_map_svg(chosen, accent=coach.accent), **logo}


def _notice(request: QuestionnaireRequest, words: Words) -> Notice | None:
    if not request.notice:
        return None
    return Notice(request.tier, words.text(f"tier.{request.tier}.title"), plain(request.notice))


def _screening(request: QuestionnaireRequest, words: Words) -> Iterator[FormPart]:
    questions = words.knowledge.screening.values()
    for tier in _TIERS:
        asked = tuple(_screened(one, request.answers, words) for one in questions if one.tier == tier)
        if asked:
            yield FormPart(words.own(f"form.tier_{tier}"), _tier_note(tier, words), asked)


def _tier_note(tier: str, words: Words) -> str:
    key = "coaching.notice.C-uncleared" if tier == "C" else f"coaching.notice.{tier}"
    return words.own("form.tier_note", notice=plain(words.text(key)))


def _screened(question: Question, answers: Mapping[str, Any], words: Words) -> FormQuestion:
    """A question of the screening; a complete form without a yes says no."""
    if question.kind is not QuestionKind.YES_NO:
        asked = _asked(question, answers, words)
        is_none = question.key in answers or _is_answered(question, answers)
        has_any = any(option.mark for option in asked.options)
        none = FormOption(words.own("form.none_of_these"), _MARK if is_none and not has_any else "")
        return replace(asked, options=(*asked.options, none))
    positive = [entry.partition(":") for entry in _listed(answers.get(question.key))]
    own = next((since.strip() for name, _, since in positive if name.strip() == question.id), None)
    is_no = own is None and _is_answered(question, answers)
    return FormQuestion(
        text=plain(question.text),
        options=_yes_no(None if own is None and not is_no else own is not None, words),
        since=tuple(
            FormOption(words.own(f"form.since_{place}"), _MARK if own == since else "")
            for place, since in enumerate(_SINCE)
        )
        if question.asks_onset
        else (),
    )


def _is_answered(question: Question, answers: Mapping[str, Any]) -> bool:
    return answers.get("screening_complete") is True or question.id in _listed(answers.get("screening_answered"))


def _intake(request: QuestionnaireRequest, words: Words) -> Iterator[FormPart]:
    for name, groups in _GROUPS:
        found = [one for group in groups for one in words.knowledge.intake.values() if one.group == group]
        if found:
            asked = tuple(_asked(one, request.answers, words) for one in found)
            yield FormPart(words.own(f"form.{name}"), "", asked)


def _asked(question: Question, answers: Mapping[str, Any], words: Words) -> FormQuestion:
    answer = answers.get(question.key)
    text, has_map = plain(question.text), question.key == _PLACES
    match question.kind:
        case QuestionKind.YES_NO:
            return FormQuestion(text, options=_yes_no(answer if isinstance(answer, bool) else None, words))
        case QuestionKind.NUMBER if question.unit == _SCALE:
            numbers = (str(number) for number in range(11))
            written = _written(answer, words)
            return FormQuestion(
                text, options=tuple(FormOption(one, _MARK if one == written else "") for one in numbers)
            )
        case QuestionKind.NUMBER:
            return FormQuestion(text, answer=_written(answer, words), unit=_unit(question.unit, words))
        case QuestionKind.RANKED:
            ranked = _listed(answer)
            marks = {one: str(place) for place, one in enumerate(ranked, start=1)}
        case _ if question.choices:
            marks = dict.fromkeys(_listed(answer), _MARK)
        case _:
            return FormQuestion(text, answer=plain(_written(answer, words)))
    options = tuple(FormOption(plain(one.title), marks.get(one.id, "")) for one in question.choices)
    return FormQuestion(text, options=options, has_map=has_map)


def _yes_no(answer: bool | None, words: Words) -> tuple[FormOption, ...]:  # noqa: FBT001 -- an answer
    return (
        FormOption(words.own("form.yes"), _MARK if answer is True else ""),
        FormOption(words.own("form.no"), _MARK if answer is False else ""),
    )


def _map_alt(chosen: tuple[str, ...], questions: Iterable[Question], words: Words) -> str:
    titles = {choice.id: choice.title for one in questions if one.key == _PLACES for choice in one.choices}
    places = ", ".join(plain(titles[one]) for one in chosen if one in titles)
    return words.own("form.map_chosen", places=places) if places else words.own("form.map_blank")


def _unit(unit: str, words: Words) -> str:
    return words.own(f"form.unit_{unit}") if words.has(f"form.unit_{unit}") else words.unit(unit)


def _written(answer: object, words: Words) -> str:
    if answer is None or isinstance(answer, bool):
        return ""
    if isinstance(answer, int | float):
        return words.number(float(answer), "", decimals=0 if float(answer).is_integer() else 1)
    return str(answer)


def _listed(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(item) for item in value) if isinstance(value, list | tuple) else (str(value),)
