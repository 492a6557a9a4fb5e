"""The library screen: athletes on the left, sets as pictures, search and filters above, the queue below."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio.core.fault import Severity
from studio.core.training import SetQuery, SetRow, SortKey
from studio.ui.library.filter_row import FilterRow
from studio.ui.library.plain_card import PlainCard
from studio.ui.library.set_card import SetCardDelegate, card_size
from studio.ui.library.set_model import PAGE_ROWS, SetModel
from studio.ui.theme import grown_px
from studio.ui.widgets import button, label
from studio.ui.widgets.flow_layout import FlowLayout

_TYPING_MS = 120
_ATHLETES_PX = 232
_LEAST_PX = 160


@dataclass(frozen=True, slots=True)
class AthleteLine:
    """One line of the list of athletes: who, and what is due."""

    id: str
    name: str
    due: str = ""


class LibraryPage(QWidget):
    """Shows what it is given and says what is wanted.

    Signals:
        query_changed: other sets are wanted; carries a SetQuery.
        set_requested: open this set; carries its id.
        athlete_requested: show the page of this athlete; carries the id.
        add_athlete_requested: a new athlete.
        share_requested: write this set into a case file; carries its id.
        attach_requested: add another view to this set; carries its id.
        assign_requested: say whose set this is; carries its id.
        details_requested: edit tags, place and note of this set; carries its id.
        import_requested: choose clips or folders.
        relink_requested: find missing clips.
        watch_requested: choose a folder to watch.
        dropped: clips or folders were dropped; carries a list of paths.
        set_chosen: a set was chosen, not opened; carries its id.
        self_review_requested: whether only the user's own sets are shown.
        queue_stop_requested: stop working through the queue.
    """

    query_changed = Signal(object)
    set_requested = Signal(str)
    athlete_requested = Signal(str)
    add_athlete_requested = Signal()
    attach_requested = Signal(str)
    assign_requested = Signal(str)
    details_requested = Signal(str)
    share_requested = Signal(str)
    import_requested = Signal()
    relink_requested = Signal()
    watch_requested = Signal()
    dropped = Signal(list)
    set_chosen = Signal(str)
    self_review_requested = Signal(bool)
    queue_stop_requested = Signal()

    def __init__(self, model: SetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.model = model
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search athletes, findings, tags, notes…"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(self.tr("Search"))
        self.lifts = QComboBox(self)
        self.severities = QComboBox(self)
        self.sorting = QComboBox(self)
        self.filters = FilterRow(self)
        self.athletes = QListWidget(self)
        self.athletes.setAccessibleName(self.tr("Athletes"))
        self.athletes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.athletes.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.view = QListView(self)
        self.view.setAccessibleName(self.tr("Sets"))
        self.empty = label("", "muted", parent=self)
        self.count = label("", "muted", parent=self, wraps=False)
        self.queue = label("", "muted", parent=self, wraps=False)
        self.is_self_review = QCheckBox(self.tr("I review myself"), self)
        self.plain = PlainCard(self)
        self._own_id = ""
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._build_view()
        self._fill_filters()
        self._build()
        self._connect()

    @property
    def athlete_id(self) -> str:
        """The chosen athlete; empty for all. In self-review it is always the user."""
        return self._own_id or self._listed_id()

    def _listed_id(self) -> str:
        row = self.athletes.currentRow()
        return str(self.athletes.item(row).data(Qt.ItemDataRole.UserRole)) if row >= 0 else ""

    @property
    def query(self) -> SetQuery:
        """What is wanted now."""
        sort = SortKey(self.sorting.currentData() or SortKey.DAY)
        wish = SetQuery(
            text=self.search.text(),
            athlete_id=self.athlete_id,
            exercise_id=str(self.lifts.currentData() or ""),
            least_severity=Severity(int(self.severities.currentData() or 0)),
            sort=sort,
            is_descending=sort is not SortKey.ATHLETE,
            limit=PAGE_ROWS,
        )
        return self.filters.narrow(wish)

    def show_cards_with(self, delegate: SetCardDelegate) -> None:
        """Paint sets with this."""
        self.view.setItemDelegate(delegate)

    def show_athletes(self, lines: Sequence[AthleteLine]) -> None:
        """Fill the list on the left; the choice stays where it was."""
        chosen = self._listed_id()
        self.athletes.blockSignals(True)  # noqa: FBT003 -- Qt's own signature
        self.athletes.clear()
        for line in (AthleteLine("", self.tr("All sets")), *lines):
            item = QListWidgetItem(f"{line.name}\n{line.due}" if line.due else line.name)
            item.setData(Qt.ItemDataRole.UserRole, line.id)
            self.athletes.addItem(item)
            if line.id == chosen:
                self.athletes.setCurrentItem(item)
        if self.athletes.currentRow() < 0:
            self.athletes.setCurrentRow(0)
        self.athletes.blockSignals(False)  # noqa: FBT003 -- Qt's own signature
        self._show_athlete_button()

    def show_own(self, athlete_id: str) -> None:
        """Show the sets of the user alone, and say less; with an empty id show everybody."""
        self._own_id = athlete_id
        self.is_self_review.setChecked(bool(athlete_id))
        for widget in (self.athletes, self._add_athlete, self._assign, self.filters.is_nobody):
            widget.setVisible(not athlete_id)
        self._heading.setText(self.tr("My sets") if athlete_id else self.tr("Athletes"))
        self._open_athlete.setText(self.tr("My progress") if athlete_id else self.tr("Open athlete"))
        self._show_athlete_button()
        if athlete_id:
            self.filters.is_nobody.setChecked(False)
        else:
            self.plain.hide()

    def show_lifts(self, lifts: Sequence[tuple[str, str]]) -> None:
        """Fill the filter of lifts with ids and names."""
        self.lifts.blockSignals(True)  # noqa: FBT003 -- Qt's own signature
        self.lifts.clear()
        self.lifts.addItem(self.tr("All lifts"), "")
        for lift_id, name in lifts:
            self.lifts.addItem(name, lift_id)
        self.lifts.blockSignals(False)  # noqa: FBT003 -- Qt's own signature

    def show_total(self, *, is_narrowed: bool) -> None:
        """Say how many sets there are, or what to do when there is none."""
        total = self.model.total
        self.count.setText(self.tr("Sets: {count}").format(count=total))
        none = self.tr("No set matches. Clear the search or a filter.")
        first = self.tr("No sets yet. Drop clips or a folder here, or press “Add clips…”.")
        self.empty.setText(none if is_narrowed else first)
        self.empty.setVisible(total == 0)
        self.view.setVisible(total > 0)

    def show_queue(self, text: str, *, is_running: bool) -> None:
        """Say where the queue stands; empty hides it."""
        self.queue.setText(text)
        self._queue_bar.setVisible(bool(text))
        self._stop.setVisible(is_running)

    def focus_search(self) -> None:
        """Begin to type."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the chosen set."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.view.hasFocus():
            self._on_set_activated(self.view.currentIndex())
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take clips and folders."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what was dropped."""
        event.acceptProposedAction()
        self.dropped.emit([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    def changeEvent(self, event: QEvent) -> None:
        """Give cards and athletes the room that texts of another size need."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.view.setGridSize(card_size())
            self.athletes.setFixedWidth(grown_px(_ATHLETES_PX))

    def _build_view(self) -> None:
        self.view.setModel(self.model)
        self.view.setViewMode(QListView.ViewMode.IconMode)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setMovement(QListView.Movement.Static)
        self.view.setLayoutMode(QListView.LayoutMode.Batched)
        self.view.setUniformItemSizes(True)
        self.view.setGridSize(card_size())
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def _fill_filters(self) -> None:
        for text, severity in (
            (self.tr("Any severity"), Severity.NONE),
            (self.tr("Mild or worse"), Severity.MILD),
            (self.tr("Moderate or worse"), Severity.MODERATE),
            (self.tr("Severe"), Severity.SEVERE),
        ):
            self.severities.addItem(text, int(severity))
        for text, key in (
            (self.tr("Newest first"), SortKey.DAY),
            (self.tr("By athlete"), SortKey.ATHLETE),
            (self.tr("Heaviest first"), SortKey.LOAD),
            (self.tr("Worst first"), SortKey.SEVERITY),
        ):
            self.sorting.addItem(text, key.value)
        for box, name in (
            (self.lifts, self.tr("Lift")),
            (self.severities, self.tr("Severity")),
            (self.sorting, self.tr("Order")),
        ):
            box.setAccessibleName(name)
        self.show_lifts(())

    def _build(self) -> None:
        outer = QHBoxLayout(self)
        outer.setContentsMargins(12, 12, 12, 12)
        outer.setSpacing(12)
        outer.addLayout(self._left())
        right = QVBoxLayout()
        right.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(8)
        self.search.setMinimumWidth(_LEAST_PX)
        top.addWidget(self.search, 1)
        for box in (self.lifts, self.severities, self.sorting):
            box.setMinimumWidth(_LEAST_PX // 2)  # less than it asks for, where texts are large
            top.addWidget(box)
        add = button(self.tr("Add clips…"), "primary", parent=self)
        add.clicked.connect(self.import_requested)
        top.addWidget(add)
        right.addLayout(top)
        right.addWidget(self.filters)
        right.addLayout(self._second_row())
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        right.addWidget(self.empty, 1)
        right.addWidget(self.view, 1)
        right.addWidget(self._make_queue_bar())
        outer.addLayout(right, 1)

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        self._heading = label(self.tr("Athletes"), "title", parent=self, wraps=False)
        column.addWidget(self._heading)
        self.athletes.setFixedWidth(grown_px(_ATHLETES_PX))
        self.athletes.setFrameShape(QFrame.Shape.NoFrame)
        column.addWidget(self.athletes, 1)
        self._open_athlete = button(self.tr("Open athlete"), parent=self)
        self._open_athlete.clicked.connect(lambda: self.athlete_requested.emit(self.athlete_id))
        self._add_athlete = button(self.tr("Add athlete…"), parent=self)
        self._add_athlete.clicked.connect(self.add_athlete_requested)
        column.addWidget(self._open_athlete)
        column.addWidget(self._add_athlete)
        missing = button(self.tr("Find missing clips…"), "ghost", parent=self)
        missing.clicked.connect(self.relink_requested)
        column.addWidget(missing)
        column.addWidget(self.plain)
        column.addStretch(0)
        self.is_self_review.clicked.connect(self.self_review_requested)
        column.addWidget(self.is_self_review)
        return column

    def _second_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.count)
        acts = QWidget(self)
        flow = FlowLayout(acts, spacing_px=8)
        row.addWidget(acts, 1)
        watch = button(self.tr("Watch a folder…"), "ghost", parent=self)
        watch.clicked.connect(self.watch_requested)
        flow.addWidget(watch)
        self._share = button(self.tr("Share as a case…"), "ghost", parent=self)
        self._share.clicked.connect(lambda: self._tell_current(self.share_requested))
        self._assign = button(self.tr("Assign to athlete…"), "ghost", parent=self)
        self._assign.clicked.connect(lambda: self._tell_current(self.assign_requested))
        self._attach = button(self.tr("Attach front or technique clip…"), "ghost", parent=self)
        self._attach.clicked.connect(lambda: self._tell_current(self.attach_requested))
        self._details = button(self.tr("Tags and session…"), "ghost", parent=self)
        self._details.clicked.connect(lambda: self._tell_current(self.details_requested))
        self._acts_on_sets = (self._details, self._attach, self._share, self._assign)
        for act in self._acts_on_sets:
            act.setEnabled(False)
            flow.addWidget(act)
        return row

    def _make_queue_bar(self) -> QFrame:
        self._queue_bar = QFrame(self)
        self._queue_bar.setProperty("role", "card")
        row = QHBoxLayout(self._queue_bar)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self.queue, 1)
        self._stop = button(self.tr("Stop"), "ghost", parent=self._queue_bar)
        self._stop.clicked.connect(self.queue_stop_requested)
        row.addWidget(self._stop)
        self._queue_bar.hide()
        return self._queue_bar

    def _connect(self) -> None:
        self.search.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self._tell_query)
        for box in (self.lifts, self.severities, self.sorting):
            box.currentIndexChanged.connect(self._tell_query)
        self.filters.changed.connect(self._tell_query)
        self.filters.nobody_chosen.connect(self._on_nobody_chosen)
        self.athletes.currentRowChanged.connect(self._on_athlete_chosen)
        self.athletes.itemActivated.connect(self._on_athlete_activated)
        self.view.activated.connect(self._on_set_activated)
        self.view.doubleClicked.connect(self._on_set_activated)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.model.modelReset.connect(lambda: self._on_current_changed(QModelIndex(), QModelIndex()))

    def _tell_query(self) -> None:
        self.query_changed.emit(self.query)

    def _on_nobody_chosen(self, is_chosen: bool) -> None:  # noqa: FBT001 -- a Qt signal's argument
        if is_chosen and self._listed_id():
            self.athletes.blockSignals(True)  # noqa: FBT003 -- Qt's own signature
            self.athletes.setCurrentRow(0)
            self.athletes.blockSignals(False)  # noqa: FBT003 -- Qt's own signature
            self._show_athlete_button()

    def _on_athlete_chosen(self, _row: int) -> None:
        if self._listed_id() and self.filters.is_nobody.isChecked():
            self._show_athlete_button()
            self.filters.is_nobody.setChecked(False)  # which asks for the sets
            return
        self._show_athlete_button()
        self._tell_query()

    def _on_athlete_activated(self, _item: QListWidgetItem) -> None:
        if self.athlete_id:
            self.athlete_requested.emit(self.athlete_id)

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        for act in self._acts_on_sets:
            act.setEnabled(current.isValid())
        row = self.model.row_at(current)
        if row is not None:
            self.set_chosen.emit(row.id)
        else:
            self.plain.hide()

    def _on_set_activated(self, index: QModelIndex) -> None:
        row: SetRow | None = self.model.row_at(index)
        if row is not None:
            self.set_requested.emit(row.id)

    def _tell_current(self, signal: SignalInstance) -> None:
        row = self.model.row_at(self.view.currentIndex())
        if row is not None:
            signal.emit(row.id)

    def _show_athlete_button(self) -> None:
        self._open_athlete.setEnabled(bool(self.athlete_id))
