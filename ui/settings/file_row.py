"""One file of the practice's own, or one that ships: what it is, where it comes from, and opening it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.one_line import one_line
from ui.widgets.words_label import words_label

LONGEST_TITLE = 80
TOUCH = 44


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A template, or words for paper.

    Attributes:
        key: what it is known by.
        title: what it is called.
        about: what it is for, and where it comes from.
        own: whether it is a file of the practice's own, which can be changed as it is.
    """

    key: str
    title: str
    about: str
    own: bool


def file_row(file: PaperFile, wants: Callable[[], None]) -> QWidget:
    """The row of a file; its button edits it, or copies it first where it ships."""
    translate = QCoreApplication.translate
    title = one_line(file.title, LONGEST_TITLE)
    act = QPushButton(translate("FileRow", "Edit") if file.own else translate("FileRow", "Copy to edit"))
    named = translate("FileRow", "Edit {title}") if file.own else translate("FileRow", "Copy {title} to edit")
    act.setAccessibleName(named.format(title=title))
    act.setProperty("kind", "link")
    act.setMinimumHeight(TOUCH)
    act.clicked.connect(lambda: wants())
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(16)
    across.addWidget(words_label(title), 1)
    across.addWidget(words_label(one_line(file.about), "quiet"), 1)
    across.addWidget(act)
    return row
