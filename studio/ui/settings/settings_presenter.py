"""Connects the page of settings to the settings in force."""

from PySide6.QtCore import QObject

from studio.services.settings import Value
from studio.ui.settings.in_force import SettingsInForce
from studio.ui.settings.settings_page import SettingsPage


class SettingsPresenter(QObject):
    """Does what is chosen on the page, tells what went wrong there, and shows what changes elsewhere."""

    def __init__(self, in_force: SettingsInForce, page: SettingsPage) -> None:
        super().__init__(page)
        self._in_force = in_force
        self._page = page
        settings = in_force.settings
        page.chosen.connect(self._on_chosen)
        page.reset_requested.connect(lambda key: self._show(key, in_force.attempt(lambda: settings.reset(key))))
        page.reset_all_requested.connect(lambda: page.tell(in_force.attempt(settings.reset_all)))
        stop_listening = settings.changed.subscribe(page.show_value)
        page.finished.connect(stop_listening)
        page.destroyed.connect(stop_listening)

    def _on_chosen(self, key: str, value: Value) -> None:
        self._show(key, self._in_force.choose(key, value))

    def _show(self, key: str, problem: str) -> None:
        """Say what went wrong, and show the value in force in place of one that was refused."""
        self._page.tell(problem)
        if problem:
            self._page.show_value(key)
