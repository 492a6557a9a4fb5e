"""Notices, errors and reasons that come from below the window are in the window's language."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from studio.core.finding import Outcome
from studio.review import Dismiss
from studio.services.sentences import sentences_in


def test_what_the_rooms_say_is_german_in_a_german_window(open_shell, speak, stage, warm_cache, qtbot: QtBot) -> None:
    speak("de")
    stage.cache = warm_cache
    shell = open_shell(language="de")
    shell.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: shell.desk.analysis is not None and shell.desk.job is None, timeout=90_000)
    qtbot.waitUntil(lambda: bool(shell.window.review.findings.cards), timeout=30_000)
    toasts, analysis = shell.window.toasts, shell.desk.analysis

    shell.desk.apply(Dismiss("F-HOE", ""))
    shell.desk.export_report(stage.folder / "bericht.pdf")
    qtbot.waitUntil(lambda: "Bericht gespeichert als bericht.pdf." in toasts.texts, timeout=30_000)

    assert "Ein Befund wird mit einem Grund verworfen." in toasts.texts
    english = set(sentences_in("de").plain)
    reasons = {finding.reason for finding in analysis.findings if finding.outcome is Outcome.NOT_ASSESSABLE}
    reasons |= {measure.reason for row in analysis.measures.reps for measure in row.values() if measure.reason}
    assert "Markiere die vordere Bankkante, um es zu beurteilen." in reasons
    assert {*reasons, *analysis.capture.reasons, *analysis.notes} & english == set()
    assert not any(mark in reason for mark in ("F-", "M-") for reason in (*reasons, *analysis.advice.load.reasons))


def test_progress_is_german_in_a_german_window(open_shell, speak, stage, qtbot: QtBot) -> None:
    speak("de")
    stage.video.gate.clear()
    shell = open_shell(language="de")
    texts: list[str] = []
    shell.desk.job_changed.subscribe(
        lambda job: job and job.progressed.subscribe(lambda progress: texts.append(shell.desk.told(progress.text)))
    )

    shell.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: "die Bilder werden angesehen" in texts, timeout=30_000)

    assert any("Bilder werden angesehen" in label.text() for label in shell.window.progress.findChildren(QLabel))
    stage.video.gate.set()
    qtbot.waitUntil(lambda: shell.desk.job is None, timeout=90_000)
