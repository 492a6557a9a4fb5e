"""Undo and redo say what they would take back, with names and in the user's language."""

import ast
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import studio.review
from studio.core.body import Joint
from studio.review import Accept, MoveJoint
from studio.ui.app import Shell
from studio.ui.edit_names import NAMES, edit_name


def labels() -> list[str]:
    """Every label in the code of the commands, with an example in each gap."""
    found = []
    for path in Path(studio.review.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name == "_label":
                for one in (part.value for part in ast.walk(node) if isinstance(part, ast.Return)):
                    pieces = one.values if isinstance(one, ast.JoinedStr) else [one]
                    words = [str(piece.value) if isinstance(piece, ast.Constant) else "x" for piece in pieces]
                    found.append("".join(words))
    return found


@pytest.mark.parametrize("label", sorted(set(labels())))
def test_every_label_of_a_command_is_known(label: str) -> None:
    acts = ("Move", "Time", "Fade", "Attach", "Restyle", "Edit")
    forms = [label.replace("x", act, 1) for act in acts] if label.startswith("x ") else [label]
    forms = [form.replace("Move x of rep", "Move begin of rep") for form in forms]
    known = {name.replace("{what}", "x") for name in NAMES}
    assert all(form in known for form in forms)


def test_undo_and_redo_say_what_they_do(reviewed: Shell) -> None:
    book, desk = reviewed.window.actions_book, reviewed.desk
    assert book["undo"].text() == "Undo"
    fault = reviewed.window.review.findings.cards[0]
    desk.apply(Accept(fault.fault))
    assert book["undo"].text() == f"Undo: Accept “{fault.title}”"
    assert fault.title in book["undo"].toolTip()
    desk.apply(MoveJoint(3, Joint.LEFT_HIP, 10.0, 10.0))
    assert book["undo"].text() == "Undo: Move Hip"
    desk.undo()
    assert book["redo"].text() == "Redo: Move Hip"
    desk.undo()
    assert book["undo"].text() == "Undo"


def test_in_german_too(open_shell, speak, stage, qtbot: QtBot) -> None:
    speak("de")
    shell = open_shell(language="de")
    shell.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: bool(shell.window.review.findings.cards), timeout=60_000)
    assert edit_name("Mark rep as failed", None) == "Wiederholung kennzeichnen: misslungen"
    for name in NAMES:
        assert edit_name(name.replace("{what}", "F-HOE"), shell.desk.exercise) != name.replace("{what}", "F-HOE")
