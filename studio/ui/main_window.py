"""The main window: puts the parts into docks and nothing else."""

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.services.desk import Desk
from studio.ui.action_spec import Menu
from studio.ui.actions import ActionBook
from studio.ui.drawing_actions import FRAME_ACTIONS, TOOL_OF_ACTION
from studio.ui.dropping import clip_in
from studio.ui.graphs.presenter import GraphPresenter
from studio.ui.intake.safety_bar import SafetyBar
from studio.ui.player.annotation_bar import AnnotationBar
from studio.ui.player.annotation_presenter import AnnotationPresenter
from studio.ui.player.canvas import VideoCanvas
from studio.ui.player.guide_bar import GuideBar
from studio.ui.player.presenter import PlayerPresenter
from studio.ui.player.transport import TransportBar
from studio.ui.rep_actions import REP_ACTIONS
from studio.ui.review.marks_presenter import MarksPresenter
from studio.ui.review.presenter import ReviewPresenter
from studio.ui.review.settle_presenter import SettlePresenter
from studio.ui.start_page import StartPage
from studio.ui.theme import IconBook, Theme, grown_px
from studio.ui.timeline.moment_bar import MomentBar
from studio.ui.timeline.presenter import TimelinePresenter
from studio.ui.voice.voice_bar import VoiceBar
from studio.ui.voice.voice_presenter import VoicePresenter
from studio.ui.widgets import ToastStack
from studio.ui.widgets.dock_title import DockTitle
from studio.ui.widgets.palette import CommandPalette
from studio.ui.widgets.progress_strip import ProgressStrip

_MINIMUM_PX = (1280, 720)
_MOVING = ("previous-rep", "step-back", "play", "step-forward", "next-rep")
_SHOWING = ("sound", "skeleton", "hip-line", "hip-angle", "bar-path", "badge", "fit")


class MainWindow(QMainWindow):
    """Video in the middle, findings right, set and reps left, graphs below.

    Signals:
        clip_dropped: a file was dropped; carries its path.
        library_requested: show the library, or go back from it.
        closing: the window is about to close.
        report_requested: show the report.
        sharing_requested: show the sharing sheet.
        table_copy_requested: put the rep table on the clipboard.
    """

    clip_dropped = Signal(str)
    library_requested = Signal()
    closing = Signal()
    report_requested = Signal()
    sharing_requested = Signal()
    exchange_requested = Signal(str)
    table_copy_requested = Signal()

    def __init__(self, desk: Desk, theme: Theme, icons: IconBook, *, has_sample: bool) -> None:
        super().__init__()
        self.setWindowTitle("Lockout Studio")
        self.setMinimumSize(*_MINIMUM_PX)
        self.setAcceptDrops(True)
        self.setDockNestingEnabled(True)
        self.setContentsMargins(4, 0, 4, 4)
        self.setIconSize(QSize(18, 18))
        self.actions_book = ActionBook(self, icons)
        self.canvas = VideoCanvas(theme)
        self.safety_bar = SafetyBar()
        book = self.actions_book
        self.transport = TransportBar(book.some(_MOVING), book.some(_SHOWING), play=book["play"])
        self.player = PlayerPresenter(desk, self.canvas, self.transport, parent=self)
        bar = AnnotationBar(self.canvas, book.some(FRAME_ACTIONS), book.some(("copy-drawing", "delete-drawing")))
        self.drawing = AnnotationPresenter(desk, self.canvas, bar, parent=self)
        self.timeline = TimelinePresenter(desk, theme, MomentBar(self.canvas), parent=self)
        self.timeline.strip.offer(book.some(spec.id for spec in REP_ACTIONS))
        self.graphs = GraphPresenter(desk, theme, parent=self)
        self.review = ReviewPresenter(desk, theme, parent=self)
        self.review.signal_pointed_out.connect(self.graphs.point_out)
        self.review.evidence_shown.connect(self.canvas.show_evidence)
        self.settling = SettlePresenter(desk, self.drawing, GuideBar(self.canvas), parent=self)
        self.review.findings.settle_requested.connect(self.settling.begin)
        self.settling.settled.connect(self.review.choose_judged)
        self.voice = VoicePresenter(desk, VoiceBar(self.canvas), lambda: self.review.findings.selected, parent=self)
        self.timeline.strip.voice_chosen.connect(self.voice.choose)
        self.review.findings.voice_requested.connect(self.voice.play)
        self.marks = MarksPresenter(desk, self.voice.title_of, parent=self)
        self.marks.voice_chosen.connect(self.voice.choose)
        self.marks.voice_opened.connect(self.voice.play)
        self.marks.moment_chosen.connect(self.timeline.show_moment)
        self.marks.drawing_chosen.connect(self.canvas.layer.select)
        self.start_page = StartPage(theme, icons, has_sample=has_sample)
        self.start_page.library_requested.connect(self.library_requested)
        self.progress = ProgressStrip()
        self._icons = icons
        self._theme = theme
        self.lanes_menu = QMenu(self.tr("Lanes"), self)
        self._pages = QStackedWidget()
        self._docks: list[QDockWidget] = []
        self._docks_before = QByteArray()
        self._tidying = QTimer(self)
        self._tidying.setSingleShot(True)
        self._tidying.timeout.connect(self._tidy_tabs)
        self._build_center()
        self._build_docks()
        self._build_bars()
        self.toasts = ToastStack(icons, self, keeps_clear=self.review.findings)
        self.palette_popup = CommandPalette(self)
        self.show_start()

    @property
    def is_reviewing(self) -> bool:
        """Whether a clip is on screen rather than the first screen."""
        return self._pages.currentIndex() == 1

    @property
    def docks(self) -> tuple[QDockWidget, ...]:
        """All docks."""
        return tuple(self._docks)

    def show_start(self) -> None:
        """Show the first screen."""
        self._pages.setCurrentIndex(0)
        self._hide_docks()

    def is_showing(self, page: QWidget) -> bool:
        """Whether this page is on screen."""
        return self._pages.currentWidget() is page

    def show_page(self, page: QWidget) -> None:
        """Show a page of its own, such as the library, in place of the clip."""
        if self.is_reviewing:
            self._docks_before = self.saveState()
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self._hide_docks()

    def show_review_again(self) -> None:
        """Go back to the clip, with the docks as they were."""
        self.show_review(self._docks_before, 0)

    def show_review(self, docks: QByteArray, layout_version: int) -> None:
        """Show the clip with its docks: where the coach left them, or where they belong."""
        if self.is_reviewing:
            return
        self._pages.setCurrentIndex(1)
        if not self._docks_before.isEmpty() and self.restoreState(self._docks_before):
            return
        if not docks.isEmpty() and self.restoreState(docks, layout_version):
            return
        for dock in self._docks:
            dock.show()
        self.arrange()

    def arrange(self) -> None:
        """Put the docks where they belong, in proportions that suit the window's size."""
        left, facts_and_reps, right, below = self._docks[0], self._docks[:2], self._docks[2], self._docks[3]
        width, height = self.width(), self.height()
        widths = [
            min(max(grown_px(268), width // 6), width * 3 // 10),
            min(max(grown_px(324), width // 5), width * 4 // 10),
        ]
        self.resizeDocks([left, right], widths, Qt.Orientation.Horizontal)
        self.resizeDocks(list(facts_and_reps), [height // 2, height // 2], Qt.Orientation.Vertical)
        self.resizeDocks([below], [max(232, int(height * 0.34))], Qt.Orientation.Vertical)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if clip_in(event.mimeData()) is not None:
            event.acceptProposedAction()
            self.start_page.show_hot(is_hot=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The file went elsewhere."""
        self.start_page.show_hot(is_hot=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """A clip was dropped."""
        path = clip_in(event.mimeData())
        self.start_page.show_hot(is_hot=False)
        if path is not None:
            event.acceptProposedAction()
            self.clip_dropped.emit(str(path))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let everybody put their things away first."""
        self.closing.emit()
        event.accept()

    def _hide_docks(self) -> None:
        for dock in self._docks:
            dock.hide()
        self._tidy_tabs()

    def _tidy_tabs(self) -> None:
        """Show the tabs of docks that share a place only while one of them is there: Qt leaves some behind."""
        shown = {dock.windowTitle() for dock in self._docks if not dock.isHidden()}
        for bar in self.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly):
            bar.setAccessibleName(self.tr("Panels"))
            bar.setVisible(sum(bar.tabText(at) in shown for at in range(bar.count())) > 1)

    def _build_center(self) -> None:
        review_page = QWidget()
        column = QVBoxLayout(review_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.safety_bar)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.timeline.strip)
        column.addWidget(self.transport)
        self._pages.addWidget(self.start_page)
        self._pages.addWidget(review_page)
        center = QWidget()
        outer = QVBoxLayout(center)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addWidget(self._pages, 1)
        outer.addWidget(self.progress)
        self.setCentralWidget(center)

    def _build_docks(self) -> None:
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        left, right, below = (
            Qt.DockWidgetArea.LeftDockWidgetArea,
            Qt.DockWidgetArea.RightDockWidgetArea,
            Qt.DockWidgetArea.BottomDockWidgetArea,
        )
        self._add_dock("facts", self.tr("Set"), self.review.facts, left)
        self._add_dock("reps", self.tr("Reps"), self.review.reps, left)
        self._add_dock("findings", self.tr("Findings"), self.review.findings, right)
        self._add_dock("graphs", self.tr("Graphs"), self.graphs.stack, below, menu=self.lanes_menu)
        self._add_dock("rep-curves", self.tr("Rep curves"), self.graphs.multiples, below)
        self._add_dock("marks", self.tr("Marks"), self.marks.table, left)
        for front, behind in ((3, 4), (1, 5)):
            self.tabifyDockWidget(self._docks[front], self._docks[behind])
            self._docks[front].raise_()

    def _add_dock(
        self, name: str, title: str, widget: QWidget, area: Qt.DockWidgetArea, *, menu: QMenu | None = None
    ) -> None:
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        dock.setWidget(widget)
        dock.setTitleBarWidget(DockTitle(dock, self._theme, self._icons, menu=menu))
        dock.visibilityChanged.connect(lambda _is_visible: self._tidying.start(0))
        self.addDockWidget(area, dock)
        self._docks.append(dock)

    def _build_bars(self) -> None:
        menus = self.actions_book.fill(self.menuBar())
        menus[Menu.VIEW].addSeparator()
        for dock in self._docks:
            menus[Menu.VIEW].addAction(dock.toggleViewAction())
        menus[Menu.VIEW].addMenu(self.lanes_menu)
        bar = QToolBar(self.tr("Tools"), self)
        bar.setObjectName("tools")
        bar.setMovable(False)
        bar.setIconSize(QSize(18, 18))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        for action in self.actions_book.some(("library", "open", "export-pdf", "export-tables")):
            bar.addAction(action)
        bar.addSeparator()
        for action in self.actions_book.some(("undo", "redo")):
            bar.addAction(action)
        bar.addSeparator()
        for action in self.actions_book.some(("draw-select", *TOOL_OF_ACTION)):
            bar.addAction(action)
        bar.addSeparator()
        for action in self.actions_book.some(("mark", "voice-note")):
            bar.addAction(action)
        spacer = QWidget(bar)
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(spacer)
        bar.addWidget(self._make_search(bar))
        self.addToolBar(bar)

    def _make_search(self, parent: QWidget) -> QToolButton:
        search = QToolButton(parent)
        search.setProperty("role", "search")
        search.setText(self.tr("Find a command…   Ctrl+K"))
        search.setIcon(self._icons.icon("search"))
        search.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        search.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        search.clicked.connect(self.actions_book["palette"].trigger)
        return search
