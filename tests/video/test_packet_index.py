"""From packets to frames: order, times, and places to start from."""

from contextlib import closing

import av
import numpy as np
import pytest
from barcode_clips import Recipe, barcode, index_in, write_clip
from hypothesis import given
from hypothesis import strategies as st

from studio.video.packet_index import PacketFact, PacketScan, build_index, spread_repeats

sorted_times = st.lists(st.integers(-100, 5000), min_size=1, max_size=40).map(sorted)


def scan(packets, **changes) -> PacketScan:
    facts = {
        "stream_index": 0,
        "unit_s": 0.001,
        "interval_s": 0.04,
        "has_times": True,
        "has_reordering": True,
        "has_entries": True,
        "is_cut_off": False,
    }
    return PacketScan(packets=tuple(packets), **{**facts, **changes})


def packet(pts, *, dts=None, is_key=False, is_shown=True, place=None) -> PacketFact:
    return PacketFact(pts=pts, dts=dts, place=place, is_key=is_key, is_shown=is_shown)


@given(sorted_times)
def test_repeated_times_become_strictly_increasing_and_the_others_stay(times_ms):
    times_s = np.array(times_ms) / 1000
    spread = spread_repeats(times_s, 0.04)
    assert np.all(np.diff(spread) > 0)
    first = np.searchsorted(times_s, times_s, side="left") == np.arange(times_s.size)
    np.testing.assert_array_equal(spread[first], times_s[first])


@given(st.permutations(range(12)))
def test_frames_are_numbered_by_presentation_time(order):
    index = build_index(scan(packet(40 * rank) for rank in order))
    assert index.index_of.tolist() == list(order)
    assert index.times_s == pytest.approx(np.arange(12) * 0.04)


def test_packets_that_are_never_shown_get_no_number():
    index = build_index(scan([packet(-40, is_shown=False), packet(0), packet(40)]))
    assert index.index_of.tolist() == [-1, 0, 1]


def test_a_frame_shown_before_its_key_frame_is_reached_from_an_earlier_one():
    packets = [packet(0, is_key=True), packet(40), packet(160, is_key=True), packet(80), packet(120), packet(200)]
    index = build_index(scan(packets))
    starts = [index.entries[index.entry_before(wanted)].position for wanted in range(6)]
    assert starts == [0, 0, 0, 0, 2, 2]


def test_a_hidden_key_frame_can_be_started_from():
    packets = [
        packet(-80, is_key=True, is_shown=False),
        packet(-40, is_key=True, is_shown=False),
        packet(0),
        packet(40),
    ]
    index = build_index(scan(packets))
    assert [(entry.position, entry.first_index) for entry in index.entries] == [(0, 0), (1, 0)]
    assert index.entry_before(1) == 1


def test_clips_without_any_times_get_even_ones_and_a_note():
    index = build_index(scan([packet(None)] * 3), decoded_order=(0, 2, 1))
    assert index.times_s == pytest.approx([0.0, 0.04, 0.08])
    assert index.index_of.tolist() == [0, 2, 1]
    assert "25 frames per second are assumed" in index.notes[0]


@pytest.mark.parametrize(
    ("packets", "changes", "expected"),
    [
        ([packet(0), packet(40)], {}, False),
        ([packet(0), packet(0)], {}, True),
        ([packet(0), packet(None)], {}, True),
        ([packet(0), packet(None, is_shown=False)], {}, False),
        ([packet(0), packet(40)], {"has_times": False}, True),
        ([packet(0), packet(40)], {"has_times": False, "has_reordering": False}, False),
    ],
)
def test_only_clips_whose_times_do_not_tell_the_order_are_decoded_for_it(packets, changes, expected):
    assert scan(packets, **changes).needs_decoding is expected


def test_packets_are_recognised_by_place_where_times_repeat():
    packets = [packet(0, place=10, is_key=True), packet(0, place=20), packet(40, place=30, is_key=True)]
    index = build_index(scan(packets), decoded_order=(0, 1, 2))
    assert index.position_of == {10: 0, 20: 1, 30: 2}
    blind = build_index(scan([packet(0, is_key=True), packet(0), packet(40, is_key=True)]), decoded_order=(0, 1, 2))
    assert len(blind.entries) == 1


def test_frames_with_the_same_time_stamp_are_all_there(library, tmp_path):
    plain = write_clip(tmp_path / "plain.mp4", Recipe(frame_count=30, options={"bf": "0", "g": "10"}))
    path = tmp_path / "repeats.mkv"
    with closing(av.open(str(plain))) as old, closing(av.open(str(path), "w")) as new:
        stream = new.add_stream_from_template(old.streams.video[0])
        for moving in old.demux(old.streams.video[0]):
            if moving.size:
                moving.pts = moving.dts = moving.pts // 1024 * 1024  # two frames each share a time
                moving.stream = stream
                new.mux(moving)
    with closing(library.open(path)) as source:
        assert [index_in(frame.rgb) for frame in source.frames()] == list(range(30))
        assert [index_in(source.read(index).rgb) for index in (29, 11, 10, 20, 0)] == [29, 11, 10, 20, 0]
        assert source.info.clock.times_s == pytest.approx(np.arange(30) / 30, abs=0.002)
        assert "same time stamp" in source.info.notes[0]


def test_of_several_equal_video_tracks_the_largest_is_taken(library, tmp_path):
    path = tmp_path / "two.mov"
    with closing(av.open(str(path), "w")) as container:
        tracks = [container.add_stream("libx264", rate=30) for _ in range(2)]
        for track, (width_px, height_px) in zip(tracks, ((80, 48), (160, 96)), strict=True):
            track.width, track.height, track.pix_fmt = width_px, height_px, "yuv420p"
            track.disposition = av.stream.Disposition.default
        for index in range(20):
            for track in tracks:
                rgb = barcode(index if track is tracks[1] else 0, width_px=track.width, height_px=track.height)
                frame = av.VideoFrame.from_ndarray(rgb, format="rgb24")
                container.mux(track.encode(frame))
        for track in tracks:
            container.mux(track.encode(None))
    with closing(library.open(path)) as source:
        assert (source.info.width_px, source.info.height_px) == (160, 96)
        assert [index_in(frame.rgb) for frame in source.frames()] == list(range(20))
