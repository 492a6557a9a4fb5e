"""Sentences of coaching by key; the knowledge base carries them in the coach's language."""

from collections.abc import Mapping
from dataclasses import dataclass

from studio.core.knowledge import KnowledgeBase

SENTENCES: Mapping[str, str] = {
    "notice.E": (
        "Your answers include signs that need emergency assessment today. Stop training and go to an emergency "
        "department or call your local emergency number now. This software cannot assess these signs."
    ),
    "notice.U": (
        "Contact a doctor today. Some answers need to be looked at before any further training; "
        "exercises and load advice are held back until then."
    ),
    "notice.R": (
        "Some answers point to something that form coaching should not handle. Please pause hip thrusts and see a "
        "qualified health professional (for example physical therapist or sports physician). "
        "You may take this page with you."
    ),
    "notice.C-uncleared": (
        "You told us about a back condition or another condition that matters under load. Please get advice on "
        "loaded hip extension before adding load. Until then: no load advice, and no range past the straight line."
    ),
    "notice.C-cleared": (
        "You told us about a condition and that you were cleared for loaded hip extension. "
        "The load stays where it is until two sessions in a row have gone well, then it goes up in small steps; "
        "keep to the limits that you were given."
    ),
    "notice.screening_incomplete": (
        "The screening is incomplete or out of date, so there is no load advice yet. Please answer it first."
    ),
    "load.advice.L0": "No load advice until what stands under “Before anything else” is settled.",
    "load.advice.L1": "End the exercise for today. The next session starts with a reduced load.",
    "load.advice.L2": (
        "Take 20 to 40 % off, or go to the heaviest load with at most mild faults; do the easier variant first."
    ),
    "load.advice.L2.kg": (
        "Take 20 to 40 % off ({load} kg to {low}-{high} kg), or go to the heaviest load with at most mild faults; "
        "do the easier variant first."
    ),
    "load.advice.L3": "Keep the load, work on the points of this review and film again.",
    "load.advice.L3.kg": "Keep the load ({load} kg), work on the points of this review and film again.",
    "load.advice.L3.plain": "Keep the load and film again.",
    "load.advice.L3.plain.kg": "Keep the load ({load} kg) and film again.",
    "load.advice.L4": "Add 2 to 5 %, or one or two reps first. Never more than 10 % in one step.",
    "load.advice.L4.kg": (
        "Add 2 to 5 % ({load} kg to {next} kg), or one or two reps first. Never more than 10 % in one step."
    ),
    "load.advice.L4.cleared": "Add at most 2.5 %, or one rep first.",
    "load.advice.L4.cleared.kg": "Add at most 2.5 % ({load} kg to {next} kg), or one rep first.",
    "load.reason.referral": "Some screening answers come first.",
    "load.reason.no_clearance": "A reported condition has no clearance on file.",
    "load.reason.screening_incomplete": "The screening is incomplete or out of date.",
    "load.reason.pain_stop": "Pain of 5/10 or more, or rising by 2 points or more within the set.",
    "load.reason.pain_reduce": "Pain of 3 to 4/10.",
    "load.reason.severe": "“{fault}” is severe.",
    "load.reason.fault": "“{fault}” is moderate or worse.",
    "load.reason.spine": "“{fault}” is mild; anything at the spine holds the load.",
    "load.reason.line_not_seen": "The line from shoulder to knee could not be judged.",
    "load.reason.pain_hold": "Pain of 1 to 2/10.",
    "load.reason.pain_unknown": "Nobody noted whether there was pain.",
    "load.reason.pain_around": "There was pain before or after the set.",
    "load.reason.pain_next_morning": "There was pain on the next morning.",
    "load.reason.worse_next_morning": "The next morning was worse than before training: one step down.",
    "load.reason.effort": "The effort was above RPE 8, or nobody noted it.",
    "load.reason.missed_reps": "Target reps were missed.",
    "load.reason.cleared_condition": "A reported condition, cleared: the load is held.",
    "load.reason.few_clean_sessions": "Fewer than two clean sessions in a row.",
    "load.reason.pad_discomfort": "Contact discomfort at the pad is above 2/10.",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """Looks sentences up, first in the knowledge base."""

    knowledge: KnowledgeBase

    def text(self, key: str, **values: str) -> str:
        """A sentence, filled in."""
        return self.knowledge.texts.get(f"coaching.{key}", SENTENCES[key]).format(**values)

    def fault(self, fault: str) -> str:
        """What a fault is called."""
        worded = self.knowledge.faults.get(fault)
        return worded.title if worded else fault
