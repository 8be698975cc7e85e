"""What is seen instead of the room when someone comes near: the clock, and dots where somebody types."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QThreadPool, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kap_companion.clock import Moment
from kap_companion.errors import KnownError, WrongPassphraseError
from ui import commands
from ui.background import run
from ui.session.finger_button import FingerButton
from ui.session.half_typed import HalfTyped
from ui.session.veiled_line import VeiledLine
from ui.spending import spend
from ui.theme import Light, colour
from ui.widgets.passphrase_field import PassphraseField
from ui.words import clock_time, problem


class Veil(QWidget):
    """Covers the room; made beforehand, so that it is there at once.

    Args:
        line: what is typed and not yet logged; it goes on here as dots.
        check_passphrase: whether a passphrase opens the practice; slow by design, it runs beside the
            screen. It may raise a `KnownError`, which is said.
        light: the room's colours.
        parent: the page.

    Signals:
        lifted: the passphrase was right.
    """

    lifted = Signal()

    def __init__(
        self,
        line: HalfTyped,
        check_passphrase: Callable[[bytearray], bool],
        light: Light,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._line = line
        self._light = light
        self._check = check_passphrase
        self._checking = False
        self.setProperty("kind", "page")
        # The room beneath is not painted once more before it.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._clock = QLabel(self)
        self._clock.setProperty("kind", "clock")
        self._wall = QLabel(self)
        self._due = QLabel(self)
        self._due.hide()
        self._says = QLabel(self)
        for label in (self._wall, self._says):
            label.setProperty("kind", "quiet")
        for label in (self._clock, self._wall, self._due, self._says):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._typing = VeiledLine(line, light, self)
        line.question_changed.connect(self.say_usual)
        self._passphrase = PassphraseField(self)
        self._passphrase.submitted.connect(self._submit)
        self._lift = FingerButton("", self)
        self._lift.setProperty("kind", "link")
        self._lift.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lift.clicked.connect(self._turn)
        self._arrange()
        commands.install(self, {"lift_veil": lambda _index: self.ask_passphrase()})
        self.back_to_typing()

    @property
    def says(self) -> str:
        """The line under the clock."""
        return self._says.text()

    @property
    def typing(self) -> VeiledLine:
        """The line of dots."""
        return self._typing

    @property
    def passphrase(self) -> PassphraseField:
        """The field that lifts the veil."""
        return self._passphrase

    def show_time(self, dose_clock: str, moment: Moment) -> None:
        """Let the clocks move on."""
        self._clock.setText(dose_clock)
        self._wall.setText(clock_time(moment.at))

    def show_due(self, words: str) -> None:
        """Say what is due now, in words that may be read by anyone; an empty text takes the line away."""
        self._due.setText(words)
        self._due.setVisible(bool(words))

    def ask_passphrase(self) -> None:
        """Turn the line of dots into the field for the passphrase."""
        self._show_fields(asking=True)
        self._says.setText(self.tr("Your passphrase lifts the veil · Esc goes back to typing"))
        self._passphrase.setFocus()

    def back_to_typing(self) -> None:
        """Typing is logged again."""
        self._passphrase.clear()
        self._show_fields(asking=False)
        self.say_usual()
        self._typing.setFocus()

    def say_usual(self) -> None:
        """Say what is said while nothing else is, unless the passphrase is asked for."""
        if self._passphrase.isVisibleTo(self):
            return
        if self._line.asks_for_record:
            # What the line is and why it waits would tell of it.
            self._says.setText(self.tr("Lift the veil to go on"))
        else:
            self._says.setText(self.tr("Typing is still logged"))

    def say(self, words: str) -> None:
        """Say something that may be read by anyone: never a client's words."""
        self._says.setText(words)

    def problem(self, error: KnownError) -> None:
        """Say what could not be done."""
        self.say(problem(error))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, and nothing of what lies beneath."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), colour(self._light.ground))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the passphrase; nothing else is for anyone behind the veil."""
        if event.key() == Qt.Key.Key_Escape and not self._checking:
            self.back_to_typing()
        event.accept()

    def _arrange(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(14)
        column.addStretch(3)
        column.addWidget(self._clock)
        column.addWidget(self._wall)
        column.addWidget(self._due)
        column.addSpacing(18)
        column.addWidget(self._typing)
        column.addWidget(self._passphrase)
        column.addWidget(self._says)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self._lift)
        foot.addStretch()
        column.addLayout(foot)
        column.addStretch(4)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addLayout(column, 1)
        row.addStretch(1)

    def _turn(self) -> None:
        if self._passphrase.isVisible():
            self.back_to_typing()
        else:
            self.ask_passphrase()

    def _show_fields(self, *, asking: bool) -> None:
        self._checking = False
        self._typing.setVisible(not asking)
        self._passphrase.setVisible(asking)
        self._passphrase.setEnabled(True)
        self._lift.setVisible(True)
        self._lift.setText(self.tr("Back to typing") if asking else self.tr("Lift the veil · Ctrl+U"))

    def _submit(self) -> None:
        if self._checking or self._passphrase.is_empty():
            return
        self._checking = True
        self._says.setText(self.tr("Checking the passphrase…"))
        self._passphrase.setEnabled(False)
        pool = QThreadPool.globalInstance()
        typed = self._passphrase.take()
        run(pool, partial(spend, partial(self._check, typed), typed), self._checked, self._not_checked)

    def _checked(self, right: bool) -> None:  # noqa: FBT001 - the result of the check
        if not self._checking:
            return
        if right:
            self._checking = False
            self.lifted.emit()
        else:
            self._not_checked(WrongPassphraseError())

    def _not_checked(self, error: Exception) -> None:
        self.ask_passphrase()
        if isinstance(error, KnownError):
            self.problem(error)
