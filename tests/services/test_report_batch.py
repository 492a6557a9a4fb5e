"""A folder of clips becomes a folder of reports; one bad clip does not stop the others."""

import pytest
from pypdf import PdfReader

from studio.bootstrap.adapters import build_studio
from studio.core.errors import UnreadableInput
from studio.core.review import Review
from studio.services.report_batch import CONTACT_SHEET, BatchRequest, make_reports
from studio.services.review_files import review_file_of, write_review


def test_an_empty_folder_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(UnreadableInput, match="no clip"):
        make_reports(build_studio(), BatchRequest(tmp_path, tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_clips_that_cannot_be_read_are_told_and_stand_on_the_contact_sheet(tmp_path):
    (tmp_path / "clips" / "sub").mkdir(parents=True)
    for name in ("a.mp4", "sub/a.mp4"):
        (tmp_path / "clips" / name).write_bytes(b"no clip")
    seen = []
    made = make_reports(build_studio(), BatchRequest(tmp_path / "clips", tmp_path / "out"), on_clip=seen.append)

    assert [one.clip.name for one in made] == ["a.mp4", "a.mp4"]
    assert all(one.report is None and one.problem for one in made)
    assert seen == list(made)
    assert "a.mp4" in PdfReader(tmp_path / "out" / CONTACT_SHEET).pages[0].extract_text()


@pytest.mark.model
@pytest.mark.shared
def test_reports_carry_the_reviews_beside_their_clips(tmp_path, shared_dir):
    clips = tmp_path / "clips"
    clips.mkdir()
    clip = clips / "set.mp4"
    clip.write_bytes((shared_dir / "synth" / "04_feet_too_far.mp4").read_bytes())
    (clips / "broken.mov").write_bytes(b"no clip")
    studio = build_studio()
    write_review(review_file_of(clip), Review(clip_sha256=studio.video.probe(clip).sha256, athlete="Zoë Review"))

    made = {one.clip.name: one for one in make_reports(studio, BatchRequest(clips, tmp_path / "out"))}

    assert "Zoë Review" in PdfReader(made["set.mp4"].report).pages[0].extract_text()
    assert made["broken.mov"].problem
    sheet = PdfReader(tmp_path / "out" / CONTACT_SHEET)
    assert "Zoë Review" in sheet.pages[0].extract_text()
    assert len(sheet.pages[0].images) == 1
