"""The coach's own look: name, contact, logo, theme, accent, paper."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QFormLayout, QHBoxLayout, QLineEdit, QWidget

from studio.core.report import Paper, ReportStyle, ReportTheme
from studio.ui.widgets.basics import button


class LookBox(QWidget):
    """Shows and changes a look.

    Signals:
        style_changed: carries the new look.
        logo_chosen: carries the path of a picture file.
    """

    style_changed = Signal(object)
    logo_chosen = Signal(object)

    def __init__(self, style: ReportStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(6)
        self.coach = self._line(self.tr("Your name"), style.coach, form)
        self.contact = self._line(self.tr("Contact"), style.contact, form)
        self.accent = self._line(self.tr("Colour"), style.accent, form)
        self.accent.setPlaceholderText("#00567a")
        self.theme = QComboBox(self)
        for theme, title in self._themes():
            self.theme.addItem(title, theme)
        self.paper = QComboBox(self)
        for paper, title in ((Paper.A4, "A4"), (Paper.LETTER, "Letter")):
            self.paper.addItem(title, paper)
        form.addRow(self.tr("Theme"), self.theme)
        form.addRow(self.tr("Paper"), self.paper)
        self._add_logo(form)
        self.show_style(style)
        self.theme.currentIndexChanged.connect(self._on_edited)
        self.paper.currentIndexChanged.connect(self._on_edited)

    def show_style(self, style: ReportStyle) -> None:
        """Show a look."""
        self._style = style
        self.theme.setCurrentIndex(self.theme.findData(style.theme))
        self.paper.setCurrentIndex(self.paper.findData(style.paper))
        self.no_logo.setEnabled(bool(style.logo))

    def _themes(self) -> tuple[tuple[ReportTheme, str], ...]:
        return (
            (ReportTheme.CALM, self.tr("Calm")),
            (ReportTheme.WARM, self.tr("Warm")),
            (ReportTheme.GREY, self.tr("Grey, for printing")),
        )

    def _line(self, title: str, text: str, form: QFormLayout) -> QLineEdit:
        line = QLineEdit(text, self)
        line.setAccessibleName(title)
        line.textEdited.connect(self._on_edited)
        form.addRow(title, line)
        return line

    def _add_logo(self, form: QFormLayout) -> None:
        row = QHBoxLayout()
        choose = button(self.tr("Choose…"), parent=self)
        self.no_logo = button(self.tr("Remove"), "ghost", parent=self)
        choose.clicked.connect(self._choose_logo)
        self.no_logo.clicked.connect(self._remove_logo)
        row.addWidget(choose)
        row.addWidget(self.no_logo)
        row.addStretch(1)
        form.addRow(self.tr("Logo"), row)

    def _choose_logo(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Logo"), "", self.tr("Pictures (*.png *.jpg *.jpeg)"))
        if chosen:
            self.logo_chosen.emit(Path(chosen))

    def _remove_logo(self) -> None:
        self._style = replace(self._style, logo=b"")
        self.no_logo.setEnabled(False)
        self.style_changed.emit(self._style)

    def _on_edited(self) -> None:
        self._style = replace(
            self._style,
            coach=self.coach.text(),
            contact=self.contact.text(),
            accent=self.accent.text().strip(),
            theme=ReportTheme(self.theme.currentData()),
            paper=Paper(self.paper.currentData()),
        )
        self.style_changed.emit(self._style)
