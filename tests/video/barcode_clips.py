"""Clips whose every picture carries its own index as a bar code, so that a wrong frame gives itself away."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

BITS = 10
_BAR_SHARE = 0.25
_DARK, _LIGHT = 25, 230


def barcode(index: int, *, width_px: int = 160, height_px: int = 96) -> np.ndarray:
    """A picture of shape (H, W, 3): bars for the index above, a moving pattern below."""
    columns = np.arange(width_px) * BITS // width_px
    bars = np.where((index >> columns) & 1, _LIGHT, _DARK).astype(np.uint8)
    rows, across = np.mgrid[0:height_px, 0:width_px]
    picture = np.stack(
        [(across + 3 * index) % 256, (rows * 2 + index) % 256, (across + rows + 5 * index) % 256], axis=2
    ).astype(np.uint8)
    picture[: int(height_px * _BAR_SHARE)] = bars[None, :, None]
    return picture


def index_in(rgb: np.ndarray) -> int:
    """The index that a picture carries, whatever its size."""
    height_px, width_px = rgb.shape[:2]
    row = rgb[int(height_px * _BAR_SHARE / 3) : max(int(height_px * _BAR_SHARE * 2 / 3), 1)].mean(axis=(0, 2))
    centres = (np.arange(BITS) + 0.5) * width_px / BITS
    values = [row[max(int(c - width_px / BITS / 4), 0) : int(c + width_px / BITS / 4) + 1].mean() for c in centres]
    return sum(1 << bit for bit, value in enumerate(values) if value > (_DARK + _LIGHT) / 2)


@dataclass(frozen=True)
class Recipe:
    """How to make a clip.

    Attributes:
        codec: an FFmpeg encoder.
        frame_count: how many frames.
        size_px: width and height as stored.
        pixel_format: as stored.
        options: of the encoder.
        container_options: of the muxer.
        unit: the time base that is asked for.
        times: presentation times in units; None for every unit one frame.
        turn_deg: clockwise rotation that the container asks for.
        is_mirrored: whether the container asks for mirroring after turning.
        tags: colour tags of the codec context, such as {"colorspace": 1}.
        has_sound: whether a silent sound track is added.
        says: tags of the container.
    """

    codec: str = "libx264"
    frame_count: int = 60
    size_px: tuple[int, int] = (160, 96)
    pixel_format: str = "yuv420p"
    options: dict[str, str] = field(default_factory=dict)
    container_options: dict[str, str] = field(default_factory=dict)
    unit: Fraction = Fraction(1, 30)
    times: Sequence[int] | None = None
    turn_deg: int = 0
    is_mirrored: bool = False
    tags: dict[str, int] = field(default_factory=dict)
    has_sound: bool = False
    says: dict[str, str] = field(default_factory=dict)


def stored(rgb: np.ndarray, recipe: Recipe) -> np.ndarray:
    """What has to be stored for a picture to be shown upright."""
    mirrored = rgb[:, ::-1] if recipe.is_mirrored else rgb
    return np.ascontiguousarray(np.rot90(mirrored, k=recipe.turn_deg // 90))


def write_clip(path: Path, recipe: Recipe | None = None, *, paint: Callable[[int], np.ndarray] | None = None) -> Path:
    """Write a clip.

    Args:
        path: its suffix chooses the container.
        recipe: how to make it.
        paint: gives the picture of an index as shown; bar codes when None.
    """
    recipe = recipe or Recipe()
    width_px, height_px = recipe.size_px
    shown_px = (height_px, width_px) if recipe.turn_deg in {90, 270} else (width_px, height_px)
    paint = paint or (lambda index: barcode(index, width_px=shown_px[0], height_px=shown_px[1]))
    with closing(av.open(str(path), "w", container_options=recipe.container_options)) as container:
        stream = container.add_stream(recipe.codec, rate=round(1 / recipe.unit) or 1, options=recipe.options)
        stream.width, stream.height, stream.pix_fmt = width_px, height_px, recipe.pixel_format
        stream.codec_context.time_base = recipe.unit
        for name, value in recipe.tags.items():
            setattr(stream.codec_context, name, value)
        if recipe.turn_deg or recipe.is_mirrored:
            stream.set_display_rotation(-recipe.turn_deg, hflip=recipe.is_mirrored)
        container.metadata.update(recipe.says)
        if recipe.has_sound:
            _add_silence(container)
        for index in range(recipe.frame_count):
            frame = av.VideoFrame.from_ndarray(stored(paint(index), recipe), format="rgb24")
            frame = frame.reformat(format=recipe.pixel_format, interpolation="BICUBIC", threads=1)
            frame.pts = recipe.times[index] if recipe.times is not None else index
            frame.time_base = recipe.unit
            for packet in stream.encode(frame):
                container.mux(packet)
        for packet in stream.encode(None):
            container.mux(packet)
    return path


def remux(source: Path, target: Path, *, shift: int = 0, options: dict[str, str] | None = None) -> Path:
    """Copy the packets of a clip into another container, all times shifted by some units of the source."""
    with (
        closing(av.open(str(source))) as old,
        closing(av.open(str(target), "w", container_options=options or {})) as new,
    ):
        stream = new.add_stream_from_template(old.streams.video[0])
        for packet in old.demux(old.streams.video[0]):
            if packet.size:
                packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
                packet.stream = stream
                new.mux(packet)
    return target


def _add_silence(container: av.container.OutputContainer) -> None:
    stream = container.add_stream("aac", rate=8000)
    frame = av.AudioFrame.from_ndarray(np.zeros((1, 8000), dtype=np.float32), format="fltp", layout="mono")
    frame.sample_rate = 8000
    frame.pts = 0
    for packet in [*stream.encode(frame), *stream.encode(None)]:
        container.mux(packet)
