"""The style sheet: a 4-px grid, round corners, and roles that widgets carry as the dynamic property "role"."""

from dataclasses import asdict
from string import Template

from studio.assets import resource
from studio.ui.theme.colors import ThemeColors

_HERO_PX, _TITLE_PX = 28, 18
_IMAGES = ("tick", "down", "up")  # drawn in the theme's colours already: a style sheet cannot tint them

_SHEET = Template("""
* { outline: none; }
QMainWindow, QDialog { background: $window; }
QMainWindow::separator { background: $window; width: 4px; height: 4px; }
QMainWindow::separator:hover { background: $accent; }
QWidget { color: $text; }
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 4px 8px; }

QMenuBar { background: $window; padding: 2px 4px; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $raised; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 4px 24px 4px 24px; border-radius: 4px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::item:disabled { color: $faint; background: transparent; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }

QToolBar { background: $window; border: none; spacing: 2px; padding: 0 6px 4px 6px; }
QToolBar::separator { width: 1px; background: $line; margin: 6px 4px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $pressed; }
QToolButton:checked { background: $accent_soft; color: $accent; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $faint; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton[role="search"] { background: $surface; border: 1px solid $line; color: $muted; padding: 3px 12px; }
QToolButton[role="search"]:hover { border-color: $accent; color: $text; }
QToolButton[role="chip"] { border: 1px solid $edge; color: $muted; padding: 2px 8px; border-radius: 11px; }
QToolButton[role="chip"]:checked { border-color: $accent; color: $accent; background: $accent_soft; }

QPushButton { background: $raised; border: 1px solid $edge; border-radius: 6px; padding: 5px 12px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $faint; border-color: $line; }
QPushButton[role="primary"] { background: $accent; border-color: $accent; color: $on_accent; font-weight: 600; }
QPushButton[role="primary"]:hover { background: $accent; border-color: $text; }
QPushButton[role="ghost"] { background: transparent; border-color: transparent; color: $accent; padding: 4px 8px; }
QPushButton[role="ghost"]:hover { background: $hover; }
QPushButton[role="fold"] { background: transparent; border-color: transparent; color: $muted; font-weight: 600;
  padding: 4px 0; text-align: left; }
QPushButton[role="fold"]:hover { color: $text; }
QPushButton[role="fold"]:focus { color: $accent; }
QPushButton[role="number"] { background: transparent; border-color: transparent; color: $muted; padding: 1px 3px;
  border-radius: 4px; }
QPushButton[role="number"]:hover { background: $hover; color: $accent; }
QPushButton[role="number"]:focus { border-color: $accent; color: $text; }
QPushButton[role="recent"] { background: transparent; border-color: transparent; text-align: left; padding: 6px 12px; }
QPushButton[role="recent"]:hover { background: $hover; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox {
  background: $surface; border: 1px solid $edge; border-radius: 6px; padding: 4px 8px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus { border-color: $accent; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$down"); width: 14px; height: 14px; }
QSpinBox, QDoubleSpinBox { padding: 4px 24px 4px 0; }
QAbstractSpinBox > QLineEdit { background: transparent; border: none; padding: 0 0 0 6px; }
QSpinBox:focus, QDoubleSpinBox:focus { border-color: $accent; }
QSpinBox::up-button, QDoubleSpinBox::up-button { subcontrol-origin: border; subcontrol-position: top right;
  width: 22px; border: none; background: transparent; }
QSpinBox::down-button, QDoubleSpinBox::down-button { subcontrol-origin: border; subcontrol-position: bottom right;
  width: 22px; border: none; background: transparent; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url("$up"); width: 12px; height: 12px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url("$down"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line; selection-background-color: $accent;
  selection-color: $on_accent; }

QDockWidget { color: $muted; font-weight: 600; titlebar-close-icon: none; titlebar-normal-icon: none; }
QDockWidget::title { background: $surface; padding: 6px 8px 4px 8px; border-top-left-radius: 8px;
  border-top-right-radius: 8px; text-align: left; }
QDockWidget > QWidget { background: $surface; }
QWidget[role="dock-title"] { background: $surface; border-top-left-radius: 8px; border-top-right-radius: 8px; }
QToolButton[role="quiet"] { color: $muted; padding: 0 4px; font-weight: 400; }
QTabBar { background: $window; }
QTabBar::tab { background: transparent; color: $muted; padding: 6px 12px; border: none;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:hover { color: $text; }

QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $pressed; border-radius: 3px; margin: 2px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTableView, QListView, QTreeView { background: $surface; border: none; gridline-color: $line;
  alternate-background-color: $raised; selection-background-color: $accent_soft; selection-color: $text; }
QTableView::item { padding: 2px 4px; border: none; }
QTableView::item:selected, QListView::item:selected { background: $accent_soft; color: $text; }
QListView::item { padding: 6px 8px; border-radius: 6px; }
QListView::item:hover { background: $hover; }
QHeaderView { background: $surface; }
QHeaderView::section { background: $surface; color: $muted; border: none; border-bottom: 1px solid $line;
  padding: 4px 4px; font-weight: 600; }
QTableCornerButton::section { background: $surface; border: none; }

QProgressBar { background: $hover; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $hover; }
QSlider::handle:horizontal { width: 12px; margin: -4px 0; border-radius: 6px; background: $accent; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $edge; border-radius: 4px; background: $surface; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
QCheckBox::indicator:focus, QCheckBox::indicator:hover { border-color: $text; }
QCheckBox::indicator:disabled { border-color: $line; }
QCheckBox:disabled { color: $faint; }
QListView::indicator, QTableView::indicator, QTreeView::indicator { width: 14px; height: 14px;
  border: 1px solid $edge; border-radius: 4px; background: $surface; }
QListView::indicator:checked, QTableView::indicator:checked, QTreeView::indicator:checked { background: $accent;
  border-color: $accent; image: url("$tick"); }

QLabel { background: transparent; }
QLabel[role="hero"] { font-size: ${hero_px}px; font-weight: 600; }
QLabel[role="title"] { font-size: ${title_px}px; font-weight: 600; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="group"] { color: $muted; font-weight: 600; padding: 4px 0 0 0; margin: 0; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="faint"] { color: $faint; }
QLabel[role="cue"] { color: $text; font-style: italic; }
QLabel[role="mono"], QPlainTextEdit[role="mono"] { font-family: "Consolas", "Menlo", "DejaVu Sans Mono", monospace; }
QLabel[role="key"] { background: $hover; border: 1px solid $line; border-radius: 4px; padding: 1px 6px; color: $text; }
QLabel[role="time"] { font-weight: 600; }

QFrame[role="card"] { background: $raised; border: 1px solid $line; border-radius: 8px; }
QFrame[role="card"]:hover { border-color: $faint; }
QFrame[role="card"][selected="true"] { border: 1px solid $accent; }
QFrame[role="card"][decided="dismissed"] { background: $surface; }
QFrame[role="panel"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[role="notice"] { background: $raised; border: 1px solid $limited; border-radius: 8px; }
QFrame[role="safety"] { background: $raised; border: 2px solid $severe; border-radius: 8px; }
QFrame[role="toast"] { background: $raised; border: 1px solid $line; border-radius: 8px; }
QFrame[role="toast"][problem="true"] { border: 1px solid $limited; }
QFrame[role="popup"] { background: $raised; border: 1px solid $line; border-radius: 10px; }
QFrame[role="strip"] { background: $surface; border-top: 1px solid $line; }
QFrame[role="drop"] { background: $surface; border: 2px dashed $line; border-radius: 16px; }
QFrame[role="drop"][hot="true"] { border-color: $accent; background: $accent_soft; }
QFrame[role="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QStatusBar { background: $window; color: $muted; }
QStatusBar::item { border: none; }
""")


def make_stylesheet(colors: ThemeColors, *, text_percent: int = 100) -> str:
    """The application's style sheet in one theme's colours, with texts so much larger or smaller."""
    sizes = {"hero_px": round(_HERO_PX * text_percent / 100), "title_px": round(_TITLE_PX * text_percent / 100)}
    mode = "dark" if colors.is_dark else "light"
    images = {name: resource(f"icons/sheet/{name}-{mode}.svg").as_posix() for name in _IMAGES}
    return _SHEET.substitute(asdict(colors), **sizes, **images)
