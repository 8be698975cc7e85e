"""The pages of a sheet, drawn beside the screen and shown when they are there; only the newest is drawn."""

from functools import partial

from PySide6.QtCore import QObject, QThreadPool
from shiboken6 import isValid

from kap_companion.vocabulary.composition import Composition, SheetKind
from kap_companion.worksheets.kept_sheets import KeptSheet, as_it_was, pages_of
from kap_companion.worksheets.press import Pages, Press
from kap_companion.worksheets.sheet import Sheet
from ui import background
from ui.worksheets.composing_page import ComposingPage
from ui.worksheets.given_words import given_words


class DrawingSheets(QObject):
    """Draws for one page at a time; what changes while it draws is drawn right after."""

    def __init__(self, press: Press, pool: QThreadPool, parent: QObject) -> None:
        super().__init__(parent)
        self._press = press
        self._pool = pool
        self._is_drawing = False
        self._next: tuple[ComposingPage, Sheet, Composition] | None = None

    @property
    def is_settled(self) -> bool:
        """Whether the newest sheet is what is seen."""
        return not self._is_drawing

    def draw(self, page: ComposingPage, sheet: Sheet, composition: Composition) -> None:
        """Show a sheet on a page as soon as it is drawn."""
        if self._is_drawing:
            self._next = (page, sheet, composition)
            return
        self._is_drawing = True
        background.run(
            self._pool,
            partial(pages_of, self._press, sheet, composition),
            partial(self._drawn, page, composition.sheet),
            partial(self._failed, page),
        )

    def draw_as_given(self, page: ComposingPage, given: KeptSheet) -> None:
        """Show a sheet as it was when it was given."""
        background.run(
            self._pool,
            partial(as_it_was, self._press, given.worksheet),
            partial(self._drawn_as_given, page, given),
            partial(self._say, page),
        )

    def _drawn(self, page: ComposingPage, kind: SheetKind, pages: Pages) -> None:
        if isValid(page):
            page.show_pages(kind, pages)
        self._go_on()

    def _drawn_as_given(self, page: ComposingPage, given: KeptSheet, pages: Pages) -> None:
        if isValid(page):
            page.view.show_pages(pages.svg)
            page.show_as_given(given_words(given))

    def _failed(self, page: ComposingPage, error: Exception) -> None:
        self._say(page, error)
        self._go_on()

    @staticmethod
    def _say(page: ComposingPage, error: Exception) -> None:
        if isValid(page):
            page.show_problem(str(error))

    def _go_on(self) -> None:
        self._is_drawing = False
        waiting, self._next = self._next, None
        if waiting is not None and isValid(waiting[0]):
            self.draw(*waiting)
