"""Screening: which safety tier the answers lead to. It asks, shows and blocks; it never scores a probability."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import isnan
from types import MappingProxyType
from typing import Any

from studio.coaching.answers import Answers
from studio.coaching.log import earlier_sessions, sessions
from studio.coaching.pain import is_worse_next_morning, worst_in_set
from studio.core.plan import Tier

PERSISTENT_SESSIONS = 3
PERSISTENT_WEEKS = 2
"""Pain in so many sessions over so many weeks despite corrections. Source: kb:e1/R (our default)."""

YOUNG_AGE = 20
"""Below this age, back pain provoked by extension is referred. Source: kb:e1/R (our default)."""

SCREENING_VALID_DAYS = 28
"""Source: kb:e3 (re-asked after 28 days)."""

_ASKING_AGAIN = ("something_changed", "pain_since_screening")
"""Answers that make a screening out of date; pain of 3 or more in a session after it. Source: kb:e3."""

WORSE_MORNINGS = 2
"""Worse on so many mornings in a row: refer. Source: kb:e2."""

EXTENSION_SENSITIVE = frozenset({"facet-arthropathy", "spondylolysis", "spondylolisthesis"})
"""Conditions for which a position past the line is handled one severity higher. Source: kb:e1/C."""

_RANK = (Tier.NONE, Tier.REFER, Tier.URGENT, Tier.EMERGENCY)
_BOTH_SIDES = ("both ", "bilateral", "left and right")
_SADDLE = (
    *("saddle", "genital", "perine", "wiping", "back passage", "anal ", "anus", "cauda", "between the legs"),
    *("bladder", "urin", "incontinen", "pee ", "peeing", "leak", "bowel", "stool", "faec", "fec"),
    *("sexual", "erectil", "erection"),
)
_SADDLE_WHEN_NUMB = ("groin", "crotch", "between my legs", "between his legs", "between her legs")
_WEAK = (
    *("weak", "foot drop", "drop foot", "giving way", "gives way", "gave way", "giving out", "gives out", "gave out"),
    *("drag", "cannot lift", "can t lift", "paraly"),
)
_SYSTEMIC = (
    *("fever", "chill", "weight loss", "lost weight", "losing weight", "cancer", "tumo", "malignan", "metasta"),
    *("infection", "trauma", "fracture", "accident", "crash", "fell ", "after a fall", "steroid", "osteopor"),
)
_SYSTEMIC_REST = (*_SYSTEMIC, "unwell", "night sweat", "ill ")
_NOTHING_THERE = re.compile(r"\bno\b[^,;.]*?\b(changes?|symptoms?|problems?|trouble|signs?|issues?|complaints?)\b")
"""How people write that something was asked and is not there: "no bladder or bowel changes"."""
_NERVE = ("numb", "tingl", "pins and needles")
_RADIATING = (
    "radiat",
    "down the leg",
    "down my leg",
    "down both",
    "sciati",
    "leg pain",
    "into the leg",
    "into both",
    "nerve ",
)
_SHARP = ("sharp", "shooting", "stab", "knife", "electric")
_PUNCTUATION = re.compile(r"[\W_]+")
_QUESTION = re.compile(r"^(q-[a-z]+)\s*[:=]?\s*(.*)$", re.DOTALL)

_CONDITIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("disc-bulge", ("bulg",)),
    ("disc-herniation", ("herniat", "disc prolapse", "prolapse", "slipped disc", "disc hernia")),
    ("facet-arthropathy", ("facet",)),
    ("spondylolisthesis", ("spondylolisthesis", "listhesis", "spondylisthesis", "anterolisthesis", "slipped vertebra")),
    ("spondylolysis", ("spondylolysis", "pars stress", "pars defect", "pars fracture")),
    ("si-joint-dysfunction", ("si joint", "sacroiliac", "sij")),
    ("chronic-low-back-pain", ("chronic low back", "chronic back", "chronic lower back", "chronic lbp", "clbp")),
)
_OTHER_CONDITIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("pregnancy", ("pregnan",)),
    ("postpartum", ("post partum", "postpartum", "postnatal")),
    ("blood-pressure", ("blood pressure", "hypertension")),
    ("hernia", ("hernia",)),
)
_UNSETTLED = ("uncontrolled", "not ", "never ", "poorly ", "badly ", "insufficiently ")
_OPERATION = ("surgery", "operation", "fusion", "laminect")
_AT_THE_BACK = (
    *("back", "spin", "disc", "vertebra", "stenosis", "scoliosis", "lumbar", "fusion", "laminect"),
    *("sciati", "radicul", "nerve root"),
)
_AT_THE_BELLY = ("abdom", "belly", "stomach", "caesar", "cesar", "c section", "append", "hernia")
_ELSEWHERE = ("knee", "ankle", "foot", "shoulder", "elbow", "wrist", "hand", "dental", "tooth", "eye")
"""Parts of the body whose history says nothing about a loaded back. Source: kb:e1/C names the back."""
_DISMISSED = ("none", "no", "nothing", "never", "false", "n", "")


@dataclass(frozen=True, slots=True)
class Screening:
    """What the answers amount to.

    Attributes:
        tier: the first that matches, from E down to none; pain itself is the pain light's business.
        flags: ids of the red-flag causes behind tiers E, U and R.
        conditions: reported conditions: ids of causes, and the words of the catalogue for those without one.
        is_complete: whether the form was answered, and recently enough.
    """

    tier: Tier
    flags: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    is_complete: bool = False

    @property
    def is_blocking(self) -> bool:
        """Whether technique takes second place to a referral."""
        return self.tier in (Tier.EMERGENCY, Tier.URGENT, Tier.REFER)

    @property
    def is_extension_sensitive(self) -> bool:
        """Whether a reported condition tolerates end-range extension poorly."""
        return bool(EXTENSION_SENSITIVE & set(self.conditions))


Flag = tuple[Tier, tuple[str, ...]]
_NO_FLAG: Flag = (Tier.NONE, ())


def screen(answers: Answers) -> Screening:
    """Find the safety tier of a set of answers.

    Source: kb:e1 (first match wins, top to bottom); kb:e3 (unanswered screening).
    """
    flags = [_flag_of(item) for item in answers.words_of_all("screening_positive")]
    flags += [_flag_of(f"{name}: {detail}") for name, detail in _answered_questions(answers.raw)]
    flags += list(_flags_of_pain(answers))
    tier = max((flag[0] for flag in flags), key=_RANK.index, default=Tier.NONE)
    conditions = _conditions(answers)
    if tier is Tier.NONE and conditions:
        tier = Tier.CONDITION_CLEARED if _is_cleared(answers) else Tier.CONDITION_UNCLEARED
    return Screening(
        tier=tier,
        flags=_unique(cause for flag in flags for cause in flag[1]),
        conditions=conditions,
        is_complete=_is_complete(answers),
    )


def _is_complete(answers: Answers) -> bool:
    is_outdated = _age_days(answers) > SCREENING_VALID_DAYS or any(answers.flag(name) for name in _ASKING_AGAIN)
    return answers.flag("screening_complete") is True and not is_outdated


def _age_days(answers: Answers) -> float:
    """How old the screening is: as told, else from its day to that of the set; NaN when nobody noted both."""
    answered, today = _as_date(answers.word("screening_date")), _as_date(answers.word("date"))
    if answers.has("screening_age_days") or answered is None or today is None:
        return answers.number("screening_age_days")
    return (today - answered).days


def _is_cleared(answers: Answers) -> bool:
    """Clearance is given by yes or by its date; every other word leaves it open."""
    if answers.flag("clearance") is not None:
        return bool(answers.flag("clearance"))
    given = answers.raw.get("clearance")
    return isinstance(given, date) or (isinstance(given, str) and _as_date(given) is not None)


def clearance_day(answers: Answers) -> date | None:
    """The day on which a health professional gave the go-ahead; None when nobody noted it."""
    return _as_date(answers.word("clearance_date")) or _as_date(str(answers.raw.get("clearance", "")))


def _answered_questions(raw: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Screening questions answered one by one, by their ids or those of the questions that they fall into."""
    for key, value in raw.items():
        name = key.strip().lower().replace("_", "-")
        if not name.startswith(_ASKED_ONE_BY_ONE) or value in (None, False, "", 0, [], {}):
            continue
        told = str(value).strip().lower()
        if told not in _DISMISSED:
            yield name, "" if value is True or told in ("yes", "true", "1") else told


_ASKED_ONE_BY_ONE = ("q-ces", "q-neuro", "q-rad", "q-rest", "q-sys", "q-suspect")


def _flag_of(item: str) -> Flag:
    """Tier and causes of one positive screening answer; one that cannot be read still refers."""
    item = _NOTHING_THERE.sub("", item)
    matched = _QUESTION.match(item)
    if matched is None:
        return _flag_of_text(item.replace("-", " "))
    check, detail = _CHECKS.get(matched[1]), matched[2]
    if check is None or matched[1] in _TOLD_ALONE:
        return check(detail) if check else _flag_of_text(detail)
    asked, told = check(detail), _flag_of_text(detail)
    is_worse = told is not _SUSPECT and _RANK.index(told[0]) > _RANK.index(asked[0])
    return (told[0], _unique((*asked[1], *told[1]))) if is_worse else asked


_TOLD_ALONE = ("q-hx", "q-ces", "q-sys")
"""Questions whose details change nothing: what is known for long, and what is urgent in any words."""
_AT_REST: Flag = (Tier.REFER, ("pain-at-rest",))
_SUSPECT: Flag = (Tier.REFER, ("suspected-underlying-condition",))


def _flag_of_text(text: str) -> Flag:
    """A positive answer in free words."""
    if _has(text, _SADDLE):
        return Tier.EMERGENCY, ("cauda-equina-signs",)
    if _has(text, (*_WEAK, *_NERVE)):
        return _nerve_flag(text)
    is_unwell_at_night = _has(text, ("night",)) and _has(text, _SYSTEMIC_REST)
    if _has(text, _SYSTEMIC) or is_unwell_at_night or "serious pathology" in text:
        return Tier.URGENT, ("serious-pathology-signs",)
    if _has(text, _RADIATING):
        return _radiating_flag(text)
    for words, cause in (
        (("at rest", "night"), "pain-at-rest"),
        (_SHARP, "sharp-pain"),
        (("worse", "worsening"), "worsening-pain"),
        (("persist",), "persistent-pain"),
    ):
        if _has(text, words):
            return Tier.REFER, (cause,)
    return _SUSPECT


def _nerve_flag(detail: str) -> Flag:
    if _has(detail, _SADDLE) or (_has(detail, _NERVE) and _has(detail, _SADDLE_WHEN_NUMB)):
        return Tier.EMERGENCY, ("cauda-equina-signs",)
    causes = (("leg-weakness",) if _has(detail, _WEAK) else ()) + (
        ("numbness-tingling",) if _has(detail, _NERVE) or not _has(detail, _WEAK) else ()
    )
    tier = Tier.URGENT if "leg-weakness" in causes else Tier.REFER
    return _emergency_if_both(detail, (tier, causes))


def _radiating_flag(detail: str) -> Flag:
    return _emergency_if_both(detail, (Tier.REFER, ("radiating-leg-pain",)))


def _rest_flag(detail: str) -> Flag:
    is_systemic = _has(detail, _SYSTEMIC_REST)
    return (Tier.URGENT, ("pain-at-rest", "serious-pathology-signs")) if is_systemic else _AT_REST


def _quality_flag(detail: str) -> Flag:
    return (Tier.REFER, ("sharp-pain",)) if _has(detail, _SHARP) else _NO_FLAG


def _trend_flag(detail: str) -> Flag:
    return Tier.REFER, ("persistent-pain" if "persist" in detail else "worsening-pain",)


def _emergency_if_both(detail: str, flag: Flag) -> Flag:
    return (Tier.EMERGENCY, (*flag[1], "cauda-equina-signs")) if _has(detail, _BOTH_SIDES) else flag


_CHECKS: Mapping[str, Callable[[str], Flag]] = MappingProxyType(
    {
        "q-ces": lambda _: (Tier.EMERGENCY, ("cauda-equina-signs",)),
        "q-sys": lambda _: (Tier.URGENT, ("serious-pathology-signs",)),
        "q-neuro": _nerve_flag,
        "q-rad": _radiating_flag,
        "q-rest": _rest_flag,
        "q-quality": _quality_flag,
        "q-trend": _trend_flag,
        "q-hx": lambda _: _NO_FLAG,
    }
)


def _flags_of_pain(answers: Answers) -> Iterable[Flag]:
    """What the pain answers and the log say: quality, course, persistence, and age with extension pain."""
    if any(_has(word, _SHARP) for word in answers.words("pain_quality")):
        yield Tier.REFER, ("sharp-pain",)
    if _has(answers.word("pain_trend"), ("worse", "worsening", "rising", "increasing")) or _is_worsening(answers):
        yield Tier.REFER, ("worsening-pain",)
    if _worse_mornings(answers) >= WORSE_MORNINGS:
        yield Tier.REFER, ("worsening-pain",)
    if _is_persistent(answers):
        yield Tier.REFER, ("persistent-pain",)
    is_young = answers.number("age") < YOUNG_AGE
    if is_young and worst_in_set(answers) >= 1.0 and _is_extension_back_pain(answers):
        yield _SUSPECT  # no name for it: naming a condition is a clinician's business


def _is_extension_back_pain(answers: Answers) -> bool:
    site = " ".join(answers.words("pain_site"))
    is_back = not site or _has(site, ("back", "lumbar", "spine"))
    return is_back and any(
        _has(moment, ("lockout", "top", "all", "extension")) for moment in answers.words("pain_when")
    )


def _is_persistent(answers: Answers) -> bool:
    if answers.flag("corrections_tried") is False:
        return False
    if answers.flag("persistent_pain") or answers.flag("persistent"):
        return True
    if answers.number("pain_sessions") >= PERSISTENT_SESSIONS and _pain_weeks(answers) >= PERSISTENT_WEEKS:
        return True
    days = [session.day for session in sessions(answers) if session.pain >= 1.0]
    return len(days) >= PERSISTENT_SESSIONS and (days[-1] - days[0]).days >= PERSISTENT_WEEKS * 7


def _worse_mornings(answers: Answers) -> float:
    """After how many sessions in a row, up to this one, the morning was worse than before training.

    Stated for the sessions before this one, else counted from the history.
    """
    is_own = is_worse_next_morning(answers)
    stated = answers.number("worse_mornings")
    if not isnan(stated):
        return stated + is_own
    earlier = earlier_sessions(answers)
    calm = [place for place, session in enumerate(reversed(earlier)) if not session.is_morning_worse]
    return (calm[0] if calm else len(earlier)) + is_own


def _pain_weeks(answers: Answers) -> float:
    """For how many weeks there has been pain; NaN when nobody said."""
    since, today = _as_date(str(answers.raw.get("pain_since", ""))), _as_date(str(answers.raw.get("date", "")))
    if since is not None and today is not None:
        return (today - since).days / 7.0
    return answers.number("pain_weeks")


def _is_worsening(answers: Answers) -> bool:
    """Pain that rose from session to session, over three of them, under the same or a lower load."""
    last = [session for session in sessions(answers) if not isnan(session.pain)][-3:]
    return len(last) == 3 and all(
        after.pain > before.pain and not after.load_kg > before.load_kg for before, after in pairwise(last)
    )


def _as_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _conditions(answers: Answers) -> tuple[str, ...]:
    positive = (item for item in answers.words_of_all("screening_positive") if item.startswith("q-hx"))
    told = (*answers.words_of_all("hx"), *(item.removeprefix("q-hx").strip(" :=") for item in positive))
    return _unique(name for text in told for name in _conditions_in(text.replace("-", " ").replace("_", " ")))


def is_understood(told: str) -> bool:
    """Whether what is told of a condition means something to the rules, be it that it does not matter here."""
    text = told.replace("-", " ").replace("_", " ")
    return bool(_conditions_in(text)) or text.strip() in _DISMISSED or _has(text, (*_OPERATION, "blood pressure"))


def _conditions_in(text: str) -> tuple[str, ...]:
    if text.strip() in _DISMISSED:
        return ()
    named = tuple(name for name, words in (*_CONDITIONS, *_OTHER_CONDITIONS) if _has(text, words))
    operations = (_operation(text),) if _has(text, _OPERATION) else ()
    found = tuple(name for name in (*named, *operations) if name and not _is_dismissed(name, text, named))
    if not found and _has(text, _AT_THE_BACK):
        return ("back-condition",)
    return found


def _operation(text: str) -> str:
    """Which operation a text tells of; empty for one elsewhere, which says nothing about a loaded back."""
    if _has(text, _AT_THE_BACK):
        return "back-surgery"
    if _has(text, _AT_THE_BELLY):
        return "abdominal-surgery"
    return "" if _has(text, _ELSEWHERE) else "surgery"


def _is_dismissed(name: str, text: str, named: tuple[str, ...]) -> bool:
    """Whether a word does not mean what it looks like: a blood pressure under control, the hernia of a disc."""
    if name == "blood-pressure":
        return _has(text, ("controlled ",)) and not _has(text, _UNSETTLED)
    return name == "hernia" and "disc-herniation" in named


def _has(text: str, words: Iterable[str]) -> bool:
    """Whether a text has a word that begins like one of these; one with a blank behind it must be whole."""
    plain = f" {_PUNCTUATION.sub(' ', text)} "
    return any(f" {word}" in plain for word in words)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
