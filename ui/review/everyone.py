"""Nobody is looked at: who came forward, in that order, each a button. What anybody may see."""

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kap_companion.worksheets.on_the_table import Table, TablePart
from ui import theme, words
from ui.one_line import one_line
from ui.review.item_words import called
from ui.review.review_table import ReviewTable
from ui.widgets.words_label import words_label

LONGEST_NAME = 44
LEAST_HEIGHT = 52


class Everyone(QWidget):
    """The parts that came as buttons; one more for what is about no part.

    Signals:
        chosen: the handle of a part, or `ReviewTable.OWN`.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(10)
        self._heading = words_label("", "heading")
        self._about = words_label("", "lead")
        self._lines.addWidget(self._heading)
        self._lines.addWidget(self._about)
        self._lines.addSpacing(8)
        self._buttons: list[QPushButton] = []

    def show_table(self, table: Table) -> None:
        """Show who came."""
        for button in self._buttons:
            self._lines.removeWidget(button)
            button.hide()
            button.deleteLater()
        here = [part for part in table.parts if part.is_here]
        self._heading.setText(self.tr("In the order they came"))
        self._heading.setVisible(bool(here))
        self._about.setText(
            self.tr("Choose one to look at it together.")
            if here
            else self.tr("No part lies on the table. There may still be words of your own.")
        )
        self._buttons = [self._button(part) for part in here]
        if table.own_words or table.self_energy or table.promises:
            own = QPushButton(
                theme.icon("quote", theme.DAYLIGHT.quiet), self.tr("Your own words and promises")
            )
            own.clicked.connect(partial(self.chosen.emit, ReviewTable.OWN))
            self._buttons.append(own)
        for button in self._buttons:
            button.setProperty("kind", "review-choice")
            button.setIconSize(QSize(26, 26))
            button.setMinimumHeight(LEAST_HEIGHT)
            # A long name is cut; it must not push the page aside.
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._lines.addWidget(button)
            button.show()

    def _button(self, part: TablePart) -> QPushButton:
        colour = theme.DAYLIGHT.role(part.role.value)
        name = called(part)
        # Doubled, as one would underline the letter behind it.
        shown = one_line(name, LONGEST_NAME).replace("&", "&&")
        button = QPushButton(theme.icon(words.ROLE_GLYPH[part.role], colour), shown)
        button.setAccessibleName(one_line(name))
        button.clicked.connect(partial(self.chosen.emit, part.about))
        return button
