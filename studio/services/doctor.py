"""What is installed, what is missing, and the command that fixes it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum, unique


@unique
class CheckState(StrEnum):
    """How a check came out."""

    OK = "ok"
    LIMITED = "limited"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the doctor's report.

    Attributes:
        id: stable key, such as "pose_model".
        title: for people.
        state: ok, limited or missing.
        detail: version, path or reason.
        remedy: the command or step that fixes it; empty when all is well.
        facts: machine-readable values, such as ("path", "…").
    """

    id: str
    title: str
    state: CheckState
    detail: str = ""
    remedy: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DoctorReport:
    """All checks, in the order in which they were asked."""

    checks: tuple[Check, ...]

    @property
    def is_healthy(self) -> bool:
        """Whether a clip can be analysed and reported here."""
        return all(check.state is not CheckState.MISSING for check in self.checks)

    def as_dict(self) -> dict[str, dict[str, str]]:
        """The report keyed by check id; facts stand beside state and detail."""
        return {
            check.id: {
                "state": check.state.value,
                "title": check.title,
                "detail": check.detail,
                "remedy": check.remedy,
                **dict(check.facts),
            }
            for check in self.checks
        }


def examine(probes: Iterable[Callable[[], tuple[Check, ...]]]) -> DoctorReport:
    """Ask every probe and collect the answers."""
    return DoctorReport(checks=tuple(check for probe in probes for check in probe()))
