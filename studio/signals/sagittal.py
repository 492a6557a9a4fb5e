"""The lift seen from the side: angles of the near half of the body, each with its doubt."""

from dataclasses import dataclass

import numpy as np

from studio.core.arrays import FloatArray

PLAIN_SD_DEG = np.array([5.0, 6.5, 4.5, 10.0, 10.0, 9.0, 7.0])
"""Doubt of uncorrected trunk, thigh, shin, neck, gaze, hip and knee of a side view. Source: decision 0020."""


@dataclass(frozen=True, slots=True, eq=False)
class Sagittal:
    """Segment angles over a clip, degrees.

    Hip and knee follow from the segments: hip = 180 − trunk − thigh, knee = 90 − thigh + shin. Source: kb:b4.

    Attributes:
        trunk_deg: shape (T,), above the horizontal, positive with the shoulder higher.
        thigh_deg: shape (T,), above the horizontal, positive with the knee higher.
        shin_deg: shape (T,), from the vertical, positive with the ankle beyond the knee.
        neck_deg: shape (T,), positive with the chin in.
        gaze_deg: shape (T,), 90 to the ceiling.
        sd_deg: shape (T, 7), standard deviations of trunk, thigh, shin, neck, gaze, hip, knee.
    """

    trunk_deg: FloatArray
    thigh_deg: FloatArray
    shin_deg: FloatArray
    neck_deg: FloatArray
    gaze_deg: FloatArray
    sd_deg: FloatArray

    @property
    def hip_deg(self) -> FloatArray:
        """Shape (T,), signed hip angle: 180 straight, more past the line."""
        return 180.0 - self.trunk_deg - self.thigh_deg

    @property
    def knee_deg(self) -> FloatArray:
        """Shape (T,), knee angle."""
        return 90.0 - self.thigh_deg + self.shin_deg
