"""Days as the system writes them."""

from datetime import date

from PySide6.QtCore import QDate, QLocale


def format_day(day: date) -> str:
    """A day in the short form of the user's language."""
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)
