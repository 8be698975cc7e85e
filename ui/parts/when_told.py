"""When something was told: a way to its line where it was said in a session, plain words else."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton, QWidget

from kap_companion.parts.what_is_known import Told
from ui.widgets.words_label import words_label

SMALLEST = 44


def when_told(words: str, told: Told, open_source: Callable[[str], None]) -> QWidget:
    """Shows `words`; pressed, it gives the id of the entry."""
    if told.elapsed_ms is None:
        return words_label(words, "quiet")
    button = QPushButton(words)
    button.setProperty("kind", "link-small")
    button.setMinimumHeight(SMALLEST)
    button.setAccessibleName(words)
    button.setAccessibleDescription(QCoreApplication.translate("PartPage", "Shows it in its session"))
    button.clicked.connect(lambda: open_source(told.source))
    return button
