"""What the templates print: a report as plain data, every sentence already chosen, every point already placed."""

from dataclasses import dataclass, field

from studio.core.figure import Drawing, Polyline
from studio.core.rich_text import Paragraph


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value; `key` names the ones that the coach may put into other words."""

    label: str
    value: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Still:
    """A picture from the clip.

    Attributes:
        file: name of the picture file.
        aspect: width divided by height.
        title: what it shows.
        caption: when it was.
        alt: what somebody who cannot see it should know.
        drawing: what lies over it.
        link: opens the studio at this frame; empty for none.
        comment: the coach's longer words, printed below.
    """

    file: str
    aspect: float
    title: str
    caption: str
    alt: str
    drawing: Drawing = field(default_factory=Drawing)
    link: str = ""
    comment: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """What goes before everything else. `tier` chooses how loud it looks."""

    tier: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Priority:
    """One thing to change, for the athlete."""

    id: str
    kind: str
    title: str
    cue: str
    why: str
    severity: int
    severity_word: str


@dataclass(frozen=True, slots=True)
class AthletePage:
    """Page 1, which stands alone."""

    verdict: str
    quality: str
    pain: str
    priorities_title: str
    priorities: tuple[Priority, ...]
    stills: tuple[Still, ...]
    boxes: tuple["Section", ...]
    closing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the rep table; `marks` are found faults as (number, severity)."""

    text: str
    detail: str = ""
    is_worst: bool = False
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class RepTable:
    """The rep table: rows of cells under columns; the last rows are mean and SD."""

    columns: tuple[Fact, ...]
    rows: tuple[tuple[Cell, ...], ...]
    summary: tuple[tuple[Cell, ...], ...]
    legend: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TargetBand:
    """The box that a curve should pass through, as fractions of the panel."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Curve:
    """One signal over the rep, 0 to 100 %, as fractions of the panel."""

    title: str
    unit: str
    ticks: tuple[tuple[float, str], ...]
    phases: tuple[float, ...]
    mean: tuple[Polyline, ...]
    spread: tuple[Polyline, ...]
    best: tuple[Polyline, ...]
    worst: tuple[Polyline, ...]
    band: TargetBand | None
    band_label: str
    alt: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Curves:
    """All panels with their common legend."""

    panels: tuple[Curve, ...] = ()
    mean_label: str = ""
    spread_label: str = ""
    best_label: str = ""
    worst_label: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One measure behind a finding."""

    measure: str
    value: str
    interval: str
    limit: str
    source: str


@dataclass(frozen=True, slots=True)
class FindingCard:
    """One finding with everything that it rests on."""

    id: str
    number: int
    title: str
    severity: int
    severity_word: str
    where: str
    evidence: tuple[EvidenceRow, ...]
    facts: tuple[Fact, ...]
    note: str
    still: Still | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to read or to do: a fix, an exercise, a hypothesis, a fault that could not be judged."""

    title: str
    id: str = ""
    tag: str = ""
    text: str = ""
    steps: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class PlainTable:
    """Text in rows under headings."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Coach:
    """Who signs, and how their pages look; `logo` is the name of a picture file or empty."""

    name: str
    contact: str
    logo: str
    accent: str
    wash: str
    is_grey: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the coach's pages, or a box of the athlete's page."""

    id: str
    title: str
    paragraphs: tuple[str, ...] = ()
    findings: tuple[FindingCard, ...] = ()
    entries: tuple[Entry, ...] = ()
    bullets: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    table: PlainTable | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report.

    Attributes:
        paper: paper size as the templates know it.
        language: of the text, for readers that speak it aloud.
        title: of the document.
        athlete: name, or what stands in its place.
        lift: what was lifted.
        facts: date, load, view and so on, for the head of the pages.
        notice: what goes before everything else; None when there is none.
        page: the athlete's page.
        stills: key pictures for the coach.
        table: one row per rep; None without reps.
        curves: panels of rep-normalised signals.
        sections: the rest, in the order in which it must be printed.
        sign_off: what identifies clip, rules and programs.
        labels: words that the templates themselves put down.
        coach: who signs, and the colours.
        stamp: what identifies clip and rules, short enough for the foot of every page.
        has_coach_pages: whether anything follows the athlete's page.
        is_referral: technique takes second place; no sentence may be reworded.
    """

    paper: str
    language: str
    title: str
    athlete: str
    lift: str
    facts: tuple[Fact, ...]
    notice: Notice | None
    page: AthletePage
    stills: tuple[Still, ...]
    table: RepTable | None
    curves: Curves
    sections: tuple[Section, ...]
    sign_off: tuple[Fact, ...]
    labels: dict[str, str]
    coach: Coach
    stamp: str = ""
    has_coach_pages: bool = True
    is_referral: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """One report on the contact sheet; `file` is empty without a picture."""

    name: str
    athlete: str
    verdict: str
    facts: tuple[str, ...]
    file: str
    alt: str
    tier: str
    tier_title: str
    has_report: bool


@dataclass(frozen=True, slots=True)
class ContactSheet:
    """Many reports at a glance."""

    paper: str
    language: str
    title: str
    contacts: tuple[Contact, ...]
    coach: Coach
    labels: dict[str, str]
