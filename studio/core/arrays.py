"""Array aliases, and the one way in which an immutable type takes an array in."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
ByteArray = NDArray[np.uint8]
BoolArray = NDArray[np.bool_]


def frozen_array(
    values: ArrayLike, *, name: str, shape: tuple[int | None, ...], dtype: DTypeLike = np.float64
) -> NDArray[Any]:
    """Copy values into a read-only array and check its shape.

    Args:
        values: anything that numpy can turn into an array.
        name: what the array is called in the error.
        shape: expected shape; None stands for any length.
        dtype: element type of the result.

    Returns:
        A C-contiguous array of that type which nobody can write to.

    Raises:
        ValueError: the shape is another one.
    """
    array = np.array(values, dtype=dtype, order="C")
    fits = array.ndim == len(shape) and all(
        want is None or want == have for want, have in zip(shape, array.shape, strict=False)
    )
    if not fits:
        raise ValueError(f"{name} has shape {array.shape}, expected {shape}")
    array.setflags(write=False)
    return array
