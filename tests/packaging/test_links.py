"""The system hands the links of a report to the studio."""

import configparser
import importlib.util
import shlex
from pathlib import Path

SETUP = Path(__file__).resolve().parents[2] / "packaging" / "setup.py"


def test_the_desktop_entry_opens_a_link_with_this_studio():
    spec = importlib.util.spec_from_file_location("lockout_setup", SETUP)
    setup = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(setup)

    parser = configparser.RawConfigParser()
    parser.optionxform = str
    parser.read_string(setup.link_entry('/home/a coach/100 % "own"/lockout'))
    entry = parser["Desktop Entry"]

    assert entry["MimeType"] == "x-scheme-handler/lockout;"
    assert shlex.split(entry["Exec"]) == ['/home/a coach/100 %% "own"/lockout', "open", "%u"]
