"""The scrub cache: the clip's indices and times, whole or not there, never larger than allowed."""

import os
import random
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import numpy as np
import pytest
from barcode_clips import Recipe, barcode, index_in, write_clip
from hypothesis import given
from hypothesis import strategies as st

from studio.core.errors import CannotWrite, UnreadableInput
from studio.core.frame import ClipInfo, Frame
from studio.core.time import FrameClock
from studio.video import ClipLibrary


def make_cache(library, path, *, frame_count=None):
    with closing(library.open(path)) as source:
        writer = library.scrub_writer(source.info)
        for frame in source.frames(max_side_px=960):
            if frame_count is None or frame.index < frame_count:
                writer.add(frame)
        writer.commit()
        return source.info


def cache_files(library_dir) -> list[Path]:
    return sorted(path for path in Path(library_dir).rglob("*") if path.is_file())


def has_cache(library, info) -> bool:
    reader = library.scrub_reader(info)
    if reader is not None:
        reader.close()
    return reader is not None


@pytest.fixture
def cache_dir(tmp_path):
    return tmp_path / "cache"


def test_there_is_no_cache_before_commit(library, plain_clip, cache_dir):
    with closing(library.open(plain_clip)) as source:
        info = source.info
        writer = library.scrub_writer(info)
        for frame in source.frames():
            writer.add(frame)
    assert not has_cache(library, info)
    writer.commit()
    writer.discard()
    with closing(library.scrub_reader(info)) as reader:
        assert reader.info == info


def test_indices_and_times_equal_those_of_the_clip(library, plain_clip):
    info = make_cache(library, plain_clip)
    with closing(library.scrub_reader(info)) as reader:
        wanted = list(range(60))
        random.Random(3).shuffle(wanted)
        for index in wanted:
            frame = reader.read(index)
            assert (frame.index, index_in(frame.rgb)) == (index, index)
            assert frame.time_s == info.clock.times_s[index]
        assert [index_in(frame.rgb) for frame in reader.frames()] == list(range(60))
        assert reader.read_at(1.0).index == 30


def test_pictures_look_like_those_of_the_clip(library, plain_clip):
    info = make_cache(library, plain_clip)
    with closing(library.scrub_reader(info)) as reader, closing(library.open(plain_clip)) as source:
        difference = reader.read(20).rgb.astype(float) - source.read(20).rgb.astype(float)
    assert np.abs(difference).mean() < 12.0  # a harsh pattern in few pixels; real clips stay far below


@pytest.mark.parametrize(
    ("size_px", "kept_px"),
    [((1920, 1080), (960, 540)), ((1080, 1920), (540, 960)), ((854, 480), (854, 480)), ((1440, 1440), (720, 720))],
)
def test_pictures_are_kept_small(library, tmp_path, size_px, kept_px):
    path = write_clip(tmp_path / "large.mp4", Recipe(size_px=size_px, frame_count=3, options={"preset": "ultrafast"}))
    info = make_cache(library, path)
    with closing(library.scrub_reader(info)) as reader:
        height_px, width_px = reader.read(1).rgb.shape[:2]
    assert (width_px, height_px) == kept_px


def test_a_discarded_cache_leaves_nothing(library, plain_clip, cache_dir):
    with closing(library.open(plain_clip)) as source:
        writer = library.scrub_writer(source.info)
        writer.add(source.read(0))
        writer.discard()
        writer.discard()
    assert cache_files(cache_dir) == []


def test_a_cache_without_frames_does_not_come_to_be(library, plain_clip, cache_dir):
    writer = library.scrub_writer(library.probe(plain_clip))
    writer.commit()
    assert cache_files(cache_dir) == []


def test_frames_out_of_order_are_a_mistake(library, plain_clip):
    with closing(library.open(plain_clip)) as source:
        writer = library.scrub_writer(source.info)
        with pytest.raises(ValueError, match="frame 3 follows on 0"):
            writer.add(source.read(3))
        writer.discard()
        with pytest.raises(ValueError, match="thrown away"):
            writer.add(source.read(0))


def test_a_cache_of_a_damaged_clip_shows_its_last_picture_at_the_end(library, plain_clip):
    info = make_cache(library, plain_clip, frame_count=50)
    with closing(library.scrub_reader(info)) as reader:
        late = reader.read(59)
    assert (late.index, late.time_s, index_in(late.rgb)) == (59, info.clock.times_s[59], 49)


def test_the_remains_of_a_crash_are_cleared_away_by_the_next_writer(library, plain_clip, cache_dir):
    crash = (
        "import os, sys; from pathlib import Path; from studio.video import ClipLibrary\n"
        "library = ClipLibrary(Path(sys.argv[1])); source = library.open(Path(sys.argv[2]))\n"
        "writer = library.scrub_writer(source.info)\n"
        "for frame in source.frames(): writer.add(frame)\n"
        "os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", crash, str(cache_dir), str(plain_clip)], check=False)
    assert done.returncode == 9
    assert len(cache_files(cache_dir)) == 1
    info = library.probe(plain_clip)
    assert not has_cache(library, info)
    library.scrub_writer(info).discard()
    assert cache_files(cache_dir) == []


@pytest.mark.skipif(os.name != "posix", reason="this system forbids deleting files in use")
def test_a_writer_leaves_the_work_of_another_alone(library, plain_clip, cache_dir):
    info = library.probe(plain_clip)
    first, second = library.scrub_writer(info), library.scrub_writer(info)
    with closing(library.open(plain_clip)) as source:
        for frame in source.frames():
            first.add(frame)
    first.commit()
    second.discard()
    assert has_cache(library, info)


@pytest.mark.skipif(sys.platform != "linux", reason="file size limits are set the Linux way")
@pytest.mark.parametrize("limit_bytes", [4, 6000, 40_000])
def test_a_full_disk_is_told_in_a_sentence_and_leaves_nothing(plain_clip, cache_dir, limit_bytes):
    fill = (
        "import resource, sys; from pathlib import Path; from studio.video import ClipLibrary\n"
        "from studio.core.errors import CannotWrite\n"
        "library = ClipLibrary(Path(sys.argv[1])); source = library.open(Path(sys.argv[2]))\n"
        "frames = list(source.frames())\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)\n"
        "try:\n"
        "    writer = library.scrub_writer(source.info)\n"
        "    for frame in frames: writer.add(frame)\n"
        "    writer.commit()\n"
        "except CannotWrite as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", fill, str(cache_dir), str(plain_clip), str(limit_bytes)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("The preview cache cannot be written")
    assert done.stderr == ""
    assert cache_files(cache_dir) == []


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(plain_clip, tmp_path):
    (tmp_path / "file").write_text("in the way")
    library = ClipLibrary(tmp_path / "file")
    with pytest.raises(CannotWrite, match="preview cache cannot be written"):
        library.scrub_writer(library.probe(plain_clip))
    assert not has_cache(library, library.probe(plain_clip))


def test_caches_not_used_for_longest_make_room(tmp_path, cache_dir):
    clips = [write_clip(tmp_path / f"{n}.mp4", Recipe(frame_count=20 + n)) for n in range(4)]
    generous = ClipLibrary(cache_dir)
    infos = [make_cache(generous, clip) for clip in clips[:3]]
    sizes = [path.stat().st_size for path in cache_files(cache_dir)]
    for age_s, info in zip((300, 200, 100), infos, strict=True):
        [path] = [path for path in cache_files(cache_dir) if path.name.startswith(info.sha256)]
        os.utime(path, (time.time() - age_s, time.time() - age_s))
    generous.scrub_reader(infos[0]).close()  # used just now
    tight = ClipLibrary(cache_dir, scrub_limit_bytes=int(max(sizes) * 3.3))
    infos.append(make_cache(tight, clips[3]))
    assert [has_cache(tight, info) for info in infos] == [True, False, True, True]
    tiny = ClipLibrary(cache_dir, scrub_limit_bytes=1)
    make_cache(tiny, clips[3])
    assert [has_cache(tiny, info) for info in infos] == [False, False, False, True]


@pytest.mark.logs("damaged")
def test_another_clip_or_version_is_not_taken_for_this_one(library, plain_clip, tmp_path, cache_dir):
    info = make_cache(library, plain_clip)
    other = library.probe(write_clip(tmp_path / "other.mp4", Recipe(frame_count=61)))
    assert not has_cache(library, other)
    [path] = cache_files(cache_dir)
    path.rename(path.with_name(path.name.replace(info.sha256, other.sha256)))
    assert not has_cache(library, other)


@pytest.mark.logs("damaged")
@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.999])
def test_a_cache_cut_short_counts_as_absent(library, plain_clip, cache_dir, share):
    info = make_cache(library, plain_clip)
    [path] = cache_files(cache_dir)
    os.truncate(path, int(path.stat().st_size * share))
    assert not has_cache(library, info)
    assert cache_files(cache_dir) == []


@pytest.mark.logs("damaged")
def test_a_damaged_picture_is_taken_from_the_clip_and_the_cache_is_made_again(library, plain_clip, cache_dir):
    info = make_cache(library, plain_clip)
    [path] = cache_files(cache_dir)
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 0xFF
    path.write_bytes(content)
    with closing(library.scrub_reader(info)) as reader:
        assert [index_in(frame.rgb) for frame in reader.frames()] == list(range(60))
    assert not has_cache(library, info)


@given(place_norm=st.floats(0.0, 1.0, exclude_max=True), mask=st.integers(1, 255))
@pytest.mark.logs("damaged")
def test_no_overturned_byte_shows_a_wrong_frame(tmp_path_factory, place_norm, mask):
    folder = tmp_path_factory.mktemp("scrub")
    library, info = ClipLibrary(folder), rendered_info(6)
    write_rendered(library, info)
    [path] = cache_files(folder)
    content = bytearray(path.read_bytes())
    content[int(len(content) * place_norm)] ^= mask
    path.write_bytes(content)
    reader = library.scrub_reader(info)
    if reader is None:
        return
    with closing(reader):
        for index in range(6):
            with suppress(UnreadableInput):  # damage was noticed, and there is no clip to fall back to
                assert index_in(reader.read(index).rgb) == index


@given(
    sizes=st.tuples(st.integers(40, 200), st.integers(30, 120)),
    steps_s=st.lists(st.floats(0.001, 3.0), min_size=1, max_size=12),
    start_s=st.floats(-5.0, 100.0),
)
def test_what_was_written_is_what_is_read(tmp_path_factory, sizes, steps_s, start_s):
    clock = FrameClock(start_s + np.cumsum(steps_s))
    info = rendered_info(clock.frame_count, clock=clock, size_px=sizes)
    library = ClipLibrary(tmp_path_factory.mktemp("scrub"))
    write_rendered(library, info)
    with closing(library.scrub_reader(info)) as reader:
        frames = list(reader.frames())
    assert [frame.time_s for frame in frames] == clock.times_s.tolist()
    assert [frame.rgb.shape for frame in frames] == [(sizes[1], sizes[0], 3)] * clock.frame_count
    assert [index_in(frame.rgb) for frame in frames] == list(range(clock.frame_count))


def rendered_info(frame_count, *, clock=None, size_px=(160, 96)) -> ClipInfo:
    return ClipInfo(
        path=Path("rendered.mp4"),
        sha256=f"{frame_count:064x}",
        clock=clock or FrameClock(np.arange(frame_count) / 30.0),
        width_px=size_px[0],
        height_px=size_px[1],
    )


def write_rendered(library, info) -> None:
    writer = library.scrub_writer(info)
    for index, time_s in enumerate(info.clock.times_s):
        rgb = barcode(index, width_px=info.width_px, height_px=info.height_px)
        writer.add(Frame(index=index, time_s=float(time_s), rgb=rgb))
    writer.commit()
