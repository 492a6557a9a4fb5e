"""Connects the page of exercises and rule packs to the desk."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QObject

from studio.core.errors import StudioError
from studio.core.exercise import ExerciseEntry, RulePackEntry
from studio.services.desk import Desk
from studio.services.rule_pack_writing import (
    LimitRow,
    PackDraft,
    kept_lines,
    limit_rows,
    next_version,
    reason_in,
    save_pack,
)
from studio.ui.settings.exercises_page import ExerciseShelfView, ExercisesPage
from studio.ui.settings.pack_page import PackPage

Listed = TypeVar("Listed", ExerciseEntry, RulePackEntry)


class ExercisesPresenter(QObject):
    """Shows what is installed, and does what the coach chooses; the open clip is judged again when it concerns it."""

    def __init__(self, desk: Desk, page: ExercisesPage) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        book = desk.exercise_book
        page.use_requested.connect(lambda exercise_id: self._do(lambda: desk.judge_with(exercise_id)))
        page.allow_requested.connect(lambda exercise_id: self._do(lambda: book.allow(exercise_id)))
        page.forbid_requested.connect(lambda exercise_id: self._do(lambda: book.forbid(exercise_id)))
        page.pack_requested.connect(self._on_pack_requested)
        page.limits_requested.connect(lambda exercise_id: self._do(lambda: self._open_limits(exercise_id)))
        page.reload_requested.connect(self.show)
        self.show()

    def show(self) -> None:
        """Look at what is installed and show it."""
        self._do(lambda: None)

    def _on_pack_requested(self, exercise_id: str, pack_id: str) -> None:
        def choose() -> None:
            self._desk.exercise_book.choose_pack(exercise_id, pack_id)
            if exercise_id == self._in_use():
                self._desk.analyse_again()

        self._do(choose)

    def _open_limits(self, exercise_id: str) -> None:
        """The limits in force, to be changed: as the next version of the chosen pack, or as a new one."""
        book, language = self._desk.exercise_book, self._desk.language
        before, now = book.load(exercise_id, language, rule_pack=""), book.load(exercise_id, language)
        own = limit_rows(before)
        chosen = next((one for one in book.rule_packs() if one.exercise == exercise_id and one.is_chosen), None)
        sources = (indicator.bands.source for fault in now.faults for indicator in fault.indicators)
        page = PackPage(now, own, self._page)
        page.show_pack(
            PackDraft(
                exercise=exercise_id,
                name=chosen.name if chosen else "",
                version=next_version(chosen.version if chosen else ""),
                reason=next(filter(None, map(reason_in, sources)), ""),
                rows=limit_rows(now),
                kept=kept_lines(now, before),
            )
        )
        page.save_requested.connect(lambda draft: self._save_limits(page, draft, own))
        page.show()

    def _save_limits(self, page: PackPage, draft: PackDraft, own: tuple[LimitRow, ...]) -> None:
        try:
            save_pack(self._desk.exercise_book, draft, own)
        except StudioError as error:
            page.tell(f"{self._desk.told(error.summary)} {self._desk.told(error.remedy)}")
            return
        page.close()
        self._do(self._desk.analyse_again if draft.exercise == self._in_use() else lambda: None)

    def _do(self, act: Callable[[], object]) -> None:
        """Do something and show how things are then; an error is told on the page."""
        told = ""
        try:
            act()
        except StudioError as error:
            told = f"{self._desk.told(error.summary)} {self._desk.told(error.remedy)}"
        try:
            self._page.show_shelf(self._view())
        except StudioError as error:
            told = f"{self._desk.told(error.summary)} {self._desk.told(error.remedy)}"
        self._page.tell(told)

    def _view(self) -> ExerciseShelfView:
        book = self._desk.exercise_book
        own_exercises, own_packs = book.own_places()
        return ExerciseShelfView(
            entries=tuple(self._told(entry) for entry in self._desk.exercises()),
            packs=tuple(self._told(pack) for pack in book.rule_packs()),
            in_use=self._in_use(),
            own_exercises=str(own_exercises),
            own_packs=str(own_packs),
        )

    def _told(self, one: Listed) -> Listed:
        return replace(one, problems=tuple(map(self._desk.told, one.problems)))

    def _in_use(self) -> str:
        return self._desk.exercise.id if self._desk.exercise else ""
