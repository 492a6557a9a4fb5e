"""Exercises and knowledge: found, checked and loaded from files that people write."""

from studio.exercises.catalogue import ExerciseCatalogue
from studio.exercises.knowledge import check_knowledge, languages, load_knowledge
from studio.exercises.workshop import check_folder, new_exercise

__all__ = [
    "ExerciseCatalogue",
    "check_folder",
    "check_knowledge",
    "languages",
    "load_knowledge",
    "new_exercise",
]
