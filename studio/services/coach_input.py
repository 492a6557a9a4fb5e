"""What the coach showed and edited, on its way into the measures: reps, neutral frame, drawn points and lines."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import hypot, isfinite, nan
from types import MappingProxyType

import numpy as np

from studio.core.analysis import Interpretation
from studio.core.annotation import XY, Aid, AidKind
from studio.core.body import Part
from studio.core.landmarks import LandmarkSource
from studio.core.measure import Measure, MeasureTable
from studio.core.neutral import NeutralReference, counts_as_straight
from studio.core.rep import Rep, RepMark, RepSpan
from studio.core.review import Review
from studio.core.signal import Signal, SignalSet
from studio.core.time import FrameClock

_NEUTRAL_FRAMES = 2  # on either side of the neutral frame, so that the jitter of one frame does not count; DF
_TOP_SHARE = 0.95  # of the rise: where the top begins and ends. Source: kb:b3 (t95)
_NORMAL_90 = 1.645
_PAD_MEASURE = "M-BARU"
_PAD_SD_TL = 0.06  # doubt of the distance between two points of the body; DF, as for the bar
_PAD_SHIFT_TL = 0.06  # how far a pad that is held may have moved by another rep: the mild limit of its rolling; DF
_NO_PAD = "Draw a box around the pad at the top of a rep to judge it."
_NO_TOP_PAD = "Draw the box around the pad at the top of a rep."
_NO_THIGH = "Hip and knee are not seen on the frame of the pad's box."


def edited_reps(interpretation: Interpretation, reps: tuple[Rep, ...], spans: Sequence[RepSpan]) -> tuple[Rep, ...]:
    """The reps as the coach wants them.

    Args:
        interpretation: of the clip; its height signal tells where the top of an edited rep lies.
        reps: as the studio found them.
        spans: the coach's; empty leaves the studio's.

    Returns:
        Without false ones, numbered from 1; those that are partial or failed are not complete, and so not judged.
        Times that the coach left as they were keep their doubt.
    """
    if not spans:
        return reps
    height = interpretation.signals.get(interpretation.height_signal)
    kept = [span for span in spans if span.mark is not RepMark.FALSE]
    doubt_s = {(rep.start_s, rep.top_s, rep.top_end_s, rep.end_s): rep.doubt_s for rep in reps}
    edited = [_rep_of(span, height, number) for number, span in enumerate(kept, start=1)]
    return tuple(
        replace(rep, doubt_s=doubt_s.get((rep.start_s, rep.top_s, rep.top_end_s, rep.end_s), 0.0)) for rep in edited
    )


def with_neutral(interpretation: Interpretation, review: Review) -> tuple[Interpretation, NeutralReference | None]:
    """Let the hold on the coach's neutral frame count as straight, else the athlete's own reference. Source: kb:b5."""
    neutral = marked_neutral(interpretation.signals, review) or review.neutral
    if neutral is None:
        return interpretation, None
    capture = replace(interpretation.capture, is_calibrated=True, neutral_reference_deg=neutral.hip_angle_deg)
    return replace(interpretation, capture=capture), neutral


def marked_neutral(signals: SignalSet, review: Review) -> NeutralReference | None:
    """What the coach's neutral frame in this clip shows; None without one, or without a straight hip on it.

    A frame with folded hips, such as the set-up, may be neutral for the back: lines on it count, its hips do not.
    """
    aid = shown_aid(review, AidKind.NEUTRAL)
    hip, hip_sd = _around(signals.get("hip_angle_deg"), aid)
    if not counts_as_straight(hip):
        return None
    contour, _ = _around(signals.get("back_contour_deg"), aid)
    return NeutralReference(hip_angle_deg=hip, hip_angle_sd_deg=hip_sd, contour_deg=contour)


def bench_edge_px(review: Review) -> XY | None:
    """Where the coach showed the front edge of the bench."""
    aid = shown_aid(review, AidKind.BENCH_EDGE)
    return aid.points_px[0] if aid else None


@dataclass(frozen=True, slots=True)
class Pad:
    """Where the coach's box says that the middle of the pad lies, on one frame."""

    frame_index: int
    center_px: XY


def pad_in(review: Review, level: Callable[[XY], XY]) -> Pad | None:
    """The middle of the coach's box around the pad; `level` takes the picture's roll out of a place."""
    aid = shown_aid(review, AidKind.PAD_BOX)
    if aid is None:
        return None
    (first_x, first_y), (second_x, second_y) = aid.points_px
    return Pad(aid.frame_index, level((0.5 * (first_x + second_x), 0.5 * (first_y + second_y))))


def ask_for_pad(measures: MeasureTable) -> MeasureTable:
    """Say how the place of a machine's pad becomes measurable, where no bar was followed."""
    wish = Measure.missing(_PAD_MEASURE, "tl", _NO_PAD)
    rows = (row if _is_known(row, _PAD_MEASURE) else _filled(row, (wish,)) for row in measures.reps)
    return replace(measures, reps=tuple(rows))


def with_pad_box(
    measures: MeasureTable, reps: Sequence[Rep], pad: Pad, seen: Interpretation, clock: FrameClock
) -> MeasureTable:
    """Fill M-BARU from the coach's box, where no bar was followed: the pad of a machine. Source: kb:b4, M-BARU.

    The pad is strapped to one place of the hip, so that one box at one top tells of every rep; in the others it may
    have moved a little.

    Args:
        measures: as measured; what was measured on a followed bar is kept.
        reps: of the clip.
        pad: the middle of the box.
        seen: of the clip, level.
        clock: tells when a frame was filmed.
    """
    drawn_in = _rep_at_top(reps, clock.time_of(pad.frame_index))
    place_tl = _pad_on_hip(pad, seen)
    rows = []
    for row, number in zip(measures.reps, measures.rep_indices, strict=True):
        if _is_known(row, _PAD_MEASURE):
            rows.append(row)
        else:
            rows.append(_filled(row, (_pad_measure(place_tl, drawn_in, is_own=drawn_in == number),)))
    return replace(measures, reps=tuple(rows))


def _rep_of(span: RepSpan, height: Signal | None, number: int) -> Rep:
    top = span.top_s or _top_of(span, height)
    is_counted = span.mark is RepMark.COUNTED and top is not None
    top_s, top_end_s = top or (0.5 * (span.start_s + span.end_s),) * 2
    return Rep(number, span.start_s, top_s, top_end_s, span.end_s, is_complete=is_counted, mark=span.mark)


def _top_of(span: RepSpan, height: Signal | None) -> tuple[float, float] | None:
    """The stretch around the highest place in which the lift is within the last part of its rise."""
    if height is None:
        return None
    inside = (height.times_s >= span.start_s) & (height.times_s <= span.end_s) & height.valid
    if not inside.any():
        return None
    times_s, values = height.times_s[inside], height.values[inside]
    low, high = float(values.min()), float(values.max())
    is_high = values >= low + _TOP_SHARE * (high - low)
    first = last = int(np.argmax(values))
    while first > 0 and is_high[first - 1]:
        first -= 1
    while last + 1 < len(values) and is_high[last + 1]:
        last += 1
    return float(times_s[first]), float(times_s[last])


def shown_aid(review: Review, kind: AidKind) -> Aid | None:
    """What the coach showed of this kind; None when they did not."""
    return next((aid for aid in review.aids if aid.kind is kind), None)


def _rep_at_top(reps: Sequence[Rep], time_s: float) -> int:
    """Number of the rep at whose top this is; 0 for none."""
    return next((rep.index for rep in reps if rep.top_s <= time_s <= rep.top_end_s), 0)


def _pad_on_hip(pad: Pad, seen: Interpretation) -> float:
    """The pad along the thigh, from the hip, thigh lengths; NaN when the thigh is not seen there.

    A hip that a plate hides was placed by the bar: how far the bar is from it would be told by itself.
    """
    near = seen.capture.near_side
    sources = seen.landmarks.source[:, Part.HIP.on(near)]
    if 0 <= pad.frame_index < len(sources) and sources[pad.frame_index] == LandmarkSource.DERIVED:
        return nan
    hips, knees = seen.landmarks.xy_px[:, Part.HIP.on(near)], seen.landmarks.xy_px[:, Part.KNEE.on(near)]
    lengths = np.hypot(*(knees - hips).T)
    if not 0 <= pad.frame_index < len(hips) or not isfinite(lengths[pad.frame_index]):
        return nan
    hip, thigh = hips[pad.frame_index], (knees - hips)[pad.frame_index] / lengths[pad.frame_index]
    return float((np.array(pad.center_px) - hip) @ thigh / np.nanmedian(lengths))


def _is_known(row: Mapping[str, Measure], measure_id: str) -> bool:
    return measure_id in row and row[measure_id].is_assessable


def _pad_measure(place_tl: float, drawn_in: int, *, is_own: bool) -> Measure:
    if not drawn_in:
        return Measure.missing(_PAD_MEASURE, "tl", _NO_TOP_PAD)
    if not isfinite(place_tl):
        return Measure.missing(_PAD_MEASURE, "tl", _NO_THIGH)
    half = _NORMAL_90 * (_PAD_SD_TL if is_own else hypot(_PAD_SD_TL, _PAD_SHIFT_TL))
    return Measure(_PAD_MEASURE, place_tl, "tl", low=place_tl - half, high=place_tl + half)


def _around(signal: Signal | None, aid: Aid | None) -> tuple[float, float]:
    """Median of a signal around the aid's frame and its doubt; NaN when it is not seen there."""
    if signal is None or aid is None:
        return nan, nan
    window = slice(max(aid.frame_index - _NEUTRAL_FRAMES, 0), aid.frame_index + _NEUTRAL_FRAMES + 1)
    known = np.isfinite(signal.values[window])
    if not known.any():
        return nan, nan
    return float(np.median(signal.values[window][known])), float(np.mean(signal.sd[window][known]))


def _filled(row: Mapping[str, Measure], drawn: Sequence[Measure]) -> Mapping[str, Measure]:
    return MappingProxyType({**row, **{measure.id: measure for measure in drawn}})
