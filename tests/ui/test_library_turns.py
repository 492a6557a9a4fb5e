"""Before and after a cue on the athlete page: what changed in words, and "no real change" said plainly."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.core.athlete import Athlete
from studio.core.fault import Severity
from studio.core.finding import Outcome
from studio.core.measure import Measure
from studio.core.set_store import SetStore
from studio.core.training import ClipRole, FaultMark, Session, SetClip, SetDigest, TrainingSet
from studio.ui.app import Shell
from studio.ui.athlete.trend_chart import TrendChart
from studio.ui.athlete.turn_panel import TurnPanel

FAR = "F-FEET-FAR"


def film(store: SetStore, athlete_id: str, day: int, shin_deg: float, severity: Severity, *given: str) -> None:
    marks = (FaultMark("F-HOE", Outcome.NOT_FOUND), FaultMark(FAR, Outcome.FOUND, severity))
    measures = (Measure("M-SHIN", shin_deg, "deg", low=shin_deg - 4, high=shin_deg + 4),)
    store.save(
        TrainingSet(
            session=Session(day=date(2026, 3, day), athlete_id=athlete_id),
            exercise_id="hip-thrust-barbell",
            clips=(SetClip(ClipRole.SIDE, f"{day:064x}", Path(f"/gone/{day}.mp4")),),
            digest=SetDigest("good", rep_count=5, top_fault=FAR, faults=marks, measures=measures, given=given),
        )
    )


@pytest.fixture
def panel(store: SetStore, open_shell: Callable[..., Shell], qtbot: QtBot) -> Callable[[str], TurnPanel]:
    """Opens the page of an athlete."""

    def open_for(athlete_id: str) -> TurnPanel:
        shell = open_shell()
        shell.window.actions_book["library"].trigger()
        qtbot.waitUntil(lambda: shell.library.page is not None and shell.window.is_showing(shell.library.page))
        shell.library.athlete.open(athlete_id)
        page = shell.library.athlete.page
        qtbot.waitUntil(lambda: shell.window.is_showing(page))
        return page.turns

    return open_for


def test_two_cues_are_compared_and_only_one_did_more_than_the_error(store: SetStore, panel):
    ada = store.save_athlete(Athlete(name="Ada"))
    film(store, ada.id, 1, 22.0, Severity.SEVERE, FAR)
    film(store, ada.id, 5, 8.0, Severity.MILD)
    film(store, ada.id, 9, 12.0, Severity.MODERATE, FAR)
    film(store, ada.id, 12, 10.0, Severity.MILD)
    turns = panel(ada.id)
    assert turns.choice.count() == 2
    assert turns.verdict.text() == "No real change: whatever moved is within the error of the measurement."
    assert turns.table.item(0, 3).text() == "no real change (the measurement behind it moved within its error)"
    assert turns.table.item(1, 3).text().startswith("no real change (−4°")
    turns.choice.setCurrentIndex(1)
    assert turns.verdict.text().startswith("More than measurement error:")
    assert "−12°" in turns.verdict.text()
    assert turns.findChild(TrendChart) is not None
    assert not turns.grab().isNull()


def test_without_a_set_since_the_cue_it_says_to_film_again(store: SetStore, panel):
    ada = store.save_athlete(Athlete(name="Ada"))
    film(store, ada.id, 1, 22.0, Severity.SEVERE, FAR)
    turns = panel(ada.id)
    assert turns.verdict.text().startswith("Nothing was filmed since then")
    assert not turns.table.isVisible()


def test_without_any_cue_nothing_is_compared(store: SetStore, panel):
    ada = store.save_athlete(Athlete(name="Ada"))
    film(store, ada.id, 1, 2.0, Severity.MILD)
    turns = panel(ada.id)
    assert not turns.choice.isVisible()
    assert not turns.verdict.isVisible()
