"""Earlier sets of the same athlete and lift, as the report looks back on them."""

from collections.abc import Iterable

from studio.assets import data_dir
from studio.core.errors import StudioError
from studio.core.report import EarlierSet
from studio.core.training import TrainingSet
from studio.services.library import Library
from studio.services.studio import Studio

_LIBRARY = "library"


def earlier_known(studio: Studio, clip_sha256: str) -> tuple[EarlierSet, ...]:
    """What this machine's library knows to compare a clip with; nothing where there is none, or it does not open."""
    if not (data_dir() / _LIBRARY).is_dir():  # opening one would make it
        return ()
    try:
        store = studio.open_library()
    except StudioError:
        return ()
    return earlier_in(Library(studio, store), clip_sha256)


def earlier_in(library: Library, clip_sha256: str) -> tuple[EarlierSet, ...]:
    """What the library knows to compare a clip with; nothing for a clip that it does not know or that is nobody's."""
    current = library.store.with_clip(clip_sha256)
    if current is None or not current.session.athlete_id:
        return ()
    return earlier_sets(library.store.history(current.session.athlete_id), current)


def earlier_sets(history: Iterable[TrainingSet], current: TrainingSet) -> tuple[EarlierSet, ...]:
    """What the report compares with.

    Args:
        history: all sets of the athlete.
        current: the set that is reported on.

    Returns:
        Analysed sets of the same lift from earlier days, oldest first; the last one of a day stands for it.
    """
    by_day: dict[str, EarlierSet] = {}
    for one in sorted(history, key=lambda one: (one.session.day, one.number("set_no"))):
        is_earlier = one.session.day < current.session.day
        if is_earlier and one.exercise_id == current.exercise_id and one.digest is not None and one.digest.measures:
            measures = {measure.id: measure for measure in one.digest.measures}
            by_day[one.session.day.isoformat()] = EarlierSet(one.session.day, one.number("load_kg"), measures)
    return tuple(by_day.values())
