"""From what was seen to the body over time: the one way through the signals room."""

from collections.abc import Sequence
from math import isfinite, nan

import numpy as np

from studio.core.analysis import Interpretation
from studio.core.arrays import BoolArray, FloatArray
from studio.core.body import Joint, Part
from studio.core.capture import Capture
from studio.core.landmarks import LandmarkSource, LandmarkTrack
from studio.core.neutral import NeutralReference
from studio.core.observation import Correction, Observation
from studio.core.signal import Signal, SignalSet
from studio.signals.back_line import NO_OUTLINE
from studio.signals.body import Body, BodyFit, body_of, fit_body
from studio.signals.camera_view import view_of
from studio.signals.capture_grade import CaptureFacts, grade_of
from studio.signals.contour import back_contour
from studio.signals.geometry import length
from studio.signals.offset_model import OffsetModel
from studio.signals.options import InterpretOptions
from studio.signals.plate import bar_path, bar_path_signals, plate_diameter_m
from studio.signals.seen_feet import FOOT, feet_as_seen

_HEIGHT_SD_TL = 0.04  # of the hip against the foot. Source: accuracy benchmark
_HEEL_SD_FL = 0.06  # Source: accuracy benchmark
_FLOOR_PERCENTILE = 10.0  # Source: kb:b4, M-HEEL
_STANDARD_NEUTRAL_DEG = 180.0  # Source: kb:b5
_LEARNED_SHARE = 0.5  # from which on the report says that joints were moved by what was learned
_LEGS = (Part.SHOULDER, Part.HIP, Part.KNEE, Part.ANKLE)


def interpret(
    observation: Observation,
    *,
    corrections: Sequence[Correction] = (),
    neutral_reference: NeutralReference | None = None,
    options: InterpretOptions | None = None,
    correction_model: OffsetModel | None = None,
    fit: BodyFit | None = None,
) -> Interpretation:
    """Turn landmarks into a repaired body with signals, view and grade.

    Args:
        observation: what was seen.
        corrections: joints that the coach put in their place.
        neutral_reference: what counts as straight for this athlete; None = 180 degrees.
        options: settings; None = the defaults.
        correction_model: learned correction of the landmarks; None leaves them as the pose model gave them.
        fit: of the same observation, options and model by `fit_body`, when it is at hand; None makes it.
    """
    options = options or InterpretOptions()
    fit = fit or fit_body(observation, model=correction_model, options=options)
    body = body_of(observation, fit, corrections=corrections, options=options)
    back, refused = _back_signal(observation, body)
    signals = (
        *_angle_signals(observation, body, options),
        *_height_signals(observation, body, options),
        *_bar_signals(observation, body, options),
        *back,
    )
    return Interpretation(
        landmarks=_as_track(observation.landmarks, body),
        signals=SignalSet(tuple(signal for signal in signals if signal.valid.any())),
        capture=_capture(observation, body, neutral_reference),
        notes=_notes(body),
        refusals={"back_contour_deg": refused} if refused else {},
        plain_hip_deg=None if body.is_set.any() else body.plain_hip_deg,
        plain_feet_fl=_plain_feet(observation, body, options),
    )


def _plain_feet(observation: Observation, body: Body, options: InterpretOptions) -> FloatArray | None:
    """Where the learned correction moved the feet of an open side view and the coach did not."""
    near = body.sight.orientation.near_side
    by_hand = body.is_set[:, [part.on(near) for part in FOOT]].any()
    if body.plain_hip_deg is None or by_hand:
        return None
    return feet_as_seen(
        observation.clock.times_s, body.sight.posture, body.sight.is_active, cutoff_hz=options.cutoff_hz
    )


def _angle_signals(observation: Observation, body: Body, options: InterpretOptions) -> list[Signal]:
    """Angles wherever their joints are seen. Source: kb:b1 (visibility gate)."""
    angles = body.sagittal
    trunk, thigh, shin, head = (Part.SHOULDER, Part.HIP), (Part.HIP, Part.KNEE), (Part.KNEE, Part.ANKLE), (Part.EAR,)
    columns: tuple[tuple[str, FloatArray, tuple[Part, ...]], ...] = (
        ("trunk_inclination_deg", angles.trunk_deg, trunk),
        ("thigh_inclination_deg", angles.thigh_deg, thigh),
        ("shin_angle_deg", angles.shin_deg, shin),
        ("neck_angle_deg", angles.neck_deg, trunk + head),
        ("gaze_pitch_deg", angles.gaze_deg, head),
        ("hip_angle_deg", angles.hip_deg, trunk + thigh),
        ("knee_angle_deg", angles.knee_deg, thigh + shin),
    )
    return [
        _signal(
            name,
            "deg",
            observation.clock.times_s,
            np.where(_seen(body, parts, options), values, np.nan),
            angles.sd_deg[:, index],
        )
        for index, (name, values, parts) in enumerate(columns)
    ]


def _height_signals(observation: Observation, body: Body, options: InterpretOptions) -> list[Signal]:
    """Height of the hip over the foot, during the exercise only, and rise of the heel."""
    times_s = observation.clock.times_s
    ankle_up = -body.near(Part.ANKLE)[:, 1]
    known = np.isfinite(ankle_up) & body.sight.is_active
    level = float(np.median(ankle_up[known])) if known.any() else nan
    above_foot = (-body.near(Part.HIP)[:, 1] - level) / body.thigh_px
    height = np.where(body.sight.is_active, above_foot, np.nan)
    feet = _seen(body, (Part.HEEL, Part.TOE), options)
    return [
        _signal("hip_height_tl", "tl", times_s, height, np.full(len(times_s), _HEIGHT_SD_TL)),
        _signal(
            "heel_rise_fl", "fl", times_s, np.where(feet, _heel_rise(body), np.nan), np.full(len(times_s), _HEEL_SD_FL)
        ),
    ]


def _bar_signals(observation: Observation, body: Body, options: InterpretOptions) -> tuple[Signal, ...]:
    if observation.plate is None:
        return ()
    diameter_m = plate_diameter_m(observation.plate, thigh_px=body.thigh_px, stated_m=options.plate_diameter_m)
    path = bar_path(
        observation.plate,
        times_s=observation.clock.times_s,
        diameter_m=diameter_m,
        cutoff_hz=options.cutoff_hz,
        longest_gap_s=options.longest_gap_s,
    )
    return bar_path_signals(path) if path is not None else ()


def _back_signal(observation: Observation, body: Body) -> tuple[list[Signal], str]:
    """The arc of the back, or why it cannot be judged in this clip."""
    if observation.outlines is None or not np.isfinite(body.thigh_px):
        return [], NO_OUTLINE
    times_s, orientation = observation.clock.times_s, body.sight.orientation
    contour = back_contour(
        observation.outlines,
        _as_track(observation.landmarks, body),
        times_s=times_s,
        near_side=orientation.near_side,
        facing=orientation.facing,
        plate=observation.plate,
    )
    if contour.reason:
        return [], contour.reason
    return [_signal("back_contour_deg", "deg", times_s, contour.arc_deg, contour.sd_deg)], ""


def _seen(body: Body, parts: tuple[Part, ...], options: InterpretOptions) -> BoolArray:
    """Shape (T,): frames in which all these near joints are seen, derived from the plate or set by the coach."""
    near = body.sight.orientation.near_side
    joints = [part.on(near) for part in parts]
    trusted = (body.sight.cleaned.visibility[:, joints] >= options.minimum_visibility) | body.is_set[:, joints]
    derived = np.array([part in _LEGS for part in parts])
    trusted = trusted | (derived & body.is_bridged[:, np.newaxis])
    if body.sight.plate is not None and body.strength > 0.0:
        trusted = trusted | (derived & np.isfinite(body.sagittal.hip_deg)[:, np.newaxis])
    return np.asarray(trusted.all(axis=1))


def _heel_rise(body: Body) -> FloatArray:
    """Height of the heel over its lowest course, less that of the toe when the whole foot rises, foot lengths."""
    heel, toe = body.near(Part.HEEL), body.near(Part.TOE)
    feet = length(toe - heel)
    known = np.isfinite(feet)
    foot_px = float(np.median(feet[known])) if known.any() else nan
    heel_up, toe_up = (_above_floor(-points[:, 1], body.sight.is_active) for points in (heel, toe))
    return np.asarray((heel_up - np.maximum(toe_up, 0.0)) / foot_px)


def _above_floor(up: FloatArray, is_active: BoolArray) -> FloatArray:
    used = up[is_active & np.isfinite(up)]
    floor = np.percentile(used, _FLOOR_PERCENTILE) if used.size else nan
    return np.asarray(up - floor)


def _signal(name: str, unit: str, times_s: FloatArray, values: FloatArray, sd: FloatArray) -> Signal:
    return Signal(name, unit, times_s, values, np.where(np.isfinite(values), sd, np.nan))


def _capture(observation: Observation, body: Body, neutral: NeutralReference | None) -> Capture:
    sight = body.sight
    near = sight.orientation.near_side
    view = view_of(sight.yaw_deg)
    trunks = length(body.near(Part.SHOULDER) - body.near(Part.HIP))
    known = np.isfinite(trunks)
    plate_tl = sight.plate_diameter_px / body.thigh_px
    facts = CaptureFacts(
        view=view,
        yaw_deg=sight.yaw_deg,
        fps=observation.clock.fps_nominal,
        height_px=observation.height_px,
        trunk_px=float(np.median(trunks[known])) if known.any() else nan,
        person_share=float(np.mean(observation.landmarks.has_person)),
        head_share=_share_inside(observation, body, (Joint.NOSE, Part.EAR.on(near))),
        feet_share=_share_inside(observation, body, (Part.ANKLE.on(near), Part.TOE.on(near))),
        plate_diameter_tl=plate_tl,
    )
    grade, reasons, remedies = grade_of(facts)
    return Capture(
        view=view,
        yaw_deg=sight.yaw_deg,
        facing=sight.orientation.facing,
        near_side=near,
        grade=grade,
        reasons=reasons,
        remedies=remedies,
        is_calibrated=neutral is not None,
        neutral_reference_deg=neutral.hip_angle_deg if neutral else _STANDARD_NEUTRAL_DEG,
        plate_diameter_tl=plate_tl if isfinite(plate_tl) else nan,
    )


def _share_inside(observation: Observation, body: Body, joints: tuple[Joint, ...]) -> float:
    """Share of the exercise's frames with a person in which all these joints lie inside the picture and are seen."""
    used = body.sight.posture.is_active
    if not used.any():
        return 0.0
    xy_px = body.xy_px[used][:, list(joints)]
    inside = (xy_px >= 0.0) & (xy_px < np.array([observation.width_px, observation.height_px]))
    seen = inside.all(axis=2) & (body.sight.cleaned.visibility[used][:, list(joints)] >= 0.5)
    return float(np.mean(seen.all(axis=1)))


def _as_track(raw: LandmarkTrack, body: Body) -> LandmarkTrack:
    source = body.sight.cleaned.source.copy()
    near = body.sight.orientation.near_side
    if body.sight.plate is not None and body.strength > 0.0:
        source[:, [part.on(near) for part in _LEGS]] = LandmarkSource.DERIVED
    source[(source == LandmarkSource.MISSING) & np.isfinite(body.xy_px[..., 0])] = LandmarkSource.FILLED
    source[body.is_set] = LandmarkSource.CORRECTED
    source[~np.isfinite(body.xy_px[..., 0])] = LandmarkSource.MISSING
    return LandmarkTrack(xy_px=body.xy_px, visibility=body.sight.cleaned.visibility, source=source, world_m=raw.world_m)


def _notes(body: Body) -> tuple[str, ...]:
    notes = []
    swapped = body.sight.orientation.swapped_frames
    filled = int(np.sum((body.sight.cleaned.source == LandmarkSource.FILLED).any(axis=1) | body.is_bridged))
    if swapped:
        notes.append(f"Left and right were exchanged and have been put right; frames: {swapped}.")
    if filled:
        notes.append(f"Short gaps were filled; frames: {filled}.")
    if body.sight.plate is not None and body.strength > 0.0:
        notes.append("A plate hides the hips: hip, knee and ankle are derived from the plate's path.")
    elif body.strength >= _LEARNED_SHARE:
        notes.append("Joints were moved to where they lie on bodies that lean on a bench.")
    if body.is_set.any():
        notes.append(f"Joints set by the coach: {int(body.is_set.sum())}.")
    return tuple(notes)
