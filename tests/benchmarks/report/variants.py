"""Reviews a report must do justice to: long and short, clean and bad, every tier that withholds, both languages."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from studio.core.fault import Severity
from studio.core.finding import Outcome
from studio.core.report import EarlierSet, Paper, ReportRequest, ReportStyle, ReportTheme
from studio.core.review import Decision, KeyMoment, ReportEdits, Rewording, Verdict
from studio.report.progress import set_means
from tests.report import builders

LONG_NAME = "Maximiliane Alexandra von Hohenstein-Wittelsbach zu Lichtenfels und Oberammergau"


@dataclass(frozen=True)
class Variant:
    """A review and how it is printed."""

    name: str
    case: Any
    request: ReportRequest

    def render(self) -> bytes:
        """The PDF."""
        pdf: bytes = self.case.render(request=self.request)
        return pdf


def variants(shared: Path | None = None) -> Iterator[Variant]:
    """All of them; rendered clips only where they lie beside the checkout."""
    plain, letter = ReportRequest(), ReportRequest(style=ReportStyle(paper=Paper.LETTER))
    bad: dict[str, Any] = {"feet_out_deg": 30.0, "past_line_deg": 25.0}
    yield Variant("8-reps-many-findings", builders.drawn_case(**bad), plain)
    yield Variant("1-rep-short-name", builders.drawn_case(rep_count=1, athlete="Jo"), plain)
    yield Variant("25-reps-long-name", builders.drawn_case(rep_count=25, athlete=LONG_NAME, **bad), plain)
    yield Variant("no-findings", clean(), plain)
    yield Variant("tier-r", builders.drawn_case(answers={"screening_positive": ["Q-RAD"], "pain_max": 4}), plain)
    yield Variant("tier-u", builders.drawn_case(answers={"screening_positive": ["Q-SYS fever"]}), plain)
    yield Variant("tier-e", builders.drawn_case(answers={"screening_positive": ["Q-CES"]}), plain)
    german = builders.load_exercise(language="de")
    yield Variant("german", builders.drawn_case(exercise=german, athlete="Jürgen Weiß", **bad), plain)
    yield Variant("letter", builders.drawn_case(athlete="Sam Sample"), letter)
    yield Variant("not-assessable", builders.drawn_case(rep_count=0), plain)
    yield coached()
    yield Variant("grey", builders.drawn_case(**bad), ReportRequest(style=ReportStyle(theme=ReportTheme.GREY)))
    if shared is not None:
        for clip in ("10_lumbar_plates", "12_front_asym", "04_feet_too_far"):
            yield Variant(f"rendered-{clip}", builders.rendered_case(shared, clip), plain)


def clean() -> Any:
    """A set in which nothing is found: the exercise judges only what this set does well."""
    seen = builders.drawn_case(past_line_deg=0.0, feet_out_deg=2.0)
    found = {one.fault for one in seen.analysis.findings if one.outcome is Outcome.FOUND}
    faults = tuple(fault for fault in seen.exercise.faults if fault.id not in found)
    return builders.drawn_case(past_line_deg=0.0, feet_out_deg=2.0, exercise=replace(seen.exercise, faults=faults))


def coached() -> Variant:
    """A report with everything that a coach can do to it."""
    case = builders.drawn_case(past_line_deg=25.0, athlete="Ana Example")
    before = builders.drawn_case(past_line_deg=50.0, feet_out_deg=24.0)
    earlier = (
        EarlierSet(date(2026, 2, 14), 55.0, set_means(before.analysis)),
        EarlierSet(date(2026, 2, 28), 57.5, set_means(case.analysis)),
    )
    cue = case.analysis.advice.plan.primary_cue
    told = next(one.time_s for one in _moments(case))
    case = case.with_review(
        verdicts=(
            Verdict(cue, Decision.ACCEPTED, Severity.MODERATE, note="Better than last week. Keep the ribs down."),
            Verdict("F-HEAD", Decision.DISMISSED, reason="She looks at the mirror; fine for today."),
        ),
        key_moments=(KeyMoment(told, "Nice lockout", "This is the one to copy."),),
        report=ReportEdits(
            rewordings=(Rewording(f"priority/{cue}/cue", "Ribs to hips, then squeeze.", "-"),),
            left_out=("not-found",),
        ),
    )
    frames = {
        index: builders.draw_frame(case.analysis.observation, index)
        for index in builders.renderer().still_indices(case.analysis, case.review)
    }
    style = ReportStyle(coach="Kim Coach", contact="kim.example", logo=logo(), accent="#f2a900", theme=ReportTheme.WARM)
    return Variant("coached", replace(case, frames=frames), ReportRequest(style=style, earlier=earlier))


def logo() -> bytes:
    """A round mark as PNG."""
    picture = Image.new("RGBA", (400, 160), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((10, 10, 150, 150), fill=(242, 169, 0, 255))
    pen.rectangle((180, 60, 380, 100), fill=(23, 33, 43, 255))
    data = io.BytesIO()
    picture.save(data, format="PNG")
    return data.getvalue()


def _moments(case: Any) -> list[Any]:
    return [KeyMoment(0.5 * (rep.top_s + rep.top_end_s), "") for rep in case.analysis.reps]
