"""What tables that are read and not edited have in common."""

from PySide6.QtWidgets import QAbstractItemView, QTableView


def make_read_only(table: QTableView, name: str) -> None:
    """Let whole rows be chosen and nothing be edited; Tab goes on instead of from cell to cell.

    Args:
        table: list or table.
        name: what a screen reader calls it.
    """
    table.setAccessibleName(name)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
