"""Asks of which kind a risk is, when an entry is marked as one."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kap_companion.vocabulary.details import RiskKind
from ui.one_line import one_line
from ui.session.asking_bar import AskingBar
from ui.session.digit_row import digit_of
from ui.session.record_words import risk_word

KINDS = (RiskKind.SUICIDALITY, RiskKind.ABUSE, RiskKind.MEDICAL, RiskKind.OTHER)
LONGEST_LINE = 60
_HELD = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)


class RiskQuestion(AskingBar):
    """A digit answers, Esc leaves it, and whoever types on has left it too.

    Signals:
        answered: the entry's id and the `RiskKind`.
    """

    answered = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry = ""

    def ask_about(self, entry_id: str, line: str) -> None:
        """Ask of which kind an entry is; `line` is how it reads."""
        self._entry = entry_id
        kinds = " · ".join(f"{number} {risk_word(kind)}" for number, kind in enumerate(KINDS, start=1))
        words = self.tr("Mark “{line}” as a risk:").format(line=one_line(line, LONGEST_LINE))
        self.ask(f"{words} {kinds} · {self.tr('Esc leaves it')}")

    def take(self, event: QKeyEvent) -> bool:
        """A key that came while the room has the focus; True where it was the answer."""
        if not self.is_asking or event.type() != QEvent.Type.KeyPress or event.key() in _HELD:
            return False
        entry = self._entry
        self._entry = ""
        self.settle()
        if event.key() == Qt.Key.Key_Escape:
            return True
        digit = digit_of(event)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if digit is None or digit > len(KINDS) or not plain:
            return False
        self.answered.emit(entry, KINDS[digit - 1])
        return True
