"""What a new judgement of the same clip brings that the one before it did not have."""

from studio.core.analysis import Analysis
from studio.core.finding import Outcome

_SHOWN = (Outcome.FOUND, Outcome.UNCONFIRMED)


class News:
    """Remembers what was found in a clip, from one judgement to the next.

    Attributes:
        new: faults that were found by the last judgement and not by the first one of this clip in this window.
    """

    def __init__(self) -> None:
        self.new: frozenset[str] = frozenset()
        self._clip = ""
        self._known: frozenset[str] = frozenset()

    def see(self, analysis: Analysis) -> None:
        """Take a judgement in; the first one of a clip brings no news."""
        found = frozenset(one.fault for one in analysis.findings if one.outcome in _SHOWN)
        if analysis.clip.sha256 != self._clip:
            self._clip, self._known = analysis.clip.sha256, found
        self.new = found - self._known
