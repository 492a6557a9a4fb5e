"""From analysis and review to the report as plain data, with its pictures."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath

from studio.core.analysis import Analysis
from studio.core.exercise import Exercise
from studio.core.frame import Frame
from studio.core.report import ReportRequest, ReportStyle
from studio.core.review import Review
from studio.report.athlete import head_facts, make_athlete_page, make_notice
from studio.report.curves import make_curves
from studio.report.document import Coach, Fact, Report, Still
from studio.report.look import LOGO_FILE, choose_look, encode_logo
from studio.report.moments import Moment, MomentKind, best_and_worst_rep, choose_moments
from studio.report.reptable import make_rep_table
from studio.report.sections import Material, make_sections
from studio.report.selection import Selection, select
from studio.report.shown_lines import shown_lines
from studio.report.stills import Gallery, make_gallery
from studio.report.words import Words, plain

_FINGERPRINT_GROUP = 16
_LABEL = "label."


def assemble(
    analysis: Analysis,
    review: Review,
    exercise: Exercise,
    frames: Mapping[int, Frame],
    *,
    words: Words,
    request: ReportRequest,
) -> tuple[Report, Mapping[str, bytes]]:
    """Put the report together.

    Args:
        analysis: what the studio found.
        review: what the coach decided.
        exercise: bands and wording.
        frames: by index, for the stills; missing ones are left out.
        words: all sentences.
        request: the coach's look, and earlier sets.

    Returns:
        The report, and its pictures by file name.
    """
    selection = select(analysis, review, exercise.faults)
    moments = choose_moments(analysis, review, selection)
    gallery = make_gallery(
        analysis, moments, frames, words, annotations=(*review.annotations, *shown_lines(review, words))
    )
    best, worst = best_and_worst_rep(analysis, selection)
    if selection.is_emergency:  # raw measures only: nothing is held against a band
        best = worst = 0
        exercise = replace(exercise, faults=())
    coach, logo = make_coach(request.style)
    athlete = plain(review.athlete) or words.own("head.nobody")
    lift = plain(exercise.name)
    report = Report(
        paper=request.style.paper.value,
        language=words.language,
        title=words.own("head.title", lift=lift, athlete=athlete),
        athlete=athlete,
        lift=lift,
        facts=head_facts(analysis, review, words),
        notice=make_notice(analysis, words),
        page=make_athlete_page(analysis, review, selection, words, stills=_athlete_stills(gallery, moments, selection)),
        stills=_coach_stills(gallery, moments),
        table=make_rep_table(analysis, exercise, selection, words),
        curves=make_curves(analysis, exercise, words, best=best, worst=worst),
        sections=make_sections(Material(analysis, review, selection, gallery, words, request.earlier)),
        sign_off=_sign_off(analysis, review, words),
        labels={key.removeprefix(_LABEL): text for key, text in words.chrome.items() if key.startswith(_LABEL)},
        coach=coach,
        stamp=_stamp(analysis, words),
        is_referral=selection.is_referral,
    )
    return report, {**gallery.pictures, **logo}


def make_coach(style: ReportStyle) -> tuple[Coach, Mapping[str, bytes]]:
    """Who signs and in which colours, and the logo as a picture by its file name."""
    look, logo = choose_look(style), encode_logo(style.logo)
    coach = Coach(
        name=plain(style.coach),
        contact=plain(style.contact),
        logo=LOGO_FILE if logo else "",
        accent=look.accent,
        wash=look.wash,
        is_grey=look.is_grey,
    )
    return coach, {LOGO_FILE: logo} if logo else {}


def _stamp(analysis: Analysis, words: Words) -> str:
    """A short fingerprint: enough to tell which of two printouts is which."""
    return words.own("sign.stamp", clip=analysis.clip.sha256[:12])


def _athlete_stills(gallery: Gallery, moments: tuple[Moment, ...], selection: Selection) -> tuple[Still, ...]:
    """Two pictures: the bottom and the worst moment, or the lockout when nothing was found."""
    if selection.is_referral:
        return ()
    worst = gallery.of(moments, MomentKind.WORST)
    lockout = gallery.of(moments, MomentKind.LOCKOUT)
    bottom = gallery.of(moments, MomentKind.BOTTOM)
    is_told_twice = bool(worst and lockout) and worst[0].file == lockout[0].file
    pair = (*lockout, *worst) if worst and not is_told_twice else (*bottom, *(worst or lockout))
    return pair[:2]


def _coach_stills(gallery: Gallery, moments: tuple[Moment, ...]) -> tuple[Still, ...]:
    own = (MomentKind.SET_UP, MomentKind.BOTTOM, MomentKind.LOCKOUT, MomentKind.WORST)
    return (*gallery.of(moments, *own), *gallery.of(moments, MomentKind.COACH))


def _sign_off(analysis: Analysis, review: Review, words: Words) -> tuple[Fact, ...]:
    """What identifies the clip, the rules and the programs."""
    provenance = analysis.provenance
    clock = analysis.observation.clock
    clip = words.own(
        "sign.clip_value",
        name=plain(PurePath(analysis.clip.path).name),
        width=analysis.clip.width_px,
        height=analysis.clip.height_px,
        fps=words.number(clock.fps_nominal, "", decimals=1),
        frames=clock.frame_count,
    )
    facts = (
        Fact(words.own("sign.clip"), clip),
        Fact(words.own("sign.fingerprint"), _grouped(analysis.clip.sha256)),
        Fact(words.own("sign.exercise"), plain(f"{analysis.exercise.id} {analysis.exercise.version}")),
        Fact(words.own("sign.rules"), plain(provenance.rules)),
        Fact(words.own("sign.engine"), plain(provenance.engine)),
        Fact(words.own("sign.model"), _grouped(provenance.model_sha256)),
        Fact(words.own("sign.studio"), plain(provenance.studio)),
        Fact(words.own("sign.reworded"), _count_of(review, words)),
    )
    return tuple(fact for fact in facts if fact.value)


def _count_of(review: Review, words: Words) -> str:
    """That some sentences are the coach's own words; empty when none are."""
    count = len(review.report.rewordings)
    return words.own("sign.reworded_value", count=count) if count else ""


def _grouped(fingerprint: str) -> str:
    groups = (
        fingerprint[start : start + _FINGERPRINT_GROUP] for start in range(0, len(fingerprint), _FINGERPRINT_GROUP)
    )
    return " ".join(groups)
