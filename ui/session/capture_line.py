"""The line at the foot of the room: what is typed, how it reads, and when its first key was pressed."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from kap_companion.session.capture import Reading, chips
from kap_companion.vocabulary.details import PartDetail
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Roster
from kap_companion.vocabulary.roles import Role
from ui.session.capture_field import CaptureField
from ui.session.chip_strip import ChipStrip
from ui.session.completion import Completion
from ui.session.cursor import to_characters, to_units
from ui.session.glyph_box import GlyphBox
from ui.session.half_typed import LONGEST_READ, HalfTyped
from ui.session.notice import Notice
from ui.session.room_clock import RoomClock
from ui.theme import Light
from ui.words import ROLE_GLYPH, SELF_GLYPH

READ_AFTER_MS = 30


class CaptureLine(QWidget):
    """Field, chips and hints; the line itself is a `HalfTyped`.

    Args:
        line: what is typed and not yet logged.
        roster: the client's parts, as known now.
        clock: writes the times.
        light: the room's colours.
        parent: the page.

    Signals:
        escape_pressed: Esc, when there was nothing in the line to leave.
        line_read: how the line reads so far, a `Reading` or None, shortly after a key.
    """

    escape_pressed = Signal()
    line_read = Signal(object)

    def __init__(
        self,
        line: HalfTyped,
        roster: Callable[[], Roster],
        clock: RoomClock,
        light: Light,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._line = line
        self._roster = roster
        self._clock = clock
        self._light = light
        self._completion = Completion()
        self.field = CaptureField(QColor(light.focus), self)
        self.chips = ChipStrip(light, self)
        self.notice = Notice(self)
        self._glyph = GlyphBox(self)
        self._mode = QLabel(self)
        self._first_key = QLabel(self)
        self._keys = QLabel(self.tr("Enter saves · Ctrl+Z takes back"), self)
        self._read_timer = QTimer(self)
        self._read_timer.setSingleShot(True)
        self._read_timer.setInterval(READ_AFTER_MS)
        self._read_timer.timeout.connect(self._show_reading)
        self._arrange()
        self._connect()
        self.show_line()

    @property
    def mode(self) -> str:
        """What Enter would do where it is not logging a new line, such as "Amending T+0:17"."""
        return self._mode.text()

    @property
    def hint(self) -> str:
        """When the first key was pressed, as the hint says it."""
        return self._first_key.text()

    def show_line(self) -> None:
        """Show the line anew, after something other than typing changed it."""
        self._completion.forget()
        self.field.show_line(self._line.text)
        self._show_reading()

    def forget_line(self) -> None:
        """Show nothing of the line, so that nothing of it can be found behind the veil."""
        self._completion.forget()
        self.field.show_line("")
        self._show_chips(None)
        self.notice.clear_remark()

    def _arrange(self) -> None:
        self.field.setPlaceholderText(self.tr("Type what happens · F1 shows all keys"))
        self.field.setAccessibleName(self.tr("Capture line"))
        for label in (self._first_key, self._keys, self._mode):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("kind", "quiet")
        self._mode.setProperty("kind", "problem")
        self._mode.hide()
        frame = CaptureFrame(self.field, self.chips, self._light, self)
        inside = QHBoxLayout(frame)
        inside.setContentsMargins(16, 8, 16, 8)
        inside.setSpacing(12)
        inside.addWidget(self._glyph)
        inside.addWidget(self._mode)
        inside.addWidget(self.field, 1)
        inside.addWidget(self.chips)
        hints = QVBoxLayout()
        hints.setSpacing(2)
        hints.addStretch()
        hints.addWidget(self._first_key)
        hints.addWidget(self._keys)
        hints.addStretch()
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(frame, 1)
        row.addLayout(hints)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 6, 20, 14)
        whole.setSpacing(4)
        whole.addWidget(self.notice)
        whole.addLayout(row)

    def _connect(self) -> None:
        self._line.replaced.connect(self.show_line)
        self._line.edited.connect(self._show_first_key)
        self._line.mode_changed.connect(self._show_mode)
        field = self.field
        field.typed.connect(self._typed)
        field.entered.connect(self._enter)
        field.space_pressed.connect(self._line.bookmark)
        field.tab_pressed.connect(self._complete)
        field.earlier_pressed.connect(self._line.earlier)
        field.later_pressed.connect(self._line.later)
        field.escape_pressed.connect(self._escape)
        field.left.connect(self._line.keep_now)

    def _typed(self) -> None:
        self._line.typed(self.field.whole_text())
        self._read_timer.start()

    def _enter(self) -> None:
        self._line.submit()

    def _complete(self, back: bool) -> None:  # noqa: FBT001 - a signal's payload
        text = self.field.text()
        cursor = to_characters(text, self.field.cursorPosition())
        if len(text) > LONGEST_READ:
            return
        completed = self._completion.step(text, cursor, self._roster(), back=back)
        if completed is not None:
            self.field.setText(completed.text)
            self.field.setCursorPosition(to_units(completed.text, completed.cursor))
            self._typed()

    def _escape(self) -> None:
        if not self._line.escape():
            self.escape_pressed.emit()

    def _show_reading(self) -> None:
        self._read_timer.stop()
        reading = self._line.reading()
        self._show_chips(reading)
        self.line_read.emit(reading)

    def _show_chips(self, reading: Reading | None) -> None:
        if reading is None:
            self.chips.show_chips(())
            self._glyph.show_glyph("", self._light.line)
            return
        role = reading.detail.role if isinstance(reading.detail, PartDetail) else Role.UNKNOWN
        self.chips.show_chips(chips(reading, self._roster()))
        if reading.kind is EntryKind.PART:
            self._glyph.show_glyph(ROLE_GLYPH[role], self._light.role(role.value))
        elif reading.kind is EntryKind.SELF:
            self._glyph.show_glyph(SELF_GLYPH, self._light.self_energy)
        else:
            self._glyph.show_glyph("", self._light.quiet)

    def _show_first_key(self) -> None:
        moment = self._line.first_key
        words = ""
        if moment is not None and self._line.amending is None:
            words = self.tr("first key at {time}").format(time=self._clock.of_moment(moment))
        self._first_key.setText(words)

    def _show_mode(self) -> None:
        entry = self._line.amending
        self._mode.setVisible(entry is not None)
        self._mode.setText(
            self.tr("Amending {time}").format(time=self._clock.of_entry(entry)) if entry is not None else ""
        )
        self._keys.setText(
            self.tr("Enter amends · Esc leaves it as it was")
            if entry is not None
            else self.tr("Enter saves · Ctrl+Z takes back")
        )


class CaptureFrame(QFrame):
    """The outline around the field; lit while the field has the focus."""

    def __init__(self, field: CaptureField, chips: ChipStrip, light: Light, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self._chips = chips
        self._light = light
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        field.arrived.connect(self.update)
        field.left.connect(self.update)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chips may take half of it."""
        super().resizeEvent(event)
        self._chips.setMaximumWidth(self.width() // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A raised field with rounded corners."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(self._light.raised))
        lit = self._field.hasFocus()
        painter.setPen(QPen(QColor(self._light.focus if lit else self._light.line), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        painter.end()
