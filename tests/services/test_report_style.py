"""The coach's look and the last sharing choice are kept, and damaged files do no harm."""

import pytest

from studio.core.errors import UnreadableInput
from studio.core.report import Paper, ReportStyle, ReportTheme
from studio.services.publishing import SharingChoice
from studio.services.report_style import FILE_NAME, load_style, save_style, with_logo
from studio.services.sharing_memory import load_choice, save_choice

STYLE = ReportStyle("Kim Coach", "kim.example", b"\x89PNG\r\n\x1a\nx", "#123456", ReportTheme.GREY, Paper.LETTER)


def test_a_look_is_kept(tmp_path):
    save_style(tmp_path / "new", STYLE)

    assert load_style(tmp_path / "new") == STYLE


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"schema": "lockout/report-style/2"}'])
def test_a_damaged_look_is_the_plain_one(tmp_path, content):
    (tmp_path / FILE_NAME).write_bytes(content)

    assert load_style(tmp_path) == ReportStyle()


@pytest.mark.parametrize("content", [b"<svg/>", b"GIF89a", b""])
def test_only_pictures_become_logos(tmp_path, content):
    (tmp_path / "logo").write_bytes(content)

    with pytest.raises(UnreadableInput):
        with_logo(STYLE, tmp_path / "logo")
    with pytest.raises(UnreadableInput):
        with_logo(STYLE, tmp_path / "absent")


def test_a_png_becomes_the_logo(tmp_path):
    (tmp_path / "logo").write_bytes(b"\x89PNG\r\n\x1a\nother")

    assert with_logo(STYLE, tmp_path / "logo").logo.endswith(b"other")


def test_a_sharing_choice_is_kept_and_a_damaged_one_is_the_usual_one(tmp_path):
    choice = SharingChoice(has_pdf=False, has_video=True, hides_face=True, folder="/somewhere")
    save_choice(tmp_path, choice)
    assert load_choice(tmp_path) == choice

    (tmp_path / "sharing.json").write_text('{"has_pdf": 7, "has_video": true, "unknown": 1}')
    assert load_choice(tmp_path) == SharingChoice(has_video=True)
    (tmp_path / "sharing.json").write_text("[1]")
    assert load_choice(tmp_path) == SharingChoice()
