"""How numbers and words of the domain are written for people. The words themselves come from the knowledge base."""

from math import isfinite

from studio.core.fault import Severity
from studio.core.measure import told_interval
from studio.core.plan import CauseKind
from studio.ui.translating import translate

_UNIT_SIGNS = {"deg": "°", "s": " s", "%": " %"}
_AS_PERCENT = {"tl", "fl", "tr"}
_DECIMALS = {"tl/s": 2, "s": 2, "m/s": 2, "m": 2, "ratio": 2, "cm": 1}


def tr_words(text: str) -> str:
    """Translate a word of the domain."""
    return translate("Words", text)


def format_time(time_s: float) -> str:
    """Minutes, seconds and hundredths: 1:05.37."""
    hundredths = max(round(time_s * 100), 0)
    return f"{hundredths // 6000}:{hundredths // 100 % 60:02d}.{hundredths % 100:02d}"


def format_length(duration_s: float) -> str:
    """Whole minutes and seconds: 0:12; never less than a second."""
    whole_s = max(round(duration_s), 1)
    return f"{whole_s // 60}:{whole_s % 60:02d}"


def format_remaining(seconds: float) -> str:
    """Time left in words that do not pretend to be exact; empty when it is not known."""
    if not isfinite(seconds):
        return ""
    if seconds < 2.0:
        return translate("Words", "almost done")
    if seconds < 60.0:
        return translate("Words", "{seconds} s left").format(seconds=round(seconds))
    return translate("Words", "{minutes} min left").format(minutes=round(seconds / 60.0 + 0.2))


def format_number(value: float, unit: str, *, has_unit: bool = True, has_sign: bool = False) -> str:
    """A value in its unit; body lengths are shown as per cent of that length."""
    if not isfinite(value):
        return "–"
    shown = shown_factor(unit) * value
    decimals = _DECIMALS.get(unit, 0)
    text = f"{shown:.{decimals}f}"
    if float(text) == 0.0:
        text = text.lstrip("-")
    if has_sign and not text.startswith("-"):
        text = f"+{text}"
    return text.replace("-", "−") + (unit_sign(unit) if has_unit else "")


def shown_factor(unit: str) -> float:
    """By what a value is multiplied to be shown with its sign: body lengths are told as per cent."""
    return 100.0 if unit in _AS_PERCENT else 1.0


def unit_sign(unit: str) -> str:
    """The unit as it follows a number; nothing for ratios."""
    lengths = {
        "tl": translate("Words", " % thigh"),
        "fl": translate("Words", " % foot"),
        "tr": translate("Words", " % trunk"),
        "ratio": "",
    }
    return lengths.get(unit, _UNIT_SIGNS.get(unit, f" {unit}"))


def format_interval(value: float, low: float, high: float, unit: str) -> str:
    """A value with its 90 % interval: "176° (171–181)"."""
    text = format_number(value, unit)
    if not (isfinite(low) and isfinite(high)):
        return text
    ends = [format_number(end, unit, has_unit=False) for end in told_interval(low, high, unit)]
    joint = " … " if any(end.startswith("−") for end in ends) else "–"
    return f"{text} ({joint.join(ends)})"


def format_threshold(threshold: float | tuple[float, float], unit: str) -> str:
    """A limit, or the two ends of a band, as exactly as it was set: 7.5 % is not 8 %."""
    if isinstance(threshold, tuple):
        low, high = (_format_limit(end, unit) for end in threshold)
        return f"{low} … {high}{unit_sign(unit)}"
    return f"{_format_limit(threshold, unit)}{unit_sign(unit)}"


def _format_limit(value: float, unit: str) -> str:
    rounded = format_number(value, unit, has_unit=False)
    exact = f"{shown_factor(unit) * value:.6g}".replace("-", "−")
    return rounded if len(exact) <= len(rounded) else exact


def format_source(source: str) -> str:
    """Where a limit comes from: "kb:c2/F-HOE" is chapter C.2 of the knowledge base, "pack:…" a coach's rule pack."""
    if source.startswith("pack:"):
        return translate("Words", "rule pack {pack}").format(pack=source.removeprefix("pack:"))
    if not source.startswith("kb:"):
        return source
    chapter = source.removeprefix("kb:").split("/")[0]
    if len(chapter) > 1 and chapter[0].isalpha() and chapter[1:].isdigit():
        chapter = f"{chapter[0].upper()}.{chapter[1:]}"
    return translate("Words", "knowledge base {chapter}").format(chapter=chapter)


def format_reps(reps: tuple[int, ...]) -> str:
    """Rep numbers with runs drawn together: "reps 1–3, 5"."""
    if not reps:
        return ""
    runs: list[list[int]] = []
    for rep in sorted(reps):
        if runs and rep == runs[-1][1] + 1:
            runs[-1][1] = rep
        else:
            runs.append([rep, rep])
    listed = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
    pattern = translate("Words", "rep {reps}") if len(reps) == 1 else translate("Words", "reps {reps}")
    return pattern.format(reps=listed)


def severity_word(severity: Severity) -> str:
    """Mild, moderate, severe."""
    words = {
        Severity.NONE: translate("Words", "none"),
        Severity.MILD: translate("Words", "mild"),
        Severity.MODERATE: translate("Words", "moderate"),
        Severity.SEVERE: translate("Words", "severe"),
    }
    return words[severity]


def cause_kind_word(kind: CauseKind) -> str:
    """How the studio speaks about a cause."""
    words = {
        CauseKind.FINDING: translate("Words", "finding"),
        CauseKind.HYPOTHESIS: translate("Words", "hypothesis"),
        CauseKind.REPORTED: translate("Words", "reported"),
        CauseKind.SAFETY: translate("Words", "safety item"),
    }
    return words[kind]
