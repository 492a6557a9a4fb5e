"""Inference rules: what a pattern of faults and answers makes worth testing. Never "you have"."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from studio.coaching.facts import SetFacts
from studio.coaching.log import faults_on_light_clip, previous_load_kg, previous_pain, previous_severity
from studio.core.fault import FaultClass, Severity
from studio.core.plan import CauseKind, CauseStatement

EARLY_ARCH_DEG = 172.0
"""Arch that begins below this hip angle (for a neutral of 180) speaks for mobility or bracing. Source: kb:a2."""

LIGHT_EFFORT = 7.0
HARD_EFFORT = 9.0
MAXIMAL_EFFORT = 9.5
"""RPE limits of rules I1, I4, I7, I9 and I10. Source: kb:a2."""

LOAD_STEP_SHARE = 0.10
"""Source: kb:a2/I10."""

ROUNDING_DEG = -12.0
"""Change of the back contour at the bottom that counts as rounding. Source: kb:a2/I6."""

LONG_SITTING_H = 7.0
"""Source: kb:a2/I16 [26]."""

SHORT_CM = 160.0
TALL_CM = 190.0
STANDARD_BENCH_CM = (33.0, 48.0)
"""Statures outside the usual and the usual range of benches. Source: kb:a2/I15, kb:c2/F-BENCH-HIGH [64]."""

PREVIOUS_PAIN = 1.0
"""Source: kb:a2/I11."""

_MILD = Severity.MILD
_MODERATE = Severity.MODERATE
_TRUNK = ("F-LUMBAR", "F-RIBFLARE", "F-STARTARCH")
_FOOT_AND_BENCH = ("F-BENCH-HIGH", "F-BENCH-LOW", "F-FEET-FAR", "F-FEET-CLOSE")
_SUMMED_UP = ("I3", "I4", "I5", "I6", "I7", "I8")
_STRONG = ("medium", "high")


@dataclass(frozen=True, slots=True)
class Raised:
    """A hypothesis that a rule raises: how sure, and what points to it."""

    confidence: str
    because: tuple[str, ...]


def hypotheses(facts: SetFacts) -> tuple[CauseStatement, ...]:
    """All hypotheses that the rules I1 to I16 raise, in the order of the rules.

    Source: kb:a2.
    """
    raised = {rule: found for rule, (_, check) in _RULES.items() if (found := check(facts)) is not None}
    strong = [rule for rule in _SUMMED_UP if rule in raised and raised[rule].confidence in _STRONG]
    if len(strong) >= 2:
        raised["I14"] = Raised("", tuple(strong))
    return tuple(
        CauseStatement(
            id=_CAUSES[rule], kind=CauseKind.HYPOTHESIS, confidence=found.confidence, because=(rule, *found.because)
        )
        for rule, found in sorted(raised.items(), key=lambda item: int(item[0][1:]))
    )


def has_missed_reps(facts: SetFacts) -> bool:
    """Whether fewer reps were done than were asked for."""
    answers = facts.answers
    return answers.amount("reps_done") < answers.amount("reps_target") or bool(answers.flag("missed_reps"))


def _bracing(facts: SetFacts) -> Raised | None:
    early = tuple(fault for fault in _TRUNK if facts.severity(fault) >= _MILD and facts.is_early(fault))
    is_unbraced = facts.answers.word("brace") in ("no", "never", "none")
    is_on_light_clip = bool(faults_on_light_clip(facts.answers, early))
    if not early or not (facts.answers.scale("rpe") <= LIGHT_EFFORT or is_on_light_clip or is_unbraced):
        return None
    return Raised("high" if is_unbraced or is_on_light_clip else "medium", early + _named(is_unbraced, "Q-BRACE"))


def _substitution(facts: SetFacts) -> Raised | None:
    if facts.severity("F-LUMBAR") < _MILD or not any("back" in word for word in facts.answers.words("felt")):
        return None
    return Raised("medium", ("F-LUMBAR", "Q-FEEL"))


def _weak_glutes(facts: SetFacts) -> Raised | None:
    because = _named(facts.severity("F-LOCKOUT") >= _MILD, "F-LOCKOUT") + _named(
        facts.severity("F-DECAY") >= _MODERATE, "F-DECAY"
    )
    return _tested(facts, because, "T-BRIDGE") if because else None


def _hard_to_feel_glutes(facts: SetFacts) -> Raised | None:
    felt = facts.answers.words("felt")
    faults = tuple(fault for fault in ("F-PAUSE", "F-LUMBAR") if facts.severity(fault) >= _MILD)
    is_light = facts.answers.scale("rpe") <= LIGHT_EFFORT
    if not felt or any("glute" in word for word in felt) or not faults or not is_light:
        return None
    is_unchanged = (
        bool(facts.answers.flag("unchanged_after_activation")) or facts.answers.word("t_activation") == "unchanged"
    )
    return Raised("medium" if is_unchanged else "low", ("Q-FEEL", *faults))


def _short_hip_flexors(facts: SetFacts) -> Raised | None:
    is_arched = facts.severity("F-LUMBAR") >= _MILD
    is_short = facts.severity("F-LOCKOUT") >= _MILD
    is_early = _arch_is_early(facts)
    because = _named(is_arched, "F-LUMBAR") + _named(is_early, "M-ARCHON") + _named(is_short, "F-LOCKOUT")
    if is_arched and (is_early or is_short):
        is_tested = facts.answers.has_failed("T-THOMAS")
        return Raised("high" if is_tested else "medium", because + _named(is_tested, "T-THOMAS"))
    return Raised("low", ("F-LOCKOUT",)) if is_short else None


def _stiff_hips(facts: SetFacts) -> Raised | None:
    is_rounding = facts.value("M-BCD-BOT") <= ROUNDING_DEG
    because = _named(facts.severity("F-SHALLOW") >= _MILD, "F-SHALLOW") + _named(is_rounding, "M-BCD")
    return _tested(facts, because, "T-9090") if because else None


def _weak_core(facts: SetFacts) -> Raised | None:
    spine = tuple(finding.fault for finding in facts.spine)
    is_late = bool(spine) and all(facts.is_late(fault) for fault in spine if fault != "F-DECAY")
    if not is_late or not facts.answers.scale("rpe") < HARD_EFFORT:
        return None
    return _tested(facts, spine, "T-PLANK", "T-DEADBUG")


def _weak_hamstrings(facts: SetFacts) -> Raised | None:
    is_pattern = min(facts.severity("F-LOCKOUT"), facts.severity("F-FEET-FAR")) >= _MILD
    because = (("F-LOCKOUT", "F-FEET-FAR") if is_pattern else ()) + _named(bool(facts.answers.flag("cramp")), "Q-CRAMP")
    return _tested(facts, because, "T-HAMBRIDGE") if because else None


def _tired_glutes(facts: SetFacts) -> Raised | None:
    is_slow = facts.severity("F-VL") >= _MILD
    is_hard = facts.answers.scale("rpe") >= HARD_EFFORT
    if facts.severity("F-DECAY") < _MILD or not (is_slow or is_hard):
        return None
    return Raised("high", ("F-DECAY", *_named(is_slow, "F-VL"), *_named(is_hard, "RPE")))


def _too_heavy(facts: SetFacts) -> Raised | None:
    answers = facts.answers
    log = (
        _named(load_step(facts) > LOAD_STEP_SHARE, "load step")
        + _named(answers.scale("rpe") >= MAXIMAL_EFFORT, "RPE")
        + _named(has_missed_reps(facts), "missed reps")
    )
    broken = tuple(
        fault for fault in ("F-DECAY", "F-LUMBAR", "F-HOE", "F-ROMLOSS") if facts.severity(fault) >= _MODERATE
    )
    if log and broken:
        return Raised("high", log + broken)
    spine = tuple(finding.fault for finding in facts.spine)
    asked = (name for name in facts.definitions if facts.class_of(name) is FaultClass.SPINE)
    has_vanished = bool(spine) and faults_on_light_clip(answers, asked) == frozenset()
    return Raised("high", ("light clip", *spine)) if has_vanished else None


def _too_soon(facts: SetFacts) -> Raised | None:
    answers = facts.answers
    if not load_step(facts) > 0.0:
        return None
    is_painful = previous_pain(answers) >= PREVIOUS_PAIN
    is_faulty = previous_severity(answers) >= _MODERATE
    if not (is_painful or is_faulty):
        return None
    return Raised("high", ("load raised", *_named(is_painful, "previous pain"), *_named(is_faulty, "previous fault")))


def _pelvic_tilt(facts: SetFacts) -> Raised | None:
    is_far = facts.severity("F-FEET-FAR") >= _MILD
    is_early = _arch_is_early(facts)
    is_pelvis = facts.value("M-TPA-PELVIS") > 0.5 * facts.value("M-TPA")
    if facts.severity("F-LUMBAR") < _MILD or not (is_far or is_early or is_pelvis):
        return None
    because = _named(is_far, "F-FEET-FAR") + _named(is_early, "M-ARCHON") + _named(is_pelvis, "M-TPA")
    return Raised("medium", ("F-LUMBAR", *because))


def _machine_fit(facts: SetFacts) -> Raised | None:
    tool = facts.answers.word("tool") or str(facts.options.get("tool", ""))
    faults = tuple(finding.fault for finding in facts.found if facts.class_of(finding.fault).value == "setup")
    if "machine" not in tool or len(faults) < 2 or not _are_adjustments_used(facts):
        return None
    return Raised("medium", (*faults, "Q-MACHINE"))


def _proportions(facts: SetFacts) -> Raised | None:
    faults = tuple(fault for fault in _FOOT_AND_BENCH if facts.severity(fault) >= _MILD)
    stature_cm = facts.answers.number("stature_cm")
    if not faults or not (stature_cm < SHORT_CM or stature_cm > TALL_CM) or not _is_bench_standard(facts):
        return None
    return Raised("low", (*faults, "Q-SETUP"))


def _sitting(facts: SetFacts) -> Raised | None:
    return Raised("", ("Q-SIT",)) if facts.answers.amount("sit_h") > LONG_SITTING_H else None


def load_step(facts: SetFacts) -> float:
    """Change of load against the session before, as a share of it; NaN when either is unknown."""
    before = previous_load_kg(facts.answers)
    if not before > 0.0:
        return float("nan")
    return round((facts.answers.amount("load_kg") - before) / before, 9)


def _tested(facts: SetFacts, because: tuple[str, ...], *tests: str) -> Raised:
    """Low confidence, medium when a self-test agrees."""
    failed = tuple(test for test in tests if facts.answers.has_failed(test))
    return Raised("medium" if failed else "low", because + failed)


def _arch_is_early(facts: SetFacts) -> bool:
    onset_deg = facts.answers.number("archon_deg") if facts.answers.has("archon_deg") else facts.value("M-ARCHON")
    return onset_deg < EARLY_ARCH_DEG + facts.neutral_deg - 180.0


def _are_adjustments_used(facts: SetFacts) -> bool:
    return facts.answers.word("adjustments_used") in ("all", "yes", "true", "tried", "all tried")


def _is_bench_standard(facts: SetFacts) -> bool:
    told = facts.answers.flag("standard_bench")
    if told is not None:
        return told
    bench_cm = facts.answers.number("bench_cm")
    return not (bench_cm < STANDARD_BENCH_CM[0] or bench_cm > STANDARD_BENCH_CM[1])


def _named(is_so: bool, name: str) -> tuple[str, ...]:  # noqa: FBT001 - reads as a sentence where it is used
    return (name,) if is_so else ()


_RULES: Mapping[str, tuple[str, Callable[[SetFacts], Raised | None]]] = MappingProxyType(
    {
        "I1": ("insufficient-core-bracing", _bracing),
        "I2": ("erector-dominance", _substitution),
        "I3": ("gluteal-weakness", _weak_glutes),
        "I4": ("poor-glute-recruitment", _hard_to_feel_glutes),
        "I5": ("hip-flexor-tightness", _short_hip_flexors),
        "I6": ("hip-extensor-mobility-restriction", _stiff_hips),
        "I7": ("core-weakness", _weak_core),
        "I8": ("hamstring-weakness", _weak_hamstrings),
        "I9": ("glute-fatigue", _tired_glutes),
        "I10": ("overload", _too_heavy),
        "I11": ("premature-progression", _too_soon),
        "I12": ("anterior-pelvic-tilt", _pelvic_tilt),
        "I13": ("machine-fit-mismatch", _machine_fit),
        "I15": ("body-proportions", _proportions),
        "I16": ("prolonged-sitting", _sitting),
    }
)
_CAUSES: Mapping[str, str] = MappingProxyType(
    {**{rule: cause for rule, (cause, _) in _RULES.items()}, "I14": "muscle-imbalance"}
)
