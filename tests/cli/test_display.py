"""Opening a window where there is no screen."""

import os
import subprocess
import sys

import pytest

from studio.cli.display import require_display
from studio.core.errors import MissingComponent


@pytest.mark.parametrize(
    ("environment", "platform"),
    [
        ({"DISPLAY": ":0"}, "linux"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux"),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux"),
        ({}, "darwin"),
        ({}, "win32"),
    ],
)
def test_a_window_may_open_where_a_screen_is(environment, platform):
    require_display(environment, platform)


def test_no_screen_is_one_sentence_with_a_remedy():
    with pytest.raises(MissingComponent, match="no screen") as told:
        require_display({"DISPLAY": ""}, "linux")
    assert "lockout analyze" in told.value.remedy


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
@pytest.mark.parametrize("command", [["gui"], ["demo"]])
def test_the_command_line_ends_with_that_sentence(command):
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in names}
    done = subprocess.run(
        [sys.executable, "-m", "studio", *command], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 5
    assert done.stderr.startswith("There is no screen here to open a window on.")
