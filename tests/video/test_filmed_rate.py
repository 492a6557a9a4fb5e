"""How fast the camera filmed: phones that store slow motion as ordinary speed say so beside the pictures."""

import math
import struct

import pytest
from barcode_clips import Recipe, write_clip

KEY = "com.android.capture.fps"
TAGGED = {"movflags": "use_metadata_tags"}


def phone_clip(folder, filmed: str):
    recipe = Recipe(frame_count=8, container_options=TAGGED, says={KEY: filmed})
    return write_clip(folder / "phone.mp4", recipe)


def test_a_phone_says_at_which_rate_it_filmed(library, tmp_path):
    info = library.probe(phone_clip(tmp_path, "240.000000"))
    assert info.filmed_fps == 240.0
    assert info.clock.fps_nominal == pytest.approx(30.0)


def test_the_rate_may_be_stored_as_a_number(library, tmp_path):
    path = phone_clip(tmp_path, "0120")
    content = path.read_bytes()
    place = content.index(b"0120", content.index(KEY.encode()))
    number = struct.pack(">I", 23) + content[place - 4 : place] + struct.pack(">f", 240.0)
    path.write_bytes(content[: place - 8] + number + content[place + 4 :])
    assert library.probe(path).filmed_fps == 240.0


@pytest.mark.parametrize("filmed", ["", "fast", "0", "-30", "inf", "nan"])
def test_nonsense_counts_as_unsaid(library, tmp_path, filmed):
    assert math.isnan(library.probe(phone_clip(tmp_path, filmed)).filmed_fps)


def test_most_clips_say_nothing(library, plain_clip):
    assert math.isnan(library.probe(plain_clip).filmed_fps)
