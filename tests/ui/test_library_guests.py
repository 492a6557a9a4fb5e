"""A case is opened to be looked at: nothing of it reaches the library, the autosave, a cache or the recent clips."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from studio.core.analysis import EngineIdentity
from studio.core.athlete import Athlete
from studio.core.errors import MissingComponent
from studio.core.frame import ClipInfo
from studio.core.training import QueuedClip, SetQuery
from studio.export import FileExporter
from studio.library import make_case_files, open_library
from studio.review import AddNote
from studio.services.autosave import ReviewFolder
from studio.services.batch import analyse_and_keep
from studio.services.case_sharing import CaseOptions, export_case
from studio.services.jobs import silent_context
from studio.services.library import Library
from studio.ui.app import Shell


@pytest.fixture
def make_case(stage, warm_cache: Path, tmp_path: Path) -> Callable[..., Path]:
    """A judged set of Ada Quill as a case, and windows of another coach, whose library is elsewhere."""

    def probe(path: Path) -> ClipInfo:
        info = type(stage.video).probe(stage.video, path)
        return replace(info, sha256=hashlib.sha256(path.read_bytes()).hexdigest())

    stage.video.probe = probe
    made = stage.studio
    stage.cache = warm_cache
    sender = replace(
        made(),
        exporter=FileExporter(),
        cases=make_case_files,
        open_library=lambda: open_library(tmp_path / "sender"),
        engine_identity=lambda: EngineIdentity("replay", "0" * 64),
    )

    def make(**options: bool) -> Path:
        library = Library(sender, sender.open_library())
        clip = stage.folder / "VID_20260310_101530.mp4"
        clip.write_bytes(b"clip of a set")
        ada = library.store.save_athlete(Athlete(name="Ada Quill"))
        one = analyse_and_keep(sender, library, QueuedClip(1, clip, athlete_id=ada.id), silent_context())
        one = library.change(replace(one, log={"load_kg": 90.0}))
        export_case(sender, library, one.id, tmp_path / "set.lockout", options=CaseOptions(**options))
        clip.unlink()
        stage.cache = tmp_path / "cache"
        return tmp_path / "set.lockout"

    def no_engine() -> EngineIdentity:
        raise MissingComponent("There is no pose model.", remedy="Fetch it.")

    stage.studio = lambda: replace(
        made(),
        cases=make_case_files,
        open_library=lambda: open_library(tmp_path / "library"),
        engine_identity=no_engine,
    )
    return make


def files_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_case_is_looked_at_and_leaves_nothing(
    make_case: Callable[..., Path], open_shell: Callable[..., Shell], tmp_path: Path, qtbot: QtBot
):
    case = make_case()
    before = case.read_bytes()
    shell = open_shell(shelf=ReviewFolder(tmp_path / "reviews"))
    shell.presenter.open_clip(case)
    qtbot.waitUntil(lambda: shell.desk.analysis is not None and shell.desk.job is None, timeout=60_000)
    assert shell.desk.guest == case
    assert shell.window.windowTitle() == "set.lockout – Lockout Studio"
    assert shell.desk.review.athlete == "Ada Quill"
    assert shell.desk.review.intake.answers["load_kg"] == 90.0
    assert shell.desk.analysis.provenance.engine == "replay"  # as the sender's studio saw it; none is installed here
    fault = shell.desk.analysis.findings[0].fault
    shell.desk.apply(AddNote(fault, "ribs down"))
    qtbot.waitUntil(lambda: not shell.runner.active and shell.library.keeper.is_saved)
    assert shell.desk.review.verdict_on(fault).note == "ribs down"  # all can be tried out
    assert open_library(tmp_path / "library").find(SetQuery()).total == 0
    shell.close()
    assert (files_in(tmp_path / "reviews"), files_in(tmp_path / "cache")) == ([], [])
    assert shell.memory.clips.still_there() == ()
    assert case.read_bytes() == before


def test_the_clip_after_a_case_is_kept_again(
    make_case: Callable[..., Path], stage, open_shell: Callable[..., Shell], tmp_path: Path, qtbot: QtBot
):
    case = make_case()
    shell = open_shell()
    shell.presenter.open_clip(case)
    qtbot.waitUntil(lambda: shell.desk.analysis is not None and shell.desk.job is None, timeout=60_000)
    own = stage.folder / "own.mp4"
    own.write_bytes(b"clip of a set")  # the very same clip
    shell.presenter.open_clip(own)
    qtbot.waitUntil(lambda: shell.desk.clip.path == own and not shell.runner.active, timeout=60_000)
    assert shell.desk.guest is None
    assert shell.desk.review.athlete == ""  # nothing of the case is taken for one's own
    assert shell.memory.clips.still_there() == (own,)
    assert shell.desk.analysis is None  # the studio that has no pose model cannot look at it


def test_a_case_that_cannot_be_used_is_told(
    make_case: Callable[..., Path], open_shell: Callable[..., Shell], tmp_path: Path, qtbot: QtBot
):
    shell = open_shell()
    told = []
    shell.desk.noticed.subscribe(told.append)
    broken = tmp_path / "broken.lockout"
    broken.write_bytes(b"no case")
    for case, said in ((broken, "case"), (make_case(has_clip=False), "comes without its clip")):
        told.clear()
        shell.presenter.open_clip(case)
        qtbot.waitUntil(lambda: bool(told))
        assert said in told[0].text
        assert told[0].remedy
        assert told[0].is_problem
    assert shell.desk.clip is None


def test_landmarks_of_another_clip_are_refused(
    make_case: Callable[..., Path], open_shell: Callable[..., Shell], tmp_path: Path, qtbot: QtBot
):
    files = make_case_files()
    good = files.read(make_case(), tmp_path / "clips")
    files.write(tmp_path / "odd.lockout", replace(good, arrays={**good.arrays, "size_px": np.array([1, 2])}))
    shell = open_shell()
    told = []
    shell.desk.noticed.subscribe(told.append)
    shell.presenter.open_clip(tmp_path / "odd.lockout")
    qtbot.waitUntil(lambda: bool(told))
    assert "does not fit its clip" in told[0].text
