"""Which earlier sets a report looks back on."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

from studio.core.errors import UnreadableInput
from studio.core.measure import Measure
from studio.core.training import ClipRole, Session, SetClip, SetDigest, TrainingSet
from studio.services.report_progress import earlier_in, earlier_known, earlier_sets

MEASURE = Measure("M-SHIN", 12.0, "deg", 5.0, 19.0)


def _set(day, *, lift="a", measures=(MEASURE,), digest=True, load=60.0, number=1, athlete="x"):
    return TrainingSet(
        session=Session(date(2026, 3, day), athlete_id=athlete),
        exercise_id=lift,
        clips=(SetClip(next(iter(ClipRole)), "ab" * 32, Path("set.mp4")),),
        log={"load_kg": load, "set_no": number},
        digest=SetDigest(measures=tuple(measures)) if digest else None,
    )


def test_earlier_days_of_the_same_lift_come_oldest_first():
    history = [_set(9), _set(2, load=50.0), _set(5, load=55.0), _set(12), _set(5, lift="b")]

    found = earlier_sets(history, _set(9))

    assert [(one.day.day, one.load_kg) for one in found] == [(2, 50.0), (5, 55.0)]
    assert found[0].measures == {"M-SHIN": MEASURE}


def test_the_last_set_of_a_day_stands_for_it_and_what_was_not_analysed_is_passed_over():
    history = [_set(2, load=50.0, number=1), _set(2, load=52.0, number=2), _set(3, digest=False), _set(4, measures=())]

    assert [one.load_kg for one in earlier_sets(history, _set(9))] == [52.0]


def test_a_clip_that_nobody_knows_or_owns_is_compared_with_nothing():
    def library(known):
        return SimpleNamespace(store=SimpleNamespace(with_clip=lambda _: known, history=lambda _: [_set(2)]))

    assert earlier_in(library(None), "ab" * 32) == ()
    assert earlier_in(library(_set(9, athlete="")), "ab" * 32) == ()
    assert len(earlier_in(library(_set(9)), "ab" * 32)) == 1


def test_a_report_without_a_window_looks_back_where_there_is_a_library(tmp_path, monkeypatch):
    monkeypatch.setenv("LOCKOUT_DATA_DIR", str(tmp_path))
    store = SimpleNamespace(with_clip=lambda _: _set(9), history=lambda _: [_set(2)])
    studio = SimpleNamespace(open_library=lambda: store)

    assert earlier_known(studio, "ab" * 32) == ()
    assert list(tmp_path.iterdir()) == []

    (tmp_path / "library").mkdir()
    assert [one.day.day for one in earlier_known(studio, "ab" * 32)] == [2]


def test_a_library_that_does_not_open_keeps_no_report_from_being_made(tmp_path, monkeypatch):
    def torn():
        raise UnreadableInput("The library is damaged.", remedy="Mend it.")

    monkeypatch.setenv("LOCKOUT_DATA_DIR", str(tmp_path))
    (tmp_path / "library").mkdir()
    assert earlier_known(SimpleNamespace(open_library=torn), "ab" * 32) == ()
