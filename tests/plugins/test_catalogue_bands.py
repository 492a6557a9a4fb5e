"""The barbell and machine manifests carry the bands, weights and classes of the fault catalogue."""

import json
from pathlib import Path

import pytest

from studio.assets import plugins_dir
from studio.core.exercise import Exercise
from studio.core.fault import Bands, Comparison, FaultDefinition
from studio.exercises import ExerciseCatalogue

pytestmark = pytest.mark.shared

KINDS = {"ge": Comparison.AT_LEAST, "le": Comparison.AT_MOST, "lt": Comparison.BELOW, "band": Comparison.OUTSIDE}
BELOW_IN_WORDS = "F-KNEES"
"""The table in words says "<0.90", its data says "le": the words count."""

WRITTEN_OUT = {
    "F-LUMBAR": {"M-HOE": (8, 12, 20), "M-LTR": (6, 10, 15), "M-BCD": (10, 15, 25), "M-TPA": (8, 12, 20)},
    "F-HEAD": {"M-GAZE": (55, 70, 80), "M-NECK": (-10, -20, -35)},
    "F-JERK": {"M-PEAKR": (2.2, 2.6, 3.0), "M-OVERSHOOT": (0.04, 0.08, 0.12)},
    "F-BOUNCE": {"M-BOT": (0.15, 0.15), "M-ECC": (1.2, 0.8)},
    "F-BENCH-HIGH": {"M-BENCHH": (6, 10, 15), "M-SKSLOPE": (6, 10, 15)},
    "F-BENCH-LOW": {"M-BENCHH": (-6, -10, -15), "M-SKSLOPE": (-6, -10, -15)},
    "F-LOCKOUT": {"M-HOE": (-10, -18, -28)},
    "F-STARTARCH": {"M-BC0": (8, 12, 20), "M-TPA0": (8, 12, 20)},
}


@pytest.fixture(params=["hip-thrust-barbell", "hip-thrust-machine"])
def exercise(request: pytest.FixtureRequest) -> Exercise:
    return ExerciseCatalogue([plugins_dir()]).load(request.param)


@pytest.fixture
def rows(shared_dir: Path) -> dict[str, dict]:
    return {row["id"]: row for row in json.loads((shared_dir / "domain" / "data" / "faults.json").read_text())}


def deciding(fault: FaultDefinition) -> dict[str, tuple]:
    return {indicator.measure: indicator.bands.limits for indicator in fault.deciding}


def as_limits(raw: list) -> tuple:
    return tuple(tuple(map(float, limit)) if isinstance(limit, list) else float(limit) for limit in raw)


def test_weights_classes_and_views_are_those_of_the_catalogue(exercise: Exercise, rows: dict[str, dict]) -> None:
    assert [fault.id for fault in exercise.faults] == list(rows)
    for fault in exercise.faults:
        row = rows[fault.id]
        assert (fault.weight, fault.fault_class.value, fault.view) == (row["w"], row["cls"], row["view"])


def test_single_bands_are_those_of_the_catalogue(exercise: Exercise, rows: dict[str, dict]) -> None:
    for fault in exercise.faults:
        kind, limits, *calibrated = rows[fault.id]["bands"]
        if fault.id in WRITTEN_OUT:
            continue
        bands: Bands = fault.deciding[0].bands
        assert bands.limits == as_limits(limits), fault.id
        assert bands.comparison is (Comparison.BELOW if fault.id == BELOW_IN_WORDS else KINDS[kind])
        own = fault.deciding[0].calibrated_bands
        assert (own.limits if own else None) == (as_limits(calibrated[0]) if calibrated else None)


def test_combined_bands_are_those_of_the_catalogue(exercise: Exercise) -> None:
    judged = {fault.id: deciding(fault) for fault in exercise.faults}

    for fault, limits in WRITTEN_OUT.items():
        assert judged[fault] == {measure: as_limits(list(values)) for measure, values in limits.items()}


def test_what_mutes_a_fault_is_what_the_catalogue_says(exercise: Exercise) -> None:
    assert {fault.id: fault.muted_by for fault in exercise.faults if fault.muted_by} == {
        "F-ECC": ("power",),
        "F-JERK": ("power",),
        "F-PAUSE": ("conditioning",),
        "F-LOCKOUT": ("range-capped",),
        "F-BARPATH": ("guided-path",),
    }


def test_what_folds_is_what_the_catalogue_says(exercise: Exercise) -> None:
    folding = {fault.id: fault.folds_into for fault in exercise.faults if fault.folds_into}

    assert folding == {"F-HOE": "F-LUMBAR", "F-RIBFLARE": "F-LUMBAR"}
