"""A screen reader hears the map as a list of parts with their links."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from kap_companion.parts.map_scene import MapScene
from kap_companion.vocabulary.links import LinkState
from tests.ui.parts.maps import a_map, protects
from ui.parts.map_view import MapView
from ui.theme import DAYLIGHT

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


def shown(qtbot: QtBot, scene: MapScene) -> MapView:
    view = MapView(DAYLIGHT)
    qtbot.addWidget(view)
    view.resize(700, 600)
    view.show_scene(scene)
    with qtbot.waitExposed(view):
        view.show()
    return view


def heard(view: MapView, what: QAccessible.Text = NAME) -> list[str]:
    told = QAccessible.queryAccessibleInterface(view)
    return [told.child(place).text(what) for place in range(told.childCount())]


def test_the_map_is_a_list_of_its_parts_with_role_and_presence(qtbot: QtBot) -> None:
    view = shown(qtbot, a_map(5))
    told = QAccessible.queryAccessibleInterface(view)
    assert told.role() is QAccessible.Role.List
    assert told.text(NAME) == "Map of the inner family"
    assert told.text(DESCRIPTION) == "Self is in the middle. 5 parts are on the map."
    assert heard(view) == [
        "The Planner, manager",
        "Go-Numb, firefighter",
        "The Watchman, exile",
        "the little one, self-like part",
        "grief by the window, known, not here in this session",
    ]


def test_each_part_is_heard_with_its_links_from_its_own_side(qtbot: QtBot) -> None:
    view = shown(qtbot, a_map(3, protects("p0", "p2", LinkState.EASING), protects("p1", "p2")))
    assert heard(view, DESCRIPTION) == [
        "protects The Watchman (easing)",
        "protects The Watchman",
        "The Planner protects it (easing); Go-Numb protects it",
    ]


def test_roles_are_not_said_where_the_client_wants_the_glyph_alone(qtbot: QtBot) -> None:
    scene = MapScene(a_map(2).parts, role_words=False)
    assert heard(shown(qtbot, scene)) == ["The Planner", "Go-Numb"]


def test_the_chosen_part_is_the_selected_item_and_each_says_where_it_is(qtbot: QtBot) -> None:
    view = shown(qtbot, a_map(3))
    view.choose("p1")
    told = QAccessible.queryAccessibleInterface(view)
    states = [bool(told.child(place).state().selected) for place in range(3)]
    assert states == [False, True, False]
    item = told.child(1)
    assert item.rect().topLeft() == view.mapToGlobal(view.circle_of("p1").topLeft())
    assert item.parent().text(NAME) == told.text(NAME)
    assert told.indexOfChild(item) == 1
    assert view.circle_of("p1").contains(view.mapFromGlobal(item.rect().center()) - QPoint())


def test_a_part_that_left_the_map_is_heard_no_more(qtbot: QtBot) -> None:
    view = shown(qtbot, a_map(5))
    assert len(heard(view)) == 5
    view.show_scene(a_map(2))
    assert heard(view) == ["The Planner, manager", "Go-Numb, firefighter"]
    view.show_scene(MapScene())
    assert heard(view) == []
    assert view.accessibleDescription() == "Self is in the middle. No part is on the map yet."


def test_the_last_part_that_left_can_still_be_asked_about_without_harm(qtbot: QtBot) -> None:
    view = shown(qtbot, a_map(3))
    held = QAccessible.queryAccessibleInterface(view).child(2)
    view.show_scene(a_map(2))
    assert held.text(NAME) == ""
    assert held.rect().isEmpty()
