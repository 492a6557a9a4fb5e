"""What a ring looks like from frame to frame when the picture is held still on its centre.

A plate held still stays sharp while everything behind it blurs: the median over frames is its template, and where its
rim is, the temporal spread of the picture jumps from nothing to a lot.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import BoolArray, FloatArray
from studio.tracking.plate_sample import PlateSample, open_sample

PX_PER_UNIT = 50.0
"""Resolution of patches and templates: pixels per body unit."""

HALF_PX = 60
"""Patches reach this far from their centre: the largest plate (0.8 units) and what surrounds it."""

_ROUNDS = 2
_LIKE_DROP = 0.2
"""Frames that are this much less like the template than the typical one are left out of it."""

PatchArray = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class HeldStill:
    """A ring centre's surroundings, held still over several frames.

    Attributes:
        centers_px: shape (K, 2), refined positions of the template's middle in the frames, frame pixels.
        likeness: shape (K,), correlation of each frame with the template, −1…1; NaN where the frame was not used.
        is_used: shape (K,), frames that are alike enough to be part of the template.
        template: shape (h, w), median over the used frames, 32 bit.
        spread: shape (h, w), median absolute deviation over the frames, grey levels.
    """

    centers_px: FloatArray
    likeness: FloatArray
    is_used: BoolArray
    template: PatchArray
    spread: PatchArray


def cut_patch(sample: PlateSample, center_px: FloatArray, *, unit_px: float, half_px: int = HALF_PX) -> PatchArray:
    """The surroundings of a point at PX_PER_UNIT, shape (2·half + 1, 2·half + 1), 32 bit.

    Args:
        sample: of the frame.
        center_px: where, frame pixels.
        unit_px: the body's unit in frame pixels.
        half_px: how far the patch reaches, patch pixels.
    """
    picture = open_sample(sample)
    step = unit_px / PX_PER_UNIT  # frame pixels per patch pixel
    factor = np.array(sample.factor)
    scale = step / factor
    start = (center_px + 0.5 - np.array(sample.origin_px)) / factor - 0.5 - half_px * scale
    matrix = np.array([[scale[0], 0.0, start[0]], [0.0, scale[1], start[1]]])
    size = (2 * half_px + 1, 2 * half_px + 1)
    patch = cv2.warpAffine(
        picture, matrix, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(patch, dtype=np.float32)


def hold_still(
    samples: Sequence[PlateSample],
    guesses_px: FloatArray,
    *,
    unit_px: float,
    inner_px: int,
    reach_px: int,
    is_seed: BoolArray,
) -> HeldStill:
    """Shift the frames until the middle of the patches agrees.

    Args:
        samples: of the K frames.
        guesses_px: shape (K, 2), where the ring's centre should be, frame pixels, finite.
        unit_px: the body's unit in frame pixels.
        inner_px: radius of the middle that has to agree, patch pixels.
        reach_px: how far from the guess to look, patch pixels.
        is_seed: shape (K,), frames whose guess is good enough to start from.
    """
    step = unit_px / PX_PER_UNIT
    wide = HALF_PX + reach_px
    patches = np.stack(
        [
            cut_patch(sample, guess, unit_px=unit_px, half_px=wide)
            for sample, guess in zip(samples, guesses_px, strict=True)
        ]
    )
    shifts, likeness, used = np.zeros((len(samples), 2)), np.where(is_seed, 1.0, -1.0), is_seed
    template = np.median(_shifted(patches, shifts)[used], axis=0)
    for _ in range(_ROUNDS):
        shifts, likeness = _register(patches, template, inner_px=inner_px, reach_px=reach_px)
        used = likeness >= float(np.median(likeness)) - _LIKE_DROP
        template = np.median(_shifted(patches, shifts)[used], axis=0)
    still = _shifted(patches, shifts)[used]
    spread = np.median(np.abs(still - template), axis=0)
    return HeldStill(
        centers_px=guesses_px + shifts * step, likeness=likeness, is_used=used, template=template, spread=spread
    )


@dataclass(frozen=True, slots=True, eq=False)
class Probe:
    """The middle of a template, ready to be looked for.

    Attributes:
        picture: shape (h, w), 32 bit.
        disc: shape (h, w), 1 inside the disc that counts, so that what moves behind its corners does not.
    """

    picture: PatchArray
    disc: PatchArray


def make_probe(template: PatchArray, *, inner_px: int) -> Probe:
    """Cut the disc of a radius, patch pixels, out of a template's middle."""
    middle = template.shape[0] // 2
    inside = slice(middle - inner_px, middle + inner_px + 1)
    return Probe(np.ascontiguousarray(template[inside, inside], dtype=np.float32), _disc_mask(inner_px))


def match(patch: PatchArray, probe: Probe) -> tuple[FloatArray, float]:
    """Shift of the probe within a larger patch, (x, y) to a fraction of a pixel, and how alike they are."""
    alike = cv2.matchTemplate(patch, probe.picture, cv2.TM_CCOEFF_NORMED, None, probe.disc)
    scores = np.nan_to_num(np.asarray(alike, dtype=np.float64), nan=-1.0, posinf=-1.0, neginf=-1.0)
    row, column = np.unravel_index(int(np.argmax(scores)), scores.shape)
    shift = np.array([_vertex(scores[row], int(column)), _vertex(scores[:, column], int(row))])
    return shift - (np.array(scores.shape[::-1]) - 1) / 2.0, float(scores[row, column])


def _register(
    patches: PatchArray, template: PatchArray, *, inner_px: int, reach_px: int
) -> tuple[FloatArray, FloatArray]:
    middle = patches.shape[1] // 2
    reach = slice(middle - inner_px - reach_px, middle + inner_px + reach_px + 1)
    probe = make_probe(template, inner_px=inner_px)
    found = [match(np.ascontiguousarray(patch[reach, reach]), probe) for patch in patches]
    return np.array([shift for shift, _ in found]), np.array([score for _, score in found])


def _shifted(patches: PatchArray, shifts: FloatArray) -> PatchArray:
    """The middle of every patch after its shift, shape (K, 2·HALF_PX + 1, 2·HALF_PX + 1)."""
    size = (2 * HALF_PX + 1, 2 * HALF_PX + 1)
    middle = patches.shape[1] // 2
    still = [
        cv2.getRectSubPix(patch, size, (float(middle + shift[0]), float(middle + shift[1])))
        for patch, shift in zip(patches, shifts, strict=True)
    ]
    return np.asarray(still, dtype=np.float32)


def _disc_mask(inner_px: int) -> PatchArray:
    rows, columns = np.mgrid[-inner_px : inner_px + 1, -inner_px : inner_px + 1]
    return np.asarray(np.hypot(rows, columns) <= inner_px, dtype=np.float32)


def _vertex(scores: FloatArray, best: int) -> float:
    """Where the parabola through the best score and its neighbours peaks."""
    if not 0 < best < len(scores) - 1:
        return float(best)
    left, middle, right = (float(scores[best + offset]) for offset in (-1, 0, 1))
    bend = left - 2.0 * middle + right
    return best + (0.5 * (left - right) / bend if bend < 0.0 else 0.0)
