"""A setting is declared once: what may be stored, what is stored, what is found, and what a bad file leads to."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.bootstrap.adapters import build_studio
from studio.core.errors import CannotWrite, MissingComponent, UsageError
from studio.core.report import Paper, ReportTheme
from studio.services.report_style import ReportLook, load_style
from studio.services.sentences import sentences_in
from studio.services.setting_list import SETTINGS, own_settings
from studio.services.settings import Setting, SettingKind, Settings, checked, found, parsed

OTHERS = {SettingKind.SWITCH: lambda one: not one.default, SettingKind.NUMBER: lambda one: one.high}


def other_value(setting: Setting) -> object:
    """A value that is not the first one."""
    if setting.kind is SettingKind.CHOICE:
        return next((value for value, _ in setting.choices if value != setting.default), "another")
    return OTHERS[setting.kind](setting)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


@pytest.mark.parametrize("setting", [one for one in SETTINGS if not one.is_bound], ids=lambda one: one.key)
def test_every_setting_is_kept_and_put_back(file: Path, setting: Setting) -> None:
    settings, told = Settings(file, SETTINGS), []
    settings.changed.subscribe(told.append)
    value = other_value(setting)

    settings.set(setting.key, value)
    settings.set(setting.key, value)

    again = Settings(file, SETTINGS)
    assert (settings[setting.key], again[setting.key], again.problems) == (value, value, ())
    assert told == [setting.key]
    again.reset(setting.key)
    assert again.is_default(setting.key)
    assert Settings(file, SETTINGS)[setting.key] == setting.default
    assert setting.key not in tomllib.loads(file.read_text())


def test_the_first_values_are_values_and_keys_are_unique() -> None:
    assert len({one.key for one in SETTINGS}) == len(SETTINGS)
    for one in SETTINGS:
        assert checked(one, one.default, one.choices) == one.default


def test_all_are_put_back_at_once(file: Path) -> None:
    settings = Settings(file, SETTINGS)
    settings.set_all({"look.theme": "dark", "look.text_percent": 120})
    settings.reset_all()
    assert all(settings.is_default(one.key) for one in settings.declared)


@pytest.mark.parametrize(
    ("key", "bad"),
    [
        ("look.theme", '"pink"'),
        ("look.theme", "3"),
        ("look.text_percent", "1000"),
        ("look.text_percent", "true"),
        ("look.text_percent", '"large"'),
        ("overlay.ghost", '"yes"'),
        ("playback.speed_percent", "[1]"),
    ],
)
def test_a_bad_value_falls_back_with_one_sentence_and_the_others_stay(file: Path, key: str, bad: str) -> None:
    file.parent.mkdir()
    file.write_text(f'"{key}" = {bad}\n"drawing.snap" = false\n"from.tomorrow" = 7\n')

    settings = Settings(file, SETTINGS)

    assert settings.is_default(key)
    assert settings.switch("drawing.snap") is False
    assert settings.problems == (f"The setting “{key}” was not understood and is as at first.",)
    assert sentences_in("de").tell(settings.problems[0]) != settings.problems[0]
    settings.set("look.language", "de")
    assert tomllib.loads(file.read_text())["from.tomorrow"] == 7


def test_a_damaged_file_is_put_aside_and_told(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("= nothing")
    settings = Settings(file, SETTINGS)
    assert settings.problems == ("The settings could not be read and are as at first.",)
    settings.set("look.theme", "dark")
    assert file.with_suffix(".unreadable").read_text() == "= nothing"
    assert Settings(file, SETTINGS).text("look.theme") == "dark"


def test_a_refused_value_changes_nothing(file: Path) -> None:
    settings = Settings(file, SETTINGS)
    with pytest.raises(UsageError, match="pink"):
        settings.set_all({"look.text_percent": 120, "look.theme": "pink"})
    assert settings.is_default("look.text_percent")
    assert not file.exists()
    with pytest.raises(UsageError, match="no setting"):
        settings.set("look.nose", 1)


def test_what_the_installation_offers_is_checked() -> None:
    settings = Settings(None, SETTINGS)
    settings.set("analysis.exercise", "anything")
    settings.offer("analysis.exercise", (("", "as shipped"), ("squat", "Squat")))
    settings.set("analysis.exercise", "squat")
    with pytest.raises(UsageError):
        settings.set("analysis.exercise", "anything")


def test_the_look_of_reports_is_edited_here_and_kept_there(tmp_path: Path) -> None:
    settings = Settings(None, SETTINGS)
    assert "report.coach" not in {one.key for one in settings.declared}
    with pytest.raises(UsageError, match="in the window"):
        settings.text("report.coach")
    settings.bind_look(ReportLook(tmp_path))
    settings.set_all({"report.coach": "Kim", "report.contact": "kim@gym", "report.accent": "#00567a"})
    settings.set_all({"report.theme": "warm", "report.paper": "us-letter"})
    style = load_style(tmp_path)
    assert (style.coach, style.contact, style.accent) == ("Kim", "kim@gym", "#00567a")
    assert (style.theme, style.paper) == (ReportTheme.WARM, Paper.LETTER)
    assert [settings.text(f"report.{part}") for part in ("coach", "theme", "paper")] == ["Kim", "warm", "us-letter"]
    with pytest.raises(UsageError):
        settings.set("report.accent", "blue")


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda one: one.key)
def test_what_is_said_of_a_value_is_read_back(setting: Setting) -> None:
    settings = Settings(None, [setting])
    if not setting.is_bound:
        assert checked(setting, parsed(setting, settings.said(setting.key)), setting.choices) == setting.default


@given(st.text(max_size=8))
def test_typed_values_are_taken_or_refused_with_a_remedy(text: str) -> None:
    refused = []
    for setting in SETTINGS:
        try:
            checked(setting, parsed(setting, text), setting.choices)
        except UsageError as error:
            refused.append(error.remedy)
    assert all(refused)


def test_folders_are_typed_with_semicolons() -> None:
    watched = next(one for one in SETTINGS if one.kind is SettingKind.FOLDERS)
    assert parsed(watched, "/a;/b") == ("/a", "/b")
    settings = Settings(None, [watched])
    kept = []
    settings.bind(watched.key, lambda: ("/a", "/b"), kept.append)
    assert settings.said(watched.key) == "/a;/b"
    settings.set(watched.key, ("/c",))
    assert kept == [("/c",)]


@pytest.mark.parametrize(
    ("wanted", "key"),
    [("skeleton", "overlay.skeleton"), ("POSE thread", "analysis.workers"), ("letter", "report.paper")],
)
def test_settings_are_found_by_any_of_their_words(wanted: str, key: str) -> None:
    assert key in {one.key for one in found(SETTINGS, wanted, str)}
    assert len(found(SETTINGS, "", str)) == len(SETTINGS)
    assert found(SETTINGS, f"{wanted} xyzzy", str) == ()


def test_every_word_of_a_setting_is_told_in_german() -> None:
    tell = sentences_in("de").tell
    same = {"Deutsch", "English", "A4", "Cue"}
    for one in SETTINGS:
        texts = (one.title, one.help, one.group, *(title for _, title in one.choices))
        assert [text for text in texts if tell(text) == text and text not in same and not text.endswith(" %")] == []


def test_the_users_own_settings_lie_in_the_config_folder() -> None:
    own_settings().set("look.theme", "light")
    assert own_settings().text("look.theme") == "light"


def test_pose_model_and_room_for_copies_reach_the_adapters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCKOUT_MODEL_DIR", str(tmp_path))
    studio = build_studio()
    assert studio.video.scrub_limit_bytes == 4 * 1024**3
    studio.settings.set_all({"storage.scrub_limit_gb": 7, "analysis.pose_model": "lite"})
    assert studio.video.scrub_limit_bytes == 7 * 1024**3
    with pytest.raises(MissingComponent) as refused:
        studio.engine_identity()
    assert refused.value.remedy.endswith("lockout models fetch lite")


def test_a_folder_that_cannot_be_made_is_told_and_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")
    settings = Settings(tmp_path / "config" / "settings.toml", SETTINGS)
    with pytest.raises(CannotWrite, match="cannot be kept"):
        settings.set("look.theme", "dark")
    assert settings.is_default("look.theme")
