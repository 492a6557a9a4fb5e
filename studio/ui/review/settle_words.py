"""What the ways to settle a question are called, why they help, and what each step asks for."""

from studio.core.annotation import AidKind
from studio.ui.review.settling import Step, Way
from studio.ui.translating import QT_TRANSLATE_NOOP, translate

_TITLES = {
    Way.LINES: QT_TRANSLATE_NOOP("Settle", "Draw chest and pelvis lines"),
    Way.NEUTRAL: QT_TRANSLATE_NOOP("Settle", "Mark a neutral frame"),
    Way.BENCH_EDGE: QT_TRANSLATE_NOOP("Settle", "Show the bench edge"),
    Way.PAD_BOX: QT_TRANSLATE_NOOP("Settle", "Draw a box around the pad"),
    Way.ANSWERS: QT_TRANSLATE_NOOP("Settle", "Enter bench height and stature"),
}
_REASONS = {
    Way.LINES: QT_TRANSLATE_NOOP(
        "Settle", "Two lines where the back is neutral, two where you doubt it: the strongest sign there is."
    ),
    Way.NEUTRAL: QT_TRANSLATE_NOOP(
        "Settle",
        "A light hold, or standing, that you accept as neutral. Narrower limits count then, in all of their clips.",
    ),
    Way.BENCH_EDGE: QT_TRANSLATE_NOOP("Settle", "One click on its upper front edge, where the back rests."),
    Way.PAD_BOX: QT_TRANSLATE_NOOP("Settle", "One box at the top of a rep."),
    Way.ANSWERS: QT_TRANSLATE_NOOP("Settle", "Two numbers in the answers about this set."),
}
_NEUTRAL_FOR_LINES = QT_TRANSLATE_NOOP(
    "Settle",
    "Is the back neutral on this frame, ribs over pelvis? If not, step to one where it is. "
    "Folded hips are no matter here.",
)
_NEUTRAL = QT_TRANSLATE_NOOP(
    "Settle",
    "Go to straight hips and a back that you accept as neutral: a light hold, or standing. "
    "A top that arches would teach the studio that arching is straight.",
)
_CHEST = QT_TRANSLATE_NOOP("Settle", "Drag from the notch of the breastbone to the lowest rib.")
_PELVIS = QT_TRANSLATE_NOOP("Settle", "Drag from the front hip bone to the dimple at the back, or along the waistband.")
_BENCH = QT_TRANSLATE_NOOP("Settle", "Click the upper front edge of the bench, where the back rests on it.")
_PAD = QT_TRANSLATE_NOOP("Settle", "Drag a box around the pad, corner to opposite corner.")
_ASKS = {
    AidKind.THORAX_LINE: QT_TRANSLATE_NOOP("Settle", "Chest line"),
    AidKind.PELVIS_LINE: QT_TRANSLATE_NOOP("Settle", "Pelvis line"),
    AidKind.BENCH_EDGE: QT_TRANSLATE_NOOP("Settle", "Bench edge"),
    AidKind.PAD_BOX: QT_TRANSLATE_NOOP("Settle", "Pad"),
    AidKind.NEUTRAL: QT_TRANSLATE_NOOP("Settle", "Neutral frame"),
}


def way_title(way: Way) -> str:
    """What is written on its button."""
    return translate("Settle", _TITLES[way])


def way_reason(way: Way) -> str:
    """Why it helps and what it takes, in a sentence."""
    return translate("Settle", _REASONS[way])


def step_title(step: Step) -> str:
    """What is to be shown, and on which picture."""
    title = translate("Settle", _ASKS[step.aid])
    if step.rep:
        where = translate("Settle", "top of rep {rep}").format(rep=step.rep)
        return f"{title}, {where}"
    if step.count > 1 and step.number in (2, 3):
        where = translate("Settle", "neutral frame")
        return f"{title}, {where}"
    return title


def step_words(step: Step) -> str:
    """How it is shown."""
    if step.aid is AidKind.NEUTRAL:
        return translate("Settle", _NEUTRAL_FOR_LINES if step.count > 1 else _NEUTRAL)
    words = {
        AidKind.THORAX_LINE: _CHEST,
        AidKind.PELVIS_LINE: _PELVIS,
        AidKind.BENCH_EDGE: _BENCH,
        AidKind.PAD_BOX: _PAD,
    }
    return translate("Settle", words[step.aid])
