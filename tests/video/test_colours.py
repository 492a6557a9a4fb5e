"""Colours: what was filmed is what is shown, whatever the coding."""

from contextlib import closing
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import av
import numpy as np
import pytest

from studio.video.tone import ToneMap, Transfer

# Luma weights of red and blue. Source: ITU-R BT.601-7, BT.709-6, BT.2020-2.
WEIGHTS = {5: (0.299, 0.114), 6: (0.299, 0.114), 1: (0.2126, 0.0722), 9: (0.2627, 0.0593)}
PATCHES = [(0, 0, 0), (255, 255, 255), (128, 128, 128), (200, 40, 40), (40, 180, 60), (30, 60, 210), (220, 170, 140)]


@dataclass(frozen=True)
class Coding:
    """How a colour is stored: matrix and range code points of ITU-T H.273, bits per channel."""

    matrix: int
    is_full_range: bool = False
    bits: int = 8
    transfer: int = 1
    primaries: int = 1


def coded(rgb, coding: Coding) -> tuple[int, int, int]:
    """Y, Cb, Cr of a colour of 0…1."""
    red, green, blue = rgb
    weight_red, weight_blue = WEIGHTS[coding.matrix]
    luma = weight_red * red + (1 - weight_red - weight_blue) * green + weight_blue * blue
    chroma = ((blue - luma) / (2 * (1 - weight_blue)), (red - luma) / (2 * (1 - weight_red)))
    scale = 2 ** (coding.bits - 8)
    if coding.is_full_range:
        return tuple(
            round(value * (2**coding.bits - 1) + offset)
            for value, offset in ((luma, 0), *((c, 128 * scale) for c in chroma))
        )
    return (round((16 + 219 * luma) * scale), *(round((128 + 224 * c) * scale) for c in chroma))


def write_patches(path, colours, coding: Coding, *, is_tagged=True, size_px=(64, 64)):
    """One frame per colour, stored without loss."""
    width_px, height_px = size_px
    pixel_format = "yuv420p" if coding.bits == 8 else "yuv420p10le"
    dtype = np.uint8 if coding.bits == 8 else np.uint16
    with closing(av.open(str(path), "w")) as container:
        stream = container.add_stream("libx264", rate=30, options={"qp": "0"})
        stream.width, stream.height, stream.pix_fmt = width_px, height_px, pixel_format
        context = stream.codec_context
        context.time_base = Fraction(1, 30)
        context.color_range = 2 if coding.is_full_range else 1
        if is_tagged:
            context.colorspace = coding.matrix
            context.color_trc, context.color_primaries = coding.transfer, coding.primaries
        for index, colour in enumerate(colours):
            luma, blue, red = coded(colour, coding)
            rows = [np.full((height_px, width_px), luma, dtype)]
            rows += [np.full((height_px // 4, width_px), value, dtype) for value in (blue, red)]
            frame = av.VideoFrame.from_ndarray(np.concatenate(rows), format=pixel_format)
            frame.pts, frame.time_base = index, Fraction(1, 30)
            frame.color_range = context.color_range
            for packet in stream.encode(frame):
                container.mux(packet)
        for packet in stream.encode(None):
            container.mux(packet)
    return path


def shown_colours(library, path):
    with closing(library.open(path)) as source:
        return [frame.rgb[20:40, 20:40].reshape(-1, 3).mean(axis=0) for frame in source.frames()]


@pytest.mark.parametrize("bits", [8, 10])
@pytest.mark.parametrize("is_full_range", [False, True])
@pytest.mark.parametrize("matrix", [1, 5, 6, 9])
def test_a_tagged_matrix_and_range_give_the_colours_back(library, tmp_path, matrix, is_full_range, bits):
    coding = Coding(matrix, is_full_range, bits)
    path = write_patches(tmp_path / "patches.mp4", [np.array(p) / 255 for p in PATCHES], coding)
    np.testing.assert_allclose(shown_colours(library, path), PATCHES, atol=4)


@pytest.mark.parametrize(("size_px", "matrix"), [((64, 64), 6), ((1280, 720), 1), ((720, 1280), 1)])
def test_untagged_colours_are_taken_for_what_clips_of_that_size_use(library, tmp_path, size_px, matrix):
    colours = [np.array(p) / 255 for p in PATCHES]
    path = write_patches(tmp_path / "patches.mp4", colours, Coding(matrix), is_tagged=False, size_px=size_px)
    np.testing.assert_allclose(shown_colours(library, path), PATCHES, atol=4)


@pytest.mark.parametrize("transfer", [16, 18])
def test_hdr_grey_stays_grey_and_rises_from_black_to_white(library, tmp_path, transfer):
    steps = np.linspace(0.0, 1.0, 21)
    coding = Coding(9, bits=10, transfer=transfer, primaries=9)
    path = write_patches(tmp_path / "grey.mp4", [(s, s, s) for s in steps], coding)
    info = library.probe(path)
    assert (info.is_hdr, info.bit_depth) == (True, 10)
    shown = np.array(shown_colours(library, path))
    assert np.ptp(shown, axis=1).max() <= 2.0
    luma = shown.mean(axis=1)
    assert luma[0] == pytest.approx(0.0, abs=1.0)
    assert luma[-1] == pytest.approx(255.0, abs=2.0)
    assert all(after >= before for before, after in pairwise(luma))


@pytest.mark.parametrize(
    ("transfer", "code"),
    [
        (Transfer.PQ, 0.58069),  # 203 cd/m² in PQ. Source: ITU-R BT.2408-7, table 1
        (Transfer.HLG, 0.75),
    ],
)
def test_hdr_reference_white_is_bright_but_leaves_room_for_highlights(transfer, code):
    white = mapped(transfer, code)
    assert 220 <= white <= 245
    assert mapped(transfer, 1.0) > white


def test_both_hdr_codings_of_the_same_light_look_the_same():
    assert mapped(Transfer.PQ, 0.38) == pytest.approx(mapped(Transfer.HLG, 0.38), abs=12)  # about 26 cd/m², mid-grey


@pytest.mark.parametrize("channel", [0, 1, 2])
def test_colours_beyond_the_screen_are_clipped_not_wrapped(channel):
    codes = np.full((2, 2, 3), 0.1 * 65535, dtype=np.uint16)
    codes[..., channel] = round(0.7 * 65535)
    shown = ToneMap.of(Transfer.HLG, is_wide_gamut=True).apply(codes)[0, 0].astype(int)
    assert shown[channel] == shown.max() > 180
    assert np.delete(shown, channel).max() < 80


def test_transparent_pictures_lie_on_white(library, tmp_path):
    path = tmp_path / "transparent.mov"
    with closing(av.open(str(path), "w")) as container:
        stream = container.add_stream("qtrle", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "argb"
        for index in range(3):
            argb = np.zeros((64, 64, 4), dtype=np.uint8)
            argb[:, :32] = (255, 200, 30, 30)
            frame = av.VideoFrame.from_ndarray(argb, format="argb")
            frame.pts = index
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    with closing(library.open(path)) as source:
        rgb = source.read(1).rgb
    assert rgb[10, 10].tolist() == [200, 30, 30]
    assert rgb[10, 50].tolist() == [255, 255, 255]


def mapped(transfer: Transfer, code: float) -> int:
    codes = np.full((2, 2, 3), round(code * 65535), dtype=np.uint16)
    return int(ToneMap.of(transfer, is_wide_gamut=True).apply(codes)[0, 0, 0])
