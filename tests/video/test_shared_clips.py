"""Every rendered and real clip beside the checkout opens, decodes and seeks, or says in one sentence why not."""

import hashlib
import random
from contextlib import closing

import pytest

from studio.core.errors import UnreadableInput

pytestmark = [pytest.mark.shared, pytest.mark.timeout(900)]

_CLIP_SUFFIXES = {".mp4", ".mov", ".gif", ".mkv", ".webm", ".avi"}


def clips_in(folder):
    return sorted(path for path in folder.rglob("*") if path.suffix in _CLIP_SUFFIXES)


def assert_all_frames_come(library, path):
    with closing(library.open(path)) as source:
        info = source.info
        digests = []
        for frame in source.frames(max_side_px=480):
            assert frame.index == len(digests)
            assert frame.time_s == info.clock.times_s[frame.index]
            assert max(frame.rgb.shape) <= 480
            digests.append(hashlib.sha256(frame.rgb).digest())
        assert len(digests) == info.clock.frame_count or source.notes, path.name
        assert len(set(digests)) > 0.3 * len(digests), path.name  # pictures really move


def test_every_real_clip_gives_all_its_frames(library, shared_dir):
    for path in clips_in(shared_dir / "footage"):
        assert_all_frames_come(library, path)


def test_every_rendered_clip_gives_all_its_frames(library, shared_dir):
    for path in clips_in(shared_dir / "synth"):
        assert_all_frames_come(library, path)


def test_seeking_in_real_clips_gives_what_decoding_straight_on_gives(library, shared_dir):
    draw = random.Random(11)
    for path in clips_in(shared_dir / "footage"):
        with closing(library.open(path)) as source:
            digests = [hashlib.sha256(frame.rgb).digest() for frame in source.frames()]
            for index in draw.sample(range(len(digests)), 4):
                assert hashlib.sha256(source.read(index).rgb).digest() == digests[index], (path.name, index)


def test_files_that_are_no_clips_are_refused(library, shared_dir):
    for path in sorted(shared_dir.rglob("*")):
        if path.suffix in {".md", ".json", ".gz"}:
            with pytest.raises(UnreadableInput):
                library.open(path)


@pytest.mark.parametrize(
    ("name", "size_px", "frame_count", "rotation_deg"),
    [
        ("squat-side-phone-rotated-01.mp4", (720, 1280), 388, 90),
        ("technical/derived-hevc10-hlg-rotated-squat-01.mov", (720, 1280), 388, 90),
        ("barbell-hip-thrust-front-oblique-60fps-03.mov", (1732, 816), 207, 0),
        ("barbell-hip-thrust-side-lowres-04.gif", (320, 180), 63, 0),
        ("technical/derived-truncated-barbell-hip-thrust-01.mp4", (1280, 720), 123, 0),
        ("technical/derived-vfr-machine-hip-thrust-01.mp4", (768, 432), 227, 0),
    ],
)
def test_known_clips_are_what_they_are_known_for(library, shared_dir, name, size_px, frame_count, rotation_deg):
    info = library.probe(shared_dir / "footage" / name)
    assert (info.width_px, info.height_px) == size_px
    assert info.clock.frame_count == frame_count
    assert info.rotation_deg == rotation_deg


def test_an_hdr_copy_looks_like_its_original(library, shared_dir):
    footage = shared_dir / "footage"
    with (
        closing(library.open(footage / "technical" / "derived-hevc10-hlg-rotated-squat-01.mov")) as hdr,
        closing(library.open(footage / "squat-side-phone-rotated-01.mp4")) as sdr,
    ):
        difference = hdr.read(60).rgb.astype(float).mean(axis=(0, 1)) - sdr.read(60).rgb.astype(float).mean(axis=(0, 1))
    assert abs(difference).max() < 12.0
