"""The library screen over a real library: find, open, keep, delete."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from studio.core.athlete import Athlete, Consent
from studio.core.fault import Severity
from studio.core.finding import Outcome
from studio.core.measure import Measure
from studio.core.set_store import SetStore
from studio.core.training import ClipRole, FaultMark, Session, SetClip, SetDigest, SetQuery, TrainingSet
from studio.export import FileExporter
from studio.review import AddNote, SetAnswer, SetAthlete
from studio.services.library import Library, today
from studio.ui.app import Shell
from studio.ui.library.set_details import SetDetails
from studio.ui.library.set_model import ROW_ROLE

DAY = date(2026, 3, 1)


def add_set(
    store: SetStore, number: int, *, athlete_id: str = "", top_deg: float = 176.0, load_kg: float = 100.0
) -> str:
    digest = SetDigest(
        grade="good", tier="none", load_level="L3", rep_count=5, top_fault="F-HOE",
        faults=(FaultMark("F-HOE", Outcome.FOUND, Severity.MODERATE),),
        measures=(Measure("M-HIP-TOP", top_deg, "deg", low=top_deg - 4, high=top_deg + 4),),
    )  # fmt: skip
    made = TrainingSet(
        session=Session(day=DAY + timedelta(days=number), athlete_id=athlete_id),
        exercise_id="hip-thrust-barbell",
        clips=(SetClip(ClipRole.SIDE, f"{number:064x}", Path(f"/gone/set-{number}.mp4")),),
        log={"load_kg": load_kg, "pain_max": 0},
        digest=digest,
    )
    return store.save(made, text=f"words of set {number}").id


def open_page(shell: Shell, qtbot: QtBot) -> None:
    shell.window.actions_book["library"].trigger()
    qtbot.waitUntil(lambda: shell.library.page is not None and shell.window.is_showing(shell.library.page))
    settle(shell, qtbot)


def settle(shell: Shell, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not shell.runner.active and shell.library.keeper.is_saved, timeout=30_000)
    qtbot.wait(20)


def press(widget, text: str, qtbot: QtBot) -> None:
    (found,) = [one for one in widget.findChildren(QPushButton) if one.text() == text]
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def test_an_empty_library_says_what_to_do(store: SetStore, open_shell: Callable[..., Shell], qtbot: QtBot):
    shell = open_shell()
    open_page(shell, qtbot)
    assert shell.library.page.empty.isVisible()
    assert "Drop clips" in shell.library.page.empty.text()


def test_athletes_and_sets_are_listed_searched_and_filtered(
    store: SetStore, open_shell: Callable[..., Shell], qtbot: QtBot
):
    ada = store.save_athlete(Athlete(name="Ada Quill"))
    for number in range(320):
        add_set(store, number, athlete_id=ada.id if number < 3 else "", load_kg=100.0 + number)
    shell = open_shell()
    open_page(shell, qtbot)
    page = shell.library.page
    assert page.model.total == 320
    assert page.model.rowCount() < 320  # the rest comes when it is scrolled to
    page.view.scrollToBottom()
    for _ in range(3):
        page.model.fetchMore(page.model.index(-1))
    assert page.model.rowCount() == 320
    assert [page.athletes.item(row).text() for row in range(page.athletes.count())] == [
        "All sets",
        "Ada Quill\nScreening never answered",
    ]
    qtbot.keyClicks(page.search, "quill")
    qtbot.waitUntil(lambda: page.model.total == 3)
    page.search.clear()
    page.sorting.setCurrentIndex(page.sorting.findData("load"))
    qtbot.waitUntil(lambda: page.model.total == 320 and page.model.row_at(page.model.index(0)).load_kg == 419.0)
    page.athletes.setCurrentRow(1)
    qtbot.waitUntil(lambda: page.model.total == 3)
    page.severities.setCurrentIndex(3)
    qtbot.waitUntil(lambda: page.model.total == 0)
    assert "Clear the search" in page.empty.text()
    described = page.model.index(0)
    assert not described.isValid()


def test_a_reviewed_clip_is_kept_and_comes_back_as_it_was_left(
    store: SetStore, stage, warm_cache: Path, open_shell: Callable[..., Shell], qtbot: QtBot
):
    stage.cache = warm_cache
    ada = store.save_athlete(Athlete(name="Ada Quill"))
    clip = stage.folder / "VID_20260310_101530.mp4"
    shutil.copyfile(stage.clip, clip)
    shell = open_shell()
    shell.presenter.open_clip(clip)
    qtbot.waitUntil(lambda: shell.desk.analysis is not None and shell.desk.job is None, timeout=90_000)
    shell.desk.apply(AddNote("F-HOE", "ribs down"))
    shell.desk.apply(SetAthlete("ada quill"))
    shell.desk.apply(SetAnswer("load_kg", 120))
    shell.desk.apply(SetAnswer("screening_complete", value=True))
    settle(shell, qtbot)
    (row,) = store.find(SetQuery()).rows
    assert (row.athlete_id, row.load_kg, row.day) == (ada.id, 120.0, date(2026, 3, 10))
    assert row.top_fault
    assert store.screenings(ada.id)[-1].answers == {"screening_complete": True}
    assert store.picture(row.thumbnail) is not None
    kept = store.load(row.id)
    assert "screening_complete" not in kept.review["answers"]
    assert kept.engine[0] == "replay"
    shell.window.close()

    stage.cache = stage.folder / "empty cache"
    stage.video.gate.clear()  # a look at the clip would stop at its hundredth frame
    again = open_shell()
    again.presenter.open_clip(clip)
    qtbot.waitUntil(lambda: again.desk.analysis is not None and again.desk.job is None, timeout=30_000)
    review = again.desk.review
    assert review.verdict_on("F-HOE").note == "ribs down"
    assert review.athlete == "Ada Quill"
    assert review.intake.answers["load_kg"] == 120
    assert review.intake.answers["screening_complete"] is True
    settle(again, qtbot)


def test_a_set_opens_from_the_library_and_the_library_leads_back(
    store: SetStore, stage, warm_cache: Path, open_shell: Callable[..., Shell], qtbot: QtBot
):
    stage.cache = warm_cache
    clip = stage.folder / "other.mp4"
    shutil.copyfile(stage.clip, clip)
    shell = open_shell()
    shell.library.keeper.library()
    open_page(shell, qtbot)
    shell.library.take_in([clip])
    qtbot.waitUntil(
        lambda: shell.library.keeper.queue_job is None and store.find(SetQuery()).total == 1, timeout=90_000
    )
    settle(shell, qtbot)
    page = shell.library.page
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    row = page.model.index(0).data(ROW_ROLE)
    assert row.top_fault
    page.view.setCurrentIndex(page.model.index(0))
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.window.is_reviewing and shell.desk.analysis is not None, timeout=30_000)
    settle(shell, qtbot)
    shell.window.actions_book["library"].trigger()
    qtbot.waitUntil(lambda: shell.window.is_showing(page))
    assert not any(dock.isVisible() for dock in shell.window.docks)
    shell.window.actions_book["library"].trigger()
    qtbot.waitUntil(lambda: shell.window.is_reviewing)
    assert any(dock.isVisible() for dock in shell.window.docks)
    settle(shell, qtbot)


def test_a_clip_that_is_gone_is_told(store: SetStore, open_shell: Callable[..., Shell], qtbot: QtBot):
    add_set(store, 1)
    shell = open_shell()
    open_page(shell, qtbot)
    told = []
    shell.desk.noticed.subscribe(told.append)
    page = shell.library.page
    page.view.setCurrentIndex(page.model.index(0))
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(told))
    assert "no longer where it was" in told[0].text


def test_the_athlete_page_shows_progress_and_never_more_than_was_measured(
    store: SetStore, open_shell: Callable[..., Shell], qtbot: QtBot
):
    ada = store.save_athlete(Athlete(name="Ada Quill"))
    for number, top_deg in ((1, 174.0), (5, 176.0)):
        add_set(store, number, athlete_id=ada.id, top_deg=top_deg, load_kg=100.0 + number)
    shell = open_shell()
    open_page(shell, qtbot)
    shell.library.athlete.open(ada.id)
    page = shell.library.athlete.page
    qtbot.waitUntil(lambda: shell.window.is_showing(page))
    assert page.sets.rowCount() == 2
    assert page.screening.text() == "Screening never answered"
    page.sets.selectAll()
    rows = {
        page.compared.item(row, 0).text(): page.compared.item(row, 3).text() for row in range(page.compared.rowCount())
    }
    assert rows["Load"] == "changed by +4 kg"
    (top,) = [text for name, text in rows.items() if not name.startswith("Severity") and "hip" in name.lower()]
    assert top.startswith("no real change (+2°; less than 6° cannot be told")


def test_the_screening_of_an_athlete_is_answered_without_a_clip(
    store: SetStore, open_shell: Callable[..., Shell], qtbot: QtBot
):
    ada = store.save_athlete(Athlete(name="Ada Quill"))
    store.add_screening(
        ada.id, date(2026, 1, 1), {"screening_complete": True, "screening_positive": ["Q-RAD"], "age": 30}
    )
    shell = open_shell()
    open_page(shell, qtbot)
    shell.library.athlete.open(ada.id)
    page = shell.library.athlete.page
    qtbot.waitUntil(lambda: shell.window.is_showing(page))
    assert "older than 28 days" in page.screening.text()
    press(page, "Answer the screening…", qtbot)
    sheet = shell.library.athlete.sheet
    assert sheet.isVisible()
    for _ in range(40):
        if not sheet.isVisible():
            break
        qtbot.keyClick(sheet, "n")
    assert not sheet.isVisible()
    qtbot.waitUntil(lambda: len(store.screenings(ada.id)) == 2)
    last = store.screenings(ada.id)[-1]
    assert last.day == today()
    assert last.answers["screening_complete"] is True
    assert last.answers["age"] == 30
    assert not last.answers.get("screening_positive")
    qtbot.waitUntil(lambda: "Last answered" in page.screening.text() and "older" not in page.screening.text())


def test_a_profile_is_kept(store: SetStore, open_shell: Callable[..., Shell], qtbot: QtBot):
    ada = store.save_athlete(Athlete(name="Ada"))
    shell = open_shell()
    open_page(shell, qtbot)
    shell.library.athlete.open(ada.id)
    page = shell.library.athlete.page
    qtbot.waitUntil(lambda: shell.window.is_showing(page))
    page.stature.setValue(172.5)
    page.has_consent.setChecked(True)
    page.consent_note.setText("clips stay here")
    press(page, "Save profile", qtbot)
    qtbot.waitUntil(lambda: store.athletes()[0].stature_cm == 172.5)
    assert store.athletes()[0].consent.note == "clips stay here"
    settle(shell, qtbot)


def test_cards_are_painted(store: SetStore, open_shell: Callable[..., Shell], qtbot: QtBot):
    add_set(store, 1)
    shell = open_shell()
    open_page(shell, qtbot)
    view = shell.library.page.view
    qtbot.waitUntil(lambda: view.isVisible() and view.visualRect(shell.library.page.model.index(0)).isValid())
    shot = view.viewport().grab().toImage()
    colors = {shot.pixelColor(QPoint(x, y)).name() for x in range(4, 200, 3) for y in range(4, 200, 3)}
    assert len(colors) > 5


def test_a_case_that_is_dropped_is_taken_in_or_told(store: SetStore, open_shell: Callable[..., Shell], qtbot: QtBot):
    shell = open_shell()
    open_page(shell, qtbot)
    told = []
    shell.desk.noticed.subscribe(told.append)
    path = store.folder.parent / "bad.lockout"
    path.write_bytes(b"no case at all, but long enough to be looked at")
    shell.library.take_in([path])
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].is_problem
    assert "refused" in told[0].text
    settle(shell, qtbot)
    assert not any(item.path == path for item in store.queue())


def test_self_review_shows_own_sets_and_says_three_points_plainly(
    store: SetStore, open_shell: Callable[..., Shell], qtbot: QtBot
):
    add_set(store, 1)
    shell = open_shell()
    open_page(shell, qtbot)
    page = shell.library.page
    page.is_self_review.click()
    qtbot.waitUntil(lambda: page.model.total == 0 and not page.athletes.isVisible())
    (me,) = store.athletes()
    assert me.is_self
    mine = add_set(store, 2, athlete_id=me.id)
    shell.library.refresh()
    qtbot.waitUntil(lambda: page.model.total == 1)
    page.view.setCurrentIndex(page.model.index(0))
    qtbot.waitUntil(page.plain.isVisible)
    assert page.plain.texts[0].startswith("1. ")
    assert not any("F-HOE" in text for text in page.plain.texts)
    one = store.load(mine)
    store.save(replace(one, digest=replace(one.digest, tier="R")))
    page.view.setCurrentIndex(page.model.index(-1))
    page.view.setCurrentIndex(page.model.index(0))
    qtbot.waitUntil(lambda: "qualified health professional" in page.plain.texts[0])
    assert not any(text.startswith("1. ") for text in page.plain.texts)
    page.is_self_review.click()
    qtbot.waitUntil(lambda: page.athletes.isVisible() and page.model.total == 2)
    assert not store.athletes()[0].is_self
    settle(shell, qtbot)


def test_another_view_of_a_set_never_takes_the_place_of_its_review(
    store: SetStore, stage, warm_cache: Path, open_shell: Callable[..., Shell], qtbot: QtBot
):
    stage.cache = warm_cache
    one = store.load(add_set(store, 1))
    front = SetClip(ClipRole.FRONT, "5" * 64, stage.clip)  # the drawn set is known by this fingerprint
    store.save(replace(one, clips=(*one.clips, front)))
    other = stage.folder / "front.mp4"
    shutil.copyfile(stage.clip, other)
    shell = open_shell()
    shell.presenter.open_clip(other)
    qtbot.waitUntil(lambda: shell.desk.analysis is not None and shell.desk.job is None, timeout=90_000)
    settle(shell, qtbot)
    assert store.find(SetQuery()).total == 1
    assert store.load(one.id).digest == one.digest
    assert shell.desk.review.clip_sha256 == "5" * 64


@pytest.mark.logs("what the library knows of this clip is left aside")
def test_a_library_of_a_newer_studio_is_told_once_and_stops_nobody(
    store: SetStore, stage, warm_cache: Path, open_shell: Callable[..., Shell], qtbot: QtBot
):
    stage.cache = warm_cache
    with closing(sqlite3.connect(store.folder / "library.sqlite", isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9001'")
    shell = open_shell()
    told = []
    shell.desk.noticed.subscribe(told.append)
    shell.presenter.open_clip(stage.clip.rename(stage.folder / "own.mp4"))
    qtbot.waitUntil(lambda: shell.desk.analysis is not None and shell.desk.job is None, timeout=90_000)
    for note in ("a", "ab", "abc"):
        shell.desk.apply(AddNote("F-HOE", note))
        settle(shell, qtbot)
    assert [one.text for one in told if "newer studio" in one.text] == [
        "This library was written by a newer studio, and nothing in it was touched."
    ]


def test_tags_place_and_note_are_edited_and_found(store: SetStore, open_shell: Callable[..., Shell], qtbot: QtBot):
    ada = store.save_athlete(Athlete(name="Ada Quill"))
    add_set(store, 1, athlete_id=ada.id)
    same_day = add_set(store, 2, athlete_id=ada.id)
    store.save(replace(store.load(same_day), session=store.sessions(ada.id)[0]))
    shell = open_shell()
    open_page(shell, qtbot)
    page = shell.library.page
    page.view.setCurrentIndex(page.model.index(0))
    set_id = page.model.row_at(page.model.index(0)).id
    press(page, "Tags and session…", qtbot)
    settle(shell, qtbot)
    (details,) = shell.window.findChildren(SetDetails)
    qtbot.keyClicks(details.tags, "belt,  new   shoes, ,belt")
    qtbot.keyClicks(details.place, "barn gym")
    details.note.setPlainText("second bench")
    press(details, "Save", qtbot)
    settle(shell, qtbot)
    kept = store.load(set_id)
    assert (kept.tags, kept.session.place, kept.session.note) == (("belt", "new shoes"), "barn gym", "second bench")
    assert (kept.session.athlete_id, kept.log["load_kg"], kept.digest is not None) == (ada.id, 100.0, True)
    assert store.find(SetQuery(text="barn")).total == 2  # the other set of that session is found as well
    tags = page.filters.tags
    assert [tags.itemText(row) for row in range(tags.count())] == ["Any tag", "belt", "new shoes"]
    tags.setCurrentIndex(2)
    qtbot.waitUntil(lambda: page.model.total == 1)


def test_sharing_a_set_says_when_no_consent_is_noted(
    store: SetStore, stage, warm_cache: Path, open_shell: Callable[..., Shell], qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
):  # fmt: skip
    made = stage.studio
    stage.studio = lambda: replace(made(), exporter=FileExporter())
    stage.cache = warm_cache
    shell = open_shell()
    open_page(shell, qtbot)
    shell.library.take_in([stage.clip.rename(stage.folder / "own.mp4")])
    qtbot.waitUntil(
        lambda: shell.library.keeper.queue_job is None and store.find(SetQuery()).total == 1, timeout=90_000
    )
    ada = store.save_athlete(Athlete(name="Ada Quill"))
    shell.library.keeper.library().assign(store.find(SetQuery()).rows[0].id, ada.id)
    told = []
    shell.desk.noticed.subscribe(told.append)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "set.lockout"), ""))
    for consent, asks in ((None, True), (Consent(DAY, "clips"), False)):
        store.save_athlete(replace(store.athletes()[0], consent=consent))
        shell.library.refresh()
        settle(shell, qtbot)
        shell.library.page.view.setCurrentIndex(shell.library.page.model.index(0))
        press(shell.library.page, "Share as a case…", qtbot)
        qtbot.waitUntil(lambda: bool(told) and told[-1].text.startswith("Saved as set.lockout"), timeout=30_000)
        assert told.pop().remedy.startswith("No consent of this athlete") is asks


def test_sets_are_filtered_by_fault_tier_and_nobody(store: SetStore, open_shell: Callable[..., Shell], qtbot: QtBot):
    ada = store.save_athlete(Athlete(name="Ada Quill"))
    referred = store.load(add_set(store, 1, athlete_id=ada.id))
    store.save(replace(referred, digest=replace(referred.digest, tier="R")))
    add_set(store, 2)
    plain = store.load(add_set(store, 3, athlete_id=ada.id))
    store.save(replace(plain, digest=replace(plain.digest, faults=(), top_fault="")))
    shell = open_shell()
    open_page(shell, qtbot)
    page, filters = shell.library.page, shell.library.page.filters

    def shown(count: int) -> None:
        qtbot.waitUntil(lambda: page.model.total == count)

    shown(3)
    filters.faults.setCurrentIndex(filters.faults.findData("F-HOE"))
    shown(2)
    filters.tiers.setCurrentIndex(filters.tiers.findData("R"))
    shown(1)
    assert page.model.row_at(page.model.index(0)).id == referred.id
    page.athletes.setCurrentRow(1)
    filters.is_nobody.click()
    shown(0)
    assert "Clear the search" in page.empty.text()
    assert page.athletes.currentRow() == 0  # nobody's sets are no athlete's
    filters.tiers.setCurrentIndex(0)
    filters.faults.setCurrentIndex(0)
    shown(1)
    page.athletes.setCurrentRow(1)
    shown(2)
    assert not filters.is_nobody.isChecked()


def test_place_and_note_go_along_from_nobody_and_a_note_about_one_is_not_told_of_another(
    store: SetStore, stage, tmp_path: Path
):
    library = Library(stage.studio(), store)
    ada, bea = (store.save_athlete(Athlete(name=name)) for name in ("Ada Quill", "Bea"))
    set_id = add_set(store, 1)
    library.describe(set_id, tags=(), place=" barn gym ", note="new bar")
    assert library.assign(set_id, ada.id).session.note == "new bar"
    moved = library.assign(set_id, bea.id).session
    assert (moved.place, moved.note) == ("barn gym", "")
