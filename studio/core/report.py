"""What a coach may choose about a report: their name and logo, colours, paper, and the sets it looks back on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum, unique

from studio.core.arrays import ByteArray
from studio.core.measure import Measure


@unique
class Paper(StrEnum):
    """Paper sizes; the values are the templates' names."""

    A4 = "a4"
    LETTER = "us-letter"


@unique
class ReportTheme(StrEnum):
    """How the pages look."""

    CALM = "calm"
    WARM = "warm"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class ReportStyle:
    """The coach's own look.

    Attributes:
        coach: name, as it stands under the sign-off; empty for none.
        contact: one line, such as a web address; empty for none.
        logo: content of a PNG or JPEG file; empty for none.
        accent: colour of headings as "#rrggbb"; empty for the theme's own.
        theme: how the pages look.
        paper: size of the pages.
    """

    coach: str = ""
    contact: str = ""
    logo: bytes = b""
    accent: str = ""
    theme: ReportTheme = ReportTheme.CALM
    paper: Paper = Paper.A4


@dataclass(frozen=True, slots=True)
class EarlierSet:
    """A set that progress is measured against.

    Attributes:
        day: when it was lifted.
        load_kg: NaN when it is not known.
        measures: mean over the set's complete reps, with the 90 % interval of one rep, by id.
    """

    day: date
    load_kg: float
    measures: Mapping[str, Measure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """Everything about a report that is neither analysis nor review.

    Attributes:
        style: the coach's own look.
        earlier: sets of the same athlete and exercise, oldest first; empty when there is none.
    """

    style: ReportStyle = field(default_factory=ReportStyle)
    earlier: tuple[EarlierSet, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class ContactCard:
    """One report on the contact sheet of many.

    Attributes:
        name: of the clip.
        athlete: who is in it; empty when nobody said.
        verdict: what stands out, one line, or why there is no report.
        facts: short facts, such as the number of reps.
        picture: shape (H, W, 3); None when there is none.
        tier: safety tier; "none" when there is nothing to say.
        has_report: whether a report was made.
    """

    name: str
    athlete: str
    verdict: str
    facts: tuple[str, ...] = ()
    picture: ByteArray | None = None
    tier: str = "none"
    has_report: bool = True


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report that the coach may put into other words.

    Attributes:
        place: where it stands; the same in every report of the same review.
        part: title of the part that it belongs to.
        text: as it will be printed.
        original: as the studio words it.
    """

    place: str
    part: str
    text: str
    original: str

    @property
    def is_edited(self) -> bool:
        """Whether the coach put it into other words."""
        return self.text != self.original


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A part of the report that may be left out.

    Attributes:
        id: stable name.
        title: as printed.
        is_shown: whether it is printed now.
    """

    id: str
    title: str
    is_shown: bool = True


@dataclass(frozen=True, slots=True)
class ReportOutline:
    """What can be changed about a report: its parts and its sentences, in the order of the pages."""

    parts: tuple[ReportPart, ...] = ()
    sentences: tuple[Sentence, ...] = ()
