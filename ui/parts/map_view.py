"""The map under somebody's hands: parts are chosen, moved and linked, by mouse, finger or keyboard."""

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from kap_companion.parts.map_scene import MapScene
from ui.parts.map_accessible import PartOnMap, describe_as_map, tell_chosen
from ui.parts.map_hit import beside, on_rim, part_at
from ui.parts.map_linking import LinkingMap
from ui.parts.map_words import map_words, name_of
from ui.theme import Light

_DRAG_PX = 4
_FINGER_REACH = 22
_ZOOM = 1.25
# One press of Shift and an arrow, as a share of the way from Self to the outermost ring.
_STEP = 0.03
_TOWARD = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass
class _Press:
    """A finger or button that is down: where, upon which part, and whether it draws a link or moves."""

    at: QPointF
    part: str | None
    links: bool
    grab: QPointF
    moved: bool = False


class MapView(LinkingMap):
    """A map that tells what a person wants; it changes nothing but where a part is shown.

    Drag a part to place it; drag from its rim, or with Alt, to link it with another. By keyboard: Tab and the
    arrows choose, Shift and an arrow moves, L begins a link, Enter opens, Esc leaves what was begun.
    """

    part_chosen = Signal(str)
    part_opened = Signal(str)
    part_placed = Signal(str, float, float)

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(light, parent)
        describe_as_map(MapView)
        self.on_map: list[PartOnMap] = []
        self._moving_allowed = True
        self._press: _Press | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Map of the inner family"))
        self.setAccessibleDescription(map_words(self.scene))

    def allow(self, *, moving: bool, linking: bool) -> None:
        """Say what hands may do here; choosing a part is always possible."""
        self._moving_allowed, self._linking_allowed = moving, linking

    def show_scene(self, scene: MapScene) -> None:
        """Show another map, or the same as it is now; what was begun with a part that is gone is left."""
        super().show_scene(scene)
        before = {held.part_id: held for held in self.on_map}
        self.on_map = [before.get(part.id) or PartOnMap(self, part.id) for part in scene.shown]
        for held in before.values():
            if held not in self.on_map:
                held.deleteLater()
        if self._press is not None and scene.part(self._press.part) is None:
            self._press = None
            self.lift(None)
        if self._link_from is not None and scene.part(self._link_from) is None:
            self.leave_link()
        if scene.part(self._chosen) is None:
            self._chosen = None
        self.setAccessibleDescription(map_words(scene))

    def choose(self, part_id: str | None) -> None:
        """Show a part as chosen, without saying so to anybody; None for no part."""
        self._chosen = part_id if self.scene.part(part_id) is not None else None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a part, or of the ground."""
        if event.button() is not Qt.MouseButton.LeftButton or self.is_asking:
            return
        x, y = self.to_map(event.position())
        part = part_at(self.picture, x, y, self._reach())
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        links = part is not None and self._linking_allowed and (alt or self._on_thin_rim(part, x, y))
        spot = self.picture.spots[part] if part is not None else None
        grab = QPointF(spot.x - x, spot.y - y) if spot is not None else QPointF()
        self._press = _Press(event.position(), part, links, grab)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the part, draw the link, or move the whole map."""
        press = self._press
        if press is None:
            self._show_hold(event.position())
            return
        press.moved = press.moved or (event.position() - press.at).manhattanLength() >= _DRAG_PX
        if not press.moved:
            return
        x, y = self.to_map(event.position())
        if press.part is None:
            self.look_aside(event.position() - press.at)
            press.at = event.position()
        elif press.links:
            spot = self.picture.spots[press.part]
            self.draw_line(((spot.x, spot.y), (x, y)))
        elif self._moving_allowed:
            self.lift(press.part)
            self.move_lifted(x + press.grab.x(), y + press.grab.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: choose the part, put it there, or ask how two stand to each other."""
        press, self._press = self._press, None
        if press is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if press.moved and press.part is not None and press.links:
            other = part_at(self.picture, *self.to_map(event.position()), self._reach())
            self.ask_kind(press.part, other)
        elif press.moved and press.part is not None and self._moving_allowed:
            self.choose_and_tell(press.part)
            self._put_down()
        elif not press.moved and self._link_from is not None:
            self.ask_kind(self._link_from, press.part)
        elif not press.moved:
            self.choose_and_tell(press.part)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the part."""
        part = part_at(self.picture, *self.to_map(event.position()), self._reach())
        if part is not None and not self.is_asking:
            self.part_opened.emit(part)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl nearer or farther at the pointer."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.look_nearer(_ZOOM ** (event.angleDelta().y() / 120), event.position())
            event.accept()
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, move, link and open by keyboard."""
        toward = _TOWARD.get(Qt.Key(event.key()))
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if toward is not None and shift:
            self._step(*toward)
        elif toward is not None:
            self._go(toward)
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal) and ctrl:
            self.look_nearer(_ZOOM)
        elif event.key() == Qt.Key.Key_Minus and ctrl:
            self.look_nearer(1 / _ZOOM)
        elif event.key() == Qt.Key.Key_0 and ctrl:
            self.look_nearer(0)
        elif event.key() == Qt.Key.Key_L and not ctrl and self._linking_allowed:
            self.begin_link()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen is not None:
            self._enter(self._chosen)
        elif event.key() == Qt.Key.Key_Escape and self._link_from is not None:
            self.leave_link()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Letting go of Shift puts down what was moved by keys: one act, not one for each step."""
        if event.key() == Qt.Key.Key_Shift:
            self._put_down()
        super().keyReleaseEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: FBT001 (Qt's own)
        """Tab goes through the parts before it leaves the map."""
        ids = [part.id for part in self.scene.shown]
        if self.hasFocus() and ids:
            place = ids.index(self._chosen) + (1 if next else -1) if self._chosen in ids else -1
            if self._chosen not in ids:
                place = 0 if next else len(ids) - 1
            if 0 <= place < len(ids):
                self.choose_and_tell(ids[place])
                return True
        return super().focusNextPrevChild(next)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by Tab begins with the first part, or the last."""
        super().focusInEvent(event)
        shown = self.scene.shown
        if shown and event.reason() is Qt.FocusReason.TabFocusReason:
            self.choose_and_tell(shown[0].id)
        elif shown and event.reason() is Qt.FocusReason.BacktabFocusReason:
            self.choose_and_tell(shown[-1].id)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the map puts down what was moved by keys."""
        super().focusOutEvent(event)
        self._put_down()
        self.update()

    def event(self, event: QEvent) -> bool:
        """A tooltip says a name in full that is longer than its label."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            part = self.scene.part(part_at(self.picture, *self.to_map(QPointF(event.pos())), self._reach()))
            self._show_name(event.globalPos(), name_of(part) if part is not None else "")
            return True
        return super().event(event)

    def choose_and_tell(self, part_id: str | None) -> None:
        """Choose a part, and say so: by signal, and to a screen reader."""
        if part_id == self._chosen:
            return
        self._put_down()
        self.choose(part_id)
        if self._link_from is not None and part_id is not None:
            self.line_between(self._link_from, part_id)
        for held in self.on_map:
            if held.part_id == part_id:
                tell_chosen(held)
        self.part_chosen.emit(part_id or "")

    def _go(self, toward: tuple[int, int]) -> None:
        shown = self.scene.shown
        if self._chosen is not None:
            self.choose_and_tell(beside(self.picture, self._chosen, toward))
        elif shown:
            self.choose_and_tell(shown[0].id)

    def _step(self, across: int, down: int) -> None:
        if self._chosen is None or not self._moving_allowed:
            return
        self.lift(self._chosen)
        spot, step = self.picture.spots[self._chosen], _STEP * self.picture.found.ring
        self.move_lifted(spot.x + across * step, spot.y + down * step)

    def _put_down(self) -> None:
        part = self.lifted
        if part is not None:
            self.part_placed.emit(part, *self.put_down())

    def _enter(self, chosen: str) -> None:
        if self._link_from is None:
            self.part_opened.emit(chosen)
        elif self._link_from != chosen:
            self.ask_kind(self._link_from, chosen)

    def _reach(self) -> float:
        return _FINGER_REACH / self.scale

    def _on_thin_rim(self, part: str, x: float, y: float) -> bool:
        return self._moving_allowed is False or on_rim(self.picture, part, x, y)

    def _show_hold(self, at: QPointF) -> None:
        """The pointer shows what pressing here would take hold of."""
        if self._link_from is not None:
            return
        x, y = self.to_map(at)
        part = part_at(self.picture, x, y, self._reach())
        if part is not None and self._linking_allowed and self._on_thin_rim(part, x, y):
            self.setCursor(Qt.CursorShape.CrossCursor)
        elif part is not None:
            can_move = self._moving_allowed
            self.setCursor(Qt.CursorShape.OpenHandCursor if can_move else Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()

    def _show_name(self, at: QPoint, name: str) -> None:
        QToolTip.showText(at, f"<p>{escape(name)}</p>" if name else "", self)
