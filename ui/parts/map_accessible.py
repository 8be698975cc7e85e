"""What a screen reader learns of a map: a list of its parts, each with its links in words."""

from collections.abc import Callable
from functools import cache
from typing import Protocol, cast

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QAccessibleObject
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from kap_companion.parts.map_scene import MapPart, MapScene
from ui.parts.map_words import links_words, part_words


class PartOnMap(QObject):
    """One part of a map, for a screen reader to hold on to."""

    def __init__(self, view: QWidget, part_id: str) -> None:
        super().__init__(view)
        self.part_id = part_id


class TellsParts(Protocol):
    """A widget that shows parts."""

    on_map: list[PartOnMap]

    @property
    def scene(self) -> MapScene:
        """What is shown."""
        ...

    @property
    def chosen(self) -> str | None:
        """The part that is chosen."""
        ...

    def circle_of(self, part_id: str) -> QRect:
        """Where a part is, in the widget's own pixels."""
        ...


class MapAccessible(QAccessibleWidget):
    """The map as a list."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view, QAccessible.Role.List)
        self._view = view

    def childCount(self) -> int:
        """One for each part that is shown."""
        return len(_parts(self._view).on_map)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # None is allowed by Qt
        """The part at a place of the list."""
        on_map = _parts(self._view).on_map
        return QAccessible.queryAccessibleInterface(on_map[index]) if 0 <= index < len(on_map) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Where a part is in the list; -1 for none of these."""
        held = child.object()
        on_map = _parts(self._view).on_map
        return on_map.index(held) if isinstance(held, PartOnMap) and held in on_map else -1

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]  # None is allowed by Qt
        """The part that is chosen, while the map has the focus."""
        view = _parts(self._view)
        chosen = [held for held in view.on_map if held.part_id == view.chosen]
        if not chosen or not self._view.hasFocus():
            return None
        return QAccessible.queryAccessibleInterface(chosen[0])


class PartAccessible(QAccessibleObject):
    """A part of the map as an item of the list."""

    def __init__(self, held: PartOnMap) -> None:
        super().__init__(held)
        self._held = held

    def text(self, t: QAccessible.Text) -> str:
        """Its name and role; as its description how it stands to the others."""
        part, scene = self._part(), self._map().scene
        if part is None:
            return ""
        if t == QAccessible.Text.Name:
            return part_words(part, scene)
        return links_words(part, scene) if t == QAccessible.Text.Description else ""

    def role(self) -> QAccessible.Role:
        """An item of a list."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Whether it is chosen."""
        state = QAccessible.State()
        state.selectable = state.focusable = 1
        if self._map().chosen == self._held.part_id:
            state.selected = 1
            state.focused = int(self._view().hasFocus())
        return state

    def rect(self) -> QRect:
        """Where its circle is on the screen."""
        if self._part() is None:
            return QRect()
        box = self._map().circle_of(self._held.part_id)
        return QRect(self._view().mapToGlobal(QPoint(box.x(), box.y())), box.size())

    def parent(self) -> QAccessibleInterface:
        """The map."""
        return QAccessible.queryAccessibleInterface(self._view())

    def child(self, index: int) -> None:  # type: ignore[override]  # Qt takes None for no child
        """A part has no items of its own."""

    def childCount(self) -> int:
        """None."""
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """None of these."""
        return -1

    def _view(self) -> QWidget:
        return cast("QWidget", self._held.parent())

    def _map(self) -> TellsParts:
        return _parts(self._view())

    def _part(self) -> MapPart | None:
        return self._map().scene.part(self._held.part_id)


def tell_chosen(held: PartOnMap) -> None:
    """Have a screen reader say a part that was chosen; nothing happens where none is listening."""
    if QAccessible.isActive():
        spoken = QAccessible.queryAccessibleInterface(held)
        event = QAccessibleEvent(held, QAccessible.Event.Focus)
        QAccessible.updateAccessibility(event)
        del event, spoken


# Qt keeps its factories for the whole program: one for each kind of widget is enough, and must stay alive.
@cache
def describe_as_map(kind: type[QWidget]) -> Callable[[str, QObject], QAccessibleInterface | None]:
    """Have every widget of a kind described as a list of the parts in its `on_map`."""

    def describe(_class_name: str, described: QObject) -> QAccessibleInterface | None:
        if isinstance(described, PartOnMap):
            return PartAccessible(described)
        return MapAccessible(described) if isinstance(described, kind) else None

    QAccessible.installFactory(describe)
    return describe


def _parts(view: QWidget) -> TellsParts:
    return cast("TellsParts", view)
