"""`lockout settings`: the declared settings, listed, set and put back."""

from studio.services.setting_list import own_settings


def test_all_are_listed_with_value_unit_and_words(lockout):
    done = lockout("settings")
    assert done.code == 0
    assert "look.text_percent        100 %" in done.out
    assert "report.coach" in done.out
    assert "library.watched" not in done.out


def test_one_is_set_printed_and_put_back(lockout):
    assert lockout("settings", "overlay.ghost", "on").out.strip() == "on"
    assert own_settings().switch("overlay.ghost")
    assert lockout("settings", "overlay.ghost", "--reset").out.strip() == "off"
    lockout("settings", "look.theme", "dark")
    lockout("settings", "--reset")
    assert lockout("settings", "look.theme").out.strip() == "system"


def test_a_wrong_value_is_a_sentence_with_the_choices(lockout):
    done = lockout("settings", "look.theme", "pink")
    assert done.code == 2
    assert "system, dark, light" in done.err
    assert lockout("settings", "library.watched").code == 2


def test_the_words_are_told_in_german(lockout):
    assert "Schriftgröße" in lockout("settings", "--language", "de").out
    done = lockout("settings", "look.theme", "pink", "--language", "de")
    assert "ist kein Wert von" in done.err
