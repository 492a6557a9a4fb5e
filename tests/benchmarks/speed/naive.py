"""The loop that anybody would write first: VideoCapture, one landmarker in VIDEO mode, an angle per frame.

    python tests/benchmarks/speed/naive.py CLIP MODEL

Prints how many frames it read and in how many it found somebody. `run.py` times it as a whole process.
"""

import math
import sys

import cv2
import mediapipe as mp
from mediapipe.tasks.python import BaseOptions, vision

SHOULDER, HIP, KNEE = 12, 24, 26


def main(clip: str, model: str) -> None:
    """Read every frame and work out the hip angle where somebody is found."""
    capture = cv2.VideoCapture(clip)
    fps = capture.get(cv2.CAP_PROP_FPS) or 30.0
    options = vision.PoseLandmarkerOptions(
        base_options=BaseOptions(model_asset_path=model), running_mode=vision.RunningMode.VIDEO
    )
    angles: list[float] = []
    index = 0
    with vision.PoseLandmarker.create_from_options(options) as landmarker:
        while True:
            is_read, bgr = capture.read()
            if not is_read:
                break
            image = mp.Image(image_format=mp.ImageFormat.SRGB, data=cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB))
            result = landmarker.detect_for_video(image, int(index * 1000 / fps))
            if result.pose_landmarks:
                height, width = bgr.shape[:2]
                points = [(mark.x * width, mark.y * height) for mark in result.pose_landmarks[0]]
                angles.append(_angle_deg(points[SHOULDER], points[HIP], points[KNEE]))
            index += 1
    print(index, len(angles))


def _angle_deg(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    first = math.atan2(a[1] - b[1], a[0] - b[0])
    second = math.atan2(c[1] - b[1], c[0] - b[0])
    turn = abs(math.degrees(first - second)) % 360.0
    return min(turn, 360.0 - turn)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
