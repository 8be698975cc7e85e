"""Dragging a part on a map of 60, from the pointer's move to painted, beside an empty widget as large."""

from math import cos, sin

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.timing import summary, timed
from tests.ui.parts.maps import a_crowd
from ui.parts.map_view import MapView
from ui.theme import DAYLIGHT, colour, load_scripts, load_typeface

PARTS = 60
MOVES = 600
SIZE = (1100, 800)


class Empty(QWidget):
    """Paints its ground and nothing else."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's own name)
        painter = QPainter(self)
        painter.fillRect(event.rect(), colour(DAYLIGHT.ground))
        painter.end()


def main() -> None:
    """Print the floor and the map, from one run."""
    application = QApplication.instance() or QApplication([])
    load_typeface()
    load_scripts()
    print(summary("an empty widget painted", empty_paints()))
    first, moves, dropped = drags()
    print(summary(f"a map of {PARTS} parts laid out and painted first", [first]))
    print(summary(f"one move of a drag painted, {PARTS} parts", moves))
    print(summary(f"a part let go: others make room, painted, {PARTS} parts", dropped))
    over = sum(move > 1000 / 60 for move in moves)
    print(f"frames of the drag that took longer than a sixtieth of a second: {over} of {len(moves)}")
    application.processEvents()


def empty_paints() -> list[float]:
    """Milliseconds to paint all of an empty widget."""
    widget = Empty()
    widget.resize(*SIZE)
    widget.show()
    QTest.qWaitForWindowExposed(widget)
    times = [timed(widget.repaint) for _ in range(MOVES)]
    widget.close()
    return times


def drags() -> tuple[float, list[float], list[float]]:
    """Milliseconds until the map is first painted, for every move of a drag, and for every letting go."""
    warm = MapView(DAYLIGHT)
    warm.resize(*SIZE)
    warm.grab()
    view = MapView(DAYLIGHT)
    view.resize(*SIZE)
    view.show()
    QTest.qWaitForWindowExposed(view)
    scene = a_crowd(PARTS)
    first = timed(lambda: view.show_scene(scene)) + timed(QApplication.processEvents)
    moves, dropped = [], []
    for part in ("p7", "p21", "p42"):
        start = view.circle_of(part).center()
        send(view, QEvent.Type.MouseButtonPress, start)
        send(view, QEvent.Type.MouseMove, start + QPoint(9, 9))
        QApplication.processEvents()
        for number in range(MOVES // 3):
            at = start + QPoint(round(170 * sin(number / 9)), round(140 * cos(number / 7)))
            moves.append(timed(lambda at=at: moved(view, at)))  # type: ignore[misc]
        dropped.append(timed(lambda at=at: let_go(view, at)))  # type: ignore[misc]
    assert len(view.scene.placed) == 3
    view.close()
    return first, moves, dropped


def moved(view: MapView, at: QPoint) -> None:
    send(view, QEvent.Type.MouseMove, at)
    QApplication.processEvents()


def let_go(view: MapView, at: QPoint) -> None:
    send(view, QEvent.Type.MouseButtonRelease, at)
    QApplication.processEvents()


def send(view: MapView, kind: QEvent.Type, at: QPoint) -> None:
    button = Qt.MouseButton.LeftButton
    where = QPointF(view.mapToGlobal(at))
    event = QMouseEvent(kind, QPointF(at), where, button, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, event)


if __name__ == "__main__":
    main()
