"""Connects the plan to the analysis; it follows when answers or verdicts change it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from studio.core.analysis import Analysis
from studio.core.frame import ClipInfo
from studio.services.desk import Desk
from studio.ui.plan.reading import read_plan
from studio.ui.plan.sheet import PlanSheet


class PlanPresenter(QObject):
    """Makes the sheet when it is first wanted.

    Signals:
        questions_requested: the safety notice was clicked.
    """

    questions_requested = Signal()

    def __init__(self, desk: Desk, host: QWidget, *, center: QWidget | None, beside: QWidget | None = None) -> None:
        super().__init__(host)
        self._desk = desk
        self._host, self._center, self._beside = host, center, beside
        self._sheet: PlanSheet | None = None
        self._fault = ""
        desk.clip_opened.subscribe(self._on_clip_opened)
        desk.analysis_changed.subscribe(self._on_analysis_changed)

    @property
    def sheet(self) -> PlanSheet | None:
        """The sheet, once it has been opened."""
        return self._sheet

    def open(self, fault: str = "") -> None:
        """Open the plan, for a fault at what else can be done about it; nothing happens before there is an analysis."""
        if self._desk.analysis is None or self._desk.exercise is None:
            return
        if self._sheet is None:
            self._sheet = PlanSheet(self._host, center=self._center, beside=self._beside)
            self._sheet.questions_requested.connect(self._on_questions_requested)
        self._fault = fault
        self._show()
        self._sheet.open_sheet()
        wording = self._desk.exercise.knowledge.faults.get(fault)
        titles = [section.title for section in self._sheet.sections if wording and wording.title in section.title]
        self._sheet.scroll_to(titles[0] if titles else "")

    def _show(self) -> None:
        analysis, exercise = self._desk.analysis, self._desk.exercise
        if self._sheet is not None and analysis is not None and exercise is not None:
            self._sheet.show_plan(read_plan(analysis, exercise, self._fault), analysis.advice.safety)

    def _on_questions_requested(self) -> None:
        if self._sheet is not None:
            self._sheet.close_sheet()
        self.questions_requested.emit()

    def _on_clip_opened(self, _info: ClipInfo) -> None:
        if self._sheet is not None:
            self._sheet.close_sheet()

    def _on_analysis_changed(self, _analysis: Analysis | None) -> None:
        if self._sheet is not None and self._sheet.isVisible():
            self._show()
