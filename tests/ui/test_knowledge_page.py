"""Everything that the studio knows can be looked up in the window, in both languages."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from studio.ui.app import Shell
from studio.ui.settings.knowledge_page import KnowledgePage
from studio.ui.settings.knowledge_reading import read_knowledge


def open_page(shell: Shell) -> KnowledgePage:
    shell.window.actions_book["knowledge"].trigger()
    return shell.window.findChild(KnowledgePage)


def said(page: KnowledgePage) -> str:
    return "\n".join(text.text() for text in page.findChildren(QLabel))


def test_the_whole_catalogue_is_there(shell: Shell) -> None:
    counts = {chapter.title: len(chapter.entries) for chapter in open_page(shell).shown}

    assert counts["Faults"] == 31
    assert counts["What may stand behind it"] == 57
    assert counts["Fixes"] + counts["Exercises"] == 50
    assert counts["Exercises"] == 17
    assert counts["Inference rules"] == 16
    assert counts["Tiers of the screening"] == 7
    assert counts["Sources"] == 69


def test_a_fault_shows_its_limits_with_unit_and_where_they_come_from(shell: Shell) -> None:
    page = open_page(shell)

    text = said(page)

    assert page.list.currentItem().text().strip() == "Hips past the shoulder-knee line"
    assert "Hips past neutral: 8° / 12° / 20° (knowledge base C.2)" in text
    assert "Hips past neutral: 5° / 10° / 18° (knowledge base C.2)" in text
    assert "expert convention, study, our default" in text


def test_a_search_leaves_what_has_all_its_words(shell: Shell) -> None:
    page = open_page(shell)

    page.search.setText("rear shin wall")

    assert [(chapter.title, [entry.title for entry in chapter.entries]) for chapter in page.shown] == [
        ("Exercises", ["Couch stretch"])
    ]
    assert "Rear shin up a wall" in said(page)


def test_a_search_that_finds_nothing_says_so(shell: Shell) -> None:
    page = open_page(shell)

    page.search.setText("bicycle")

    assert page.shown == ()
    assert "Nothing is called that." in said(page)


def test_every_question_and_every_level_can_be_read(shell: Shell) -> None:
    knowledge = shell.desk.usual_exercise().knowledge
    ids = {entry.id for chapter in read_knowledge(shell.desk.usual_exercise()) for entry in chapter.entries}

    assert {*knowledge.screening, *knowledge.intake, *knowledge.log} <= ids
    assert {"L0", "L1", "L2", "L3", "L4"} <= ids
    assert {*knowledge.faults, *knowledge.causes, *knowledge.fixes, *knowledge.rules, *knowledge.measures} <= ids


def test_headings_cannot_be_chosen(shell: Shell) -> None:
    assert open_page(shell).list.item(0).flags() == Qt.ItemFlag.NoItemFlags


def test_it_speaks_german(open_shell, speak) -> None:
    speak("de")
    page = open_page(open_shell(language="de"))

    assert [chapter.title for chapter in page.shown][:4] == [
        "Fehler",
        "Was dahinterstehen kann",
        "Maßnahmen",
        "Übungen",
    ]
    assert "Hüfte über der Linie Schulter–Knie" in page.list.currentItem().text()


def test_escape_empties_the_search_and_then_closes(shell: Shell) -> None:
    page = open_page(shell)
    page.search.setFocus()
    QTest.keyClicks(page.search, "heel")
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.isVisible()
    assert page.search.text() == ""
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert not page.isVisible()
