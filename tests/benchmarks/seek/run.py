"""How exact and how fast seeking and decoding are, beside OpenCV's VideoCapture in the same run.

    python tests/benchmarks/seek/run.py [--seeks 1000] [--seed 1] [--shared DIR | --made] [--forget] [--json FILE]

Every frame that a seek gives is compared by content with a straight decode of the same clip. Clips: real ones beside
the checkout where they exist (H.264 with B-frames, HEVC, VFR, rotated, 60 fps, 10 bit), and generated ones.
"""

import argparse
import hashlib
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np

_CHECKOUT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(_CHECKOUT / "tests" / "video"))

from barcode_clips import Recipe, write_clip  # noqa: E402 -- stands beside the tests

from studio.core.ports import FrameSource  # noqa: E402
from studio.video import ClipLibrary, seeking  # noqa: E402

ANALYSIS_SIDE_PX = 960
REAL_CLIPS = (
    "footage/barbell-hip-thrust-side-01.mp4",
    "footage/barbell-hip-thrust-oblique-02.mp4",
    "footage/barbell-hip-thrust-front-oblique-60fps-03.mov",
    "footage/squat-side-phone-rotated-01.mp4",
    "footage/squat-side-portrait-60fps-02.mp4",
    "footage/technical/bench-press-supine-hevc-01.mp4",
    "footage/technical/derived-hevc10-hlg-rotated-squat-01.mov",
    "footage/technical/derived-vfr-machine-hip-thrust-01.mp4",
    "footage/technical/plank-edited-uneven-timestamps-01.mov",
    "synth/01_good_side.mp4",
)
_DRAW = random.Random(5)
_UNEVEN = [0, *np.cumsum([_DRAW.choice([1, 1, 1, 2, 5]) for _ in range(299)]).tolist()]
_LARGE = {"frame_count": 300, "size_px": (640, 384)}
MADE_CLIPS = {
    "made-h264-open-gop.mp4": Recipe(options={"x264-params": "open-gop=1:keyint=48:bframes=3"}, **_LARGE),
    "made-h264-b-frames-60-fps.mp4": Recipe(options={"g": "120", "bf": "3"}, unit=Fraction(1, 60), **_LARGE),
    "made-h264-120-fps.mp4": Recipe(options={"g": "120", "bf": "3"}, unit=Fraction(1, 120), **_LARGE),
    "made-hevc-open-gop.mp4": Recipe(
        codec="libx265", options={"x265-params": "log-level=none:keyint=48:open-gop=1", "preset": "fast"}, **_LARGE
    ),
    "made-vfr-rotated.mov": Recipe(
        options={"g": "60", "bf": "2"}, times=_UNEVEN, unit=Fraction(1, 60), turn_deg=90, **_LARGE
    ),
}


def main() -> None:
    """Run and print."""
    options = _options()
    if options.forget:
        seeking._KEPT_BYTES = 0
    with tempfile.TemporaryDirectory() as folder:
        real = () if options.made else REAL_CLIPS
        paths = [options.shared / name for name in real if (options.shared / name).exists()]
        paths += [write_clip(Path(folder) / name, recipe) for name, recipe in MADE_CLIPS.items()]
        seeks = [options.seeks // len(paths) + (n < options.seeks % len(paths)) for n in range(len(paths))]
        library = ClipLibrary(Path(folder) / "cache")
        rows = [
            measure(library, path, seek_count=count, seed=options.seed)
            for path, count in zip(paths, seeks, strict=True)
        ]
    print_rows(rows)
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1))
    sys.exit(1 if sum(row["wrong"] + row["scrub_wrong"] for row in rows) else 0)


def measure(library: ClipLibrary, path: Path, *, seek_count: int, seed: int) -> dict:
    """Measure one clip."""
    with closing(library.open(path)) as source:
        digests = [digest(frame.rgb) for frame in source.frames()]
        draw = random.Random(seed)
        wanted = [draw.randrange(len(digests)) for _ in range(seek_count)]
        read_ms, read = timed_reads(source, wanted)
        info = source.info
    write_scrub_cache(library, path)
    with closing(library.scrub_reader(info)) as scrub:
        scrub_digests = [digest(frame.rgb) for frame in scrub.frames()]
        scrub_ms, scrub_read = timed_reads(scrub, wanted)
    cv2_ms, cv2_wrong = cv2_seeks(path, wanted)
    own_fps, cv2_fps = best_of(3, lambda: own_decode(library, path), lambda: cv2_decode(path))
    scaled_fps = best_of(2, lambda: own_decode(library, path, max_side_px=ANALYSIS_SIDE_PX))[0]
    return {
        "clip": path.name,
        "codec": info.codec,
        "frames": len(digests),
        "seeks": seek_count,
        "wrong": sum(digests[index] != got for index, got in zip(wanted, read, strict=True)),
        "scrub_wrong": sum(scrub_digests[index] != got for index, got in zip(wanted, scrub_read, strict=True)),
        "cv2_wrong": cv2_wrong,
        "read_ms": read_ms,
        "scrub_ms": scrub_ms,
        "cv2_ms": cv2_ms,
        "own_fps": own_fps,
        "own_scaled_fps": scaled_fps,
        "cv2_fps": cv2_fps,
        "scrub_bytes_per_frame": scrub_size(library, info.sha256) / len(digests),
    }


def digest(rgb: np.ndarray) -> bytes:
    """A short fingerprint of a picture's content."""
    return hashlib.blake2b(np.ascontiguousarray(rgb), digest_size=16).digest()


def timed_reads(source: FrameSource, wanted: list[int]) -> tuple[list[float], list[bytes]]:
    """Read frames; milliseconds and fingerprint of each."""
    took_ms, digests = [], []
    for index in wanted:
        start_s = time.perf_counter()
        frame = source.read(index)
        took_ms.append((time.perf_counter() - start_s) * 1e3)
        assert frame.index == index
        digests.append(digest(frame.rgb))
    return took_ms, digests


def write_scrub_cache(library: ClipLibrary, path: Path) -> None:
    """Make the scrub cache as an analysis does."""
    with closing(library.open(path)) as source:
        writer = library.scrub_writer(source.info)
        for frame in source.frames(max_side_px=ANALYSIS_SIDE_PX):
            writer.add(frame)
        writer.commit()


def scrub_size(library: ClipLibrary, sha256: str) -> int:
    """Bytes of a clip's scrub cache."""
    return sum(path.stat().st_size for path in library._scrub_dir.glob(f"{sha256}*"))


def cv2_seeks(path: Path, wanted: list[int]) -> tuple[list[float], int]:
    """The same seeks with VideoCapture; wrong frames are those that differ from its own straight decode."""
    straight = [digest(picture) for picture in cv2_pictures(path)]
    capture = cv2.VideoCapture(str(path))
    took_ms, wrong = [], 0
    for index in wanted:
        start_s = time.perf_counter()
        capture.set(cv2.CAP_PROP_POS_FRAMES, index)
        is_read, picture = capture.read()
        took_ms.append((time.perf_counter() - start_s) * 1e3)
        wrong += not is_read or index >= len(straight) or digest(picture) != straight[index]
    capture.release()
    return took_ms, wrong


def cv2_pictures(path: Path):
    """All pictures of a clip by VideoCapture."""
    capture = cv2.VideoCapture(str(path))
    while True:
        is_read, picture = capture.read()
        if not is_read:
            break
        yield picture
    capture.release()


def own_decode(library: ClipLibrary, path: Path, **options) -> float:
    """Frames per second of a straight decode to RGB."""
    start_s = time.perf_counter()
    with closing(library.open(path)) as source:
        count = sum(1 for _frame in source.frames(**options))
    return count / (time.perf_counter() - start_s)


def cv2_decode(path: Path) -> float:
    """Frames per second of a straight decode to BGR by VideoCapture."""
    start_s = time.perf_counter()
    count = sum(1 for _picture in cv2_pictures(path))
    return count / (time.perf_counter() - start_s)


def best_of(rounds: int, *measures: Callable[[], float]) -> list[float]:
    """The best of several rounds of each measure, in turns, so that other load hits all of them alike."""
    results = [[measure() for measure in measures] for _ in range(rounds)]
    return [max(column) for column in zip(*results, strict=True)]


def print_rows(rows: list[dict]) -> None:
    """Print a table and the sums."""
    print(f"{os.cpu_count()} cores; load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "")
    titles = ("read p50/p95 ms", "scrub p50/p95 ms", "cv2 p50/p95 ms")
    head = f"{'clip':50} {'seeks':>5} {'wrong':>5} {'cv2 wrong':>9} " + " ".join(f"{title:>17}" for title in titles)
    head += f" {'fps':>6} {'at 960':>6} {'cv2':>6} {'x':>5}"
    print(head)
    for row in rows:
        print(
            f"{row['clip']:50} {row['seeks']:5d} {row['wrong']:5d} {row['cv2_wrong']:9d} "
            f"{spread(row['read_ms']):>17} {spread(row['scrub_ms']):>17} {spread(row['cv2_ms']):>17} "
            f"{row['own_fps']:6.0f} {row['own_scaled_fps']:6.0f} {row['cv2_fps']:6.0f} "
            f"{row['own_fps'] / row['cv2_fps']:5.2f}"
        )
    total = sum(row["seeks"] for row in rows)
    print(f"\nwrong frames of {total} seeks: {sum(row['wrong'] for row in rows)}", end="")
    print(f" (scrub cache: {sum(row['scrub_wrong'] for row in rows)}", end="")
    print(f"; cv2.VideoCapture: {sum(row['cv2_wrong'] for row in rows)})")
    for name in ("read", "scrub", "cv2"):
        times_ms = [time_ms for row in rows for time_ms in row[f"{name}_ms"]]
        print(f"{name:6} p50/p95: {spread(times_ms)} ms")
    print(f"scrub cache: {np.mean([row['scrub_bytes_per_frame'] for row in rows]) / 1000:.0f} kB per frame")


def spread(values: list[float]) -> str:
    """Median and 95th percentile."""
    return "/".join(f"{value:.1f}" for value in np.percentile(values, [50, 95])) if values else "-"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeks", type=int, default=1000, help="over all clips together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shared", type=Path, default=_CHECKOUT.parent / "shared", help="folder with the real clips")
    parser.add_argument("--made", action="store_true", help="generated clips only")
    parser.add_argument("--forget", action="store_true", help="decode for every seek: keep no picture that went by")
    parser.add_argument("--json", type=Path, help="also write every value here")
    return parser.parse_args()


if __name__ == "__main__":
    main()
