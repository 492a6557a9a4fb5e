"""Words of the athlete page."""

from math import isfinite

from studio.core.exercise import Exercise
from studio.services.progress import SEVERITY, Change, Reading
from studio.ui.translating import translate
from studio.ui.wording import format_number


def due_words(due: str) -> str:
    """Why the screening is due, in a few words; empty when it is not."""
    words = {
        "never": translate("Athlete", "Screening never answered"),
        "incomplete": translate("Athlete", "Screening not finished"),
        "old": translate("Athlete", "Screening older than 28 days"),
        "pain": translate("Athlete", "Screening due again: pain of 3 or more"),
        "changed": translate("Athlete", "Screening due again: something changed"),
    }
    return words.get(due, "")


def quantity_name(name: str, exercise: Exercise) -> str:
    """What a trend or a line of a comparison is about."""
    logged = {
        "load_kg": translate("Athlete", "Load"),
        "reps_done": translate("Athlete", "Reps"),
        "rpe": translate("Athlete", "Effort (RPE)"),
        "pain_max": translate("Athlete", "Worst pain"),
    }
    if name in logged:
        return logged[name]
    if name.startswith(SEVERITY):
        fault = name.removeprefix(SEVERITY)
        wording = exercise.knowledge.faults.get(fault)
        return translate("Athlete", "Severity: {fault}").format(fault=wording.title if wording else fault)
    measure = exercise.knowledge.measures.get(name)
    return measure.title if measure else name


def change_words(change: Change, unit: str) -> str:
    """What may be said about a change; never more than the measurement can tell."""
    if change.reading is Reading.UNKNOWN:
        return translate("Athlete", "too little to compare")
    amount = format_number(change.amount, unit_shown(unit), has_sign=True)
    if change.reading is Reading.REAL:
        return translate("Athlete", "changed by {amount}").format(amount=amount)
    if change.detectable == 0.0:
        return translate("Athlete", "no change")
    least = format_number(change.detectable, unit_shown(unit))
    return translate(
        "Athlete", "no real change ({amount}; less than {least} cannot be told from measurement error)"
    ).format(amount=amount, least=least)


def value_words(value: float, unit: str) -> str:
    """A value in its unit."""
    return format_number(value, unit_shown(unit)) if isfinite(value) else "–"


def unit_shown(unit: str) -> str:
    """Scales and counts have no sign behind the number."""
    return "ratio" if unit in ("0-10", "0-3", "reps") else unit
