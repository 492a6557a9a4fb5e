"""How fast an annotated video is written at 1080p30, beside writing the same pictures without anything on them.

    python tests/benchmarks/report/film.py [--seconds 20] [--clip CLIP]

Target: at least 1 × real time on two cores, and the presentation times of the source on every frame. Without a clip, a
drawn set with noise is encoded first. ffprobe reads the times back.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from studio.assets import resources_dir
from studio.core.frame import Frame
from studio.core.landmarks import LandmarkTrack
from studio.core.observation import Observation
from studio.core.time import FrameClock
from studio.export import make_film_maker
from studio.services.film_export import Shown, make_video
from studio.services.film_plan import FilmWish
from studio.video import ClipLibrary
from tests.export import clips
from tests.report import builders


class Bench:
    """Video and films only."""

    def __init__(self, folder: Path) -> None:
        self.video = ClipLibrary(folder / "cache")

    def make_films(self):
        """What makes films."""
        return make_film_maker(resources_dir() / "report" / "fonts")


def large_set(seconds: float, folder: Path) -> Shown:
    """A drawn set at 1920 × 1080 as a clip on disk."""
    case = builders.drawn_case(rep_count=max(round(seconds / 3.0), 1), past_line_deg=25.0)
    seen = case.analysis.observation
    count = min(round(seconds * 30.0), seen.clock.frame_count)
    track = seen.landmarks
    large = LandmarkTrack(
        track.xy_px[:count] * 2.0, track.visibility[:count], track.source[:count], track.world_m[:count]
    )
    observation = Observation(FrameClock(seen.clock.times_s[:count]), 1920, 1080, large)
    path = folder / "set.mp4"
    write_clip(path, [builders.draw_frame(seen, index) for index in range(count)], observation.clock)
    analysis = replace(
        case.analysis, clip=ClipLibrary(folder / "cache").probe(path), observation=observation, landmarks=large
    )
    return Shown(analysis, case.review, case.exercise)


def write_clip(path: Path, frames: list[Frame], clock: FrameClock) -> None:
    """Encode frames, twice as large and with the noise of a phone."""
    noise = np.random.default_rng(7).integers(0, 14, (8, 1080, 1920, 3), dtype=np.uint8)
    pictures = (np.repeat(np.repeat(frame.rgb, 2, axis=0), 2, axis=1) + noise[frame.index % 8] for frame in frames)
    clips.write_clip(path, list(pictures), clock.times_s)


def probed_times(path: Path) -> list[float]:
    """Presentation times as ffprobe reads them."""
    told = subprocess.run(
        [
            "ffprobe",
            "-v",
            "error",
            "-select_streams",
            "v",
            "-show_entries",
            "frame=pts_time",
            "-of",
            "csv=p=0",
            str(path),
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [float(line.strip(",")) for line in told.split() if line.strip(",")]


def main() -> int:
    """Print both speeds; exit code 1 when a target is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=20.0)
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shown, bench = large_set(seconds, folder), Bench(folder)
        clock = shown.analysis.observation.clock
        speeds = {}
        bare = FilmWish(has_body=False, has_captions=False, has_annotations=False)
        for title, wish in (("nothing drawn", bare), ("annotated", FilmWish())):
            started_s, worked_s = time.perf_counter(), time.process_time()
            make_video(bench, shown, wish, folder / "film.mp4")
            speeds[title] = clock.duration_s / (time.perf_counter() - started_s)
            work = (time.process_time() - worked_s) / clock.duration_s
            print(f"{title:<14} {speeds[title]:5.2f} × real time, {work:.2f} core-seconds per second of film")
        times_s = probed_times(folder / "film.mp4")
        away_s = float(np.abs(np.array(times_s) - (clock.times_s - clock.times_s[0])).max())
        print(f"{len(times_s)} frames of {clock.frame_count}, times at most {1e6 * away_s:.1f} µs away (ffprobe)")
    return 0 if speeds["annotated"] >= 1.0 and len(times_s) == clock.frame_count and away_s < 1e-5 else 1


if __name__ == "__main__":
    sys.exit(main())
