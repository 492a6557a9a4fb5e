"""The coach's chest and pelvis lines on their way into the measures: the strongest sign of an arched back.

Source: kb:b4, M-TPA; kb:b6 (two frames drawn by hand suffice).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import atan2, degrees
from statistics import median
from types import MappingProxyType

from studio.core.annotation import XY, AidKind
from studio.core.body import Side
from studio.core.measure import Measure, MeasureTable
from studio.core.rep import Rep
from studio.core.review import Review
from studio.core.time import FrameClock
from studio.faults.reading import needed_values
from studio.services.coach_input import shown_aid

WHOLE, SET_UP, PELVIS = "M-TPA", "M-TPA0", "M-TPA-PELVIS"
_LINE_SD_DEG = 3.0  # doubt of one line drawn by hand over a trunk of some 200 px: half a centimetre at each end; DF
_NORMAL_90 = 1.645
_SAME_TRUNK_DEG = 30.0  # a chest that turned further lies otherwise: the pelvis turned with it, not against it; DF
_NO_NEUTRAL_LINES = "Draw the chest line and the pelvis line on the neutral frame as well."
_NO_TOP_LINES = "Draw the chest line and the pelvis line at the top of this rep."
_NO_SET_UP_LINES = "Draw the chest line and the pelvis line before the first rep."
_FOR_THE_SET = "Lines are drawn in some reps only; what they say counts for the set."
_OTHER_TRUNK = "The neutral frame shows the trunk in another position, so that the pelvis’s part is not known."


@dataclass(frozen=True, slots=True)
class _Trunk:
    """Chest line and pelvis line on one frame, as inclinations in the body plane."""

    frame: int
    time_s: float
    chest_deg: float
    pelvis_deg: float


def with_drawn_lines(
    measures: MeasureTable, reps: Sequence[Rep], review: Review, *, clock: FrameClock, facing: Side
) -> MeasureTable:
    """Fill M-TPA, M-TPA0 and the pelvis's part from the coach's chest and pelvis lines.

    Lines in enough reps speak rep by rep. Fewer speak for the set: another sign has to agree in each rep all the same.

    Args:
        measures: as measured; without drawn lines they stay as they are.
        reps: of the clip.
        review: holds the lines and the neutral frame.
        clock: tells when a frame was filmed.
        facing: direction in the picture from the head to the feet.
    """
    trunks = _trunks(review, clock, facing)
    if not trunks:
        return measures
    neutral = shown_aid(review, AidKind.NEUTRAL)
    held = next((trunk for trunk in trunks if neutral and trunk.frame == neutral.frame_index), None)
    moving = [trunk for trunk in trunks if trunk is not held]
    first_s = min((rep.start_s for rep in reps), default=0.0)
    before = _arch(SET_UP, [trunk for trunk in moving if trunk.time_s < first_s], held, _NO_SET_UP_LINES)
    tops = {rep.index: [one for one in moving if rep.top_s <= one.time_s <= rep.top_end_s] for rep in reps}
    rows = [_of_rep(tops[number], held) for number in measures.rep_indices]
    drawn = [trunk for number in measures.rep_indices for trunk in tops[number]]
    whole_set: Mapping[str, Measure] = measures.whole_set
    known_count = sum(whole.is_assessable for whole, _ in rows)
    if 0 < known_count < needed_values(len(rows)):
        whole_set = _filled(whole_set, (_arch(WHOLE, drawn, held, ""), _tilt(drawn, held)))
        rows = [(_said_of_set(whole), _said_of_set(pelvis)) for whole, pelvis in rows]
    filled = tuple(_filled(row, (*own, before)) for row, own in zip(measures.reps, rows, strict=True))
    return replace(measures, reps=filled, whole_set=whole_set)


def _trunks(review: Review, clock: FrameClock, facing: Side) -> list[_Trunk]:
    lines = {(aid.kind, aid.frame_index): aid for aid in review.aids if aid.kind.is_drawn_per_frame}
    trunks = []
    for kind, frame in sorted(lines):
        pelvis = lines.get((AidKind.PELVIS_LINE, frame))
        if kind is AidKind.THORAX_LINE and pelvis is not None:
            chest_deg = _inclination_deg(lines[kind, frame].points_px, facing)
            pelvis_deg = _inclination_deg(pelvis.points_px, facing)
            trunks.append(_Trunk(frame, clock.time_of(frame), chest_deg, pelvis_deg))
    return trunks


def _inclination_deg(points_px: tuple[XY, ...], facing: Side) -> float:
    """Direction of a line in the body plane: x towards the feet, y up."""
    (start_x, start_y), (end_x, end_y) = points_px
    sign = 1.0 if facing is Side.RIGHT else -1.0
    return degrees(atan2(start_y - end_y, sign * (end_x - start_x)))


def _of_rep(top: Sequence[_Trunk], held: _Trunk | None) -> tuple[Measure, Measure]:
    return _arch(WHOLE, top, held, _NO_TOP_LINES), _tilt(top, held)


def _arch(measure_id: str, trunks: Sequence[_Trunk], held: _Trunk | None, reason: str) -> Measure:
    """By how much the chest line has turned against the pelvis line since neutral."""
    if not trunks or held is None:
        return Measure.missing(measure_id, "deg", _NO_NEUTRAL_LINES if trunks else reason)
    neutral_deg = held.chest_deg - held.pelvis_deg
    return _measure(measure_id, [_turned(one.chest_deg - one.pelvis_deg, neutral_deg) for one in trunks])


def _tilt(trunks: Sequence[_Trunk], held: _Trunk | None) -> Measure:
    """The pelvis's part of that; known only where the trunk as a whole lies as it did on the neutral frame."""
    if not trunks or held is None:
        return Measure.missing(PELVIS, "deg", _NO_NEUTRAL_LINES if trunks else _NO_TOP_LINES)
    alike = [one for one in trunks if abs(_turned(one.chest_deg, held.chest_deg)) <= _SAME_TRUNK_DEG]
    if not alike:
        return Measure.missing(PELVIS, "deg", _OTHER_TRUNK)
    return _measure(PELVIS, [_turned(held.pelvis_deg, one.pelvis_deg) for one in alike])


def _turned(now_deg: float, then_deg: float) -> float:
    """Between two lines, −90 to 90 degrees: which end of a line was drawn first does not matter."""
    return (now_deg - then_deg + 90.0) % 180.0 - 90.0


def _measure(measure_id: str, changes_deg: Sequence[float]) -> Measure:
    value = median(changes_deg)
    half = _NORMAL_90 * _LINE_SD_DEG * 2.0  # four lines, each with its own doubt
    return Measure(measure_id, value, "deg", low=value - half, high=value + half)


def _said_of_set(measure: Measure) -> Measure:
    return Measure.missing(measure.id, measure.unit, _FOR_THE_SET) if measure.is_assessable else measure


def _filled(row: Mapping[str, Measure], drawn: Sequence[Measure]) -> Mapping[str, Measure]:
    return MappingProxyType({**row, **{measure.id: measure for measure in drawn}})
