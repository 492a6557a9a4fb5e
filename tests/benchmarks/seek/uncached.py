"""How long a far frame of 1080p takes where there is no scrub cache yet, by kind of clip, beside OpenCV.

    python tests/benchmarks/seek/uncached.py [--seeks 60] [--seconds 12] [--only "key every 250"]

The clips are made in the size and at the rate of phones: H.264 and HEVC, with and without B-frames, a key frame each
second, and one with a key frame every 250 frames only. Columns:

- first: until the first picture is there, right or on the way; exact: until the right one is; both with nothing made
  ready, as in the very first moment;
- opening: exact, by somebody who jumps about from the moment of opening on, twice a second;
- ready: seconds until every frame has a small copy, with nothing else running; then exact from the copies;
- cv2: VideoCapture on the same wishes.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np

_CHECKOUT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(_CHECKOUT / "tests" / "video"))

from barcode_clips import BITS, Recipe, index_in, write_clip  # noqa: E402 -- stands beside the tests

from studio.core.ports import FrameSource  # noqa: E402
from studio.video import ClipLibrary  # noqa: E402

SIZE_PX = (1920, 1080)
PAUSE_S = 0.5
X264 = {"preset": "veryfast", "b": "16M", "x264-params": "scenecut=0"}
X265 = {"preset": "ultrafast", "b": "10M"}
HEVC_PARAMS = "log-level=none:keyint=30:min-keyint=30:scenecut=0"
KINDS = {
    "H.264 30 fps, key 1 s": Recipe(options={**X264, "g": "30", "bf": "0"}),
    "H.264 30 fps, key 1 s, B-frames": Recipe(options={**X264, "g": "30", "bf": "2"}),
    "HEVC 30 fps, key 1 s": Recipe(codec="libx265", options={**X265, "x265-params": f"{HEVC_PARAMS}:bframes=0"}),
    "HEVC 30 fps, key 1 s, B-frames": Recipe(
        codec="libx265", options={**X265, "x265-params": f"{HEVC_PARAMS}:bframes=3"}
    ),
    "H.264 60 fps, key 1 s": Recipe(options={**X264, "b": "24M", "g": "60", "bf": "0"}, unit=Fraction(1, 60)),
    "H.264 30 fps, key every 250": Recipe(options={**X264, "g": "250", "bf": "2"}),
}


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeks", type=int, default=60)
    parser.add_argument("--seconds", type=int, default=12, help="length of the clips")
    parser.add_argument("--only", default="", help="only the kinds whose name has this in it")
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores; load {os.getloadavg()[0]:.1f}; 1080p, milliseconds p50/p95")
    print(
        f"{'clip':34} {'Mb/s':>5} {'first':>11} {'exact':>11} {'opening':>11} "
        f"{'ready after':>11} {'then':>11} {'cv2':>11} {'wrong':>5}"
    )
    with tempfile.TemporaryDirectory() as folder:
        chosen = {kind: recipe for kind, recipe in KINDS.items() if options.only in kind}
        for number, (kind, recipe) in enumerate(chosen.items()):
            count = round(options.seconds / recipe.unit)
            path = write_clip(Path(folder) / f"{number}.mp4", _sized(recipe, count), paint=gym(count))
            print(
                f"{kind:34} {path.stat().st_size * 8e-6 / options.seconds:5.1f} {measured(path, options)}", flush=True
            )


def measured(path: Path, options: argparse.Namespace) -> str:
    """All columns of one clip."""
    draw = random.Random(1)
    library = ClipLibrary(path.parent / "cache")
    count = library.probe(path).clock.frame_count
    wanted = [draw.randrange(count) for _ in range(options.seeks)]
    wrong = 0
    with closing(library.open(path)) as source:
        pairs = [_sought(source, index) for index in wanted]
        wrong += sum(pair[2] for pair in pairs)
    with closing(library.open(path)) as source:
        opening = [_sought_after_pause(source, index) for index in wanted[: options.seeks // 4]]
        wrong += sum(pair[2] for pair in opening)
    with closing(library.open(path)) as source:
        begin_s = time.perf_counter()
        source.read_ahead(is_overtaken=lambda: False)
        ready_s = time.perf_counter() - begin_s
        then = [_sought(source, index) for index in wanted]
        wrong += sum(pair[2] for pair in then)
    columns = [
        spread([pair[0] for pair in pairs]),
        spread([pair[1] for pair in pairs]),
        spread([pair[1] for pair in opening]),
        f"{ready_s:.1f} s",
        spread([pair[1] for pair in then]),
        spread(cv2_seeks(path, wanted)),
    ]
    return " ".join(f"{column:>11}" for column in columns) + f" {wrong:5d}"


def _sought(source: FrameSource, index: int) -> tuple[float, float, bool]:
    """Milliseconds to the first and to the right picture, and whether that one is wrong."""
    glimpses: list[float] = []
    begin_s = time.perf_counter()
    frame = source.read_promptly(
        index,
        is_overtaken=lambda: False,
        on_glimpse=lambda _frame: glimpses.append(time.perf_counter()),
        may_be_small=True,
    )
    end_s = time.perf_counter()
    assert frame is not None
    return ((glimpses or [end_s])[0] - begin_s) * 1e3, (end_s - begin_s) * 1e3, index_in(frame.rgb) != index


def _sought_after_pause(source: FrameSource, index: int) -> tuple[float, float, bool]:
    """The same after half a second in which nobody waited."""
    sought = _sought(source, index)
    until_s = time.perf_counter() + PAUSE_S
    source.read_ahead(is_overtaken=lambda: time.perf_counter() > until_s)
    time.sleep(max(until_s - time.perf_counter(), 0.0))
    return sought


def cv2_seeks(path: Path, wanted: list[int]) -> list[float]:
    """Milliseconds that VideoCapture takes."""
    capture, took_ms = cv2.VideoCapture(str(path)), []
    for index in wanted:
        begin_s = time.perf_counter()
        capture.set(cv2.CAP_PROP_POS_FRAMES, index)
        capture.read()
        took_ms.append((time.perf_counter() - begin_s) * 1e3)
    capture.release()
    return took_ms


def gym(frame_count: int):
    """Pictures as rich as those of a camera held by hand: soft and fine patterns that drift, noise, and a bar code."""
    width_px, height_px = SIZE_PX
    draw = np.random.default_rng(1)
    ground = sum(
        cv2.resize(draw.normal(0.0, 14.0, (rows, 2 * rows)).astype(np.float32), (width_px + 64, height_px + 64))
        for rows in (6, 24, 96, 384)
    )
    ground = np.clip(ground + 120.0, 20, 235).astype(np.uint8)
    noise = draw.normal(0.0, 2.0, (8, height_px, width_px, 1)).astype(np.int8)
    columns = np.arange(width_px) * BITS // width_px

    def paint(index: int) -> np.ndarray:
        across, down = (round(32 + 30 * np.sin(index / pace)) for pace in (19.0, 31.0))
        seen = ground[down : down + height_px, across : across + width_px, None].astype(np.int16) + noise[index % 8]
        rgb = np.clip(np.repeat(seen, 3, axis=2), 0, 255).astype(np.uint8)
        rgb[height_px // 2 :, 200 + index * 1500 // frame_count :][:300, :200] = (180, 60, 50)
        rgb[: height_px // 4] = np.where((index >> columns) & 1, 230, 25).astype(np.uint8)[None, :, None]
        return rgb

    return paint


def spread(values: list[float]) -> str:
    """Median and 95th percentile."""
    return "/".join(f"{value:.0f}" for value in np.percentile(values, [50, 95]))


def _sized(recipe: Recipe, frame_count: int) -> Recipe:
    return Recipe(
        codec=recipe.codec, frame_count=frame_count, size_px=SIZE_PX, options=recipe.options, unit=recipe.unit
    )


if __name__ == "__main__":
    main()
