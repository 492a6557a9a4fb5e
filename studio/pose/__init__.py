"""Frames → landmarks: the pose model, where it comes from, and a replay engine for tests."""

from typing import TYPE_CHECKING

from studio.pose.known_models import DEFAULT_VARIANT
from studio.pose.model_store import ModelFile, ModelStore

if TYPE_CHECKING:
    from studio.pose.engine import MediaPipeEngine

__all__ = ["ModelFile", "ModelStore", "engine_name", "make_engine"]


def make_engine(models: ModelStore, variant: str = DEFAULT_VARIANT) -> "MediaPipeEngine":
    """An engine on the model of this variant. Raises MissingComponent when there is none."""
    from studio.pose.engine import MediaPipeEngine

    return MediaPipeEngine(models.require(variant))


def engine_name() -> str:
    """Name and version of the library behind the engine."""
    from studio.pose.engine import engine_name as name

    return name()
