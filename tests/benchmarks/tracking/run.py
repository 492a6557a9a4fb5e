"""Plate centre, plate presence and back contour against the rendered truth.

    python tests/benchmarks/accuracy/record.py --out SEEN
    python tests/benchmarks/tracking/run.py --seen SEEN [--shared DIR] [--only NAME ...] [--sheet FILE.png]

Landmarks and outlines come from the recorded observations; the plate is tracked anew in the pictures. Prints a line per
clip and the summary. With `--sheet` the found plates are drawn into one picture per clip, to be looked at.
"""

import argparse
import gzip
import json
import tempfile
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from studio.core.arrays import FloatArray
from studio.core.body import JOINT_COUNT, Side
from studio.core.frame import Frame
from studio.core.landmarks import LandmarkSource, LandmarkTrack, PoseEstimate
from studio.core.observation import Outlines, PlateTrack
from studio.core.rep import Rep
from studio.core.time import FrameClock
from studio.signals.contour import ContourSignal, back_contour
from studio.signals.contour_change import in_clip_contour_change
from studio.signals.filtering import fill_gaps, smooth
from studio.signals.orientation import facing_of
from studio.tracking.plate_finder import PlateFinder
from studio.video.clip_library import ClipLibrary

ANALYSIS_SIDE_PX = 960
PLATE_OFFSET_M = 0.70  # of the near plate's middle from the bar's middle, fitted to the rendered silhouettes
LONG_ANGLES_DEG = 30.0  # views further off the side are reported apart
SUFFIXES = {".mp4", ".mov", ".gif"}


@dataclass(frozen=True)
class Clip:
    """One clip: its file, what was recorded of it, and its truth if it is a rendered one."""

    path: Path
    seen: dict[str, Any]
    truth: dict[str, Any] | None

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def plate_radius_m(self) -> float:
        """Of the true plate; 0 without one."""
        if self.truth is None or not self.truth["params"]["bar_on"]:
            return 0.0
        return float(self.truth["params"]["plate"])

    @property
    def yaw_deg(self) -> float:
        """Camera off the side."""
        assert self.truth is not None
        azimuth = float(self.truth["camera"]["azimuth_deg"]) % 180.0
        return min(azimuth, 180.0 - azimuth)

    @property
    def landmarks(self) -> LandmarkTrack:
        """As the pose model saw them, pixels of the clip."""
        xy_px = self.seen["seen_xy_px"].astype(np.float64)
        source = np.where(np.isfinite(xy_px[..., 0]), LandmarkSource.DETECTED, LandmarkSource.MISSING)
        return LandmarkTrack(xy_px, self.seen["seen_visibility"], source.astype(np.uint8), self.seen["seen_world"])


def clips(shared: Path, seen: Path, only: list[str]) -> Iterator[Clip]:
    """All clips of which something was recorded."""
    for folder in ("synth", "synth/varied", "footage"):
        for path in sorted((shared / folder).iterdir()):
            record, truth = seen / f"{path.stem}.npz", path.with_suffix("").with_suffix(".truth.json.gz")
            if path.suffix not in SUFFIXES or not record.exists() or (only and path.stem not in only):
                continue
            known = json.loads(gzip.decompress(truth.read_bytes())) if truth.exists() else None
            yield Clip(path, dict(np.load(record)), known)


@dataclass
class Tracked:
    """A tracked plate, in pixels of the clip, and what it cost."""

    plate: PlateTrack | None
    observe_ms: float
    resolve_s: float


def track_plate(clip: Clip) -> Tracked:
    """Track the plate with the recorded landmarks."""
    source = ClipLibrary(Path(tempfile.gettempdir())).open(clip.path)
    finder, samples, spent_s, scale = PlateFinder(), [], 0.0, 1.0
    landmarks = clip.landmarks
    try:
        for frame in source.frames(max_side_px=ANALYSIS_SIDE_PX):
            if frame.index >= landmarks.frame_count:
                break
            scale = int(clip.seen["width"]) / frame.rgb.shape[1]
            pose = PoseEstimate(
                landmarks.xy_px[len(samples)] / scale,
                landmarks.visibility[len(samples)],
                landmarks.world_m[len(samples)],
            )
            started_s = time.thread_time()
            samples.append(finder.observe(Frame(frame.index, frame.time_s, frame.rgb), pose))
            spent_s += time.thread_time() - started_s
    finally:
        source.close()
    count = len(samples)
    track = LandmarkTrack(
        landmarks.xy_px[:count] / scale,
        landmarks.visibility[:count],
        landmarks.source[:count],
        landmarks.world_m[:count],
    )
    started_s = time.thread_time()
    plate = finder.resolve(samples, track, FrameClock(clip.seen["times_s"][:count]))
    resolve_s = time.thread_time() - started_s
    if plate is not None:
        plate = PlateTrack(plate.center_px * scale, plate.diameter_px * scale, plate.confidence)
    return Tracked(plate, observe_ms=1e3 * spent_s / max(count, 1), resolve_s=resolve_s)


def true_plate(clip: Clip) -> tuple[FloatArray, FloatArray]:
    """Projected middle of the near plate, shape (T, 2), and its vertical diameter, shape (T,), pixels."""
    truth = clip.truth
    assert truth is not None
    toward = -1.0 if truth["camera"]["near_side"] == "right" else 1.0
    middle = np.array(truth["bar_world"]) + np.array([0.0, toward * PLATE_OFFSET_M, 0.0])
    up = np.array([0.0, 0.0, clip.plate_radius_m])
    top, bottom = _project(truth, middle + up), _project(truth, middle - up)
    return _project(truth, middle), np.abs(top[:, 1] - bottom[:, 1])


def _project(truth: dict[str, Any], points: FloatArray) -> FloatArray:
    view, proj = np.array(truth["camera"]["view"]), np.array(truth["camera"]["proj"])
    clip_space = np.c_[points, np.ones(len(points))] @ view.T @ proj.T
    device = clip_space[:, :2] / clip_space[:, 3:]
    return np.stack([(device[:, 0] + 1.0) / 2.0 * truth["width"], (1.0 - device[:, 1]) / 2.0 * truth["height"]], axis=1)


def read_contour(clip: Clip, plate: PlateTrack | None) -> ContourSignal:
    """The back as the studio reads it, from landmarks smoothed and nothing more."""
    assert clip.truth is not None
    times_s = np.asarray(clip.seen["times_s"], dtype=np.float64)
    track = clip.landmarks
    flat = fill_gaps(times_s, track.xy_px.reshape(len(times_s), -1), longest_gap_s=0.2)
    xy_px = smooth(times_s, flat, cutoff_hz=6.0).reshape(-1, JOINT_COUNT, 2)
    return back_contour(
        Outlines(clip.seen["outline_points"], clip.seen["outline_starts"]),
        LandmarkTrack(xy_px, track.visibility, track.source, track.world_m),
        times_s=times_s,
        near_side=Side(clip.truth["camera"]["near_side"]),
        facing=facing_of(xy_px),
        plate=plate,
    )


@dataclass
class Row:
    """Figures of one clip."""

    clip: Clip
    tracked: Tracked
    error: float = np.nan
    error_95: float = np.nan
    diameter: float = np.nan
    seen_share: float = np.nan


def judge_plate(clip: Clip, tracked: Tracked) -> Row:
    """Errors as shares of the true diameter."""
    row = Row(clip, tracked)
    if tracked.plate is None:
        return row
    row.seen_share = float(np.isfinite(tracked.plate.center_px[:, 0]).mean())
    if clip.plate_radius_m:
        center, diameter = true_plate(clip)
        count = min(len(center), len(tracked.plate.center_px))
        distance = np.hypot(*(tracked.plate.center_px[:count] - center[:count]).T) / diameter[:count]
        row.error, row.error_95 = float(np.nanmedian(distance)), float(np.nanpercentile(distance, 95))
        row.diameter = float(np.nanmedian(tracked.plate.diameter_px[:count] / diameter[:count]))
    return row


def print_plate(row: Row) -> None:
    """One line."""
    clip, cost = row.clip, f"observe {row.tracked.observe_ms:.2f} ms/frame, resolve {row.tracked.resolve_s:.2f} s"
    wanted = f"{200 * clip.plate_radius_m:.0f} cm" if clip.plate_radius_m else ("none" if clip.truth else "?")
    if row.tracked.plate is None:
        print(f"plate   {clip.name:44s} {wanted:6s} -> none{'':44s} {cost}")
        return
    found = f"seen {row.seen_share:4.0%}  centre {row.error:6.1%} (95 %: {row.error_95:6.1%})  size x{row.diameter:.2f}"
    print(f"plate   {clip.name:44s} {wanted:6s} -> {found}  {cost}")


def print_plates(rows: list[Row]) -> None:
    """Summary of presence and centre error."""
    rendered = [row for row in rows if row.clip.truth is not None]
    table = np.zeros((2, 2), dtype=int)
    for row in rendered:
        table[int(row.clip.plate_radius_m > 0), int(row.tracked.plate is not None)] += 1
    print(f"presence, with a plate: {table[1, 1]} found, {table[1, 0]} missed")
    print(f"presence, without: {table[0, 0]} none, {table[0, 1]} false")
    for radius_m in (0.225, 0.175, 0.11):
        errors = np.array([row.error for row in rendered if row.clip.plate_radius_m == radius_m])
        errors = errors[np.isfinite(errors)]
        if errors.size:
            shares = f"within 3 % in {np.mean(errors <= 0.03):.0%}, within 5 % in {np.mean(errors <= 0.05):.0%}"
            print(f"centre, {200 * radius_m:.0f} cm: median {np.median(errors):.1%} of the diameter, {shares}")
    observe_ms = np.median([row.tracked.observe_ms for row in rows])
    resolve_s = np.median([row.tracked.resolve_s for row in rows])
    print(f"cost: observe {observe_ms:.2f} ms a frame, resolve {resolve_s:.2f} s a clip")


def judge_contour(clip: Clip, plate: PlateTrack | None) -> list[tuple[float, float]]:
    """True lumbar extension gained from the middle of the rise to the top, and M-BCD, of every rep; prints a line."""
    truth = clip.truth
    assert truth is not None
    contour = read_contour(clip, plate)
    reps = [
        Rep(
            rep["index"],
            rep["start_s"],
            rep["top_reached_s"],
            max(rep["top_left_s"], rep["top_reached_s"]),
            rep["end_s"],
        )
        for rep in truth["reps"]
    ]
    change = in_clip_contour_change(contour, reps)
    lumbar, times_s = np.array(truth["angles"]["lumbar_ext"]), np.array(truth["time_s"])
    pairs = []
    for rep, measure in zip(reps, change.change, strict=True):
        at_top = (times_s >= rep.top_s) & (times_s <= rep.top_end_s)
        bottom = lumbar[np.searchsorted(times_s, rep.start_s)]
        pairs.append((float(lumbar[at_top].mean() - bottom) if at_top.any() else np.nan, measure.value))
    true_text = " ".join(f"{true:4.0f}" for true, _ in pairs)
    found_text = " ".join(f"{found:4.0f}" for _, found in pairs)
    reason = change.reference.reason or next((measure.reason for measure in change.change if measure.reason), "")
    print(f"contour {clip.name:28s} yaw {clip.yaw_deg:3.0f}  true {true_text}  M-BCD {found_text}  {reason}")
    return pairs


def print_contours(results: list[tuple[Clip, list[tuple[float, float]]]]) -> None:
    """Summary: what quiet backs read, what arches read, how many were refused."""
    for label, low, high in (("yaw up to 12", 0.0, 12.0), ("yaw 12 to 25", 12.0, 25.0)):
        chosen = [(clip, pairs) for clip, pairs in results if low <= clip.yaw_deg < high]
        flat = np.array([pair for _, pairs in chosen for pair in pairs]).reshape(-1, 2)
        told = np.isfinite(flat[:, 1])
        quiet, arched = flat[told & (flat[:, 0] < 6.0), 1], flat[told & (flat[:, 0] >= 15.0)]
        print(f"contour, {label}: {told.mean():.0%} of {len(flat)} reps judged")
        loud = np.mean(quiet >= 10.0)
        print(f"  quiet backs read {np.mean(quiet):+.1f} ± {np.std(quiet):.1f}, {loud:.0%} at 10 or more")
        true_deg, found_deg = arched.mean(axis=0)
        strong = np.mean(arched[:, 1] >= 10.0)
        print(f"  arches of {true_deg:.0f} on average read {found_deg:+.1f}, {strong:.0%} at 10 or more")


def draw(clip: Clip, plate: PlateTrack) -> FloatArray:
    """One frame per quarter of the clip with the plate drawn in."""
    source = ClipLibrary(Path(tempfile.gettempdir())).open(clip.path)
    try:
        known = np.flatnonzero(np.isfinite(plate.center_px[:, 0]))
        tiles = []
        for share in (0.1, 0.35, 0.6, 0.85):
            index = int(known[int(share * (len(known) - 1))])
            picture = source.read(index).rgb[..., ::-1].copy()
            center = plate.center_px[index]
            cv2.circle(
                picture, (round(center[0]), round(center[1])), round(plate.diameter_px[index] / 2), (0, 255, 0), 2
            )
            cv2.drawMarker(picture, (round(center[0]), round(center[1])), (0, 0, 255), cv2.MARKER_CROSS, 12, 2)
            tiles.append(cv2.resize(picture, (420, 236)))
    finally:
        source.close()
    cv2.putText(tiles[0], clip.name, (6, 16), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (0, 255, 255), 1)
    return np.hstack(tiles)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seen", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[4] / "shared")
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--sheet", type=Path)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    warnings.simplefilter("ignore", category=RuntimeWarning)  # means of nothing, where nothing was judged
    rows, contours, sheet = [], [], []
    for clip in clips(options.shared, options.seen, options.only):
        row = judge_plate(clip, track_plate(clip))
        rows.append(row)
        print_plate(row)
        if clip.truth is not None and "outline_points" in clip.seen and clip.yaw_deg < LONG_ANGLES_DEG:
            contours.append((clip, judge_contour(clip, row.tracked.plate)))
        if options.sheet and row.tracked.plate is not None:
            sheet.append(draw(clip, row.tracked.plate))
    print_plates(rows)
    print_contours(contours)
    if sheet:
        cv2.imwrite(str(options.sheet), np.vstack(sheet))


if __name__ == "__main__":
    main()
