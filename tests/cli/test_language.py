"""What a command prints, and what it complains about, is in the language that it was asked for."""

import ast
import json
from dataclasses import replace
from pathlib import Path

import pytest
import typer

import studio.cli
from studio.bootstrap import build_studio
from studio.cli.app import app
from studio.cli.findings import print_findings
from studio.core.analysis import Analysis, EngineIdentity
from studio.core.errors import CannotWrite
from studio.core.exercise import Exercise
from studio.core.finding import Finding, Outcome
from studio.core.frame import ClipInfo
from studio.core.review import Review
from studio.services.conclude import conclude
from studio.services.sentences import sentences_in
from tests.faults.rendered_clips import unpacked

WITH_A_LANGUAGE = ("batch.py", "export.py", "judge.py", "library.py", "foreign.py")
SILENT = {"gui", "open", "look"}
"""They open the window, which speaks as its settings say, or print names and values."""

ERRORS = {"UsageError", "UnreadableInput", "MissingComponent", "CannotWrite", "StudioError"}


def analysed(language: str) -> tuple[Analysis, Exercise]:
    rooms = build_studio()
    exercise = rooms.exercise("hip-thrust-barbell", language)
    observation = unpacked("03_lumbar_strong")
    info = ClipInfo(
        path=Path("set.mp4"),
        sha256="0" * 64,
        clock=observation.clock,
        width_px=observation.width_px,
        height_px=observation.height_px,
        rotation_deg=0,
        codec="h264",
    )
    review = Review(clip_sha256=info.sha256)
    engine = EngineIdentity("recorded", "")
    analysis = conclude(rooms, info, exercise, observation, engine=engine, review=review)
    return replace(analysis, findings=tuple(one_alone(finding, exercise) for finding in analysis.findings)), exercise


def one_alone(finding: Finding, exercise: Exercise) -> Finding:
    """The arch as it would be judged with one sign only; no recorded clip leaves a finding like that."""
    if finding.fault != "F-LUMBAR":
        return finding
    reason = exercise.knowledge.texts["judge.one_alone"].format(measures="M-BCD")
    return replace(finding, outcome=Outcome.UNCONFIRMED, reason=reason)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            ("5 complete reps of 5.", "Side view, filmed from the athlete's right", "Found:", "Unconfirmed:", "Cue: "),
        ),
        ("de", ("5 vollständige von 5", "Seitenansicht, von rechts gefilmt", "Gefunden:", "Unbestätigt:", "Cue: ")),
    ],
)
def test_findings_are_printed_in_the_language(language, told, home, capsys):
    print_findings(*analysed(language))
    printed = capsys.readouterr().out
    assert [text for text in told if text not in printed] == []
    if language == "de":
        assert "Found" not in printed
        assert "reps" not in printed


def test_what_is_unconfirmed_says_why_and_no_severity(home, capsys):
    print_findings(*analysed("en"))
    line = next(line for line in capsys.readouterr().out.splitlines() if "[F-LUMBAR]" in line)
    assert "a second, independent sign" in line
    assert not any(word in line for word in ("mild", "moderate", "severe"))


def test_complaints_follow_the_language(lockout, home):
    missing = home / "none.json"
    assert lockout("judge", missing, "--language", "de").err.startswith("Der Fall none.json lässt sich nicht lesen.")
    assert lockout("judge", missing, "--language=de").err.startswith("Der Fall")
    assert lockout("judge", missing).err.startswith("The case none.json cannot be read.")


def test_what_a_case_says_in_vain_is_told_in_the_language(lockout, home):
    case = home / "case.json"
    case.write_text(json.dumps({"measures": {"ECC": [1.4] * 3}, "intake": {"mood": "good"}}), encoding="utf-8")
    assert "Nicht verwendet, weil keine Regel danach fragt: mood." in lockout("judge", case, "--language", "de").err


def test_every_error_of_a_command_with_a_language_has_a_german_sentence():
    tell = sentences_in("de").tell
    untold = []
    for name in WITH_A_LANGUAGE:
        tree = ast.parse((Path(studio.cli.__file__).parent / name).read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        raised = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in ERRORS]
        for said in (call.args[0] for call in raised):
            pieces = said.values if isinstance(said, ast.JoinedStr) else [said]
            text = "".join(piece.value if isinstance(piece, ast.Constant) else "x" for piece in pieces)
            untold += [text] if tell(text) == text else []
    assert untold == []


def test_the_library_speaks_the_language(lockout, home):
    assert lockout("library", "list", "--language", "de").err == "Kein Satz passt.\n"
    checked = lockout("library", "check", "--language", "de").out.splitlines()
    assert checked[0].startswith("0 Personen, 0 Sätze, Schema ")
    assert checked[1].endswith(" automatische Kopien")
    refused = lockout("library", "delete", "Ada", "--language", "de")
    assert (refused.code, refused.err.splitlines()[0]) == (2, "Es gibt keine Person namens „Ada“.")


def test_the_doctor_speaks_the_language(lockout, home):
    assert "Posenmodell" in lockout("doctor", "--language", "de").out
    assert "Pose model" in lockout("doctor").out


@pytest.mark.parametrize("words", [[], ["library"], ["exercises"]], ids=["lockout", "library", "exercises"])
def test_every_command_with_words_for_a_coach_takes_a_language(words):
    group = typer.main.get_command(app)
    for word in words:
        group = group.commands[word]
    without = {
        name
        for name, command in group.commands.items()
        if not hasattr(command, "commands") and "language" not in {one.name for one in command.params}
    }
    assert without == (set() if words else SILENT)


def test_a_folder_for_reports_that_cannot_be_made_is_told(lockout, home):
    (home / "clips").mkdir()
    (home / "clips" / "set.mp4").write_bytes(b"clip")
    (home / "file").write_bytes(b"")
    done = lockout("report", home / "clips", "--out", home / "file" / "reports", "--language", "de")
    assert done.code == CannotWrite.exit_code
    assert done.err.startswith("Der Ordner reports lässt sich nicht anlegen.")
