"""The sheet with screening, summary, set log and intake."""

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from studio.core.knowledge import Question
from studio.core.plan import Advice, Tier
from studio.ui.intake.answering import ScreeningForm
from studio.ui.intake.form_page import FormPage
from studio.ui.intake.printing import QuestionnaireButton
from studio.ui.intake.screening_page import ScreeningPage
from studio.ui.intake.style import make_form_style
from studio.ui.intake.summary_page import SummaryPage
from studio.ui.theme import Theme
from studio.ui.widgets import button, label
from studio.ui.widgets.sheet import Sheet

_ALARMING = (Tier.EMERGENCY, Tier.URGENT, Tier.REFER)


class IntakeSheet(Sheet):
    """Two tabs: screening (questions, then their summary) and the form. The safety notice stands above both.

    Signals:
        restart_requested: take every answer of the screening back.
        print_requested: the questionnaire as a PDF; carries whether it is to be blank.
    """

    restart_requested = Signal()
    print_requested = Signal(bool)

    def __init__(
        self,
        questions: Iterable[Question],
        theme: Theme,
        host: QWidget,
        *,
        center: QWidget | None,
        beside: QWidget | None,
    ) -> None:
        super().__init__(self.tr("Screening and set log"), host, center=center, beside=beside)
        self._theme = theme
        self._form = ScreeningForm((), {})
        self._today = ""
        self._advice = ""
        self.screening = ScreeningPage(self)
        self.summary = SummaryPage(self)
        self.form = FormPage(questions, theme, self)
        self._notice = QFrame(self)
        self._notice.setProperty("role", "safety")
        self._notice_text = label("", parent=self._notice)
        inside = QVBoxLayout(self._notice)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(self._notice_text)
        self._notice.hide()
        self._pages = QStackedWidget(self)
        for page in (self.screening, self.summary, self.form):
            self._pages.addWidget(page)
        self.head.insertWidget(1, QuestionnaireButton(self.print_requested, self))
        self.body.addLayout(self._tabs())
        self.body.addWidget(self._notice)
        self.body.addWidget(self._pages, 1)
        self.screening.ended.connect(self.show_summary)
        self.summary.change_requested.connect(self.show_question)
        self.summary.restart_requested.connect(self.restart_requested)
        self.summary.log_requested.connect(self.show_log)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def notice(self) -> str:
        """The safety notice that stands above the questions; empty when there is none."""
        return self._notice_text.text()

    @property
    def page(self) -> QWidget:
        """The page in front."""
        return self._pages.currentWidget() or self

    def show_state(self, form: ScreeningForm, advice: Advice, *, today: str) -> None:
        """Show what was answered and what follows from it."""
        self._form, self._today = form, today
        self._screening_tab.setText(
            self.tr("Screening ({done} of {count})").format(done=form.answered_count, count=len(form.questions))
        )
        self._show_notice(advice)
        self._advice = advice.load.advice
        self.screening.show_form(form)
        self.form.show_answers(form.answers)
        if self.page is self.summary:
            self._fill_summary()

    def open_at(self, *, starts_log: bool = False) -> None:
        """Open where there is something to do."""
        if starts_log:
            self.show_log()
        elif self._form.is_complete:
            self.show_summary()
        else:
            self.show_question(self._form.first_open)
        self.open_sheet()

    def show_question(self, position: int) -> None:
        """Ask one question."""
        self._turn_to(self.screening)
        self.screening.ask(self._form, min(position, len(self._form.questions) - 1))

    def show_summary(self) -> None:
        """Show what was answered."""
        self._fill_summary()
        self._turn_to(self.summary)
        self.summary.focus_inside()

    def show_log(self) -> None:
        """Show the form."""
        self._turn_to(self.form)
        if not self.form.is_filled:
            self.form.fill()
        self.form.focus_inside()

    def focus_inside(self) -> None:
        """Go to where work goes on."""
        match self.page:
            case ScreeningPage() | SummaryPage() | FormPage() as page:
                page.focus_inside()
            case _:
                super().focus_inside()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While a question is asked its keys work wherever the focus is in the sheet."""
        if self.page is not self.screening or not self.screening.take_key(event):
            super().keyPressEvent(event)

    def _fill_summary(self) -> None:
        self.summary.show_form(self._form, today=self._today, advice=self._advice)

    def _open_screening(self) -> None:
        self.open_at()

    def _turn_to(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        (self._log_tab if page is self.form else self._screening_tab).setChecked(True)

    def _tabs(self) -> QHBoxLayout:
        self._screening_tab = button("", "tab", parent=self)
        self._screening_tab.clicked.connect(self._open_screening)
        self._log_tab = button(self.tr("Set log and intake"), "tab", parent=self)
        self._log_tab.clicked.connect(self.show_log)
        tabs = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        for tab in (self._screening_tab, self._log_tab):
            tab.setCheckable(True)
            tabs.addButton(tab)
            row.addWidget(tab)
        row.addStretch(1)
        return row

    def _show_notice(self, advice: Advice) -> None:
        tier = advice.safety.tier
        self._notice_text.setText("" if tier is Tier.NONE else advice.safety.notice)
        self._notice_text.setProperty("role", "alarm" if tier in _ALARMING else "")
        self._notice_text.style().unpolish(self._notice_text)
        self._notice_text.style().polish(self._notice_text)
        self._notice.setVisible(bool(self._notice_text.text()))

    def _restyle(self) -> None:
        self.setStyleSheet(make_form_style(self._theme.colors))
        QTimer.singleShot(0, self, self.update)
