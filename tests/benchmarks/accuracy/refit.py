"""How long a set of a minute takes to be fitted, and fitted again after a joint was dragged.

    python tests/benchmarks/accuracy/refit.py --poses DIR [--seconds 60] [--rounds 7] [--clips NAME ...]

DIR holds what `record.py` saw of the clips. A minute is made by running a recorded clip forwards and backwards in turn,
so that nothing jumps: as many frames, reps, gaps and outline corners as in a real set of that length. Medians and the
slowest of some rounds; on a busy machine they are too long, and the processor's time beside them says by how much.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from clips import load_observation

from studio.bootstrap import build_studio
from studio.core.analysis import EngineIdentity
from studio.core.body import Part
from studio.core.frame import ClipInfo
from studio.core.landmarks import LandmarkTrack
from studio.core.observation import Correction, Observation, Outlines, PlateTrack
from studio.core.review import Review
from studio.core.time import FrameClock
from studio.services.conclude import conclude, reconclude
from studio.signals import OffsetModel, fit_body, interpret
from studio.signals.body import look_at
from studio.signals.chain import fit_chain
from studio.signals.linking import CHAIN
from studio.signals.options import InterpretOptions

FIRST_FIT_S, REFIT_S, EVERYTHING_S = 1.0, 0.3, 1.0
"""What a set of a minute may take: all signals at first, after a correction, and everything down to the findings."""


def there_and_back(seen: Observation, seconds: float) -> Observation:
    """As much of a clip as fills the time, every second time backwards."""
    count, frame_s = seen.clock.frame_count, seen.clock.frame_interval_s
    position = np.arange(round(seconds / frame_s)) % (2 * count - 2)
    frames = np.where(position < count, position, 2 * count - 2 - position)
    track, outlines, plate = seen.landmarks, seen.outlines, seen.plate
    if outlines is not None:
        outlines = Outlines.from_polygons([outlines.polygon(int(frame)) for frame in frames])
    if plate is not None:
        plate = PlateTrack(plate.center_px[frames], plate.diameter_px[frames], plate.confidence[frames])
    return Observation(
        clock=FrameClock(frame_s * np.arange(len(frames))),
        width_px=seen.width_px,
        height_px=seen.height_px,
        landmarks=LandmarkTrack(
            track.xy_px[frames], track.visibility[frames], track.source[frames], track.world_m[frames]
        ),
        outlines=outlines,
        plate=plate,
    )


def dragged(seen: Observation) -> tuple[Correction, ...]:
    """Hip and knee moved by a hand's breadth on the middle frame."""
    sight = look_at(seen, InterpretOptions())
    frame = seen.clock.frame_count // 2
    joints = [part.on(sight.orientation.near_side) for part in (Part.HIP, Part.KNEE)]
    places = [sight.cleaned.xy_px[frame, joint] + 0.03 * sight.posture.length_px for joint in joints]
    return tuple(Correction(frame, joint, (float(x), float(y))) for joint, (x, y) in zip(joints, places, strict=True))


def measure(name: str, seen: Observation, *, model: OffsetModel, rounds: int) -> bool:
    """Print the times of one clip; whether all are short enough."""
    studio = build_studio()
    exercise = studio.exercise("hip-thrust-barbell")
    info = ClipInfo(Path(f"{name}.mp4"), "0" * 64, seen.clock, seen.width_px, seen.height_px)
    review = Review("0" * 64)
    engine = EngineIdentity("recorded", "0" * 64)
    analysis = conclude(studio, info, exercise, seen, engine=engine, review=review)
    corrections = dragged(seen)
    moved = replace(review, corrections=corrections)
    sight = look_at(seen, InterpretOptions())
    joints, unit = sight.posture.plane[:, CHAIN], sight.posture.length_px
    fit = fit_body(seen, model=model, options=InterpretOptions())
    print(f"{name}: {seen.clock.frame_count} frames, {len(analysis.reps)} reps")
    allowed: dict[str, tuple[float, Callable[[], object]]] = {
        "chain": (REFIT_S, lambda: fit_chain(seen.clock.times_s, joints, unit=unit, is_used=sight.is_active)),
        "all signals, first": (FIRST_FIT_S, lambda: interpret(seen, correction_model=model)),
        "all signals, a joint dragged": (
            REFIT_S,
            lambda: interpret(seen, corrections=corrections, fit=fit),
        ),
        "findings, a joint dragged": (EVERYTHING_S, lambda: reconclude(studio, analysis, exercise, moved)),
    }
    is_quick = True
    for label, (limit_s, work) in allowed.items():
        times_s, cpu_s = zip(*[_timed(work) for _ in range(rounds)], strict=True)
        middle_s = statistics.median(times_s)
        is_quick &= middle_s <= limit_s
        slowest = f"slowest {max(times_s):.3f} s, processor {statistics.median(cpu_s):.3f} s"
        print(f"    {label:30} {middle_s:.3f} s, {slowest}, allowed {limit_s:.1f} s")
    return is_quick


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock and on the processor."""
    begin_s, begin_cpu_s = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - begin_s, time.process_time() - begin_cpu_s


def main() -> int:
    """Measure; exit code 1 when one is too slow."""
    root = Path(__file__).resolve().parents[3]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--poses", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--clips", nargs="+", default=["15_fatigue", "10_lumbar_plates", "11_good_45"])
    parser.add_argument("--model", type=Path, default=root / "resources" / "pose_correction.npz")
    options = parser.parse_args()
    with np.load(options.model) as arrays:
        model = OffsetModel.from_arrays(dict(arrays))
    quick = [
        measure(
            name,
            there_and_back(load_observation(options.poses / f"{name}.npz"), options.seconds),
            model=model,
            rounds=options.rounds,
        )
        for name in options.clips
    ]
    return 0 if all(quick) else 1


if __name__ == "__main__":
    sys.exit(main())
