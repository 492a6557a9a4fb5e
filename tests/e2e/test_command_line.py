"""The whole chain as a user calls it: real clip, real model, real files."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = [pytest.mark.model, pytest.mark.slow]

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "hip-thrust-rendered.mp4"


def lockout(*arguments, cwd=None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "studio", *map(str, arguments)], capture_output=True, text=True, cwd=cwd, check=False
    )


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """The sample set, analysed once with one worker and nothing kept."""
    folder = tmp_path_factory.mktemp("results")
    done = lockout(
        "analyze", SAMPLE, "--no-cache", "--workers", 1,
        "--json", folder / "a.json", "--csv", folder / "a.csv", "--report", folder / "a.pdf",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def contract(results):
    return json.loads((results / "a.json").read_text(encoding="utf-8"))


def test_the_fault_that_was_rendered_is_found_and_to_be_changed_first(contract):
    found = {finding["fault"]: finding for finding in contract["findings"] if finding["outcome"] == "found"}
    assert found["F-FEET-FAR"]["severity"] in {"moderate", "severe"}
    assert contract["plan"]["change_first"][0] == "F-FEET-FAR"


def test_every_rep_is_there_with_its_times(contract):
    assert [rep["complete"] for rep in contract["reps"]] == [True] * 5
    for rep in contract["reps"]:
        assert rep["start_s"] < rep["top_s"] <= rep["top_end_s"] < rep["end_s"]


def test_the_contract_has_every_key_of_its_schema(contract):
    assert contract["schema"] == "lockout/analysis/1"
    assert set(contract) >= {
        "source", "exercise", "capture", "times_s", "signals", "reps", "set_measures", "findings", "causes", "safety",
        "load", "plan", "provenance",
    }  # fmt: skip
    assert set(contract["signals"]) >= {
        "hip_angle_deg", "knee_angle_deg", "trunk_inclination_deg", "thigh_inclination_deg", "shin_angle_deg",
        "hip_height_tl", "neck_angle_deg", "gaze_pitch_deg", "heel_rise_fl",
    }  # fmt: skip
    assert contract["source"]["frames"] == len(contract["times_s"])
    for signal_of in contract["signals"].values():
        assert len(signal_of["values"]) == len(signal_of["sd"]) == len(contract["times_s"])


def test_what_is_not_assessable_gives_a_reason(contract):
    judged = [finding for finding in contract["findings"] if finding["outcome"] == "not_assessable"]
    assert judged
    assert all(finding["reason"] for finding in judged)


def test_tables_and_report_are_written(results):
    assert (results / "a.pdf").read_bytes().startswith(b"%PDF-")
    header = (results / "a.csv").read_text(encoding="utf-8").splitlines()[0]
    assert "time_s" in header
    assert len(list(results.glob("a*.csv"))) == 3


@pytest.mark.parametrize("workers", [2, 3])
def test_results_have_the_same_bits_for_any_number_of_workers(results, workers, tmp_path):
    done = lockout("analyze", SAMPLE, "--no-cache", "--workers", workers, "--json", tmp_path / "b.json")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "b.json").read_bytes() == (results / "a.json").read_bytes()


def test_a_second_analysis_uses_the_first_look_and_says_the_same(tmp_path):
    first = lockout("analyze", SAMPLE, "--json", tmp_path / "a.json")
    assert first.returncode == 0, first.stderr
    started_s = time.monotonic()
    second = lockout("analyze", SAMPLE, "--json", tmp_path / "b.json")
    assert second.returncode == 0, second.stderr
    assert (tmp_path / "b.json").read_bytes() == (tmp_path / "a.json").read_bytes()
    assert time.monotonic() - started_s < 60


def test_a_clip_without_anybody_is_exit_code_four(tmp_path):
    clip = _black_clip(tmp_path / "nobody.mp4")
    done = lockout("analyze", clip, "--json", tmp_path / "a.json")
    assert done.returncode == 4
    assert len(done.stderr.strip().splitlines()) == 2
    assert not (tmp_path / "a.json").exists()


@pytest.mark.skipif(os.name == "nt", reason="the shared clips are not beside this checkout")
def test_ctrl_c_cancels_with_exit_code_130_and_leaves_no_file(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "studio", "analyze", str(SAMPLE), "--no-cache", "--json", str(tmp_path / "a.json")],
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(2.5)
    process.send_signal(signal.SIGINT)
    try:
        _, message = process.communicate(timeout=20)
    finally:
        process.kill()
    assert process.returncode == 130
    assert message.splitlines()[-1] == "Cancelled."
    assert "Traceback" not in message
    assert list(tmp_path.iterdir()) == []


def _black_clip(path: Path) -> Path:
    import av
    import numpy as np

    with av.open(str(path), "w") as container:
        stream = container.add_stream("h264", rate=30)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        for _ in range(30):
            frame = av.VideoFrame.from_ndarray(np.zeros((240, 320, 3), dtype=np.uint8))
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path
