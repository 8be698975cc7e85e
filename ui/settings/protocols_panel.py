"""The protocols and questions there are, where each comes from, and copying one to edit it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.one_line import one_line
from ui.widgets.panel import Panel
from ui.widgets.rows import Rows
from ui.widgets.words_label import words_label

LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class FileShown:
    """A protocol, or the questions, as the panel shows it.

    Attributes:
        key: the protocol's; empty for the questions.
        title: what it is called.
        about: where it comes from, and whether it is read.
        own: whether it is a file of the practice's own, which can be changed as it is.
    """

    key: str
    title: str
    about: str
    own: bool


class ProtocolsPanel(Panel):
    """Those that ship can be copied, the practice's own edited in the system's own editor.

    Signals:
        copy_wanted: the key of a protocol that ships, to be copied and edited.
        edit_wanted: the key of a protocol of the practice's own.
        questions_wanted: the questions are to be edited, as a copy where there is none yet.
        look_again_wanted: all files are to be read anew.
    """

    copy_wanted = Signal(str)
    edit_wanted = Signal(str)
    questions_wanted = Signal()
    look_again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            heading=QCoreApplication.translate("ProtocolsPanel", "Protocols and questions"),
            about=QCoreApplication.translate(
                "ProtocolsPanel",
                "A copy of your own says how long phases are here, when vitals are due, what is asked. It is "
                "plain text beside the record and goes into the backups. These files are not encrypted and "
                "must hold no client’s words. A session keeps the protocol it began with.",
            ),
            parent=parent,
        )
        self._wrong = Rows(6)
        self._rows = Rows(4)
        self.look_again = QPushButton(self.tr("Look again"))
        self.look_again.setAccessibleName(self.tr("Read the protocols and questions again"))
        acts = QHBoxLayout()
        acts.addWidget(self.look_again)
        acts.addStretch(1)
        self.lines.addLayout(self._wrong)
        self.lines.addLayout(self._rows)
        self.lines.addLayout(acts)
        self.look_again.clicked.connect(self.look_again_wanted)

    def show_files(
        self, protocols: Sequence[FileShown], questions: FileShown, problems: Iterable[str]
    ) -> None:
        """Show what there is, and a sentence for each file that is wrong."""
        self._wrong.replace(words_label(one_line(problem), "problem") for problem in problems)
        self._rows.replace(
            [
                *(self._row(each, self._wants(each)) for each in protocols),
                self._row(questions, self.questions_wanted.emit),
            ]
        )

    def _wants(self, file: FileShown) -> Callable[[], None]:
        return partial((self.edit_wanted if file.own else self.copy_wanted).emit, file.key)

    def _row(self, file: FileShown, wants: Callable[[], None]) -> QWidget:
        title = one_line(file.title, LONGEST_TITLE)
        act = QPushButton(self.tr("Edit") if file.own else self.tr("Copy to edit"))
        named = self.tr("Edit {title}") if file.own else self.tr("Copy {title} to edit")
        act.setAccessibleName(named.format(title=title))
        act.setProperty("kind", "link")
        act.clicked.connect(lambda: wants())
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(16)
        across.addWidget(words_label(title), 1)
        across.addWidget(words_label(one_line(file.about), "quiet"), 1)
        across.addWidget(act)
        return row
