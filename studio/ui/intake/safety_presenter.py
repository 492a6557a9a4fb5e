"""Keeps what comes before technique in sight, whatever the window shows."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from studio.core.analysis import Analysis
from studio.core.frame import ClipInfo
from studio.core.plan import Safety, Tier
from studio.services.desk import Desk
from studio.ui.intake.safety_bar import EmergencySheet, SafetyBar
from studio.ui.widgets.sheet import Sheet

log = logging.getLogger(__name__)


class SafetyPresenter(QObject):
    """Follows the tier: a bar over the picture, and once, in an emergency, the whole window.

    Source: kb:e1/E (show full-screen, log the time).
    """

    def __init__(self, desk: Desk, bar: SafetyBar, host: QWidget, open_questions: Callable[[], object]) -> None:
        super().__init__(host)
        self._desk, self._bar, self._host, self._open_questions = desk, bar, host, open_questions
        self.sheet: EmergencySheet | None = None
        self._is_told = False
        self._waits_for: Sheet | None = None
        bar.questions_requested.connect(open_questions)
        desk.clip_opened.subscribe(self._on_clip_opened)
        desk.analysis_changed.subscribe(self._on_analysis_changed)

    def _on_clip_opened(self, _info: ClipInfo) -> None:
        self._is_told = False
        self._bar.show_safety(Safety())
        if self.sheet is not None:
            self.sheet.close_sheet()

    def _on_analysis_changed(self, analysis: Analysis | None) -> None:
        if analysis is None:
            return
        safety = analysis.advice.safety
        self._bar.show_safety(safety)
        is_emergency = safety.tier is Tier.EMERGENCY
        if not is_emergency:
            self._is_told = False
            if self.sheet is not None:
                self.sheet.close_sheet()
        elif not self._is_told:
            self._tell_emergency(safety.notice)

    def _tell_emergency(self, notice: str) -> None:
        """Over the whole window; somebody who is still answering sees it there and is told when they are done."""
        asking = next((one for one in self._host.findChildren(Sheet) if one.isVisible()), None)
        if asking is not None and asking is not self.sheet:
            self._wait_for(asking)
            return
        self._is_told = True
        if self.sheet is None:
            self.sheet = EmergencySheet(self._host)
            self.sheet.questions_requested.connect(self._on_questions)
        self.sheet.show_notice(notice)
        log.info("the emergency notice was shown")  # the log adds the time; whose answers it was stays out of it

    def _wait_for(self, asking: Sheet) -> None:
        if self._waits_for is not asking:
            self._waits_for = asking
            asking.closed.connect(self._on_asked)

    def _on_asked(self) -> None:
        QTimer.singleShot(0, self, lambda: self._on_analysis_changed(self._desk.analysis))

    def _on_questions(self) -> None:
        if self.sheet is not None:
            self.sheet.close_sheet()
        self._open_questions()
