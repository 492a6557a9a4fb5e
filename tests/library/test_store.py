"""What goes into the library comes out again, from any process, after any restart."""

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from datetime import date
from math import isnan
from pathlib import Path

import numpy as np
import pytest
from conftest_library import ADA, digest, make_set

from studio.core.athlete import Athlete
from studio.core.errors import CannotWrite, UnreadableInput, UsageError
from studio.core.fault import Severity
from studio.core.set_store import SetStore
from studio.core.training import ClipRole, Decided, QueueState, Session, SetClip, SetQuery, SortKey
from studio.library import open_library


def test_an_athlete_comes_back_as_they_were(store: SetStore, folder: Path):
    saved = store.save_athlete(ADA)
    (found,) = open_library(folder).athletes()
    assert (found.name, found.stature_cm, found.neutral, found.consent) == (
        ADA.name, 171.0, saved.neutral, ADA.consent,
    )  # fmt: skip
    assert isnan(found.bench_cm)


def test_an_athlete_without_a_name_is_refused(store: SetStore):
    with pytest.raises(UsageError, match="name"):
        store.save_athlete(Athlete(name="  "))


def test_screening_answers_are_versions_that_nobody_overwrites(store: SetStore):
    ada = store.save_athlete(ADA)
    first = store.add_screening(ada.id, date(2026, 1, 1), {"screening_complete": True})
    again = store.add_screening(ada.id, date(2026, 1, 1), {"screening_complete": True})
    second = store.add_screening(ada.id, date(2025, 12, 1), {"screening_complete": True, "hx": ["hernia"]})
    assert (first.version, again.version, second.version) == (1, 1, 2)
    assert [one.answers for one in store.screenings(ada.id)] == [first.answers, second.answers]


def test_a_set_comes_back_with_everything(store: SetStore, arrays: dict[str, np.ndarray]):
    ada = store.save_athlete(ADA)
    front = SetClip(ClipRole.FRONT, "f" * 64, Path("/clips/front.mov"), captured="2026-03-01T10:00:00", device="Phone")
    made = make_set(1, athlete_id=ada.id, digest=digest(), observation=store.put_arrays(arrays), tags=("belt", "ß"))
    made = replace(made, clips=(front, *made.clips), review={"schema": "lockout/review/1", "summary": "ok"})
    saved = store.save(made)
    found = store.load(saved.id)
    assert found.clips == (*make_set(1).clips, front)
    assert (found.tags, found.review, found.log) == (("belt", "ß"), made.review, made.log)
    assert found.digest is not None
    assert found.digest.top_severity is Severity.MODERATE
    assert found.digest.measures[1].reason == "The ankle is hidden."
    kept = store.get_arrays(found.observation)
    assert kept is not None
    np.testing.assert_array_equal(kept["xy_px"], arrays["xy_px"])


def test_a_clip_belongs_to_one_set_only(store: SetStore):
    saved = store.save(make_set(1))
    assert store.with_clip(saved.clip.sha256) == store.load(saved.id)
    with pytest.raises(UsageError, match="another set"):
        store.save(replace(make_set(1), exercise_id="other"))
    assert store.find(SetQuery()).total == 1


def test_sets_of_one_athlete_and_day_share_a_session_and_an_empty_one_goes(store: SetStore):
    ada = store.save_athlete(ADA)
    first, second = (store.save(make_set(number, athlete_id=ada.id)) for number in (1, 2))
    assert first.session.id == second.session.id
    store.save(replace(second, session=Session(day=date(2026, 4, 1), athlete_id=ada.id)))
    store.remove_set(first.id)
    assert [one.day for one in store.sessions(ada.id)] == [date(2026, 4, 1)]
    assert [one.id for one in store.history(ada.id)] == [second.id]


def test_a_set_that_joins_a_session_leaves_its_place_and_note(store: SetStore):
    ada = store.save_athlete(ADA)
    first = store.save(make_set(1, athlete_id=ada.id))
    store.save(replace(first, session=replace(first.session, place="barn gym", note="new bar")))
    second = store.save(make_set(2, athlete_id=ada.id))
    assert (second.session.place, second.session.note) == ("barn gym", "new bar")
    assert store.load(first.id).session == second.session


def test_what_was_saved_meanwhile_is_not_overwritten(store: SetStore):
    first = store.save(make_set(1))
    here, there = store.load(first.id), store.load(first.id)
    there = store.save(replace(there, tags=("there",)))
    assert there.revision == here.revision + 1
    with pytest.raises(UsageError, match="another window"):
        store.save(replace(here, tags=("here",)))
    assert store.load(first.id) == there
    assert store.save(replace(there, tags=("again",))).revision == there.revision + 1


def test_search_finds_by_the_beginning_of_words_and_takes_no_operators(store: SetStore):
    ada = store.save_athlete(ADA)
    saved = store.save(make_set(1, athlete_id=ada.id, tags=("Gürtel",)), text="moderate ribs flare")
    store.save(make_set(2), text="something else")
    for words in ("quill", "RIB fla", "gurtel", "set-1", "2026-03-01 ada"):
        assert [row.id for row in store.find(SetQuery(text=words)).rows] == [saved.id], words
    for hostile in ('"', "NOT", "a* OR b", "text:ribs NEAR(", "'); DROP TABLE athlete;--", "*"):
        assert isinstance(store.find(SetQuery(text=hostile)).total, int)
    store.save_athlete(replace(ada, name="Bea Stone"))
    assert store.find(SetQuery(text="quill")).total == 0
    assert store.find(SetQuery(text="stone")).total == 1


def test_filters_and_sorting(store: SetStore):
    ada = store.save_athlete(ADA)
    bea = store.save_athlete(Athlete(name="bea"))
    heavy = store.save(make_set(1, athlete_id=ada.id, log={"load_kg": 150.0}, digest=digest("F-HOE", Severity.SEVERE)))
    light = store.save(make_set(2, athlete_id=bea.id, day=date(2026, 5, 1), log={}, digest=digest("F-SHIN", Severity.MILD), tags=("x",)))  # fmt: skip  # noqa: E501
    plain = store.save(make_set(3, exercise_id="machine", day=date(2026, 4, 1)))

    def ids(**wishes: object) -> list[str]:
        return [row.id for row in store.find(SetQuery(**wishes)).rows]  # type: ignore[arg-type]

    assert ids() == [light.id, plain.id, heavy.id]
    assert ids(sort=SortKey.LOAD) == [heavy.id, plain.id, light.id]
    assert ids(sort=SortKey.LOAD, is_descending=False) == [plain.id, heavy.id, light.id]
    assert ids(sort=SortKey.ATHLETE, is_descending=False)[:2] == [heavy.id, light.id]
    assert ids(sort=SortKey.SEVERITY)[0] == heavy.id
    assert ids(fault="F-HOE") == [heavy.id]
    assert ids(fault="F-DECAY") == []
    assert ids(least_severity=Severity.MILD) == [light.id, heavy.id]
    assert ids(tag="x") == ids(athlete_id=bea.id) == [light.id]
    assert ids(exercise_id="machine") == ids(since=date(2026, 3, 2), until=date(2026, 4, 30)) == [plain.id]
    assert ids(tier="R") == []
    assert ids(is_unassigned=True) == [plain.id]
    words = store.filter_words()
    assert (words.tags, words.faults) == (("x",), ("F-HOE", "F-SHIN"))
    page = store.find(SetQuery(limit=1, offset=1))
    assert ([row.id for row in page.rows], page.total) == ([plain.id], 3)


def test_the_queue_survives_a_restart(store: SetStore, folder: Path):
    assert store.enqueue([Path("/a.mp4"), Path("/b.mp4"), Path("/a.mp4")]) == 2
    first = store.take_next()
    assert first is not None
    again = open_library(folder)
    assert again.resume_queue() == 1
    taken = again.take_next()
    assert taken is not None
    assert taken.path == first.path
    again.mark(taken.id, QueueState.FAILED, problem="Nobody can be followed in this clip.")
    assert next((one.state, one.problem) for one in again.queue()) == (
        QueueState.FAILED,
        "Nobody can be followed in this clip.",
    )
    again.clear_queue()
    assert [one.path for one in again.queue()] == [Path("/b.mp4")]
    again.watch([Path("/in"), Path("/in")])
    assert again.watched() == (Path("/in"),)


def test_a_newer_library_is_refused_with_a_sentence_and_left_alone(store: SetStore, folder: Path):
    path = folder / "library.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9001'")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = path.read_bytes()
    with pytest.raises(UnreadableInput, match="newer studio"):
        open_library(folder)
    assert path.read_bytes() == before


def test_something_that_is_no_database_is_refused(folder: Path):
    folder.mkdir()
    (folder / "library.sqlite").write_bytes(b"not a database at all" * 300)
    with pytest.raises(UnreadableInput, match="damaged"):
        open_library(folder)


def test_a_library_that_another_process_holds_says_so(store: SetStore, folder: Path, monkeypatch: pytest.MonkeyPatch):
    with closing(sqlite3.connect(folder / "library.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr("studio.library.database.BUSY_TIMEOUT_S", 0.05)
        impatient = open_library(folder)
        assert impatient.find(SetQuery()).total == 0
        with pytest.raises(CannotWrite, match="Another studio is writing"):
            impatient.save(make_set(1))
        other.execute("ROLLBACK")
    assert impatient.save(make_set(1)).id


def test_a_full_disk_changes_nothing_and_says_so(store: SetStore, folder: Path):
    kept = store.save(make_set(1))
    code = (
        "import resource, signal, sys; from pathlib import Path; from dataclasses import replace;"
        "sys.path[:0] = sys.argv[2:];"
        "from studio.library import open_library; from conftest_library import make_set;"
        "store = open_library(Path(sys.argv[1])); signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (900_000, 900_000));\n"
        "try:\n    store.save(replace(make_set(2), review={'filler': 'x' * 4_000_000}))\n"
        "except Exception as error:\n    print(type(error).__name__, error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder), str(Path(__file__).parent)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith(("CannotWrite", "UnreadableInput")), done
    assert open_library(folder).find(SetQuery()).rows[0].id == kept.id
    assert open_library(folder).check().is_clean


def test_two_processes_add_sets_at_the_same_time_and_none_is_lost(folder: Path):
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[3]);"
        "from conftest_library import make_set; from studio.library import open_library;"
        "store = open_library(Path(sys.argv[1])); first = int(sys.argv[2]);"
        "[store.save(make_set(first + number)) for number in range(25)]"
    )
    here = str(Path(__file__).parent)
    runs = [subprocess.Popen([sys.executable, "-c", code, str(folder), str(first), here]) for first in (0, 1000)]
    assert [run.wait(60) for run in runs] == [0, 0]
    assert open_library(folder).find(SetQuery()).total == 50


def test_threads_may_share_a_library(store: SetStore):
    problems: list[Exception] = []

    def save(first: int) -> None:
        try:
            for number in range(10):
                store.save(make_set(first + number))
        except CannotWrite as error:
            problems.append(error)

    threads = [threading.Thread(target=save, args=(first,)) for first in (0, 100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert store.find(SetQuery()).total == 30


def test_the_same_arrays_are_kept_once_and_damaged_ones_count_as_absent(
    store: SetStore, folder: Path, arrays: dict[str, np.ndarray]
):
    first, second = store.put_arrays(arrays), store.put_arrays(dict(reversed(arrays.items())))
    assert first == second
    (path,) = (folder / "arrays").glob("*/*.npz")
    path.write_bytes(path.read_bytes()[:-9])
    assert store.get_arrays(first) is None
    assert store.put_arrays(arrays) == first
    assert store.get_arrays(first) is not None


def test_sets_are_told_apart_by_day_and_by_whether_the_coach_has_decided(store: SetStore):
    made = [make_set(number, day=date(2026, 3, number + 1)) for number in range(3)]
    reviewed = store.save(replace(made[0], review={"verdicts": [["F-HOE", "accepted"]]}))
    store.save(replace(made[1], review={"verdicts": []}))
    store.save(made[2])
    assert [row.id for row in store.find(SetQuery(decided=Decided.YES)).rows] == [reviewed.id]
    assert store.find(SetQuery(decided=Decided.NOT_YET)).total == 2
    assert store.find(SetQuery(since=date(2026, 3, 2), decided=Decided.NOT_YET)).total == 2
    assert store.find(SetQuery(since=date(2026, 3, 3))).total == 1
    assert store.find(SetQuery(until=date(2026, 3, 1))).total == 1
