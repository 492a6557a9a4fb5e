"""Since when: how it is offered, how it is stored behind a positive answer, how it is read back."""

from collections.abc import Mapping

from studio.ui.translating import translate

SINCE: Mapping[str, str] = {
    "1": "since today",
    "2": "since less than 2 weeks",
    "3": "since 2 weeks to 3 months",
    "4": "since more than 3 months",
}
"""What is stored, by the key that chooses it. Stored in one language, since the rules read the words."""


def onset_titles() -> Mapping[str, str]:
    """What is offered, by the key that chooses it."""
    return {
        "1": translate("Words", "Today"),
        "2": translate("Words", "Less than two weeks"),
        "3": translate("Words", "Two weeks to three months"),
        "4": translate("Words", "More than three months"),
    }


def onset_key(onset: str) -> str:
    """The key of a stored onset; empty when it is somebody else's words."""
    return next((key for key, since in SINCE.items() if since == onset), "")


def onset_words(onset: str) -> str:
    """A stored onset in the user's words."""
    return onset_titles().get(onset_key(onset), onset)
