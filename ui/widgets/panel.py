"""One card of a page: a heading, what it is about, its own words for what went wrong."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.one_line import one_line
from ui.widgets.announcement import announce
from ui.widgets.words_label import words_label


class Panel(QFrame):
    """A card; what a panel holds is added to `lines`."""

    def __init__(self, heading: str, about: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(24, 20, 24, 20)
        self.lines.setSpacing(12)
        self.lines.addWidget(words_label(heading, "heading"))
        if about:
            self.lines.addWidget(words_label(about, "quiet"))
        self._said = words_label(kind="problem")
        self._said.hide()
        self.lines.addWidget(self._said)

    def show_problem(self, text: str) -> None:
        """Say what went wrong; an empty text takes the words away."""
        self._say(text, "problem")

    def say(self, text: str) -> None:
        """Say what was done."""
        self._say(text, "quiet")

    def said(self) -> str:
        """What the panel says now."""
        return self._said.text()

    def _say(self, text: str, kind: str) -> None:
        self._said.setProperty("kind", kind)
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)
        self._said.setText(one_line(text, 400))
        self._said.setVisible(bool(text))
        announce(self._said, text)
