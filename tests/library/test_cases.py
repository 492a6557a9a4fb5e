"""A case travels whole; a hostile one leaves nothing behind."""

import hashlib
import tempfile
import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from cases import CLIP, HOSTILE, make_case, rezip
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.core.case import Case
from studio.core.errors import CannotWrite, UnreadableInput
from studio.library import make_case_files

MOST_MEMORY = 96 << 20


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    path = tmp_path / "set.lockout"
    make_case_files().write(path, make_case(tmp_path))
    return path


@pytest.fixture(scope="module")
def packed() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "set.lockout"
        make_case_files().write(path, make_case(Path(folder)))
        return path.read_bytes()


def same(case: Case, other: Case) -> bool:
    names = [
        "exercise_id",
        "day",
        "clip_sha256",
        "clip_name",
        "athlete",
        "engine",
        "review",
        "analysis",
        "report",
        "log",
    ]
    arrays_are = case.arrays.keys() == other.arrays.keys() and all(
        np.array_equal(case.arrays[name], other.arrays[name]) for name in case.arrays
    )
    return arrays_are and all(getattr(case, name) == getattr(other, name) for name in names)


def read_in_a_box(data: bytes) -> Case | None:
    """Read a case; whatever happens, nothing may lie anywhere but the right clip in its place."""
    with tempfile.TemporaryDirectory() as box:
        root = Path(box)
        path = root / "in" / "x.lockout"
        path.parent.mkdir()
        path.write_bytes(data)
        clips = root / "library" / "clips"
        case = None
        try:
            case = make_case_files().read(path, clips)
        except UnreadableInput:
            assert not [one for one in root.rglob("*") if one.is_file() and one != path]
        for one in root.rglob("*"):
            if one.is_file() and one != path:
                assert one.parent == clips
                assert one.stem == hashlib.sha256(one.read_bytes()).hexdigest()
        return case


def test_a_case_comes_out_as_it_went_in(sent: Path, tmp_path: Path):
    case = make_case_files().read(sent, tmp_path / "clips")
    assert same(case, make_case(tmp_path))
    assert case.clip is not None
    assert case.clip.read_bytes() == CLIP
    assert case.clip.parent == tmp_path / "clips"


def test_the_same_case_gives_the_same_bytes(sent: Path, tmp_path: Path):
    make_case_files().write(tmp_path / "again.lockout", make_case(tmp_path))
    assert (tmp_path / "again.lockout").read_bytes() == sent.read_bytes()


def test_a_case_may_come_without_clip_name_and_report(tmp_path: Path):
    path = tmp_path / "bare.lockout"
    make_case_files().write(path, make_case(tmp_path, clip=None, athlete="", report=b"", arrays={}))
    case = make_case_files().read(path, tmp_path / "clips")
    assert (case.clip, case.athlete, case.report) == (None, "", b"")
    assert not (tmp_path / "clips").exists()


def test_a_case_that_cannot_be_written_leaves_nothing(tmp_path: Path):
    with pytest.raises(CannotWrite):
        make_case_files().write(tmp_path / "absent" / "x.lockout", make_case(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["VID_1.mp4"]


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_hostile_case_is_refused_and_touches_nothing(packed: bytes, kind: str):
    tracemalloc.start()
    try:
        assert read_in_a_box(rezip(packed, HOSTILE[kind])) is None, kind
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY + (60 << 20 if "bomb" in kind else 0)
    finally:
        tracemalloc.stop()


def test_a_newer_case_says_so(packed: bytes, tmp_path: Path):
    path = tmp_path / "new.lockout"
    path.write_bytes(rezip(packed, HOSTILE["a newer version"]))
    with pytest.raises(UnreadableInput, match="newer studio"):
        make_case_files().read(path, tmp_path / "clips")


def test_thousands_of_entries_are_refused_before_they_are_listed(tmp_path: Path):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as bundle:
        for number in range(5000):
            bundle.writestr(f"landmarks/{number}.npy", b"")
    assert read_in_a_box(out.getvalue()) is None


@pytest.mark.parametrize("spoil", [b"", b"PK\x05\x06" + bytes(18), b"hello" * 100, None])
def test_what_is_no_case_is_refused(packed: bytes, spoil: bytes | None):
    assert read_in_a_box(packed + b"tail" if spoil is None else spoil) is None


def mutations() -> st.SearchStrategy[list[tuple[str, int, int]]]:
    kinds = st.sampled_from(["flip", "cut", "insert", "copy", "zero"])
    return st.lists(st.tuples(kinds, st.integers(0, 1 << 30), st.integers(0, 255)), min_size=1, max_size=6)


def mutate(data: bytes, steps: list[tuple[str, int, int]]) -> bytes:
    changed = bytearray(data)
    for kind, place, value in steps:
        # half of all changes hit the last bytes, where the directory lies
        at = place % len(changed) if place % 2 else len(changed) - 1 - (place // 2) % min(900, len(changed))
        match kind:
            case "flip":
                changed[at] ^= value or 1
            case "cut":
                del changed[at : at + value]
            case "insert":
                changed[at:at] = bytes([value]) * (1 + value % 9)
            case "copy":
                changed[at:at] = changed[: value * 4]
            case _:
                changed[at : at + value] = bytes(len(changed[at : at + value]))
        if not changed:
            break
    return bytes(changed)


@given(steps=mutations())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=150)
def test_a_mutated_case_is_the_same_case_or_none(packed: bytes, steps: list[tuple[str, int, int]]):
    with tempfile.TemporaryDirectory() as folder:
        original = make_case(Path(folder))
        case = read_in_a_box(mutate(packed, steps))
        assert case is None or same(case, original)
