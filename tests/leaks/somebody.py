"""Somebody in front of the real program in a process of its own, who does one thing after the other."""

import os
import sys
import traceback
from collections.abc import Callable, Generator
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QWidget

from ui.app import Companion

Page = TypeVar("Page", bound=QWidget)
Acts = Generator[Callable[[], object], None, None]
"""Does things, and yields whatever must be true before it goes on."""

LOOK_MS = 20
PATIENCE_SECONDS = 30
GAVE_UP = 3


class Somebody(QObject):
    """Goes through acts from the event loop, so that the program's own dialogs may run loops of theirs."""

    def __init__(self, companion: Companion, acts: Callable[["Somebody"], Acts]) -> None:
        super().__init__(companion)
        self.window = companion.window
        self._acts = acts(self)
        self._wanted: Callable[[], object] = lambda: True
        self._since = monotonic()
        self._acting = False
        self._look = QTimer(self)
        self._look.timeout.connect(self._go_on)
        self._look.start(LOOK_MS)

    def sees(self, kind: type[Page]) -> Callable[[], object]:
        return lambda: isinstance(self.window.page, kind) and self._looks_at_the_window()

    def page(self, kind: type[Page]) -> Page:
        page = self.window.page
        assert isinstance(page, kind)
        return page

    def types(self, text: str) -> None:
        QTest.keyClicks(_focused(), text)

    def presses(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(_focused(), key, modifiers)

    def logs(self, line: str) -> None:
        self.types(line)
        self.presses(Qt.Key.Key_Return)

    def clicks(self, words: str) -> None:
        """Later, from the event loop: what is clicked may open a dialog."""
        page = self.window.page
        assert page is not None
        button = next(b for b in page.findChildren(QPushButton) if b.text() == words)
        QTimer.singleShot(0, button.click)

    def is_asked_for_a_file(self) -> bool:
        return isinstance(QApplication.activeModalWidget(), QFileDialog)

    def answers(self, path: Path) -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        line = dialog.findChild(QLineEdit)
        assert isinstance(line, QLineEdit)
        line.setText(str(path))
        QTest.keyClick(line, Qt.Key.Key_Return)

    def _looks_at_the_window(self) -> bool:
        # Without a window manager nobody gives the focus back when a dialog is gone.
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
        return QApplication.focusWidget() is not None

    def _go_on(self) -> None:
        if self._acting:
            return
        if not self._wanted():
            if monotonic() - self._since > PATIENCE_SECONDS:
                self._give_up()
            return
        self._acting = True
        try:
            self._wanted = next(self._acts)
            self._since = monotonic()
        except StopIteration:
            self._look.stop()
            if self.window.isVisible():
                self._give_up()
        finally:
            self._acting = False

    def _give_up(self) -> None:
        with suppress(StopIteration):
            try:
                self._acts.throw(TimeoutError())
            except TimeoutError:
                traceback.print_exc()
        sys.stderr.write(f"gave up before {self.window.page}\n")
        sys.stderr.flush()
        os._exit(GAVE_UP)


def sit_down(acts: Callable[[Somebody], Acts]) -> None:
    """From now on whoever starts the program finds somebody in front of it."""
    begin = Companion.start

    def start(companion: Companion) -> None:
        begin(companion)
        Somebody(companion, acts)

    # The one seam: the program itself is untouched.
    Companion.start = start  # type: ignore[method-assign, assignment]


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
