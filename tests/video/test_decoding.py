"""Straight decoding: every frame, in order, upright, at its own time."""

import random
from contextlib import closing
from fractions import Fraction

import numpy as np
import psutil
import pytest
from barcode_clips import Recipe, index_in, remux, write_clip

from studio.video.decoding import Decoder

X265 = "log-level=none:keyint=30"
_DRAW = random.Random(5)
UNEVEN = [0, *np.cumsum([_DRAW.choice([1, 1, 1, 2, 5]) for _ in range(89)]).tolist()]
CLIPS = {
    "h264-b-frames.mp4": Recipe(frame_count=150, options={"bf": "3", "g": "40"}),
    "h264-open-gop.mp4": Recipe(frame_count=120, options={"x264-params": "open-gop=1:keyint=24:scenecut=0:bframes=3"}),
    "h264-open-gop.mkv": Recipe(frame_count=120, options={"x264-params": "open-gop=1:keyint=24:scenecut=0:bframes=3"}),
    "h264-open-gop.ts": Recipe(frame_count=120, options={"x264-params": "open-gop=1:keyint=24:scenecut=0:bframes=3"}),
    "h264-rolling-refresh.mp4": Recipe(frame_count=120, options={"x264-params": "intra-refresh=1:keyint=30"}),
    "h264-b-frames.avi": Recipe(options={"bf": "2"}),
    "h264.264": Recipe(options={"bf": "2"}),
    "h264-10-bit.mp4": Recipe(pixel_format="yuv420p10le"),
    "hevc-open-gop.mp4": Recipe(codec="libx265", frame_count=100, options={"x265-params": f"{X265}:open-gop=1"}),
    "hevc-layers.mp4": Recipe(codec="libx265", frame_count=90, options={"x265-params": f"{X265}:temporal-layers=3"}),
    "hevc-10-bit-rotated.mov": Recipe(
        codec="libx265", pixel_format="yuv420p10le", turn_deg=90, options={"x265-params": X265}
    ),
    "uneven.mp4": Recipe(frame_count=90, times=UNEVEN, unit=Fraction(1, 60), options={"g": "25"}),
    "60-fps.mp4": Recipe(frame_count=180, unit=Fraction(1, 60), options={"g": "60"}),
    "240-fps.mkv": Recipe(frame_count=240, unit=Fraction(1, 240), options={"g": "60"}),
    "odd-size.mp4": Recipe(size_px=(171, 97), pixel_format="yuv444p"),
    "narrow.mp4": Recipe(size_px=(214, 120)),
    "turned-90.mp4": Recipe(turn_deg=90),
    "turned-180.mp4": Recipe(turn_deg=180),
    "turned-270.mov": Recipe(turn_deg=270),
    "mirrored.mp4": Recipe(is_mirrored=True),
    "mirrored-and-turned.mp4": Recipe(is_mirrored=True, turn_deg=90),
    "palette.gif": Recipe(codec="gif", pixel_format="rgb8", unit=Fraction(1, 100), times=range(0, 420, 7)),
    "divx.avi": Recipe(codec="mpeg4", options={"bf": "2", "g": "12"}),
    "camera.avi": Recipe(codec="mjpeg", pixel_format="yuvj420p"),
    "vp9.webm": Recipe(codec="libvpx-vp9", options={"g": "20", "deadline": "realtime", "cpu-used": "8"}),
    "vp8-hidden-frames.webm": Recipe(
        codec="libvpx", frame_count=120, options={"g": "30", "auto-alt-ref": "1", "lag-in-frames": "16", "b": "200k"}
    ),
    "prores.mov": Recipe(codec="prores_ks", pixel_format="yuv422p10le"),
    "with-sound.mov": Recipe(has_sound=True),
}


@pytest.fixture(scope="module")
def clips(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clips")
    return {name: write_clip(folder / name, recipe) for name, recipe in CLIPS.items()}


@pytest.mark.parametrize("name", CLIPS)
def test_every_frame_comes_once_in_order_and_upright(library, clips, name):
    with closing(library.open(clips[name])) as source:
        seen = [(frame.index, index_in(frame.rgb)) for frame in source.frames()]
    assert seen == [(index, index) for index in range(CLIPS[name].frame_count)]
    assert source.notes == ()


@pytest.mark.parametrize("name", CLIPS)
def test_any_frame_can_be_read_in_any_order(library, clips, name):
    wanted = list(range(CLIPS[name].frame_count))
    random.Random(7).shuffle(wanted)
    with closing(library.open(clips[name])) as source:
        wrong = [index for index in wanted if index_in(source.read(index).rgb) != index]
    assert wrong == []


@pytest.mark.parametrize("name", CLIPS)
def test_reading_gives_the_same_pixels_as_decoding_straight_on(library, clips, name):
    with closing(library.open(clips[name])) as source:
        straight = [frame.rgb for frame in source.frames()]
        for index in random.Random(1).sample(range(len(straight)), 15):
            np.testing.assert_array_equal(source.read(index).rgb, straight[index])


@pytest.mark.parametrize("name", sorted(CLIPS.keys() - {"h264-rolling-refresh.mp4"}))  # it has no whole key frames
def test_a_jump_lands_on_the_entry_and_not_on_the_one_before(library, clips, name):
    clip = library._probe(clips[name])
    with closing(Decoder(clips[name], clip.identity, clip.index)) as decoder:
        landed = [next(decoder.pictures_from(number))[0] for number in range(len(clip.index.entries))]
    assert landed == [entry.first_index for entry in clip.index.entries]


def test_frames_carry_the_times_of_the_container(library, clips):
    with closing(library.open(clips["uneven.mp4"])) as source:
        times_s = [frame.time_s for frame in source.frames()]
    assert times_s == pytest.approx([time / 60 for time in UNEVEN])
    assert source.info.clock.is_variable


def test_millisecond_containers_keep_their_rounded_times(library, clips):
    clock = library.probe(clips["240-fps.mkv"]).clock
    assert clock.times_s[:4] == pytest.approx([0.0, 0.004, 0.008, 0.013])
    assert not clock.is_variable


def test_gif_delays_are_the_frame_times(library, clips):
    assert library.probe(clips["palette.gif"]).clock.times_s[:3] == pytest.approx([0.0, 0.07, 0.14])


def test_frames_before_the_cut_of_an_edit_list_are_not_shown(library, plain_clip, tmp_path):
    shortened = remux(plain_clip, tmp_path / "cut.mp4", shift=-10 * 512)
    with closing(library.open(shortened)) as source:
        frames = list(source.frames())
        assert [index_in(frame.rgb) for frame in frames] == list(range(10, 60))
        assert [index_in(source.read(index).rgb) for index in (49, 0, 25, 31, 29)] == [59, 10, 35, 41, 39]
    assert frames[0].time_s == pytest.approx(0.0, abs=1e-6)


def test_a_late_start_is_kept(library, plain_clip, tmp_path):
    late = remux(plain_clip, tmp_path / "late.mkv", shift=512 * 30)
    assert library.probe(late).clock.times_s[0] == pytest.approx(1.0, abs=0.002)


@pytest.mark.parametrize("max_side_px", [80, 33, 1000])
def test_frames_are_scaled_to_the_wanted_side_but_never_up(library, clips, max_side_px):
    with closing(library.open(clips["turned-90.mp4"])) as source:
        frames = list(source.frames(max_side_px=max_side_px))
    assert max(frames[0].rgb.shape) == min(max_side_px, 160)
    assert frames[0].rgb.shape[0] > frames[0].rgb.shape[1]
    assert [index_in(frame.rgb) for frame in frames] == list(range(60))


@pytest.mark.parametrize("name", ["odd-size.mp4", "narrow.mp4", "turned-90.mp4", "palette.gif"])
def test_pictures_are_contiguous_whatever_their_width(library, clips, name):
    with closing(library.open(clips[name])) as source:
        frame = source.read(3)
        assert frame.rgb.flags.c_contiguous
        assert frame.rgb.shape == (source.info.height_px, source.info.width_px, 3)


def test_pixels_that_are_not_square_are_made_square(library, tmp_path):
    recipe = Recipe(frame_count=5, options={"x264-params": "sar=4/3"})
    info = library.probe(write_clip(tmp_path / "wide.mp4", recipe))
    assert (info.width_px, info.height_px) == (213, 96)
    with closing(library.open(tmp_path / "wide.mp4")) as source:
        assert [frame.rgb.shape for frame in source.frames()] == [(96, 213, 3)] * 5


def test_a_closed_iteration_lets_go_of_the_file(library, plain_clip):
    source = library.open(plain_clip)
    frames = source.frames()
    next(frames)
    assert str(plain_clip) in open_files()
    frames.close()
    assert str(plain_clip) not in open_files()
    source.read(5)
    assert str(plain_clip) in open_files()
    source.close()
    assert str(plain_clip) not in open_files()


def test_closing_the_source_ends_iterations_that_still_run(library, plain_clip):
    source = library.open(plain_clip)
    frames = source.frames()
    next(frames)
    source.close()
    assert list(frames) == []
    assert str(plain_clip) not in open_files()


def test_an_index_that_does_not_exist_is_a_mistake(library, plain_clip):
    with closing(library.open(plain_clip)) as source:
        for index in (-1, 60):
            with pytest.raises(IndexError):
                source.read(index)


def test_a_time_gives_the_frame_on_screen(library, plain_clip):
    with closing(library.open(plain_clip)) as source:
        assert source.read_at(0.99).index == 29
        assert source.read_at(1.0).index == 30
        assert source.read_at(99.0).index == 59


def open_files() -> set[str]:
    return {file.path for file in psutil.Process().open_files()}
