"""The slow half of an analysis: look at every frame of a clip once."""

import os
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.errors import NobodyFound, UnreadableInput
from studio.core.frame import ClipInfo, Frame
from studio.core.landmarks import LandmarkTrack, PoseEstimate
from studio.core.observation import Observation, Outlines, PlateTrack
from studio.core.ports import ContourTracker, FrameSource, PlateTracker
from studio.core.time import FrameClock
from studio.services.engine_pool import ChunkResult, EnginePool, chunk_length, cut_chunks
from studio.services.jobs import JobContext
from studio.services.scrub_copy import ScrubCopy
from studio.services.studio import Studio

ANALYSIS_SIDE_PX = 960
_MAX_WORKERS = 8
_MIN_PERSON_FRAMES = 5
_MIN_PERSON_SHARE = 0.02


@dataclass(frozen=True, slots=True, eq=False)
class PartialObservation:
    """What one more stretch of the clip shows, raw, for the window to draw while the analysis runs.

    Attributes:
        first_index: index of the stretch's first frame.
        times_s: shape (n,), presentation times of the stretch.
        landmarks: the pose model's landmarks of the stretch, in pixels of the clip.
    """

    first_index: int
    times_s: FloatArray
    landmarks: LandmarkTrack


@dataclass(frozen=True, slots=True)
class _Trackers:
    """What looks at each frame beside the pose engine."""

    plates: PlateTracker[Any]
    outlines: ContourTracker


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one frame gave, in pixels of the analysed frame, and that frame's size."""

    time_s: float
    size_px: tuple[int, int]
    estimate: PoseEstimate
    outline: FloatArray
    plate: Any


def observe(
    studio: Studio, info: ClipInfo, context: JobContext, *, workers: int = 0, writes_scrub_cache: bool = True
) -> Observation:
    """Look at every frame: landmarks, outline and plate; write the scrub cache on the way.

    Args:
        studio: the adapters.
        info: the probed clip.
        context: progress, partial results (`PartialObservation`) and cancellation.
        workers: pose threads; 0 means one per core, at most eight. The result does not depend on it.
        writes_scrub_cache: whether to make the small copy that makes seeking fast.

    Raises:
        NobodyFound: no person can be followed.
        UnreadableInput: nothing decodes.
        MissingComponent: there is no pose model.
    """
    workers = workers or min(os.cpu_count() or 1, _MAX_WORKERS)
    trackers = _Trackers(plates=studio.make_plates(), outlines=studio.make_outlines())
    with closing(studio.video.open(info.path)) as source, ExitStack() as stack:
        copy = stack.enter_context(closing(ScrubCopy(studio, info))) if writes_scrub_cache else None
        seen = _look_at_all(studio, trackers, source, info, context, workers=workers, copy=copy)
        if copy is not None:
            copy.finish()
        return _join(trackers, info, seen, notes=source.notes)


def _look_at_all(
    studio: Studio,
    trackers: _Trackers,
    source: FrameSource,
    info: ClipInfo,
    context: JobContext,
    *,
    workers: int,
    copy: ScrubCopy | None,
) -> list[_Seen]:
    def look(frame: Frame, estimate: PoseEstimate) -> _Seen:
        return _Seen(
            time_s=frame.time_s,
            size_px=(frame.rgb.shape[1], frame.rgb.shape[0]),
            estimate=replace(estimate, mask=None),
            outline=trackers.outlines.observe(frame, estimate),
            plate=trackers.plates.observe(frame, estimate),
        )

    seen: list[_Seen] = []
    total = info.clock.frame_count
    warm_up_frames = studio.make_engine().warm_up_frames
    with EnginePool(studio.make_engine, look, workers=workers) as pool:
        frames = _tee(source.frames(max_side_px=ANALYSIS_SIDE_PX), copy, context)
        with closing(frames):
            chunks = cut_chunks(frames, warm_up_frames=warm_up_frames, chunk_frames=chunk_length(total))
            for result in pool.run(chunks, context.checkpoint):
                if not seen:
                    _load_what_comes_next()
                seen.extend(result.seen)
                context.report(min(len(seen) / max(total, 1), 1.0), "looking at the frames")
                context.publish(_partial(info, result))
    return seen


def _load_what_comes_next() -> None:
    """Load scipy while the engines are at work: half a second that nobody waits for."""
    import studio.reps
    import studio.signals  # noqa: F401 -- loaded for `conclude`, which follows


def _tee(frames: Iterator[Frame], copy: ScrubCopy | None, context: JobContext) -> Generator[Frame, None, None]:
    """Pass frames on, and into the scrub cache."""
    for frame in frames:
        context.checkpoint()
        if copy is not None:
            copy.add(frame)
        yield frame


def _scale_of(info: ClipInfo, seen: _Seen) -> FloatArray:
    """How many clip pixels one pixel of an analysed frame stands for, as (x, y)."""
    return np.array([info.width_px / seen.size_px[0], info.height_px / seen.size_px[1]])


def _partial(info: ClipInfo, result: ChunkResult[_Seen]) -> PartialObservation:
    return PartialObservation(
        first_index=result.first_index,
        times_s=np.array([item.time_s for item in result.seen]),
        landmarks=_scaled(
            LandmarkTrack.from_estimates([item.estimate for item in result.seen]), _scale_of(info, result.seen[0])
        ),
    )


def _scaled(track: LandmarkTrack, scale: FloatArray) -> LandmarkTrack:
    return LandmarkTrack(track.xy_px * scale, track.visibility, track.source, track.world_m)


def _join(trackers: _Trackers, info: ClipInfo, seen: list[_Seen], *, notes: tuple[str, ...]) -> Observation:
    if not seen:
        raise UnreadableInput("No frame of this clip can be decoded.", remedy="Export it again from the phone.")
    scale = _scale_of(info, seen[0])
    clock = FrameClock(np.array([item.time_s for item in seen]))
    track = LandmarkTrack.from_estimates([item.estimate for item in seen])
    person_count = int(track.has_person.sum())
    if person_count < max(_MIN_PERSON_FRAMES, _MIN_PERSON_SHARE * clock.frame_count):
        raise NobodyFound(
            "Nobody can be followed in this clip.",
            remedy="Film the whole body from the side, with even light and within about four metres.",
        )
    plate = trackers.plates.resolve([item.plate for item in seen], track, clock)
    outlines = trackers.outlines.resolve([item.outline for item in seen])
    return Observation(
        clock=clock,
        width_px=info.width_px,
        height_px=info.height_px,
        landmarks=_scaled(track, scale),
        outlines=Outlines(outlines.points_px * scale, outlines.starts),
        plate=_scaled_plate(plate, scale),
        notes=(*info.notes, *notes),
    )


def _scaled_plate(plate: PlateTrack | None, scale: FloatArray) -> PlateTrack | None:
    if plate is None:
        return None
    return PlateTrack(plate.center_px * scale, plate.diameter_px * float(scale.mean()), plate.confidence)
