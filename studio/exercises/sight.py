"""Whether an exercise can see what it judges."""

from studio.core.exercise import Problem, RepDefinition
from studio.exercises.manifest import manifest_path
from studio.exercises.plugin import Plugin
from studio.exercises.tomlfile import TomlFile

_VIEWS = {"S": "side", "F": "front"}


def check_sight(plugin: Plugin) -> tuple[Problem, ...]:
    """Every measure that only the other view shows: its fault could never be judged in a clip.

    What a view shows is asked of a stick figure, so that nobody has to keep a list of it.
    """
    seen = _seen(plugin.manifest.rep)
    file = TomlFile(manifest_path(plugin.folder))
    for index, fault in enumerate(plugin.manifest.faults):
        own = _VIEWS[fault.view]
        (other,) = set(seen) - {own}
        for number, indicator in enumerate(fault.indicators):
            if indicator.measure in seen[other] - seen[own]:
                place = ("faults", index, "indicators", number, "measure")
                if other == "front":
                    told = f"{indicator.measure} is measured from the front, so “{fault.id}” would never be judged"
                else:
                    told = f"{indicator.measure} is measured from the side, so “{fault.id}” would never be judged"
                file.report(told, place)
    return tuple(file.problems)


def _seen(rep: RepDefinition) -> dict[str, set[str]]:
    """Ids of what is measured in a figure, by view."""
    # scipy comes with it, and only a check needs it
    from studio.exercise_api.conformance import Movement, film_from_the_feet, film_from_the_side, measure_clip

    clips = {"side": film_from_the_side(Movement()), "front": film_from_the_feet(Movement())}
    tables = {view: measure_clip(clip, rep) for view, clip in clips.items()}
    return {
        view: {name for row in (*table.reps, table.whole_set) for name, one in row.items() if one.is_assessable}
        for view, table in tables.items()
    }
