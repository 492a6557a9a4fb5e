"""`lockout look`: what all reports look like."""

from studio.assets import config_dir
from studio.core.report import Paper, ReportTheme
from studio.services.report_style import load_style


def test_a_look_is_set_piece_by_piece_and_printed(lockout, tmp_path):
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\nx")
    lockout("look", "--coach", "Kim Coach", "--theme", "warm", "--logo", tmp_path / "logo.png")
    done = lockout("look", "--paper", "us-letter", "--accent", "#123456")

    style = load_style(config_dir())
    assert (style.coach, style.theme, style.paper, style.accent) == (
        "Kim Coach",
        ReportTheme.WARM,
        Paper.LETTER,
        "#123456",
    )
    assert style.logo
    assert done.code == 0
    assert "Kim Coach" in done.out
    lockout("look", "--no-logo")
    assert load_style(config_dir()).logo == b""


def test_what_is_none_of_the_choices_is_a_sentence(lockout):
    done = lockout("look", "--theme", "pink")

    assert done.code == 2
    assert "calm, warm, grey" in done.err


def test_a_logo_that_is_no_picture_changes_nothing(lockout, tmp_path):
    (tmp_path / "logo.svg").write_text("<svg/>")
    done = lockout("look", "--coach", "Kim", "--logo", tmp_path / "logo.svg")

    assert done.code == 3
    assert load_style(config_dir()).coach == ""
