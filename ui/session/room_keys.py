"""The keys of the room: named commands, digits by their place on the keyboard, and the way between panes."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from kap_companion.vocabulary.self_energy import EIGHT_CS
from ui import commands
from ui.session.digit_row import digit_of
from ui.session.entry_model import step_selection
from ui.session.room_acts import RoomActs
from ui.session.room_panes import RoomPanes
from ui.session.room_sheets import RoomSheets
from ui.session.sheets import SHEETS

_ALT, _SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
_CTRL, _META = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.MetaModifier


class RoomKeys(QObject):
    """Watches the panes for keys they would swallow, and gives them to whom they are meant for.

    Args:
        panes: the panes the keys work in.
        acts: what the keys do.
        sheets: what can be laid over the room.
        veil: covers the room.
        read_only: only keys that look at things work.
        parent: the page.
    """

    def __init__(
        self,
        panes: RoomPanes,
        acts: RoomActs,
        sheets: RoomSheets,
        veil: Callable[[], None],
        *,
        read_only: bool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._panes = panes
        self._acts = acts
        self._sheets = sheets
        self._read_only = read_only
        self._install_looking()
        if not read_only:
            self._install_writing(veil)
        for pane in (panes.capture.field, panes.log, panes.timeline):
            pane.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Digits by place everywhere; typing in a view goes to the capture line; a question comes first."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if self._panes.risk_question.take(event) or self._take_digit(event):
                return True
            return watched is not self._panes.capture.field and self._pass_on(event)
        return super().eventFilter(watched, event)

    def take(self, event: QKeyEvent) -> bool:
        """A key that no pane wanted; False where it means nothing here either."""
        if self._panes.risk_question.take(event) or self._take_digit(event) or self._pass_on(event):
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._acts.escape()
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            return self._turn(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        else:
            return False
        return True

    def _install_looking(self) -> None:
        panes, acts = self._panes, self._acts
        commands.install(
            panes,
            {
                "help": lambda _: panes.keys.setVisible(not panes.keys.isVisible()),
                "zoom_in": lambda _: panes.timeline.zoom_in(),
                "zoom_out": lambda _: panes.timeline.zoom_out(),
                "earlier": lambda _: self._step(-1),
                "later": lambda _: self._step(1),
                "newest": lambda _: acts.show_newest(),
                "next_pane": lambda _: self._go_to_pane(1),
                "previous_pane": lambda _: self._go_to_pane(-1),
                **{name: partial(self._toggle, name) for name in SHEETS},
            },
        )

    def _install_writing(self, veil: Callable[[], None]) -> None:
        panes, acts = self._panes, self._acts
        made = commands.install(
            panes,
            {
                "take_back": lambda _: acts.take_back(),
                "amend": lambda _: acts.amend_selected(),
                "mark_risk": lambda _: acts.ask_for_risk(),
                "veil": lambda _: veil(),
                "settle": self._choose,
                "raise_quality": panes.pad.raise_level,
                "lower_quality": panes.pad.lower_level,
                "another_question": lambda _: panes.ask.another(),
                "asked": lambda _: panes.ask.say_asked(),
                "end": lambda _: acts.end_or_ask(),
            },
        )
        for actions in made.values():
            for action in actions:
                # A key that is held must not make a row of entries.
                action.setAutoRepeat(False)

    def _take_digit(self, event: QKeyEvent) -> bool:
        """Ctrl, Alt or Shift+Alt with a key of the digit row, where the layout hid it from the shortcuts."""
        held = event.modifiers() & (_ALT | _SHIFT | _CTRL | _META)
        digit = digit_of(event)
        if digit is None or self._read_only or event.isAutoRepeat():
            return False
        pad = self._panes.pad
        if held == _CTRL:
            self._choose(digit - 1)
        elif held == _ALT and digit <= len(EIGHT_CS):
            pad.raise_level(digit - 1)
        elif held == _ALT | _SHIFT and digit <= len(EIGHT_CS):
            pad.lower_level(digit - 1)
        else:
            return False
        return True

    def _choose(self, place: int) -> None:
        """A row of the sheet that lies over the room, or the part on the card at that place."""
        if self._sheets.is_open:
            self._sheets.choose(place)
        else:
            self._acts.settle_at(place)

    def _step(self, by: int) -> None:
        """To the entry before (-1) or after (1); what lies over the log is scrolled instead."""
        if not self._turn(by):
            step_selection(self._panes.log.selectionModel(), by)

    def _turn(self, pages: int) -> bool:
        """Scroll what lies over the room; False where nothing does."""
        if self._panes.keys.isVisible():
            self._panes.keys.turn(pages)
            return True
        return self._sheets.turn(pages)

    def _toggle(self, name: str, _index: int) -> None:
        self._panes.keys.hide()
        self._sheets.toggle(name)

    def _pass_on(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & (_ALT | _CTRL | _META)
        if self._read_only or held or not event.text().strip() or not event.text().isprintable():
            return False
        field = self._panes.capture.field
        field.setFocus()
        return QApplication.sendEvent(field, event.clone())

    def _go_to_pane(self, step: int) -> None:
        focused = QApplication.focusWidget()
        stops = [(pane, first_stop(pane)) for pane in self._panes.in_order() if pane.isVisible()]
        reachable = [(pane, stop) for pane, stop in stops if stop is not None]
        here = [
            index
            for index, (pane, _stop) in enumerate(reachable)
            if focused is not None and (pane is focused or pane.isAncestorOf(focused))
        ]
        _pane, stop = reachable[((here[0] if here else 0) + step) % len(reachable)]
        stop.setFocus(Qt.FocusReason.TabFocusReason)


def first_stop(pane: QWidget) -> QWidget | None:
    """The first widget of a pane that the keyboard can reach."""
    for widget in (pane, *pane.findChildren(QWidget)):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
            return widget
    return None
