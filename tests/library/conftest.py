"""The library itself is always the real one."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from conftest_library import ADA, digest, make_set

from studio.core.set_store import SetStore
from studio.library import open_library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the library of a test lies."""
    return tmp_path / "library"


@pytest.fixture
def store(folder: Path) -> SetStore:
    """An empty library."""
    return open_library(folder)


@pytest.fixture
def arrays() -> dict[str, np.ndarray]:
    """Something to keep."""
    return {"xy_px": np.arange(12.0).reshape(3, 4), "notes": np.array(["one", "two"])}


@pytest.fixture
def full_store(store: SetStore, arrays: dict[str, np.ndarray]) -> SetStore:
    """A library with one athlete, screening, and three judged sets with arrays and pictures."""
    ada = store.save_athlete(ADA)
    store.add_screening(ada.id, date(2026, 2, 1), {"screening_complete": True, "hx": ["hernia"]})
    for number in range(3):
        kept = store.put_arrays({**arrays, "number": np.array([number])})
        picture = store.put_picture(np.full((90, 160, 3), 40 * number, dtype=np.uint8))
        made = make_set(number, athlete_id=ada.id, day=date(2026, 3, 1 + number), digest=digest())
        store.save(replace(made, observation=kept, thumbnail=picture, tags=("belt",)), text="Quillfeather note")
    return store
