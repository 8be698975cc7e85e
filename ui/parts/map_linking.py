"""Linking two parts of a map: begun by hand or key, the kind asked in a small panel beside them."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from kap_companion.vocabulary.links import LinkKind, LinkState
from ui.parts.link_panel import LinkPanel
from ui.parts.map_canvas import MapCanvas
from ui.theme import Light
from ui.widgets.announcement import announce

_BESIDE_PX = 40
_EDGE_PX = 8


class LinkingMap(MapCanvas):
    """A map on which a link can be begun, asked about and left; it tells what is wanted and changes nothing.

    Signals:
        link_wanted: from, to and the `LinkKind`; an undirected kind has the smaller id first.
        link_state_wanted: from, to, the `LinkKind` and the `LinkState` it has by now.
        link_drop_wanted: from, to and the `LinkKind` they do not stand in after all.
    """

    link_wanted = Signal(str, str, object)
    link_state_wanted = Signal(str, str, object, object)
    link_drop_wanted = Signal(str, str, object)

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(light, parent)
        self._linking_allowed = True
        self._link_from: str | None = None
        self._panel = LinkPanel(light, self)
        self._panel.hide()
        self._panel.kind_chosen.connect(self._say_link)
        self._panel.state_chosen.connect(self._say_state)
        self._panel.dropped.connect(self._say_dropped)
        self._panel.left.connect(self.leave_link)

    @property
    def chosen(self) -> str | None:
        """The id of the part that is chosen."""
        return self._chosen

    @property
    def linking_from(self) -> str | None:
        """The id of the part a link was begun from."""
        return self._link_from

    @property
    def is_asking(self) -> bool:
        """Whether the panel asks for the kind of a link now."""
        return self._panel.isVisible()

    def begin_link(self) -> None:
        """Begin a link from the part that is chosen; the next part that is chosen is its other end."""
        if not self._linking_allowed or self._chosen is None:
            announce(self, self.tr("Choose a part first."))
            return
        self._link_from = self._chosen
        self.setCursor(Qt.CursorShape.CrossCursor)
        announce(self, self.tr("Choose the other part, then press Enter."))

    def leave_link(self) -> None:
        """Leave a link that was begun."""
        had_focus = self._panel.isAncestorOf(self.focusWidget() or self)
        self._link_from = None
        self._panel.hide()
        self.draw_line(None)
        self.unsetCursor()
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_kind(self, from_id: str, to_id: str | None) -> None:
        """Ask how two parts stand to each other; a link drawn to nothing, or to itself, is left."""
        one, other = self.scene.part(from_id), self.scene.part(to_id)
        if one is None or other is None or one is other:
            self.leave_link()
            return
        self._link_from = from_id
        self.line_between(one.id, other.id)
        self._panel.ask(one, other, self.scene.between(one.id, other.id))
        self._put_panel_beside(self.circle_of(other.id).center())

    def line_between(self, one: str, other: str) -> None:
        """Show the link that is being drawn between two parts."""
        ends = (self.picture.spots[one], self.picture.spots[other])
        self.draw_line(((ends[0].x, ends[0].y), (ends[1].x, ends[1].y)))

    def _put_panel_beside(self, at: QPoint) -> None:
        """The panel stands where there is more room, and never outside the map."""
        panel, gap, edge = self._panel, _BESIDE_PX, _EDGE_PX
        left = at.x() + gap if at.x() < self.width() / 2 else at.x() - gap - panel.width()
        top = at.y() - panel.height() // 2
        panel.move(
            max(min(left, self.width() - panel.width() - edge), edge),
            max(min(top, self.height() - panel.height() - edge), edge),
        )

    def _say_link(self, from_part: str, to_part: str, kind: LinkKind) -> None:
        self.leave_link()
        self.link_wanted.emit(from_part, to_part, kind)

    def _say_state(self, from_part: str, to_part: str, kind: LinkKind, state: LinkState) -> None:
        self.leave_link()
        self.link_state_wanted.emit(from_part, to_part, kind, state)

    def _say_dropped(self, from_part: str, to_part: str, kind: LinkKind) -> None:
        self.leave_link()
        self.link_drop_wanted.emit(from_part, to_part, kind)
