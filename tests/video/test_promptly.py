"""Seeking while somebody waits: a glimpse on the way, the right frame in the end, and newer wishes first."""

import pytest
from barcode_clips import Recipe, index_in, write_clip

from studio.video import clip_source, seeking


@pytest.fixture
def long_clip(tmp_path):
    """One key frame at the start, none after it."""
    return write_clip(tmp_path / "long.mp4", Recipe(frame_count=120, options={"g": "200", "bf": "3"}))


def never() -> bool:
    return False


@pytest.fixture
def no_second_glimpse(monkeypatch):
    """However busy the machine is."""
    monkeypatch.setattr(seeking, "_GLIMPSE_EVERY_S", 60.0)


@pytest.mark.usefixtures("no_second_glimpse")
def test_a_frame_far_from_its_key_frame_is_preceded_by_a_glimpse_that_says_which_frame_it_is(library, long_clip):
    glimpses = []
    source = library.open(long_clip)
    frame = source.read_promptly(110, is_overtaken=never, on_glimpse=glimpses.append)
    source.close()
    assert (frame.index, index_in(frame.rgb)) == (110, 110)
    assert [one.index for one in glimpses] == [0]
    assert [index_in(one.rgb) for one in glimpses] == [0]
    assert glimpses[0].time_s == 0.0


def test_a_frame_near_the_last_one_comes_without_a_glimpse(library, long_clip):
    glimpses = []
    source = library.open(long_clip)
    source.read(50)
    for index in (51, 58, 57, 49):
        frame = source.read_promptly(index, is_overtaken=never, on_glimpse=glimpses.append)
        assert index_in(frame.rgb) == index
    source.close()
    assert glimpses == []


@pytest.mark.usefixtures("no_second_glimpse")
def test_a_frame_far_ahead_of_the_last_one_is_preceded_by_a_glimpse_too(library, long_clip):
    glimpses = []
    source = library.open(long_clip)
    source.read(10)
    frame = source.read_promptly(100, is_overtaken=never, on_glimpse=glimpses.append)
    source.close()
    assert index_in(frame.rgb) == 100
    assert [one.index for one in glimpses] == [index_in(one.rgb) for one in glimpses]
    assert len(glimpses) == 1
    assert 10 < glimpses[0].index < 20


def test_a_long_way_is_seen(library, long_clip, monkeypatch):
    monkeypatch.setattr(seeking, "_GLIMPSE_EVERY_S", 0.0)
    glimpses = []
    source = library.open(long_clip)
    source.read_promptly(110, is_overtaken=never, on_glimpse=glimpses.append)
    source.close()
    indices = [one.index for one in glimpses]
    assert len(indices) > 20
    assert indices == sorted(set(indices))
    assert max(indices) < 110 - 8


def test_a_newer_wish_ends_an_older_one_but_shows_how_far_it_came(library, long_clip, monkeypatch):
    monkeypatch.setattr(clip_source, "LEAST_S", 0.0)
    glimpses = []
    source = library.open(long_clip)
    assert source.read_promptly(110, is_overtaken=lambda: True, on_glimpse=glimpses.append) is None
    assert len(glimpses) == 1
    for index in (30, 5, 100, 99, 119, 2):
        frame = source.read_promptly(index, is_overtaken=never)
        assert (frame.index, index_in(frame.rgb)) == (index, index)
    source.close()


def test_a_wish_comes_nearer_even_where_every_one_is_overtaken(library, long_clip, monkeypatch):
    monkeypatch.setattr(clip_source, "LEAST_S", 0.0)
    glimpses, source = [], library.open(long_clip)
    answers = [source.read_promptly(110, is_overtaken=lambda: True, on_glimpse=glimpses.append) for _wish in range(120)]
    source.close()
    assert index_in(answers[-1].rgb) == 110
    indices = [one.index for one in glimpses]
    assert indices == sorted(set(indices))
    assert [index_in(one.rgb) for one in glimpses] == indices


def test_the_scrub_cache_has_no_need_of_glimpses(library, long_clip):
    info = library.probe(long_clip)
    source, writer = library.open(long_clip), library.scrub_writer(info)
    for frame in source.frames():
        writer.add(frame)
    writer.commit()
    source.close()
    glimpses, cache = [], library.scrub_reader(info)
    assert cache.read_promptly(110, is_overtaken=lambda: True, on_glimpse=glimpses.append).index == 110
    cache.close()
    assert glimpses == []
