"""The tables as a spreadsheet reads them."""

import csv
from pathlib import Path

import numpy as np
import pytest

from studio.core.errors import CannotWrite
from studio.core.fault import Severity
from studio.core.review import Decision, Verdict
from studio.export import FileExporter, write_csv
from studio.export.tables import reps_text


@pytest.fixture(scope="module")
def case(sets):
    return sets.drawn_case(rep_count=3)


@pytest.fixture
def files(case, tmp_path: Path):
    return write_csv(tmp_path / "set.csv", case.analysis, case.review)


def _read(path: Path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_three_files_lie_side_by_side(files, tmp_path: Path):
    assert [path.name for path in files] == ["set.csv", "set.reps.csv", "set.findings.csv"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in files)


def test_signals_read_back_within_rounding(case, files):
    rows = _read(files[0])
    signal = case.analysis.signals["hip_angle_deg"]

    assert len(rows) == case.analysis.observation.clock.frame_count
    assert [int(row["frame_index"]) for row in rows] == list(range(len(rows)))
    read = np.array([float(row["hip_angle_deg"] or "nan") for row in rows])
    np.testing.assert_allclose(read, signal.values, atol=5e-7)
    times_s = np.array([float(row["time_s"]) for row in rows])
    np.testing.assert_allclose(times_s, case.analysis.observation.clock.times_s, atol=5e-7)


def test_frames_know_their_rep_and_phase(case, files):
    rows = _read(files[0])
    rep = case.analysis.reps[1]
    top = next(row for row in rows if float(row["time_s"]) >= 0.5 * (rep.top_s + rep.top_end_s))

    assert (top["rep"], top["phase"]) == ("2", "top")
    assert (rows[0]["rep"], rows[0]["phase"]) == ("", "")


def test_reps_read_back_with_their_intervals(case, files):
    rows = _read(files[1])
    measure = case.analysis.measures.reps[0]["M-HIP-TOP"]

    assert [row["rep"] for row in rows] == ["1", "2", "3", "set"]
    assert float(rows[0]["M-HIP-TOP [deg]"]) == pytest.approx(measure.value, abs=5e-7)
    assert float(rows[0]["M-HIP-TOP low"]) == pytest.approx(measure.low, abs=5e-7)
    assert rows[0]["M-HIP-TOP missing because"] == ""


def test_a_measure_that_is_missing_says_why(case, files):
    rows = _read(files[1])
    missing = [key for row in rows for key, value in row.items() if key.endswith("missing because") and value]

    assert missing
    assert all(row[f"{key.removesuffix(' missing because')} low"] == "" for key in missing for row in rows if row[key])


def test_findings_carry_evidence_and_verdict(case, tmp_path: Path):
    verdict = Verdict("F-HOE", Decision.ACCEPTED, Severity.MILD, note='Says "ok", fine')
    _, _, findings = write_csv(tmp_path / "set.csv", case.analysis, case.with_review(verdicts=(verdict,)).review)

    row = next(row for row in _read(findings) if row["fault"] == "F-HOE")

    assert (row["outcome"], row["decision"], row["coach_severity"]) == ("found", "accepted", "mild")
    assert row["note"] == 'Says "ok", fine'
    assert row["evidence"].startswith("M-HOE 1=")


@pytest.mark.parametrize("note", ["=1+1", "+49 170", "-1", "@SUM(A1)", "\t=1"])
def test_a_note_never_runs_as_a_formula(case, tmp_path: Path, note):
    review = case.with_review(verdicts=(Verdict("F-HOE", note=note),)).review
    _, _, findings = write_csv(tmp_path / "set.csv", case.analysis, review)

    row = next(row for row in _read(findings) if row["fault"] == "F-HOE")

    assert row["note"] == f"'{note}"


def test_none_of_the_files_appears_when_one_cannot_be_written(case, tmp_path: Path):
    (tmp_path / "set.reps.csv").mkdir()

    with pytest.raises(CannotWrite, match=r"set\.reps\.csv is a folder"):
        FileExporter().write_csv(tmp_path / "set.csv", case.analysis, case.review)

    assert [path.name for path in tmp_path.iterdir()] == ["set.reps.csv"]


def test_the_text_for_pasting_is_a_table_of_the_same_values(case):
    rows = [line.split("\t") for line in reps_text(case.analysis).splitlines()]
    columns = rows[0]
    top = columns.index("M-HIP-TOP [deg]")

    assert {len(row) for row in rows} == {len(columns)}
    assert [row[0] for row in rows[1:]] == ["1", "2", "3", "set"]
    assert float(rows[1][top]) == pytest.approx(case.analysis.measures.reps[0]["M-HIP-TOP"].value, abs=1e-6)
    assert not [name for name in columns if name.endswith((" low", " high", "because"))]
