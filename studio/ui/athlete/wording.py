"""Words of the athlete page."""

from math import isfinite, isnan

from studio.core.exercise import Exercise
from studio.core.fault import Severity
from studio.services.progress import SEVERITY, Change, Reading
from studio.ui.translating import translate
from studio.ui.wording import format_number, severity_word

_SEVERITY_UNIT = "0-3"
_PLAIN = ("0-10", _SEVERITY_UNIT, "reps")


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
    measure = exercise.knowledge.measures.get(name) or exercise.knowledge.measures.get(name.removesuffix("-MS"))
    return measure.title if measure else name


def change_words(change: Change, unit: str) -> str:
    """What may be said about a change; never more than the measurement can tell."""
    if change.reading is Reading.UNKNOWN:
        return translate("Athlete", "too little to compare")
    amount = _amount(change.amount, unit, has_sign=True)
    if change.reading is Reading.REAL and unit == _SEVERITY_UNIT:
        is_milder = change.amount < 0.0
        return translate("Athlete", "milder than before") if is_milder else translate("Athlete", "stronger than before")
    if change.reading is Reading.REAL:
        return translate("Athlete", "changed by {amount}").format(amount=amount)
    if isnan(change.detectable):
        return translate("Athlete", "no real change (the measurement behind it moved within its error)")
    if change.detectable == 0.0:
        return translate("Athlete", "no change")
    words = translate("Athlete", "no real change ({amount}; less than {least} cannot be told from measurement error)")
    return words.format(amount=amount, least=_amount(change.detectable, unit))


def value_words(value: float, unit: str) -> str:
    """A value in its unit; a severity as its word."""
    if not isfinite(value):
        return "–"
    return severity_word(Severity(round(value))) if unit == _SEVERITY_UNIT else _amount(value, unit)


def _amount(value: float, unit: str, *, has_sign: bool = False) -> str:
    """Scales and counts have no sign behind the number and no more digits than they need."""
    if unit in _PLAIN:
        text = f"{value:+g}" if has_sign else f"{value:g}"
        return text.replace("-", "−")
    return format_number(value, unit, has_sign=has_sign)
