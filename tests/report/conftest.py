"""Builders of sets to report on."""

from types import ModuleType

import pytest

from tests.report import builders


@pytest.fixture(scope="session")
def sets() -> ModuleType:
    """The module with the builders."""
    return builders
