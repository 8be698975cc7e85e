"""A part across the sessions: its strips, the newest few first, and what one of them tells."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.parts.part_shown import PartShown
from ui.parts.strip import StripView
from ui.theme import Light
from ui.widgets.words_label import words_label

AT_ONCE = 8
SMALLEST = 44


class PartStrips(QWidget):
    """The strips with their heading.

    Signals:
        source_wanted: the id of the entry with which a presence began.
    """

    source_wanted = Signal(str)

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: PartShown | None = None
        self._all = False
        self.view = StripView(light)
        self.told = words_label(kind="quiet")
        self.told.hide()
        self.every = QPushButton()
        self.every.setProperty("kind", "link-small")
        self.every.setMinimumHeight(SMALLEST)
        self._none = words_label(self.tr("It has not come up in a session yet."), "lead")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(words_label(self.tr("Across the sessions"), "heading"))
        for widget in (self._none, self.every, self.view, self.told):
            lines.addWidget(widget)
        self.every.clicked.connect(self._show_all)
        self.view.stay_chosen.connect(self._tell)
        self.view.source_wanted.connect(self.source_wanted)

    def show_part(self, shown: PartShown) -> None:
        """Show a part's newest strips; of another part than before only the newest."""
        if self._shown is None or self._shown.part.id != shown.part.id:
            self._all = False
        self._shown = shown
        self._show()

    def _show_all(self) -> None:
        self._all = True
        self._show()
        self.view.setFocus()

    def _show(self) -> None:
        if self._shown is None:
            return
        strips = self._shown.strips
        shown = strips if self._all else strips[-AT_ONCE:]
        self.view.show_strips(shown, self._shown.part.role, self._shown.label, self._shown.today)
        self.view.setVisible(bool(strips))
        self._none.setVisible(not strips)
        self.told.hide()
        self.every.setText(self.tr("Show all {n} sessions").format(n=len(strips)))
        self.every.setVisible(len(shown) < len(strips))

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))
