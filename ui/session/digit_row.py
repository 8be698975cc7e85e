"""Which key of the digit row was pressed, whatever the keyboard's layout writes there."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

# The first key of the row by its place: X11 and Wayland count from 10, Windows from 2.
_FIRST_SCAN_CODE = {"linux": 10, "win32": 2}
# macOS knows its keys by codes that are in no order.
_MAC_CODES = {18: 1, 19: 2, 20: 3, 21: 4, 23: 5, 22: 6, 26: 7, 28: 8, 25: 9}


def digit_of(event: QKeyEvent, platform: str = sys.platform) -> int | None:
    """1 to 9 for a key of the digit row, None for any other.

    French and Czech keyboards, among others, write digits only with Shift, and Shift writes a sign
    elsewhere: where the key's meaning is no digit, its place on the keyboard tells.
    """
    if event.modifiers() & Qt.KeyboardModifier.KeypadModifier:
        return None
    written = event.key() - Qt.Key.Key_0.value
    if 1 <= written <= 9:
        return written
    if platform == "darwin":
        return _MAC_CODES.get(event.nativeVirtualKey())
    placed = event.nativeScanCode() - _FIRST_SCAN_CODE.get(platform, 0) + 1
    return placed if platform in _FIRST_SCAN_CODE and 1 <= placed <= 9 else None
