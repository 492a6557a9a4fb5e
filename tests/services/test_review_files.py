"""Reviews as files: what was written is read, what is damaged is refused with a sentence."""

from pathlib import Path

import pytest

from studio.core.errors import UnreadableInput
from studio.core.plan import Intake
from studio.core.review import Decision, ReportEdits, Review, Rewording, Verdict
from studio.services.review_files import read_review, review_file_of, write_review


def test_a_review_reads_back_as_it_was_written(tmp_path):
    review = Review(
        clip_sha256="ab" * 32,
        athlete="Zoë",
        verdicts=(Verdict("F-HOE", Decision.DISMISSED, reason="Loose shirt"),),
        intake=Intake({"load_kg": 60, "felt": ["glutes"]}),
        report=ReportEdits((Rewording("verdict", "Well done.", "x"),), ("curves",)),
    )
    write_review(tmp_path / "a.review.json", review)

    assert read_review(tmp_path / "a.review.json") == review


def test_it_lies_beside_its_clip():
    assert review_file_of(Path("clips/set.mp4")) == Path("clips/set.mp4.review.json")


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff\xfe", b'{"schema": "lockout/review/99"}'])
def test_what_is_no_review_is_refused(tmp_path, content):
    (tmp_path / "a.review.json").write_bytes(content)

    with pytest.raises(UnreadableInput):
        read_review(tmp_path / "a.review.json")


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(UnreadableInput):
        read_review(tmp_path / "absent.review.json")
