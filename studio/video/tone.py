"""From HDR to what an ordinary screen shows: curves and primaries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, unique
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import ByteArray, FloatArray


@unique
class Transfer(Enum):
    """How a file codes brightness. Values: ITU-T H.273, table 3."""

    SDR = 1
    PQ = 16
    HLG = 18

    @classmethod
    def of(cls, code: int) -> Transfer:
        """The transfer of a code point; whatever is not HDR counts as SDR."""
        return cls(code) if code in {cls.PQ.value, cls.HLG.value} else cls.SDR

    @property
    def is_hdr(self) -> bool:
        """Whether pictures have to be tone-mapped for an ordinary screen."""
        return self is not Transfer.SDR


# Source: ITU-R BT.2408-7, section 2.1: HDR reference white is 203 cd/m²; nominal HLG display peak 1000 cd/m².
_WHITE_NITS: Final = 203.0
_PEAK_NITS: Final = 1000.0
# Source: ITU-R BT.2100-2, table 4: ST 2084 constants.
_PQ_M1, _PQ_M2 = 2610 / 16384, 2523 / 4096 * 128
_PQ_C1, _PQ_C2, _PQ_C3 = 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32
_PQ_MAX_NITS: Final = 10_000.0
# Source: ITU-R BT.2100-2, table 5: HLG constants and the system gamma at 1000 cd/m².
_HLG_A, _HLG_B, _HLG_C = 0.17883277, 0.28466892, 0.55991073
_HLG_SYSTEM_GAMMA: Final = 1.2
# Own choice, by eye: below half of reference white nothing is compressed; above it highlights roll off smoothly.
_KNEE: Final = 0.5
# Source: IEC 61966-2-1, the effective exponent of an sRGB screen.
_SCREEN_GAMMA: Final = 2.2
# Source: ITU-R BT.2087-0, section 4: linear BT.2020 to linear BT.709.
_BT2020_TO_BT709: Final = (
    (1.6605, -0.5876, -0.0728),
    (-0.1246, 1.1329, -0.0083),
    (-0.0182, -0.1006, 1.1187),
)
_CODES: Final = 65536


@dataclass(frozen=True, slots=True, eq=False)
class ToneMap:
    """Look-up tables that turn coded HDR into 8-bit SDR.

    Attributes:
        to_linear: shape (65536,), 16-bit code to tone-mapped light, 0…1.
        primaries: shape (3, 3), linear file primaries to linear BT.709.
        to_screen: shape (256,), square root of light (8 bit) to screen value.
    """

    to_linear: NDArray[np.float32]
    primaries: NDArray[np.float32]
    to_screen: ByteArray

    @classmethod
    def of(cls, transfer: Transfer, *, is_wide_gamut: bool) -> ToneMap:
        """Make the tables.

        Args:
            transfer: PQ or HLG.
            is_wide_gamut: whether the file's primaries are those of BT.2020.
        """
        codes = np.linspace(0.0, 1.0, _CODES)
        light = _pq_light(codes) if transfer is Transfer.PQ else _hlg_light(codes)
        primaries = np.array(_BT2020_TO_BT709) if is_wide_gamut else np.eye(3)
        roots = np.arange(256) / 255.0
        return cls(
            to_linear=_roll_off(light).astype(np.float32),
            primaries=primaries.astype(np.float32),
            to_screen=np.rint(255.0 * roots ** (2.0 / _SCREEN_GAMMA)).astype(np.uint8),
        )

    def apply(self, rgb: NDArray[np.uint16]) -> ByteArray:
        """Map one picture.

        Args:
            rgb: shape (H, W, 3), HDR codes over the full 16 bits.

        Returns:
            Shape (H, W, 3), 8 bit, for a BT.709 screen.
        """
        light = cv2.transform(cv2.LUT(rgb, self.to_linear), self.primaries)
        roots = cv2.sqrt(cv2.threshold(light, 0.0, 0.0, cv2.THRESH_TOZERO)[1])  # below zero: outside BT.709
        return np.asarray(cv2.LUT(cv2.convertScaleAbs(roots, alpha=255.0), self.to_screen), dtype=np.uint8)


def _pq_light(codes: FloatArray) -> FloatArray:
    """Light of PQ codes, 1 = reference white."""
    root = codes ** (1.0 / _PQ_M2)
    nits = _PQ_MAX_NITS * (np.maximum(root - _PQ_C1, 0.0) / (_PQ_C2 - _PQ_C3 * root)) ** (1.0 / _PQ_M1)
    return np.asarray(nits / _WHITE_NITS)


def _hlg_light(codes: FloatArray) -> FloatArray:
    """Light of HLG codes on a nominal display, 1 = reference white."""
    scene = np.where(codes <= 0.5, codes**2 / 3.0, (np.exp((codes - _HLG_C) / _HLG_A) + _HLG_B) / 12.0)
    return np.asarray(scene**_HLG_SYSTEM_GAMMA * _PEAK_NITS / _WHITE_NITS)


def _roll_off(light: FloatArray) -> FloatArray:
    """Keep the lower part, bend the rest smoothly into 0…1 so that the display's peak becomes 1."""
    peak = _PEAK_NITS / _WHITE_NITS
    steepness = (peak - _KNEE) / (1.0 - _KNEE)  # makes the slope continuous at the knee
    rest = np.clip((light - _KNEE) / (peak - _KNEE), 0.0, 1.0)
    bent = _KNEE + (1.0 - _KNEE) * (1.0 - (1.0 - rest) ** steepness)
    return np.asarray(np.where(light <= _KNEE, light, bent))
