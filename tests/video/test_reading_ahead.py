"""Small copies made while nobody waits: the right ones, the nearest first, and no more than there is room for."""

from contextlib import closing

import pytest
from barcode_clips import Recipe, index_in, write_clip

from studio.video.reading_ahead import ReadingAhead

FRAMES = 150


def never() -> bool:
    return False


@pytest.fixture(scope="module")
def clip_paths(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ahead")
    recipes = {
        "open-gop.mp4": Recipe(
            frame_count=FRAMES, options={"x264-params": "open-gop=1:keyint=30:scenecut=0:bframes=3"}
        ),
        "one-key-frame.mp4": Recipe(frame_count=FRAMES, options={"g": "500", "bf": "3"}),
        "only-key-frames.avi": Recipe(frame_count=FRAMES, codec="mjpeg", pixel_format="yuvj420p"),
        "turned.mov": Recipe(frame_count=FRAMES, turn_deg=90, options={"g": "40", "bf": "2"}),
    }
    return {name: write_clip(folder / name, recipe) for name, recipe in recipes.items()}


@pytest.fixture
def ahead_of(library, clip_paths):
    made = []

    def make(name: str, **options) -> ReadingAhead:
        made.append(ReadingAhead(library._probe(clip_paths[name]), **options))
        return made[-1]

    yield make
    for one in made:
        one.close()


def copied(ahead: ReadingAhead) -> dict[int, int]:
    """What there are copies of, and what the copies show."""
    pictures = {index: ahead.wish(index) for index in range(FRAMES)}
    return {index: index_in(rgb) for index, rgb in pictures.items() if rgb is not None}


@pytest.mark.parametrize("name", ["open-gop.mp4", "one-key-frame.mp4", "only-key-frames.avi", "turned.mov"])
@pytest.mark.parametrize("wished", [0, 77, 149])
def test_every_frame_is_copied_wherever_the_wish_was(ahead_of, name, wished):
    ahead = ahead_of(name)
    assert ahead.wish(wished) is None
    assert not ahead.go_on(is_overtaken=never)
    assert copied(ahead) == {index: index for index in range(FRAMES)}


def test_the_surroundings_of_the_wish_come_first(ahead_of):
    ahead = ahead_of("open-gop.mp4")
    ahead.wish(100)
    asked = []
    assert ahead.go_on(is_overtaken=lambda: asked.append(0) or len(asked) > 40)
    indices = set(copied(ahead))
    assert set(range(90, 120)) <= indices
    assert min(indices) == 90


def test_it_stops_at_once_and_goes_on_where_it_stood(ahead_of):
    ahead = ahead_of("one-key-frame.mp4")
    rounds = 1
    while ahead.go_on(is_overtaken=lambda: True):
        rounds += 1
    assert len(copied(ahead)) == FRAMES
    assert rounds > FRAMES / 2


def test_it_keeps_no_more_than_there_is_room_for_and_follows_the_wish(ahead_of):
    ahead = ahead_of("open-gop.mp4", limit_bytes=150_000)
    ahead.wish(0)
    assert not ahead.go_on(is_overtaken=never)
    first = set(copied(ahead))
    assert 0 in first
    assert len(first) < FRAMES
    ahead.wish(149)
    assert not ahead.go_on(is_overtaken=never)
    later = copied(ahead)
    assert 149 in later
    assert len(later) <= len(first) + 30
    assert all(index == shown for index, shown in later.items())


def test_a_small_copy_is_taken_only_where_it_will_do(library, tmp_path):
    path = write_clip(tmp_path / "large.mp4", Recipe(frame_count=30, size_px=(1280, 720)))
    with closing(library.open(path)) as source:
        assert source.read_at_hand(12) is None
        assert not source.read_ahead(is_overtaken=never)
        at_hand = source.read_at_hand(12)
        small = source.read_promptly(12, is_overtaken=never, may_be_small=True)
        sharp = source.read_promptly(12, is_overtaken=never)
    assert (small.index, index_in(small.rgb), small.rgb.shape) == (12, 12, (540, 960, 3))
    assert (sharp.index, index_in(sharp.rgb), sharp.rgb.shape) == (12, 12, (720, 1280, 3))
    assert small.time_s == sharp.time_s
    assert (at_hand.index, at_hand.rgb.shape) == (12, small.rgb.shape)
