"""What counts as straight for an athlete is taken from one clip to the next."""

from dataclasses import replace
from hashlib import sha256
from math import isfinite
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from studio.core.analysis import Analysis, EngineIdentity
from studio.core.annotation import Aid, AidKind
from studio.core.athlete import Athlete
from studio.core.frame import ClipInfo
from studio.core.neutral import NeutralOrigin, NeutralReference
from studio.core.training import QueuedClip, SetQuery, TrainingSet
from studio.export import FileExporter
from studio.library import make_case_files, open_library
from studio.services.analyse import AnalysisRequest, analyse
from studio.services.batch import analyse_and_keep
from studio.services.case_sharing import CaseOptions, export_case, import_case
from studio.services.jobs import silent_context
from studio.services.library import Library
from studio.services.studio import Studio
from studio.ui.athlete.neutral_field import NeutralField

AT_THE_TOP = Aid(AidKind.NEUTRAL, 60)
LATER = Aid(AidKind.NEUTRAL, 64)


@pytest.fixture
def studio(stage, warm_cache: Path, tmp_path: Path) -> Studio:
    stage.cache = warm_cache

    def probe(path: Path) -> ClipInfo:
        info = type(stage.video).probe(stage.video, path)
        return replace(info, sha256=path.stem * 64)

    stage.video.probe = probe
    return replace(
        stage.studio(),
        open_library=lambda: open_library(tmp_path / "library"),
        engine_identity=lambda: EngineIdentity("replay", "0" * 64),
    )


@pytest.fixture
def library(studio: Studio) -> Library:
    return Library(studio, studio.open_library())


def take_in(studio: Studio, library: Library, stage, name: str, athlete_id: str) -> TrainingSet:
    clip = stage.folder / f"{name}.mp4"
    clip.write_bytes(b"clip")
    return analyse_and_keep(studio, library, QueuedClip(1, clip, athlete_id=athlete_id), silent_context())


def analysed(studio: Studio, library: Library, one: TrainingSet, *aids: Aid) -> tuple[TrainingSet, Analysis]:
    """The set opened again, with these aids in its review, and kept."""
    review = replace(library.take_up(library.store.load(one.id)).review, aids=aids)
    exercise = studio.exercise(one.exercise_id)
    analysis = analyse(studio, AnalysisRequest(one.clip.path, exercise_id=exercise.id, review=review))
    return library.keep(library.store.load(one.id), analysis, review, exercise), analysis


def mean(one: TrainingSet, measure_id: str) -> float:
    return next(measure.value for measure in one.digest.measures if measure.id == measure_id)


def test_a_stored_reference_counts_in_every_clip_of_the_athlete_and_in_no_other(studio, library: Library, stage):
    ada = library.store.save_athlete(Athlete(name="Ada Quill", neutral=NeutralReference(186.0)))
    hers, nobodys = (take_in(studio, library, stage, name, owner) for name, owner in (("a", ada.id), ("b", "")))
    assert mean(hers, "M-HOE") == pytest.approx(mean(hers, "M-HIP-TOP") - 186.0, abs=0.05)
    assert mean(nobodys, "M-HOE") == pytest.approx(mean(nobodys, "M-HIP-TOP") - 180.0, abs=0.05)
    _, analysis = analysed(studio, library, hers)
    assert (analysis.capture.is_calibrated, analysis.capture.neutral_reference_deg) == (True, 186.0)
    _, analysis = analysed(studio, library, nobodys)
    assert not analysis.capture.is_calibrated
    assert library.athlete(ada.id).neutral.hip_angle_deg == 186.0  # judging with it does not set it


def test_a_marked_frame_wins_in_its_clip_and_counts_in_the_others_from_then_on(studio, library: Library, stage):
    ada = library.store.save_athlete(Athlete(name="Ada Quill", neutral=NeutralReference(186.0)))
    first, second = (take_in(studio, library, stage, name, ada.id) for name in "ab")
    _, analysis = analysed(studio, library, first, AT_THE_TOP)
    marked_deg = analysis.capture.neutral_reference_deg
    assert marked_deg != 186.0
    assert library.athlete(ada.id).neutral.hip_angle_deg == marked_deg
    _, other = analysed(studio, library, second)
    assert (other.capture.is_calibrated, other.capture.neutral_reference_deg) == (True, marked_deg)


def test_an_older_clip_that_is_opened_again_does_not_set_the_reference_back(studio, library: Library, stage):
    ada = library.store.save_athlete(Athlete(name="Ada Quill"))
    first, second = (take_in(studio, library, stage, name, ada.id) for name in "ab")
    analysed(studio, library, first, AT_THE_TOP)
    _, newer = analysed(studio, library, second, LATER)
    _, again = analysed(studio, library, first, AT_THE_TOP)
    assert again.capture.neutral_reference_deg != newer.capture.neutral_reference_deg
    assert library.athlete(ada.id).neutral.hip_angle_deg == newer.capture.neutral_reference_deg
    analysed(studio, library, first)  # taken back where it does not count any more: the newer one stays
    assert library.athlete(ada.id).neutral.hip_angle_deg == newer.capture.neutral_reference_deg


def test_a_mark_that_is_taken_back_leaves_what_was_there_before(studio, library: Library, stage):
    ada = library.store.save_athlete(Athlete(name="Ada Quill", neutral=NeutralReference(186.0)))
    one = take_in(studio, library, stage, "a", ada.id)
    before = library.take_up(library.store.load(one.id)).review
    analysed(studio, library, one, AT_THE_TOP)
    exercise = studio.exercise(one.exercise_id)
    analysis = analyse(studio, AnalysisRequest(one.clip.path, exercise_id=exercise.id, review=before))
    library.keep(library.store.load(one.id), analysis, before, exercise)  # undone in the same sitting
    assert library.athlete(ada.id).neutral.hip_angle_deg == 186.0
    analysed(studio, library, one, AT_THE_TOP)
    analysed(studio, library, one)  # taken back in a later sitting: nothing else is known any more
    assert library.athlete(ada.id).neutral is None
    assert library.store.find(SetQuery()).total == 1


def test_a_reference_that_the_coach_cleared_does_not_come_back_with_the_clip_it_was_marked_in(
    studio, library: Library, stage
):
    ada = library.store.save_athlete(Athlete(name="Ada Quill"))
    one = take_in(studio, library, stage, "a", ada.id)
    analysed(studio, library, one, AT_THE_TOP)
    library.store.save_athlete(replace(library.athlete(ada.id), neutral=None))
    analysed(studio, library, one, AT_THE_TOP)
    assert library.athlete(ada.id).neutral is None
    _, moved = analysed(studio, library, one, LATER)  # marked anew: that is a new wish
    assert library.athlete(ada.id).neutral.hip_angle_deg == moved.capture.neutral_reference_deg


def test_a_frame_marked_in_a_set_of_nobodys_counts_for_whom_the_set_is_given_to(studio, library: Library, stage):
    ada, ben = (library.store.save_athlete(Athlete(name=name)) for name in ("Ada Quill", "Ben Ito"))
    one = take_in(studio, library, stage, "a", "")
    _, analysis = analysed(studio, library, one, AT_THE_TOP)
    for athlete in (ada, ben):
        library.assign(one.id, athlete.id)
        analysed(studio, library, one, AT_THE_TOP)
        assert library.athlete(athlete.id).neutral.hip_angle_deg == analysis.capture.neutral_reference_deg


def test_giving_an_open_set_to_somebody_is_no_change_of_its_review(studio, library: Library, stage):
    ada = library.store.save_athlete(Athlete(name="Ada Quill"))
    one = take_in(studio, library, stage, "a", ada.id)
    kept, _ = analysed(studio, library, one, AT_THE_TOP)
    library.assign(one.id, library.store.save_athlete(Athlete(name="Ben Ito")).id)
    assert library.store.load(one.id).review == kept.review


@pytest.fixture
def sent(studio, library: Library, stage) -> TrainingSet:
    """A set of an athlete with a reference, under the true fingerprint of its clip."""
    ada = library.store.save_athlete(Athlete(name="Ada Quill", neutral=NeutralReference(186.0)))
    one = take_in(studio, library, stage, "a", ada.id)
    clip = sha256(one.clip.path.read_bytes()).hexdigest()
    whole = stage.video.probe
    stage.video.probe = lambda path: replace(whole(path), sha256=clip)
    return library.change(
        replace(one, clips=(replace(one.clip, sha256=clip),), review={**one.review, "clip_sha256": clip})
    )


@pytest.fixture
def sharing(studio) -> Studio:
    """The studio with its real files."""
    return replace(studio, cases=make_case_files, exporter=FileExporter())


@pytest.mark.parametrize("has_name", [True, False])
def test_a_case_carries_the_reference_it_was_judged_with(sharing, library, sent, tmp_path: Path, has_name: bool):
    options = CaseOptions(has_name=has_name, has_report=False)
    case = export_case(sharing, library, sent.id, tmp_path / "set.lockout", options=options)
    there = Library(sharing, open_library(tmp_path / "receiver"))
    taken = import_case(sharing, there, case)
    assert mean(taken, "M-HOE") == pytest.approx(mean(sent, "M-HOE"), abs=0.05)
    assert there.take_up(there.store.load(taken.id)).review.neutral.hip_angle_deg == 186.0
    assert [one.name for one in there.store.athletes()] == (["Ada Quill"] if has_name else [])
    assert all(one.neutral.hip_angle_deg == 186.0 for one in there.store.athletes())


def test_the_receivers_own_reference_stays(sharing, library, sent, tmp_path: Path):
    there = Library(sharing, open_library(tmp_path / "receiver"))
    own = there.store.save_athlete(Athlete(name="Ada Quill", neutral=NeutralReference(171.0)))
    options = CaseOptions(has_report=False)
    taken = import_case(sharing, there, export_case(sharing, library, sent.id, tmp_path / "s.lockout", options=options))
    assert there.athlete(own.id).neutral.hip_angle_deg == 171.0
    assert mean(taken, "M-HOE") == pytest.approx(mean(taken, "M-HIP-TOP") - 171.0, abs=0.05)


def test_the_page_shows_the_reference_and_lets_it_be_replaced_or_cleared(qtbot):
    field = NeutralField()
    qtbot.addWidget(field)
    kept = NeutralReference(176.5, contour_deg=12.0)
    field.show_neutral(kept)
    assert field.angle.text() == "176.5°"
    assert field.origin.text() == "From a frame that was accepted. Back: 12°."
    assert field.neutral is kept
    field.angle.setValue(180.5)
    assert field.neutral.hip_angle_deg == 180.5
    assert not isfinite(field.neutral.contour_deg)
    qtbot.mouseClick(field.clear, Qt.MouseButton.LeftButton)
    assert field.neutral is None
    assert field.angle.text() == "–"
    assert not field.clear.isEnabled()
    field.show_neutral(NeutralReference(179.0, NeutralOrigin.STANDING_CLIP))
    assert field.origin.text() == "From a standing clip."
