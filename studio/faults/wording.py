"""The few sentences that judging itself has to say; the knowledge base may replace each by its key."""

from collections.abc import Mapping

from studio.core.fault import FaultDefinition
from studio.faults.context import JudgeContext

SENTENCES: Mapping[str, str] = {
    "judge.not_measured": "{measure} was not measured in this clip.",
    "judge.too_few_reps": "This takes at least {needed} reps; the set has {count}.",
    "judge.too_few_values": "Too few reps show all that is needed.",
    "judge.muted": "Not judged in a set marked “{condition}”.",
    "judge.one_alone": "Only “{measures}” points to it; a second, independent sign in the same reps is needed.",
    "judge.within_error": "The value lies within the measurement error of its limit.",
    "judge.too_vague": "{measure}: the error in this clip is far larger than the step from mild to severe.",
    "judge.settle_front": "A front clip, filmed from the feet on the mid-line.",
    "judge.settle_side": "A side clip, camera square to the body at hip height, whole body in the picture.",
    "judge.settle_back": (
        "A technique clip from the side with no plate larger than 0.25 m and a tight top, so that the back is seen."
    ),
    "judge.settle_bench": "A side clip in which the edge of the bench is seen or marked by hand.",
    "judge.settle_bar": "A side clip in which the hip and the bar or pad are seen, or marked by hand.",
    "judge.settle_reps": "A clip of a longer set.",
}

_BY_NEED = (
    ("visible-back", "settle_back"),
    ("bench-edge", "settle_bench"),
    ("bar-position", "settle_bar"),
    ("front-view", "settle_front"),
)


def sentence(key: str, texts: Mapping[str, str], **values: object) -> str:
    """A sentence in the coach's language, filled in."""
    name = f"judge.{key}"
    return texts.get(name, SENTENCES[name]).format(**values)


def clip_that_settles(definition: FaultDefinition, context: JudgeContext) -> str:
    """Which clip would settle a fault that could not be judged."""
    worded = context.settle_with.get(definition.id, "")
    if worded:
        return worded
    key = next((key for need, key in _BY_NEED if need in definition.needs), "")
    return sentence(key or ("settle_front" if definition.view == "F" else "settle_side"), context.texts)
