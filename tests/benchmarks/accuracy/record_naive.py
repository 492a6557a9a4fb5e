"""Record what MediaPipe itself says of the rendered clips, for comparison and for variety in learning.

    python tests/benchmarks/accuracy/record_naive.py --model FILE.task --out DIR [--only varied|long] [--image]

One `.npz` per clip in MediaPipe's own numbering: `video_*` from VIDEO mode, the loop that anybody would write first,
and with `--image` also `image_*`, every frame on its own.
"""

import argparse
import time
from pathlib import Path
from typing import Any

import cv2
import mediapipe as mp
import numpy as np
from mediapipe.tasks.python import BaseOptions, vision
from record import clips_of

_LANDMARKS = 33


def look(path: Path, model: Path, *, is_video: bool) -> dict[str, Any]:
    """Landmarks of every frame in one of MediaPipe's modes."""
    mode = vision.RunningMode.VIDEO if is_video else vision.RunningMode.IMAGE
    options = vision.PoseLandmarkerOptions(base_options=BaseOptions(model_asset_path=str(model)), running_mode=mode)
    capture = cv2.VideoCapture(str(path))
    fps = capture.get(cv2.CAP_PROP_FPS) or 30.0
    rows: list[np.ndarray] = []
    times_s: list[float] = []
    size = (0, 0)
    with vision.PoseLandmarker.create_from_options(options) as landmarker:
        while True:
            is_read, bgr = capture.read()
            if not is_read:
                break
            size = (bgr.shape[1], bgr.shape[0])
            image = mp.Image(image_format=mp.ImageFormat.SRGB, data=cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB))
            index = len(rows)
            result = (
                landmarker.detect_for_video(image, int(index * 1000 / fps)) if is_video else landmarker.detect(image)
            )
            rows.append(_row(result, size))
            times_s.append(index / fps)
    stacked = np.array(rows, dtype=np.float32)
    prefix = "video" if is_video else "image"
    return {
        "times_s": np.array(times_s),
        "width": size[0],
        "height": size[1],
        f"{prefix}_xy_px": stacked[..., :2],
        f"{prefix}_visibility": stacked[..., 2],
        f"{prefix}_world": stacked[..., 3:],
    }


def _row(result: Any, size: tuple[int, int]) -> np.ndarray:
    """x, y, visibility and metric x, y, z of 33 landmarks; NaN where nobody was found."""
    if not result.pose_landmarks:
        return np.full((_LANDMARKS, 6), np.nan)
    flat, world = result.pose_landmarks[0], result.pose_world_landmarks[0]
    return np.array(
        [
            (mark.x * size[0], mark.y * size[1], mark.visibility, metric.x, metric.y, metric.z)
            for mark, metric in zip(flat, world, strict=True)
        ]
    )


def main() -> None:
    """Record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[4] / "shared")
    parser.add_argument("--only", choices=["varied", "long"], required=True)
    parser.add_argument("--image", action="store_true")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for path in clips_of(options.shared, options.only):
        target = options.out / f"{path.stem}.npz"
        if target.exists():
            continue
        started_s = time.monotonic()
        arrays = look(path, options.model, is_video=True)
        if options.image:
            arrays |= look(path, options.model, is_video=False)
        np.savez_compressed(target, **arrays)
        share = float(np.mean(np.isfinite(arrays["video_xy_px"][:, 0, 0])))
        print(f"{path.name}: {share:.0%} of {len(arrays['times_s'])} frames, {time.monotonic() - started_s:.1f} s")


if __name__ == "__main__":
    main()
