"""The digit row, whatever is printed on it."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from ui.session.digit_row import digit_of

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier


def a_key(
    key: Qt.Key, modifiers: Qt.KeyboardModifier, *, scan_code: int = 0, virtual_key: int = 0
) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key.value, modifiers, scan_code, virtual_key, 0)


@pytest.mark.parametrize("digit", range(1, 10))
def test_a_digit_is_a_digit(digit: int) -> None:
    assert digit_of(a_key(Qt.Key(Qt.Key.Key_0.value + digit), ALT)) == digit


@pytest.mark.parametrize(
    ("platform", "codes"),
    [
        ("linux", {"scan_code": 12}),
        ("win32", {"scan_code": 4}),
        ("darwin", {"virtual_key": 20}),
    ],
)
@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        pytest.param(Qt.Key.Key_NumberSign, ALT | SHIFT, id="US: Shift+3 writes #"),
        pytest.param(Qt.Key.Key_section, ALT | SHIFT, id="German: Shift+3 writes §"),
        pytest.param(Qt.Key.Key_QuoteDbl, ALT, id="French: 3 is Shift's"),
    ],
)
def test_the_third_key_is_three_on_every_layout(
    platform: str, codes: dict[str, int], key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    assert digit_of(a_key(key, modifiers, **codes), platform) == 3


def test_letters_and_the_keypad_are_no_digits_of_the_row() -> None:
    assert digit_of(a_key(Qt.Key.Key_Q, ALT, scan_code=24), "linux") is None
    assert digit_of(a_key(Qt.Key.Key_3, ALT | KEYPAD), "linux") is None
