"""The window in German: everything that is marked for translation is translated, and it fits."""

import re
import xml.etree.ElementTree as ET

from pytestqt.qtbot import QtBot

from studio.assets import resource


def messages() -> list[tuple[str, str]]:
    root = ET.parse(resource("i18n/studio_de.ts")).getroot()
    return [(item.findtext("source", ""), item.findtext("translation", "")) for item in root.iter("message")]


def test_every_text_has_a_translation_with_the_same_places_to_fill() -> None:
    for source, translation in messages():
        assert translation.strip(), source
        assert sorted(re.findall(r"{\w+}", source)) == sorted(re.findall(r"{\w+}", translation)), source


def test_the_window_speaks_german_and_so_do_the_findings(open_shell, speak, stage, qtbot: QtBot) -> None:
    speak("de")
    shell = open_shell(language="de")
    assert [menu.text() for menu in shell.window.menuBar().actions()][:2] == ["Datei", "Bearbeiten"]
    shell.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: bool(shell.window.review.findings.cards), timeout=60_000)
    titles = {card.fault: card.title for card in shell.window.review.findings.cards}
    assert titles["F-HOE"] == "Hüfte über der Linie Schulter–Knie"
