"""Bad input: one sentence and a remedy, the exit code of the contract, nothing half-written."""

import json
import os
import subprocess
import sys
import wave
from pathlib import Path

import pytest

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "hip-thrust-rendered.mp4"


def lockout(*arguments, environment=None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "studio", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **(environment or {})},
    )


def assert_one_sentence_and_a_remedy(done, exit_code):
    assert done.returncode == exit_code, (done.returncode, done.stderr)
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 2, done.stderr
    assert all(line.endswith((".", "!", "?")) or "lockout" in line for line in lines), lines
    assert done.stdout == ""


def silence(path):
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\0\0" * 8000)


BAD_CLIPS = {
    "empty.mp4": lambda path: path.write_bytes(b""),
    "random.mp4": lambda path: path.write_bytes(os.urandom(50_000)),
    "header-only.mp4": lambda path: path.write_bytes(SAMPLE.read_bytes()[:64]),
    "header-less.mp4": lambda path: path.write_bytes(SAMPLE.read_bytes()[2_000:60_000]),
    "audio-only.wav": silence,
    "text.mov": lambda path: path.write_text("not a clip"),
    "folder.mp4": Path.mkdir,
    "missing.mp4": lambda _path: None,
}


@pytest.mark.parametrize("name", BAD_CLIPS)
def test_a_clip_that_is_none_is_exit_code_three(tmp_path, name):
    clip = tmp_path / name
    BAD_CLIPS[name](clip)
    done = lockout("analyze", clip, "--json", tmp_path / "a.json")
    assert_one_sentence_and_a_remedy(done, 3)
    assert not (tmp_path / "a.json").exists()


def test_no_model_and_no_network_is_exit_code_five_with_the_command_that_helps(tmp_path):
    nowhere = {
        "LOCKOUT_MODEL_DIR": str(tmp_path / "models"),
        "HTTPS_PROXY": "http://127.0.0.1:9",
        "HTTP_PROXY": "http://127.0.0.1:9",
    }
    done = lockout("analyze", SAMPLE, "--no-cache", "--json", tmp_path / "a.json", environment=nowhere)
    assert_one_sentence_and_a_remedy(done, 5)
    assert "lockout models fetch" in done.stderr
    assert not (tmp_path / "a.json").exists()


def test_an_unknown_exercise_is_exit_code_two():
    done = lockout("analyze", SAMPLE, "--exercise", "moonwalk")
    assert_one_sentence_and_a_remedy(done, 2)


@pytest.mark.parametrize("arguments", [["analyze"], ["analyze", "a.mp4", "--workers", "many"], ["dance"]])
def test_a_wrong_call_is_exit_code_two(arguments):
    done = lockout(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("content", ["", "[]", "{", json.dumps({"measures": {"HOE": "lots"}})])
def test_a_case_that_is_none_says_so(tmp_path, content):
    case = tmp_path / "case.json"
    case.write_text(content)
    done = lockout("judge", case)
    assert done.returncode in {2, 3}
    assert len(done.stderr.strip().splitlines()) == 2


@pytest.mark.model
def test_a_result_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    done = lockout("analyze", SAMPLE, "--json", tmp_path / "no" / "such" / "folder" / "a.json")
    assert done.returncode in {0, 6}
    if done.returncode == 6:
        assert len(done.stderr.strip().splitlines()) == 2
        assert list(tmp_path.iterdir()) == []
