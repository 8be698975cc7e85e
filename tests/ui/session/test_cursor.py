from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from tests.ui.session.rooms import Room
from ui.session.cursor import to_characters, to_units


@given(st.text(), st.integers(0, 40))
def test_a_place_in_characters_is_found_again_through_units(text: str, place: int) -> None:
    place = min(place, len(text))
    assert to_characters(text, to_units(text, place)) == place


def test_a_name_is_completed_behind_an_emoji(room: Room) -> None:
    room.log("m 🌿 Gardener: waters")
    room.field.setText("m 🌿 gar tight")
    room.field.setCursorPosition(to_units("m 🌿 gar", 7))
    room.press(Qt.Key.Key_Tab)
    assert room.field.text() == "m 🌿 Gardener tight"
