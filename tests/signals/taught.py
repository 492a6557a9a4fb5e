"""Small models that have learned one drawn clip by heart."""

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.body import Part
from studio.signals.offset_model import FREE_PARTS, PLATE_PARTS, KernelExpert, OffsetModel, plane_angles
from studio.signals.posture import NEAR, Posture, free_features, joint_rows, plate_features


def taught_expert(rows: FloatArray, outputs: FloatArray, width: float = 0.3) -> KernelExpert:
    """Kernel regression through all rows."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 0.02
    centers = ((rows - mean) / spread / np.sqrt(rows.shape[1])).astype(np.float32)
    squares = np.sum(centers**2, axis=1)
    kernel = np.exp(-width * np.maximum(squares[:, np.newaxis] + squares - 2.0 * centers @ centers.T, 0.0))
    weights = np.linalg.solve(kernel + 1e-5 * np.eye(len(rows)), outputs)
    return KernelExpert(
        mean, spread, centers, weights.astype(np.float32), np.zeros(outputs.shape[1]), np.float32(width)
    )


def taught_model(
    posture: Posture, true_plane: FloatArray, plate: FloatArray, *, diameter_px: float = 150.0
) -> OffsetModel:
    """Both experts, taught what the posture should have looked like."""
    columns = [0 if part is None else NEAR[part] for part in FREE_PARTS]
    shift = (true_plane - posture.plane)[:, columns].reshape(len(true_plane), -1) / posture.length_px
    change = (plane_angles(true_plane) - plane_angles(posture.plane)) / 30.0
    free = free_features(posture)
    around = plate_features(posture, plate, diameter_px)
    places = (true_plane[:, [NEAR[part] for part in PLATE_PARTS]] - around.origin[:, np.newaxis]) / around.unit_px
    angles = plane_angles(true_plane) / 60.0
    return OffsetModel(
        free=taught_expert(free.rows, np.concatenate([shift, change], axis=1)),
        figure=taught_expert(joint_rows(posture), np.concatenate([shift, change], axis=1)),
        figure_in_set=taught_expert(free.rows, np.concatenate([shift, change], axis=1)),
        plate=taught_expert(around.rows, np.concatenate([angles, places.reshape(len(places), -1)], axis=1)),
        free_doubt=np.tile([np.log(6.0), 0.3, 0.1], (7, 1)),
        plate_doubt=np.tile([np.log(9.0), 0.3, 0.1], (7, 1)),
    )


def wobbling(true_plane: FloatArray) -> FloatArray:
    """Landmarks whose hip and ankle slide with the posture, as the pose model's do."""
    seen = true_plane.copy()
    height = true_plane[:, NEAR[Part.HIP], 1]
    share = (height - height.min()) / np.ptp(height)
    seen[:, NEAR[Part.HIP]] += np.column_stack([20.0 * share, -15.0 * share])
    seen[:, NEAR[Part.ANKLE]] += np.column_stack([-30.0 * share, 10.0 * share])
    return seen
