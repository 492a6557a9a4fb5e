"""Conformance kit: stick figures with known angles, sent all the way from landmarks to findings.

An exercise must find the fault that was put into a figure, and nothing else. It takes scipy along, so the plugin facade
itself does not load it.
"""

from studio.exercise_api.conformance.front_figure import film_from_the_feet
from studio.exercise_api.conformance.movement import Movement
from studio.exercise_api.conformance.side_figure import film_from_the_side
from studio.exercise_api.conformance.trial import judge_clip, measure_clip

__all__ = ["Movement", "film_from_the_feet", "film_from_the_side", "judge_clip", "measure_clip"]
