"""Translation outside of widgets, and marks for texts that are translated later, where they are shown."""

from PySide6.QtCore import QCoreApplication


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: ARG001 -- the collecting tool reads the context
    """Return the text; the name is the one that Qt's collecting tool looks for.

    Qt's own function of this name says that it returns an object, which no typed table can hold.
    """
    return text


def translate(context: str, text: str) -> str:
    """A text in the user's language."""
    return QCoreApplication.translate(context, text)
