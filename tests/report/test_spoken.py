"""What the coach said stands in the report at its place, with its length."""

import io

import pytest
from pypdf import PdfReader

from studio.core.review import KeyMoment
from studio.core.sound import VoiceNote


@pytest.fixture(scope="module")
def case(sets):
    return sets.drawn_case(rep_count=2)


def note(name: str, time_s: float, duration_s: float, fault: str = "") -> VoiceNote:
    return VoiceNote(name * 64, time_s, duration_s, fault)


def text_of(sets, case, **review) -> str:
    spoken = case.with_review(**review)
    frames = {
        index: sets.draw_frame(spoken.analysis.observation, index)
        for index in sets.renderer().still_indices(spoken.analysis, spoken.review)
    }
    pdf = sets.replace(spoken, frames=frames).render()
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def test_a_note_at_a_marked_moment_stands_under_its_picture(sets, case):
    time_s = case.analysis.reps[0].top_s
    text = text_of(sets, case, key_moments=(KeyMoment(time_s, "Look here"),), voice_notes=(note("a", time_s, 12.4),))
    assert text.count("voice note, 0:12") == 1


def test_a_note_without_a_moment_brings_its_own_picture(sets, case):
    time_s = case.analysis.reps[1].top_s
    text = text_of(sets, case, voice_notes=(note("a", time_s, 75.0), note("b", time_s, 3.0)))
    assert "voice note, 1:15 · voice note, 0:03" in text
    assert "voice note" not in text_of(sets, case)


def test_a_note_on_a_finding_stands_on_its_card(sets, case):
    found = next(one for one in case.analysis.findings if one.severity)
    text = text_of(sets, case, voice_notes=(note("a", 1.0, 12.0, found.fault), note("b", 2.0, 7.0, found.fault)))
    assert "Voice note 0:12, 0:07, to be heard in the studio" in text


def test_more_notes_than_there_is_room_for_leave_the_marked_moments_in(sets, case):
    moments = tuple(KeyMoment(0.5 + 0.2 * number, f"Moment {number}") for number in range(3))
    notes = tuple(note("abcdef"[number], 2.0 + 0.2 * number, 5.0 + number) for number in range(6))
    text = text_of(sets, case, key_moments=moments, voice_notes=notes)
    assert all(moment.title in text for moment in moments)
    assert text.count("voice note,") == 1
