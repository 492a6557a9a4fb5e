"""Damaged clips: use what decodes, say what does not."""

import os
import random
import shutil
from contextlib import closing
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from barcode_clips import Recipe, index_in, write_clip

from studio.core.errors import UnreadableInput

FAST_START = {"movflags": "+faststart"}


def cut(path, target, share):
    target.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    return target


def flipped(path, target, *, seed, count=30):
    """Turn bytes in the middle half of a file over."""
    content = bytearray(path.read_bytes())
    draw = random.Random(seed)
    for _ in range(count):
        content[draw.randrange(len(content) // 4, len(content) * 3 // 4)] ^= 0xFF
    target.write_bytes(content)
    return target


@pytest.fixture(scope="module")
def clips(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clips")
    long = Recipe(frame_count=120, options={"g": "24", "bf": "3"}, container_options=FAST_START)
    return {
        "mp4": write_clip(folder / "a.mp4", long),
        "mkv": write_clip(folder / "a.mkv", Recipe(frame_count=120, options={"g": "24"})),
        "ts": write_clip(folder / "a.ts", Recipe(frame_count=120, options={"g": "24"})),
        "webm": write_clip(folder / "a.webm", Recipe(codec="libvpx-vp9", options={"g": "20", "cpu-used": "8"})),
        "hevc": write_clip(
            folder / "b.mp4",
            Recipe(
                codec="libx265",
                frame_count=120,
                size_px=(320, 192),
                options={"x265-params": "log-level=none:keyint=24:qp=10"},
                container_options=FAST_START,
            ),
        ),
        "gif": write_clip(folder / "a.gif", Recipe(codec="gif", pixel_format="rgb8", unit=Fraction(1, 10))),
    }


@pytest.mark.parametrize("kind", ["mp4", "mkv", "ts", "webm", "hevc", "gif"])
@pytest.mark.parametrize("share", [0.5, 0.7, 0.95])
def test_a_truncated_clip_gives_its_whole_frames(library, clips, tmp_path, kind, share):
    path = cut(clips[kind], tmp_path / f"cut{clips[kind].suffix}", share)
    with closing(library.open(path)) as source:
        frames = list(source.frames())
        seen = [index_in(frame.rgb) for frame in frames]
    assert len(seen) > 0.15 * 60
    assert all(after > before for before, after in pairwise(seen))
    assert seen[:-5] == list(range(len(seen) - 5))  # the last ones were cut out of their order of decoding
    assert [frame.index for frame in frames] == list(range(len(seen)))
    times_s = np.array([frame.time_s for frame in frames])
    assert times_s - times_s[0] == pytest.approx(np.array(seen) / (10 if kind == "gif" else 30), abs=0.002)


def test_a_truncated_clip_says_how_much_is_there(library, clips, tmp_path):
    info = library.probe(cut(clips["mp4"], tmp_path / "cut.mp4", 0.6))
    assert len(info.notes) == 1
    assert f"{info.clock.frame_count} of its 120 frames" in info.notes[0]


@pytest.mark.parametrize("kind", ["mp4", "mkv", "ts", "webm", "hevc"])
@pytest.mark.parametrize("seed", range(4))
def test_overturned_bytes_never_shift_a_frame(library, clips, tmp_path, kind, seed):
    path = flipped(clips[kind], tmp_path / f"flipped{clips[kind].suffix}", seed=seed)
    try:
        source = library.open(path)
    except UnreadableInput:
        return
    with closing(source):
        frames = list(source.frames())
        assert [frame.index for frame in frames] == list(range(len(frames)))
        last = source.info.clock.frame_count - 1
        assert [source.read(index).index for index in (last, 0, last // 2)] == [last, 0, last // 2]


def test_frames_that_do_not_decode_are_filled_and_told(library, clips, tmp_path):
    path = tmp_path / "hole.mp4"
    shutil.copy(clips["mp4"], path)
    blank_packets(path, range(40, 44))
    with closing(library.open(path)) as source:
        frames = list(source.frames())
        assert [frame.index for frame in frames] == list(range(120))
        assert [index_in(frame.rgb) for frame in frames[72:]] == list(range(72, 120))
        assert len(source.notes) == 1
        assert "cannot be decoded" in source.notes[0] or "damaged" in source.notes[0]
        assert source.read(100).index == 100
        assert index_in(source.read(100).rgb) == 100


def test_frames_behind_a_tail_that_does_not_decode_show_the_last_picture(library, clips, tmp_path):
    path = tmp_path / "tail.mp4"
    shutil.copy(clips["mp4"], path)
    blank_packets(path, range(96, 120))
    with closing(library.open(path)) as source:
        seen = [index_in(frame.rgb) for frame in source.frames()]
        assert seen == list(range(len(seen)))
        assert 90 <= len(seen) <= 97
        assert "breaks off after 3." in source.notes[0]
        late = source.read(119)
        assert (late.index, index_in(late.rgb)) == (119, len(seen) - 1)


def test_a_clip_of_which_nothing_decodes_is_refused(library, clips, tmp_path):
    path = tmp_path / "blank.mp4"
    shutil.copy(clips["mp4"], path)
    blank_packets(path, range(120))
    with pytest.raises(UnreadableInput, match=r"No frame of blank\.mp4 can be decoded"):
        library.open(path)


def test_a_clip_deleted_between_probing_and_decoding_is_told(library, clips, tmp_path):
    path = tmp_path / "gone.mp4"
    shutil.copy(clips["mp4"], path)
    source = library.open(path)
    path.unlink()
    with pytest.raises(UnreadableInput, match=r"There is no clip at gone\.mp4"):
        list(source.frames())
    with pytest.raises(UnreadableInput):
        source.read(3)


def test_a_clip_replaced_between_probing_and_decoding_is_told(library, clips, tmp_path):
    path = tmp_path / "other.mp4"
    shutil.copy(clips["mp4"], path)
    source = library.open(path)
    shutil.copy(clips["hevc"], path)
    with pytest.raises(UnreadableInput, match="changed while it was open"):
        next(iter(source.frames()))
    source.close()


def test_a_clip_cut_short_while_it_decodes_is_told(library, tmp_path):
    path = write_clip(tmp_path / "long.mp4", Recipe(frame_count=400, size_px=(640, 384), options={"g": "12"}))
    source = library.open(path)
    frames = source.frames()
    next(frames)
    os.truncate(path, path.stat().st_size // 4)
    with pytest.raises(UnreadableInput, match="changed while it was open"):
        list(frames)
    source.close()


@pytest.mark.skipif(os.name != "posix", reason="this system forbids deleting files in use")
def test_a_clip_deleted_while_it_decodes_is_read_to_its_end(library, clips, tmp_path):
    path = tmp_path / "gone.mp4"
    shutil.copy(clips["mp4"], path)
    source = library.open(path)
    frames = source.frames()
    next(frames)
    path.unlink()
    assert len(list(frames)) == 119
    source.close()


def test_a_clip_that_changed_is_probed_anew(library, clips, tmp_path):
    path = tmp_path / "same-name.mp4"
    shutil.copy(clips["mp4"], path)
    first = library.probe(path)
    shutil.copy(clips["hevc"], path)
    assert library.probe(path).sha256 != first.sha256


def blank_packets(path, indices):
    """Overwrite the content of packets, counted in decoding order, with zeros."""
    import av

    with closing(av.open(str(path))) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
        places = [(packets[index].pos, packets[index].size) for index in indices]
    with path.open("r+b") as file:
        for place, size_bytes in places:
            file.seek(place)
            file.write(bytes(size_bytes))
