"""Telling a screen reader what has just appeared on the screen."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say `text` once; nothing happens where none is listening."""
    if not text or not QAccessible.isActive():
        return
    # Qt asks the widget's interface while it handles the event: both must live until the call returns.
    spoken = QAccessible.queryAccessibleInterface(widget)
    event = QAccessibleAnnouncementEvent(widget, text)
    QAccessible.updateAccessibility(event)
    del event, spoken
