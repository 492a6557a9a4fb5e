"""Look at every clip once with the real pipeline and keep what was seen, so that comparisons take seconds.

    python tests/benchmarks/accuracy/record.py --out DIR [--only varied|long|real] [--workers N] [--model FILE]

One `.npz` per clip: landmarks in the studio's own joints, outlines, plate. A clip that is there already is skipped.
"""

import argparse
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from studio.bootstrap import build_studio
from studio.core.errors import StudioError
from studio.core.observation import Observation
from studio.services.jobs import silent_context
from studio.services.observe import observe

_SUFFIXES = {".mp4", ".mov", ".gif"}


def clips_of(shared: Path, kind: str) -> list[Path]:
    """Clips of one kind: the varied renders, the long ones, or the real ones."""
    folders = {"varied": "synth/varied", "long": "synth", "real": "footage"}
    chosen = [folders[kind]] if kind else list(folders.values())
    return [path for folder in chosen for path in sorted((shared / folder).iterdir()) if path.suffix in _SUFFIXES]


def pack(observation: Observation) -> dict[str, Any]:
    """Arrays of an observation."""
    track = observation.landmarks
    packed: dict[str, Any] = {
        "times_s": observation.clock.times_s,
        "width": observation.width_px,
        "height": observation.height_px,
        "seen_xy_px": track.xy_px.astype(np.float32),
        "seen_visibility": track.visibility.astype(np.float32),
        "seen_world": track.world_m.astype(np.float32),
    }
    if observation.outlines is not None:
        packed["outline_points"] = observation.outlines.points_px.astype(np.float32)
        packed["outline_starts"] = observation.outlines.starts
    if observation.plate is not None:
        packed["plate_center_px"] = observation.plate.center_px
        packed["plate_diameter_px"] = observation.plate.diameter_px
        packed["plate_confidence"] = observation.plate.confidence
    return packed


def main() -> None:
    """Record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[4] / "shared")
    parser.add_argument("--only", choices=["varied", "long", "real"], default="")
    parser.add_argument("--workers", type=int, default=0)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        studio = replace(build_studio(), cache_dir=Path(scratch))
        for path in clips_of(options.shared, options.only):
            target = options.out / f"{path.stem}.npz"
            if target.exists():
                continue
            started_s = time.monotonic()
            try:
                info = studio.video.probe(path)
                seen = observe(studio, info, silent_context(), workers=options.workers, writes_scrub_cache=False)
            except StudioError as error:
                print(f"{path.name}: {error}", file=sys.stderr)
                continue
            partial = target.with_suffix(".part.npz")
            np.savez_compressed(partial, **pack(seen))
            partial.replace(target)
            share = float(np.mean(seen.landmarks.has_person))
            plate = "no plate" if seen.plate is None else "plate"
            print(
                f"{path.name}: {share:.0%} of {seen.clock.frame_count} frames, {plate}, "
                f"{time.monotonic() - started_s:.1f} s",
                flush=True,
            )


if __name__ == "__main__":
    main()
