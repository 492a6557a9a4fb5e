"""What the studio knows about causes, fixes, exercises and safety: the knowledge base as types.

The content lies in `resources/knowledge/*.toml`; these types carry it, the `exercises` room loads and checks it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum, unique


@dataclass(frozen=True, slots=True)
class Source:
    """A reference. `is_seen` is False when it is quoted from memory; `note` says what of it was seen."""

    number: int
    citation: str
    is_seen: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that may stand behind a fault."""

    id: str
    group: str
    term: str
    mechanism: str
    coverage: tuple[str, ...]
    how_covered: str
    view: str

    @property
    def is_visible(self) -> bool:
        """Whether video, or a position in it, can show it: then it may be a finding and not only a hypothesis."""
        return bool({"V", "B"} & set(self.coverage))


@dataclass(frozen=True, slots=True)
class Fix:
    """Something to do about a cause: set-up, form, range, progression, safety or regression."""

    id: str
    title: str
    kind: str
    steps: tuple[str, ...]
    dose: str
    dose_source: str
    causes: tuple[str, ...]
    contraindications: str


@dataclass(frozen=True, slots=True)
class ExerciseCard:
    """An accessory exercise."""

    id: str
    title: str
    target: str
    setup: str
    execution: str
    common_error: str
    progression: str
    regression: str
    dose: str
    dose_source: str
    causes: tuple[str, ...]
    contraindications: str


@dataclass(frozen=True, slots=True)
class FaultWording:
    """How the studio speaks about a fault; never what decides it."""

    id: str
    title: str
    cue: str
    is_cue_spoken: bool
    why: str
    limits: str
    basis: str
    references: tuple[int, ...]
    fixes: tuple[str, ...]
    accessories: tuple[str, ...]
    regressions: tuple[str, ...]
    causes: tuple[str, ...]
    settle_with: str = ""


@dataclass(frozen=True, slots=True)
class MeasureWording:
    """Name and explanation of a measure."""

    id: str
    title: str
    unit: str
    meaning: str


@dataclass(frozen=True, slots=True)
class InferenceRule:
    """A rule that may raise a cause as a hypothesis; the deciding is code, this is what it is called and how it reads.

    Attributes:
        id: such as "I1".
        cause: id of the cause that it raises.
        confidence: "low", "medium", "high", "label" (a summary only) or "contributor", before anything raises it.
        raised_confidence: confidence when the self-test or answer named in `when` agrees; empty when nothing raises it.
        tests: ids of the questions or self-tests that would raise it: what is worth testing next.
        when: what points to it, one sentence.
        advice: what is worth testing, one sentence.
    """

    id: str
    cause: str
    confidence: str
    raised_confidence: str
    tests: tuple[str, ...]
    when: str
    advice: str


@unique
class QuestionKind(StrEnum):
    """What an answer looks like."""

    YES_NO = "yes_no"
    NUMBER = "number"
    CHOICE = "choice"
    MANY = "many"
    RANKED = "ranked"
    TEXT = "text"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers that a question offers."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the screening, the intake or the set log.

    Attributes:
        id: such as "Q-CES-SADDLE"; unique.
        group: id in the questionnaire that it belongs to, such as "Q-CES".
        key: name of the answer in `Intake.answers`.
        text: one plain sentence.
        kind: what an answer looks like.
        unit: of a number; empty otherwise.
        low: smallest number that makes sense; None for no limit.
        high: largest number that makes sense; None for no limit.
        choices: for CHOICE, MANY and RANKED.
        asks_onset: also ask since when.
        tier: safety tier of a yes ("E", "U", "R", "C"); empty when it has none.
        cause: cause that a yes reports; empty when it has none.
        used_by: what reads the answer.
    """

    id: str
    group: str
    key: str
    text: str
    kind: QuestionKind
    unit: str = ""
    low: float | None = None
    high: float | None = None
    choices: tuple[Choice, ...] = ()
    asks_onset: bool = False
    tier: str = ""
    cause: str = ""
    used_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """Everything in `resources/knowledge`, checked, in one language.

    `texts` holds every other sentence by key: tier notices, load advice, reasons, camera advice, disclaimer.
    `screening` must be answered before load advice is given; `intake` and `log` are the rest of the questions.
    """

    language: str
    version: str
    causes: Mapping[str, Cause] = field(default_factory=dict)
    faults: Mapping[str, FaultWording] = field(default_factory=dict)
    fixes: Mapping[str, Fix] = field(default_factory=dict)
    exercises: Mapping[str, ExerciseCard] = field(default_factory=dict)
    measures: Mapping[str, MeasureWording] = field(default_factory=dict)
    sources: Mapping[int, Source] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, InferenceRule] = field(default_factory=dict)
    screening: Mapping[str, Question] = field(default_factory=dict)
    intake: Mapping[str, Question] = field(default_factory=dict)
    log: Mapping[str, Question] = field(default_factory=dict)
