"""What is wrong with how a room is laid out, in words: text that is cut, widgets one over the other."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QApplication,
    QLabel,
    QScrollBar,
    QWidget,
)

from ui.session.room_panes import RoomPanes
from ui.widgets.elided_label import ElidedLabel

FINGER = 44


# A line that breaks makes its card higher, which moves what is below it: each in a turn of the loop.
TURNS = 8


def settle() -> None:
    """Let every layout find its place."""
    for _turn in range(TURNS):
        QApplication.processEvents()


def named(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else widget.accessibleName()
    return f"{type(widget).__name__} “{words[:40]}” {widget.width()}×{widget.height()}"


def shown(page: QWidget) -> list[QWidget]:
    return [widget for widget in page.findChildren(QWidget) if widget.isVisible() and not widget.isWindow()]


def too_small_to_hit(page: QWidget) -> list[str]:
    controls = (
        widget
        for widget in shown(page)
        if isinstance(widget, QAbstractButton | QAbstractSlider)
        and not isinstance(widget, QScrollBar)
        and widget.isEnabled()
    )
    return [named(control) for control in controls if min(control.width(), control.height()) < FINGER]


def cut_text(page: QWidget) -> Iterator[str]:
    for widget in shown(page):
        if isinstance(widget, ElidedLabel):
            continue
        if isinstance(widget, QLabel) and widget.text():
            if widget.wordWrap():
                if widget.height() < widget.heightForWidth(widget.width()):
                    yield f"too low: {named(widget)}"
            elif widget.width() < widget.minimumSizeHint().width():
                yield f"too narrow: {named(widget)}"
        elif (
            isinstance(widget, QAbstractButton)
            and widget.text()
            and widget.width() < widget.minimumSizeHint().width()
        ):
            yield f"too narrow: {named(widget)}"


def outside(page: QWidget) -> Iterator[str]:
    whole = page.rect()
    for widget in shown(page):
        if _scrolls(widget, page):
            continue
        place = QRect(widget.mapTo(page, QPoint()), widget.size())
        if not whole.contains(place) and not place.isEmpty():
            yield f"outside: {named(widget)}"


def overlapping(page: QWidget) -> Iterator[str]:
    for parent in (page, *shown(page)):
        over = {parent.sheet, parent.keys} if isinstance(parent, RoomPanes) else set()
        beside = [
            child
            for child in parent.children()
            if isinstance(child, QWidget) and child.isVisible() and not child.isWindow() and child not in over
        ]
        if isinstance(parent, QAbstractScrollArea):
            continue
        for one, other in combinations(beside, 2):
            if one.geometry().intersects(other.geometry()):
                yield f"one over the other: {named(one)} and {named(other)}"


def _scrolls(widget: QWidget, page: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not page:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def wrong_looks(page: QWidget) -> list[str]:
    return [*cut_text(page), *outside(page), *overlapping(page)]
