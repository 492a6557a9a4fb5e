"""The square of a picture that the landmark network looks at."""

from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np

from studio.core.arrays import ByteArray, FloatArray

SIDE_PX = 256
"""Side of the square that the network takes. Source: MediaPipe's pose landmark model."""

_GROWTH = 1.25
"""How much larger than the circle around the body the square is. Source: MediaPipe's pose_landmarks_to_roi."""

_SMALLEST_PX = 8.0


@dataclass(frozen=True, slots=True)
class Region:
    """A turned square in a picture.

    Attributes:
        center_px: its middle as (x, y), pixels of the picture; (0, 0) is the outer corner of the first pixel.
        side_px: length of its sides.
        up: unit vector (x, y) that points to the head's end of the body.
    """

    center_px: tuple[float, float]
    side_px: float
    up: tuple[float, float]

    @classmethod
    def around(cls, center_px: FloatArray, rim_px: FloatArray) -> Self | None:
        """The region of a body with its centre and the topmost point of the circle around it; None when degenerate."""
        arm = rim_px - center_px
        radius_px = float(np.hypot(*arm))
        if not np.isfinite(radius_px) or 2.0 * radius_px < _SMALLEST_PX:
            return None
        up = arm / radius_px
        return cls(
            center_px=(float(center_px[0]), float(center_px[1])),
            side_px=2.0 * _GROWTH * radius_px,
            up=(float(up[0]), float(up[1])),
        )

    def cut(self, rgb: ByteArray, side_px: int = SIDE_PX) -> ByteArray:
        """The square as an upright picture of so many pixels; black where it reaches beyond the picture."""
        to_square = _between_pixel_centers(self.to_square(side_px))
        size_px = (side_px, side_px)
        square = cv2.warpAffine(rgb, to_square, size_px, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
        return np.asarray(square, dtype=np.uint8)

    def place(self, points_norm: FloatArray) -> FloatArray:
        """Points of the square, shape (n, 2), 0…1 of its sides, as pixels of the picture."""
        to_picture = cv2.invertAffineTransform(self.to_square(1))
        placed: FloatArray = points_norm @ to_picture[:, :2].T + to_picture[:, 2]
        return placed

    def spread(self, mask: ByteArray, *, size_px: tuple[int, int], scale: float) -> ByteArray:
        """A mask of the square as a mask of the whole picture.

        Args:
            mask: shape (n, n), 8 bit.
            size_px: width and height of the picture's mask.
            scale: pixels of the picture's mask per pixel of the picture.
        """
        to_square = self.to_square(len(mask))
        to_square[:, :2] /= scale
        wide = cv2.warpAffine(
            mask,
            _between_pixel_centers(to_square),
            size_px,
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_CONSTANT,
        )
        return np.asarray(wide, dtype=np.uint8)

    def towards(self, other: "Region", share: float) -> "Region":
        """The region on the way to another one: 0 stays, 1 arrives."""
        up = (1.0 - share) * np.array(self.up) + share * np.array(other.up)
        length = float(np.hypot(*up))
        up = up / length if length > 0.0 else np.array(other.up)
        center = (1.0 - share) * np.array(self.center_px) + share * np.array(other.center_px)
        return Region(
            center_px=(float(center[0]), float(center[1])),
            side_px=float(self.side_px ** (1.0 - share) * other.side_px**share),
            up=(float(up[0]), float(up[1])),
        )

    def is_near(self, other: "Region") -> bool:
        """Whether both may show the same person: centres within half a side, sizes within a factor of two."""
        distance_px = float(np.hypot(*(np.array(self.center_px) - np.array(other.center_px))))
        ratio = self.side_px / other.side_px
        return distance_px < 0.5 * max(self.side_px, other.side_px) and 0.5 < ratio < 2.0

    def distance(self, other: "Region") -> float:
        """How differently two regions look at a picture: shift in sides, ratio of sizes, turn; 0 for the same."""
        shift = np.hypot(*(np.array(self.center_px) - np.array(other.center_px))) / min(self.side_px, other.side_px)
        turn = np.hypot(*(np.array(self.up) - np.array(other.up)))
        return float(shift + abs(np.log(self.side_px / other.side_px)) + 0.5 * turn)

    def to_square(self, side_px: int) -> FloatArray:
        """Affine map, shape (2, 3), from pixels of the picture to pixels of the square."""
        scale = side_px / self.side_px
        up_x, up_y = self.up
        turn = scale * np.array([[-up_y, up_x], [-up_x, -up_y]])
        shift = np.full(2, side_px / 2) - turn @ np.array(self.center_px)
        return np.column_stack([turn, shift])


def _between_pixel_centers(matrix: FloatArray) -> FloatArray:
    """The same map for pixel indices, which stand for the middles of pixels: half a pixel off their corners."""
    half = np.full(2, 0.5)
    shifted: FloatArray = matrix.copy()
    shifted[:, 2] += matrix[:, :2] @ half - half
    return shifted
