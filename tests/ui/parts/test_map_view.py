"""The map under somebody's hands."""

from itertools import combinations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from kap_companion.parts.map_ground import Box
from kap_companion.parts.map_scene import MapLink, MapPart, MapScene
from kap_companion.vocabulary.links import LinkKind, LinkState
from tests.ui.parts.maps import a_crowd, a_map, protects
from ui.parts.link_panel import LinkPanel
from ui.parts.map_brushes import in_grey
from ui.parts.map_view import MapView
from ui.theme import DAYLIGHT, style_sheet

NONE, ALT, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class Hands:
    """Somebody at a map, and what the map told of it."""

    def __init__(self, qtbot: QtBot, scene: MapScene) -> None:
        self.qtbot = qtbot
        self.view = MapView(DAYLIGHT)
        self.view.setStyleSheet(style_sheet(DAYLIGHT))
        qtbot.addWidget(self.view)
        self.view.resize(900, 720)
        self.view.show_scene(scene)
        self.chosen: list[str] = []
        self.opened: list[str] = []
        self.placed: list[tuple[str, float, float]] = []
        self.links: list[tuple[str, str, LinkKind]] = []
        self.view.part_chosen.connect(self.chosen.append)
        self.view.part_opened.connect(self.opened.append)
        self.view.part_placed.connect(lambda part, x, y: self.placed.append((part, x, y)))
        self.view.link_wanted.connect(lambda one, other, kind: self.links.append((one, other, kind)))
        with qtbot.waitExposed(self.view):
            self.view.show()
        self.view.activateWindow()
        self.view.setFocus()
        qtbot.waitUntil(self.view.hasFocus)

    @property
    def panel(self) -> LinkPanel:
        (panel,) = self.view.findChildren(LinkPanel)
        return panel

    def at(self, part: str) -> QPoint:
        return self.view.circle_of(part).center()

    def rim(self, part: str) -> QPoint:
        return self.at(part) + QPoint(round(self.view.picture.found.radius * self.view.scale), 0)

    def clicks(self, at: QPoint) -> None:
        self.qtbot.mouseClick(self.view, Qt.MouseButton.LeftButton, NONE, at)

    def drags(self, start: QPoint, end: QPoint, modifier: Qt.KeyboardModifier = NONE) -> None:
        self.sends(QEvent.Type.MouseButtonPress, start, modifier)
        for step in range(1, 5):
            self.sends(QEvent.Type.MouseMove, start + (end - start) * step / 4, modifier)
        self.sends(QEvent.Type.MouseButtonRelease, end, modifier)

    def sends(self, kind: QEvent.Type, at: QPoint, modifier: Qt.KeyboardModifier = NONE) -> None:
        button = Qt.MouseButton.LeftButton
        event = QMouseEvent(kind, QPointF(at), QPointF(self.view.mapToGlobal(at)), button, button, modifier)
        QApplication.sendEvent(self.view, event)

    def presses(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.view, key, modifier)


def test_a_click_chooses_a_part_and_one_beside_it_chooses_nobody(qtbot: QtBot) -> None:
    hands = Hands(qtbot, a_map())
    hands.clicks(hands.at("p2"))
    hands.clicks(QPoint(6, 6))
    assert hands.chosen == ["p2", ""]
    assert hands.view.chosen is None


def test_the_name_under_a_circle_chooses_it_too(qtbot: QtBot) -> None:
    hands = Hands(qtbot, a_map())
    label = hands.view.picture.spots["p1"].label
    hands.clicks(hands.view.to_screen((label.left + 4, label.bottom - 3)).toPoint())
    assert hands.chosen == ["p1"]


def test_dragging_a_part_places_it_where_it_was_let_go(qtbot: QtBot) -> None:
    hands = Hands(qtbot, a_map())
    hands.drags(hands.at("p0"), QPoint(620, 500))
    ((part, x, y),) = hands.placed
    ring = hands.view.picture.found.ring
    middle = hands.view.to_screen((0, 0))
    assert part == "p0"
    assert x * ring == pytest.approx(620 - middle.x(), abs=2)
    assert y * ring == pytest.approx(500 - middle.y(), abs=2)
    assert hands.view.scene.placed == {"p0": (x, y)}
    assert hands.chosen == ["p0"]


def test_a_part_cannot_be_dragged_out_of_sight(qtbot: QtBot) -> None:
    hands = Hands(qtbot, a_map())
    hands.drags(hands.at("p0"), QPoint(5000, -3000))
    assert hands.view.rect().contains(hands.view.circle_of("p0"))
    ((_part, x, y),) = hands.placed
    assert abs(x) <= 2
    assert abs(y) <= 2


def test_a_trembling_finger_chooses_and_moves_nothing(qtbot: QtBot) -> None:
    hands = Hands(qtbot, a_map())
    at = hands.at("p0")
    hands.drags(at, at + QPoint(1, 1))
    assert hands.chosen == ["p0"]
    assert hands.placed == []


@pytest.mark.parametrize("by", ["rim", "alt"])
def test_a_link_is_drawn_from_the_rim_or_with_alt_and_its_kind_is_asked(qtbot: QtBot, by: str) -> None:
    hands = Hands(qtbot, a_map())
    if by == "rim":
        hands.drags(hands.rim("p0"), hands.at("p2"))
    else:
        hands.drags(hands.at("p0"), hands.at("p2"), ALT)
    assert hands.panel.isVisible()
    assert hands.view.rect().contains(hands.panel.geometry())
    hands.presses(Qt.Key.Key_2)
    assert hands.links == [("p0", "p2", LinkKind.TRIGGERS)]
    assert hands.placed == []
    assert not hands.panel.isVisible()


def test_a_link_drawn_to_nobody_is_left(qtbot: QtBot) -> None:
    hands = Hands(qtbot, a_map())
    hands.drags(hands.rim("p0"), QPoint(5, 5))
    assert not hands.panel.isVisible()
    assert hands.view.linking_from is None


def test_a_link_can_be_turned_round_before_its_kind_is_chosen(qtbot: QtBot) -> None:
    hands = Hands(qtbot, a_map())
    hands.drags(hands.rim("p0"), hands.at("p2"))
    turn = next(
        b
        for b in hands.panel.findChildren(type(hands.panel.kind_button(LinkKind.PROTECTS)))
        if "round" in b.text()
    )
    qtbot.mouseClick(turn, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(hands.panel.kind_button(LinkKind.PROTECTS), Qt.MouseButton.LeftButton)
    assert hands.links == [("p2", "p0", LinkKind.PROTECTS)]


def test_a_link_that_has_no_direction_is_told_one_way_only(qtbot: QtBot) -> None:
    hands = Hands(qtbot, a_map())
    hands.drags(hands.rim("p2"), hands.at("p0"))
    qtbot.mouseClick(hands.panel.kind_button(LinkKind.POLARISED), Qt.MouseButton.LeftButton)
    assert hands.links == [("p0", "p2", LinkKind.POLARISED)]


def test_drawing_over_a_link_there_is_asks_how_it_stands_by_now(qtbot: QtBot) -> None:
    hands = Hands(qtbot, a_map(5, protects("p0", "p2")))
    states: list[tuple[str, str, LinkKind, LinkState]] = []
    dropped: list[tuple[str, str, LinkKind]] = []
    hands.view.link_state_wanted.connect(lambda *told: states.append(told))
    hands.view.link_drop_wanted.connect(lambda *told: dropped.append(told))
    for words in ("easing", "not so after all"):
        hands.drags(hands.rim("p2"), hands.at("p0"))
        buttons = hands.panel.findChildren(type(hands.panel.kind_button(LinkKind.PROTECTS)))
        qtbot.mouseClick(next(b for b in buttons if b.text() == words), Qt.MouseButton.LeftButton)
    assert states == [("p0", "p2", LinkKind.PROTECTS, LinkState.EASING)]
    assert dropped == [("p0", "p2", LinkKind.PROTECTS)]


def test_all_of_it_works_without_a_mouse(qtbot: QtBot) -> None:
    hands = Hands(qtbot, a_map(3))
    hands.presses(Qt.Key.Key_Right)
    assert hands.chosen == ["p0"]
    hands.presses(Qt.Key.Key_Return)
    assert hands.opened == ["p0"]
    hands.presses(Qt.Key.Key_L)
    hands.presses(Qt.Key.Key_Tab)
    hands.presses(Qt.Key.Key_Return)
    assert hands.panel.isVisible()
    hands.presses(Qt.Key.Key_1)
    assert hands.links == [("p0", "p1", LinkKind.PROTECTS)]
    assert hands.view.hasFocus()


def test_the_arrows_choose_the_part_that_lies_that_way(qtbot: QtBot) -> None:
    placed = {"p0": (0.0, -0.8), "p1": (0.8, 0.0), "p2": (0.0, 0.8), "p3": (-0.8, 0.0)}
    hands = Hands(qtbot, a_map(4, **placed))
    hands.view.choose("p0")
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up):
        hands.presses(key)
    assert hands.chosen == ["p1", "p2", "p3", "p0"]


def test_steps_with_shift_are_one_placement_once_shift_is_let_go(qtbot: QtBot) -> None:
    hands = Hands(qtbot, a_map(3, p0=(0.5, 0.0)))
    hands.view.choose("p0")
    for _ in range(3):
        hands.qtbot.keyPress(hands.view, Qt.Key.Key_Right, SHIFT)
    assert hands.placed == []
    hands.qtbot.keyRelease(hands.view, Qt.Key.Key_Shift)
    ((part, x, y),) = hands.placed
    assert (part, round(x, 2), round(y, 2)) == ("p0", 0.59, 0.0)


def test_leaving_the_map_puts_down_what_was_moved_by_keys(qtbot: QtBot) -> None:
    hands = Hands(qtbot, a_map(3))
    hands.view.choose("p0")
    hands.qtbot.keyPress(hands.view, Qt.Key.Key_Down, SHIFT)
    hands.view.clearFocus()
    assert [part for part, _x, _y in hands.placed] == ["p0"]


def test_tab_goes_through_the_parts_and_then_leaves_the_map(qtbot: QtBot) -> None:
    hands = Hands(qtbot, a_map(3))
    for _ in range(3):
        assert hands.view.focusNextPrevChild(True)
    assert hands.chosen == ["p0", "p1", "p2"]
    hands.view.focusNextPrevChild(True)
    assert hands.view.chosen == "p2"


def test_esc_leaves_a_link_that_was_begun(qtbot: QtBot) -> None:
    hands = Hands(qtbot, a_map())
    hands.view.choose("p0")
    hands.presses(Qt.Key.Key_L)
    assert hands.view.linking_from == "p0"
    hands.presses(Qt.Key.Key_Escape)
    assert hands.view.linking_from is None
    hands.drags(hands.rim("p0"), hands.at("p2"))
    hands.presses(Qt.Key.Key_Escape)
    assert not hands.panel.isVisible()
    assert hands.links == []


def test_link_mode_takes_the_next_part_that_is_clicked(qtbot: QtBot) -> None:
    hands = Hands(qtbot, a_map())
    hands.clicks(hands.at("p0"))
    hands.view.begin_link()
    hands.clicks(hands.at("p1"))
    hands.presses(Qt.Key.Key_5)
    assert hands.links == [("p0", "p1", LinkKind.ALLIED)]


def test_in_the_review_parts_can_be_moved_but_not_linked(qtbot: QtBot) -> None:
    hands = Hands(qtbot, a_map())
    hands.view.allow(moving=True, linking=False)
    hands.drags(hands.rim("p0"), hands.at("p0") + QPoint(60, 40))
    hands.presses(Qt.Key.Key_L)
    assert hands.view.linking_from is None
    assert [part for part, _x, _y in hands.placed] == ["p0"]


def test_where_nothing_is_allowed_parts_are_only_chosen(qtbot: QtBot) -> None:
    hands = Hands(qtbot, a_map())
    hands.view.allow(moving=False, linking=False)
    hands.drags(hands.at("p0"), QPoint(600, 500))
    hands.clicks(hands.at("p1"))
    hands.qtbot.keyPress(hands.view, Qt.Key.Key_Right, SHIFT)
    assert hands.placed == []
    assert hands.chosen == ["p1"]


def test_double_click_opens_a_part(qtbot: QtBot) -> None:
    hands = Hands(qtbot, a_map())
    qtbot.mouseDClick(hands.view, Qt.MouseButton.LeftButton, NONE, hands.at("p1"))
    assert hands.opened == ["p1"]


def test_the_wheel_with_ctrl_looks_nearer_and_keeps_what_is_under_the_pointer(qtbot: QtBot) -> None:
    hands = Hands(qtbot, a_map())
    at = QPointF(hands.at("p1"))
    before = hands.view.to_map(at)
    turned = QPoint(0, 120)
    event = QWheelEvent(
        at,
        at,
        QPoint(),
        turned,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(hands.view, event)
    assert hands.view.to_map(at) == pytest.approx(before)
    assert hands.view.scale > 1
    hands.presses(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert hands.view.scale == 1


def test_another_map_leaves_what_was_begun_with_a_part_that_is_gone(qtbot: QtBot) -> None:
    hands = Hands(qtbot, a_map(5))
    hands.view.choose("p4")
    hands.view.begin_link()
    hands.sends(QEvent.Type.MouseButtonPress, hands.at("p3"))
    hands.sends(QEvent.Type.MouseMove, hands.at("p3") + QPoint(40, 40))
    hands.view.show_scene(a_map(2))
    hands.sends(QEvent.Type.MouseButtonRelease, QPoint(300, 300))
    hands.view.grab()
    assert (hands.view.chosen, hands.view.linking_from, hands.placed) == (None, None, [])


@pytest.mark.parametrize("count", [0, 1, 5, 40, 200])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_names_as_they_are_painted_lie_upon_nothing(qtbot: QtBot, count: int, scale: float) -> None:
    view = MapView(DAYLIGHT)
    view.setStyleSheet(style_sheet(DAYLIGHT, scale))
    qtbot.addWidget(view)
    view.resize(820, 640)
    view.show_scene(a_crowd(count) if count > 1 else a_map(count))
    view.grab()
    found = view.picture.found
    radius = found.radius
    boxes = [Box(s.x - radius, s.y - radius, 2 * radius, 2 * radius) for s in found.spots]
    boxes += [spot.label for spot in found.spots]
    assert not [1 for one, other in combinations(boxes, 2) if one.touches(other)]
    for spot in found.spots:
        widest = max(view.brushes.metrics.horizontalAdvance(line) for line in spot.lines)
        assert widest <= spot.label.width


@pytest.mark.parametrize(
    "name", ["x" * 300, "🌊", "השומרת של הלילה", "a\x00b\nc", "\ud83d", "<b>&amp;", "﷽" * 40]
)
def test_any_name_can_be_painted_and_heard_in_full(qtbot: QtBot, name: str) -> None:
    view = MapView(DAYLIGHT)
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show_scene(MapScene((MapPart("p0", name),)))
    view.grab()
    assert view.picture.spots["p0"].lines


def test_a_tooltip_says_a_long_name_in_full_and_as_plain_text(qtbot: QtBot) -> None:
    hands = Hands(qtbot, MapScene((MapPart("p0", "<b>" + "long " * 50),)))
    at = hands.at("p0")
    QApplication.sendEvent(hands.view, QHelpEvent(QEvent.Type.ToolTip, at, hands.view.mapToGlobal(at)))
    assert QToolTip.text() == "<p>&lt;b&gt;" + ("long " * 50).strip() + "</p>"
    QToolTip.hideText()


def test_grey_has_no_colour_and_kinds_of_links_still_differ(qtbot: QtBot) -> None:
    view = MapView(in_grey(DAYLIGHT))
    qtbot.addWidget(view)
    view.resize(600, 500)
    pictures = set()
    for kind in LinkKind:
        view.show_scene(a_map(2, MapLink(kind, "p0", "p1")))
        image = view.grab().toImage()
        for x in range(0, image.width(), 7):
            for y in range(0, image.height(), 7):
                seen = image.pixelColor(x, y)
                assert (
                    max(seen.red(), seen.green(), seen.blue()) - min(seen.red(), seen.green(), seen.blue())
                    <= 2
                )
        pictures.add(bytes(image.constBits()))
    assert len(pictures) == len(LinkKind)
