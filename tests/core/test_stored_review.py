"""A review survives being written and read, whatever is in it; what is damaged or newer is refused."""

import json
from dataclasses import replace
from math import nan

import pytest

from studio.core.annotation import Aid, AidKind, Annotation, DrawnPoint, DrawStyle, Shape
from studio.core.errors import UnreadableInput
from studio.core.fault import Severity
from studio.core.finding import Evidence, Finding, Outcome
from studio.core.observation import Correction
from studio.core.plan import Intake
from studio.core.rep import RepMark, RepSpan
from studio.core.review import Decision, KeyMoment, ReportEdits, Review, Rewording, Verdict
from studio.core.sound import VoiceNote
from studio.core.stored_review import review_from_data, review_to_data

EVIDENCE = (
    Evidence("M-HOE", {1: 14.0, 2: nan}, {1: (10.0, nan)}, 12.0, "deg", "kb:c2", Severity.MILD),
    Evidence("M-ECC", {0: 0.5}, {}, (0.4, 2.0), "s", "kb:c2"),
)
FULL = Review(
    clip_sha256="5" * 64,
    athlete="A",
    verdicts=(Verdict("F-1", Decision.DISMISSED, None, "no", "n"), Verdict("F-2", Decision.ACCEPTED, Severity.MILD)),
    corrections=(Correction(3, 11, (1.5, 2.5)),),
    key_moments=(KeyMoment(1.25, "Title", "Comment"),),
    added=(
        Finding(
            "F-3", Outcome.FOUND, Severity.SEVERE, (1, 2), 1, 2, 3.5, evidence=EVIDENCE, is_by_hand=True,
            severity_by_rep={2: Severity.SEVERE},
        ),
    ),
    intake=Intake(answers={"pain": ["back"], "bench_cm": 41.5, "ok": True}),
    summary="Good set.",
    report=ReportEdits((Rewording("verdict", "Mine", "Its"),), ("curves",)),
    annotations=(
        Annotation(
            "a1", Shape.ARROW, (DrawnPoint(1.5, 2.0), DrawnPoint(-3.0, 4.0, 11)), 3, 9, 2,
            DrawStyle("sky", 2.0, is_dashed=True), "words", 0, "a1.wav",
        ),
        Annotation("a2", Shape.MARKER, (DrawnPoint(0.0, 0.0),), 0, 0, number=4),
    ),
    aids=(Aid(AidKind.NEUTRAL, 7), Aid(AidKind.FLOOR_LINE, 7, ((0.0, 1.0), (2.0, 3.0)))),
    reps=(RepSpan(0.5, 1.5, (1.0, 1.25), RepMark.FAILED), RepSpan(2.0, 3.0)),
    filmed_fps=120.0,
    voice_notes=(VoiceNote("a" * 64, 1.5, 12.25), VoiceNote("b" * 64, 3.0, 0.5, "F-1")),
)  # fmt: skip


def stored(review: Review) -> dict:
    return json.loads(json.dumps(review_to_data(review), allow_nan=False))


def test_a_review_comes_back_as_it_was_stored():
    back = review_from_data(stored(FULL))
    assert replace(back, added=()) == replace(FULL, added=())
    assert stored(back) == stored(FULL)


def test_an_added_finding_keeps_its_evidence_and_its_gaps():
    (finding,) = review_from_data(stored(FULL)).added
    assert finding.evidence[1] == EVIDENCE[1]
    assert repr(finding) == repr(FULL.added[0])


def test_an_empty_review_comes_back_empty():
    assert review_from_data(stored(Review(clip_sha256="0" * 64))) == Review(clip_sha256="0" * 64)


@pytest.mark.parametrize("data", [None, [], {}, {"schema": "lockout/review/99"}])
def test_another_form_is_refused(data):
    with pytest.raises(UnreadableInput, match="newer studio"):
        review_from_data(data)


def field_names() -> list[str]:
    came_later = {"voice_notes", "filmed_fps"}
    return [name for name in stored(FULL) if name != "schema" and name not in came_later]


@pytest.mark.parametrize("name", field_names())
def test_a_missing_part_is_damage(name):
    data = stored(FULL)
    del data[name]
    with pytest.raises(UnreadableInput, match="damaged"):
        review_from_data(data)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("verdicts", [{"fault": "F-1"}]),
        ("corrections", [[1, 999, 0.0, 0.0]]),
        ("annotations", [{"id": "a", "shape": "blob"}]),
        ("aids", [["neutral", 1, [[0, 0]]]]),
        ("reps", [[2.0, 1.0, [], "counted"]]),
        ("added", ["text"]),
        ("key_moments", [[0.0]]),
    ],
)
def test_a_part_that_cannot_be_is_damage(name, value):
    with pytest.raises(UnreadableInput, match="damaged"):
        review_from_data({**stored(FULL), name: value})


def test_a_review_from_before_rates_were_said_leaves_them_to_the_camera():
    data = stored(FULL)
    del data["filmed_fps"]
    assert review_from_data(data).filmed_fps is None


def test_a_review_from_before_there_were_voice_notes_has_none():
    data = stored(FULL)
    del data["voice_notes"]
    assert review_from_data(data).voice_notes == ()


@pytest.mark.parametrize("note", [["../../x", 1.0, 2.0, ""], ["a" * 64, 1e999, 2.0, ""], ["a" * 64, 1.0, 0.0, ""], [1]])
def test_a_voice_note_that_could_lead_elsewhere_is_refused(note):
    with pytest.raises(UnreadableInput):
        review_from_data(stored(FULL) | {"voice_notes": [note]})
