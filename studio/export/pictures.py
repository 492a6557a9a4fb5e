"""Single pictures, a moving picture of a rep, and a kinogram: the phases of a rep side by side."""

import io
from collections.abc import Callable, Sequence

import numpy as np

from studio.core.arrays import ByteArray

_GIF_WIDTH_PX = 640
_GIF_COLORS = 128
_STRIP_HEIGHT_PX = 540
_GAP_PX = 6


def png_bytes(picture: ByteArray) -> bytes:
    """A picture as PNG, without any metadata."""
    from PIL import Image

    data = io.BytesIO()
    Image.fromarray(picture).save(data, format="PNG", optimize=True)
    return data.getvalue()


def gif_bytes(pictures: Sequence[ByteArray], times_s: Sequence[float], *, progress: Callable[[float], None]) -> bytes:
    """Pictures as an endless GIF.

    Args:
        pictures: at least two.
        times_s: when each is shown; GIF counts in hundredths of a second, so the rest is carried to the next picture.
        progress: told before every picture how far the work is; what it raises ends it.
    """
    from PIL import Image

    def fitted(picture: ByteArray) -> Image.Image:
        one = Image.fromarray(picture)
        if one.width <= _GIF_WIDTH_PX:
            return one
        return one.resize((_GIF_WIDTH_PX, round(one.height * _GIF_WIDTH_PX / one.width)), Image.Resampling.LANCZOS)

    # One palette for all: colours that flicker from picture to picture look like movement.
    palette = fitted(pictures[len(pictures) // 2]).quantize(_GIF_COLORS)
    painted: list[Image.Image] = []
    for picture in pictures:
        progress(len(painted) / len(pictures))
        painted.append(fitted(picture).quantize(palette=palette, dither=Image.Dither.NONE))
    edges = np.round(100.0 * (np.asarray(times_s) - times_s[0])).astype(int)
    lengths = [*np.diff(edges), int(np.median(np.diff(edges)))]
    data = io.BytesIO()
    painted[0].save(
        data,
        format="GIF",
        save_all=True,
        append_images=painted[1:],
        duration=[10 * max(int(length), 2) for length in lengths],
        loop=0,
        optimize=False,
    )
    return data.getvalue()


def kinogram_bytes(pictures: Sequence[ByteArray], columns: slice, *, progress: Callable[[float], None]) -> bytes:
    """Pictures side by side as PNG, without any metadata.

    Args:
        pictures: all of one size.
        columns: which columns of them are shown.
        progress: told before every picture how far the work is; what it raises ends it.
    """
    from PIL import Image

    cut = [Image.fromarray(np.ascontiguousarray(picture[:, columns])) for picture in pictures]
    high = min(cut[0].height, _STRIP_HEIGHT_PX)
    wide = max(round(cut[0].width * high / cut[0].height), 1)
    strip = Image.new("RGB", (len(cut) * (wide + _GAP_PX) - _GAP_PX, high), (255, 255, 255))
    for place, one in enumerate(cut):
        progress(place / len(cut))
        strip.paste(one.resize((wide, high), Image.Resampling.LANCZOS), (place * (wide + _GAP_PX), 0))
    data = io.BytesIO()
    strip.save(data, format="PNG", optimize=True)
    return data.getvalue()
