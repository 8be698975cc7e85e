"""When we made a mistake: a page that says so, keeps codes and places only, and never a client's words."""

import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from kap_companion.errors import KnownError


def report_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The kind of an error and the places it passed; no message and no values, for they may hold words."""
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    return "\n".join([kind.__name__, *places])


class CrashPage(QDialog):
    """Says that something broke, that what was shown as saved is saved, and what to send us."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something broke"))
        title = QLabel(self.tr("Something in the companion broke"))
        title.setProperty("kind", "heading")
        words = QLabel(
            self.tr(
                "Everything that was shown as saved is on the disk. You can close this and go on; if it "
                "happens again, restart the companion: a running session comes back as it was.\n"
                "The report below names places in the program only. It holds nothing about a client."
            )
        )
        words.setWordWrap(True)
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        text.setAccessibleName(self.tr("Report"))
        close = QPushButton(self.tr("Go on"))
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        for widget in (title, words, text, close):
            layout.addWidget(widget)
        self.resize(640, 360)


def install(show_known: Callable[[KnownError], None], parent: Callable[[], QWidget | None]) -> None:
    """From now on an error nobody caught is shown: a known one in words, a bug on the crash page."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, KnownError):
            show_known(error)
            return
        report = report_of(kind, trace)
        print(report, file=sys.stderr)  # noqa: T201 - the last resort when no window can be shown
        if QApplication.instance() is not None:
            page = CrashPage(report, parent())
            page.setModal(False)
            page.show()

    sys.excepthook = hook
    # Python's own would print the message, with a client's words in it, to where a journal may keep it.
    threading.excepthook = lambda caught: _report_quietly(caught.exc_type, caught.exc_traceback)
    sys.unraisablehook = lambda caught: _report_quietly(caught.exc_type, caught.exc_traceback)


def _report_quietly(kind: type[BaseException] | None, trace: TracebackType | None) -> None:
    # No window can be shown from here: another thread, or the middle of tidying up.
    if kind is not None and not issubclass(kind, SystemExit):
        print(report_of(kind, trace), file=sys.stderr)  # noqa: T201 - the last resort when no window can be shown
