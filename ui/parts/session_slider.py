"""A slider through a client's sessions, the last stop being now."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QWidget

from kap_companion.vocabulary.session import Session
from ui.session.finger_button import FINGER
from ui.words import day


class SessionSlider(QWidget):
    """Chooses a session by hand, arrow keys or touch; hidden where there is none to choose.

    Signals:
        session_chosen: another session is looked at, or now.
    """

    session_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sessions: tuple[Session, ...] = ()
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.slider.setPageStep(1)
        self.slider.setAccessibleName(self.tr("Session"))
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.words)
        row.addWidget(self.slider, 1)
        self.slider.valueChanged.connect(self._take)
        self.setMinimumHeight(FINGER)
        self.hide()

    @property
    def session_id(self) -> str | None:
        """The session that is looked at; None for now."""
        place = self.slider.value()
        return self._sessions[place].id if place < len(self._sessions) else None

    def show_sessions(self, sessions: tuple[Session, ...]) -> None:
        """Show the sessions there are, without a signal; the one looked at stays, else now is."""
        kept = self.session_id
        self._sessions = sessions
        ids = [session.id for session in sessions]
        blocked = QSignalBlocker(self.slider)
        self.slider.setRange(0, len(sessions))
        self.slider.setValue(ids.index(kept) if kept in ids else len(sessions))
        blocked.unblock()
        self._say()
        # The words keep the room of the longest, so that the slider does not move under the hand.
        longest = max((self._words(place) for place in range(len(sessions) + 1)), key=len)
        self.words.setMinimumWidth(self.words.fontMetrics().horizontalAdvance(longest) + 8)
        self.setVisible(bool(sessions))

    def _take(self) -> None:
        self._say()
        self.session_chosen.emit()

    def _say(self) -> None:
        words = self._words(self.slider.value())
        self.words.setText(words)
        self.slider.setAccessibleDescription(words)

    def _words(self, place: int) -> str:
        if place >= len(self._sessions):
            return self.tr("All sessions, as it is now")
        session = self._sessions[place]
        return self.tr("Session {number} · {day}").format(
            number=session.number, day=f"{day(session.anchor)} {session.anchor.year}"
        )
