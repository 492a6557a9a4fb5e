"""What a printed questionnaire is made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from studio.core.report import ReportStyle


@dataclass(frozen=True, slots=True)
class QuestionnaireRequest:
    """Screening and intake on paper.

    Attributes:
        athlete: whose; empty leaves a line to write on.
        day: of the answers; empty leaves a line.
        answers: screening and intake, as a review keeps them; empty for a blank form.
        tier: the safety tier that the answers lead to; "none" for a blank form.
        notice: what has to stand before everything else; empty for nothing.
        style: the coach's own look.
    """

    athlete: str = ""
    day: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    tier: str = "none"
    notice: str = ""
    style: ReportStyle = field(default_factory=ReportStyle)
