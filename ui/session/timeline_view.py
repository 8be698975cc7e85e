"""The timeline: the session painted on one axis of time, in step with the log."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontInfo,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kap_companion.session.limits import Bound
from kap_companion.session.prompts import Due
from kap_companion.session.timeline import seconds_from_dose
from kap_companion.vocabulary.limits import Measure
from kap_companion.vocabulary.session import CoursePoint
from ui.one_line import one_line
from ui.session.bound_words import bound_words
from ui.session.entry_model import EntryModel, select_row, step_selection
from ui.session.timeline_brushes import Brushes
from ui.session.timeline_described import described
from ui.session.timeline_following import follow
from ui.session.timeline_geometry import Axis, Window, whole_session
from ui.session.timeline_hit import bound_at, due_at, entry_at, on_course
from ui.session.timeline_lanes import sort_into_lanes
from ui.session.timeline_layout import NOTHING_AHEAD, lay_out, natural_height
from ui.session.timeline_paint import TimelinePainter
from ui.session.timeline_shapes import Room, Scene
from ui.session.timeline_sight import Sight
from ui.session.timeline_stays import Lane
from ui.theme import BASE_PX, Light, colour
from ui.words import t_plus

ZOOM = 1.25
HALF_PX = 0.5
_DRAG_PX = 4


class TimelineView(QWidget):
    """A second view of the entry model; it shares the log's selection.

    It shows the whole session until a person zooms or pans. When now leaves the view it is followed, unless
    the person panned away from it. Tab reaches it; a click selects without taking the focus.
    """

    def __init__(
        self,
        model: EntryModel,
        selection: QItemSelectionModel,
        light: Light,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._selection = selection
        self._light = light
        self._lanes = sort_into_lanes(model.timeline, model.surroundings)
        self._followed = model.timeline, model.surroundings
        self._now_ms = self._latest_ms()
        self._ahead = NOTHING_AHEAD
        self._course_source = ""
        self._sight = Sight(self._whole())
        self._scene: Scene | None = None
        self._brushes: Brushes | None = None
        self._pressed: tuple[QPoint, Window] | None = None
        self._dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(self.tr("Timeline of the session"))
        self._describe()
        model.changed.connect(self._take_change)
        selection.currentRowChanged.connect(self._take_selection)

    def set_now(self, elapsed_ms: int) -> None:
        """Move the now line: the strip around it is painted again, once it has moved half a pixel."""
        self._now_ms = elapsed_ms
        if self._lanes.ended_ms is not None:
            return
        sight = self._sight.caught_up(elapsed_ms, self._whole())
        if sight is not self._sight:
            self._look(sight)
            return
        shown = self.scene.now_x
        now = self.scene.axis.x(elapsed_ms) if self._sight.shown.holds(elapsed_ms) else None
        if shown != now and (shown is None or now is None or abs(now - shown) >= HALF_PX):
            self._move_now()

    def set_course(self, points: tuple[CoursePoint, ...], source: str) -> None:
        """The expected course of the route, minutes from the dose, and where it comes from."""
        self._ahead, self._course_source = replace(self._ahead, course=points), source
        self._relay()

    def set_dues(self, dues: tuple[Due, ...]) -> None:
        """What is due and not answered; vitals among it become dotted circles."""
        if dues != self._ahead.dues:
            self._ahead = replace(self._ahead, dues=dues)
            self._relay()

    def set_limits(self, limits: Mapping[Measure, Bound]) -> None:
        """The limits in force, by what they are about; those of the pressure become faint lines."""
        if limits != self._ahead.limits:
            self._ahead = replace(self._ahead, limits=limits)
            self._relay()

    def zoom_in(self) -> None:
        """Nearer, around the selected entry, else around now, else around the middle."""
        self._zoom(ZOOM, self._fixed_moment())

    def zoom_out(self) -> None:
        """Farther."""
        self._zoom(1 / ZOOM, self._fixed_moment())

    def show_all(self) -> None:
        """The whole session again, following now."""
        self._look(Sight(self._whole()))

    @property
    def sight(self) -> Sight:
        """The stretch of time in view."""
        return self._sight

    @property
    def scene(self) -> Scene:
        """The shapes in view."""
        if self._scene is None:
            self._scene = lay_out(self._lanes, self._room(), self._now_ms, self._ahead)
        return self._scene

    def sizeHint(self) -> QSize:
        """Wide, and high enough that nothing is squeezed."""
        return QSize(round(900 * self._unit()), round(natural_height(self._lanes, self._unit())))

    def minimumSizeHint(self) -> QSize:
        """Squeezed, but still to be read."""
        return QSize(round(420 * self._unit()), round(240 * self._unit()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The shapes in the part that is to be painted."""
        painter = QPainter(self)
        clip = QRectF(event.rect())
        painter.fillRect(clip, colour(self._light.ground))
        current = self._selection.currentIndex()
        entry = self._model.entry_at(current.row()) if current.isValid() else None
        at_x = self.scene.axis.x(entry.elapsed_ms) if entry else None
        TimelinePainter(painter, self._made_brushes(), self.scene, clip).paint(
            self._titles(), self.tr("expected course"), entry.part if entry else None, at_x
        )
        if self.hasFocus():
            painter.setPen(QPen(colour(self._light.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self._scene = None

    def changeEvent(self, event: QEvent) -> None:
        """Another text size or density: measure anew."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._brushes = None
            self._relay()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right select the entry before and after; Home and End the first and the newest."""
        match event.key():
            case Qt.Key.Key_Left:
                step_selection(self._selection, -1)
            case Qt.Key.Key_Right:
                step_selection(self._selection, 1)
            case Qt.Key.Key_Home if self._model.rowCount():
                select_row(self._selection, 0)
            case Qt.Key.Key_End if self._model.rowCount():
                select_row(self._selection, self._model.rowCount() - 1)
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl nearer or farther at the cursor; without it along the time."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom(ZOOM ** (turned.y() / 120), self.scene.axis.ms(event.position().x()))
        else:
            by = turned.x() or turned.y()
            self._pan_to(self._sight.shown.moved(-by / 120 * self._sight.shown.span_ms / 12))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The beginning of a click or of a drag."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = (event.position().toPoint(), self._sight.shown)
            self._dragged = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag along the time."""
        if self._pressed is None:
            return
        start, window = self._pressed
        by = event.position().x() - start.x()
        self._dragged = self._dragged or abs(by) >= _DRAG_PX
        if self._dragged:
            self._pan_to(window.moved(-by / self.scene.axis.px_per_ms))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click selects the nearest entry."""
        pressed, self._pressed = self._pressed, None
        if pressed is None or self._dragged:
            return
        row = self._row_at(event.position().x(), event.position().y())
        if row is not None:
            select_row(self._selection, row)

    def event(self, event: QEvent) -> bool:
        """A tooltip says the entry under the cursor, or where the expected course comes from; plain text."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            said = self._said_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), f"<p>{escape(said)}</p>" if said else "", self)
            return True
        return super().event(event)

    def _said_at(self, x: float, y: float) -> str:
        unit = self._unit()
        due = due_at(self.scene, x, y, unit)
        if due is not None:
            return self._due_words(self.scene.axis.ms(due.x))
        entry = entry_at(self.scene, self._lanes, x, y, unit)
        row = self._model.row_of(entry.id) if entry else None
        if row is not None:
            return one_line(self._model.said_at(row))
        bounding = bound_at(self.scene, x, y, unit)
        if bounding is not None:
            return bound_words(bounding.bound)
        if on_course(self.scene.course, x, y):
            return self.tr("Expected course: {source}").format(source=self._course_source)
        return ""

    def _due_words(self, at_ms: float) -> str:
        seconds = seconds_from_dose(self._model.timeline, round(at_ms))
        at = t_plus(seconds, with_seconds=False)
        return self.tr("Vitals due at {time}").format(time=at) if at else self.tr("Vitals due")

    def _row_at(self, x: float, y: float) -> int | None:
        if x < self.scene.axis.left:
            return None
        entry = entry_at(self.scene, self._lanes, x, y, self._unit())
        return self._model.row_of(entry.id) if entry else self._model.row_near(self.scene.axis.ms(x))

    def _zoom(self, factor: float, at_ms: float) -> None:
        self._look(self._sight.zoomed(factor, at_ms, self._whole()))

    def _pan_to(self, window: Window) -> None:
        self._look(self._sight.panned(window, self._now_ms, self._whole()))

    def _look(self, sight: Sight) -> None:
        self._sight = sight
        self._relay()

    def _fixed_moment(self) -> float:
        shown, current = self._sight.shown, self._selection.currentIndex()
        moment = self._model.entry_at(current.row()).elapsed_ms if current.isValid() else self._now_ms
        return moment if shown.holds(moment) else (shown.start_ms + shown.end_ms) / 2

    def _whole(self) -> Window:
        until = self._lanes.ended_ms if self._lanes.ended_ms is not None else self._now_ms
        return whole_session(self._lanes.first_ms, until, self._lanes.dose_ms)

    def _take_change(self) -> None:
        before, read, around = self._lanes, self._model.timeline, self._model.surroundings
        self._lanes = follow(before, *self._followed, read, around)
        self._followed = read, around
        self._now_ms = max(self._now_ms, self._latest_ms())
        first, shown = self._lanes.first_ms, self._sight.shown
        outside = not shown.holds(self._now_ms) or (first is not None and not shown.holds(first))
        if self._sight.whole and (outside or before.dose_ms != self._lanes.dose_ms):
            self._sight = Sight(self._whole())
        if natural_height(before, 1) != natural_height(self._lanes, 1):
            self.updateGeometry()
        self._describe()
        self._relay()

    def _take_selection(self) -> None:
        current = self._selection.currentIndex()
        if current.isValid():
            moment = self._model.entry_at(current.row()).elapsed_ms
            sight = self._sight.showing(moment, self._now_ms)
            if sight is not self._sight:
                self._look(sight)
        self._describe()
        self.update()

    def _relay(self) -> None:
        self._scene = None
        self.update()

    def _move_now(self) -> None:
        before, self._scene = self.scene, None
        lefts = [x for x in (before.now_x, self.scene.now_x) if x is not None]
        left = min(lefts, default=before.axis.left) - 12
        right = max(before.now_reach, self.scene.now_reach) + 12
        self.update(QRect(int(left), 0, int(right - left) + 2, self.height()))

    def _latest_ms(self) -> int:
        entries = self._model.timeline.entries
        return entries[-1].elapsed_ms if entries else 0

    def _unit(self) -> float:
        return QFontInfo(self.font()).pixelSize() / BASE_PX

    def _made_brushes(self) -> Brushes:
        ratio = self.devicePixelRatioF()
        if self._brushes is None or self._brushes.ratio != ratio:
            self._brushes = Brushes(self._light, self.font(), self._unit(), ratio)
        return self._brushes

    def _room(self) -> Room:
        brushes, unit = self._made_brushes(), self._unit()
        gutter = max(map(brushes.measure, self._titles().values())) + 34 * unit
        axis = Axis(self._sight.shown, gutter, max(self.width() - 16 * unit, gutter + 40))
        return Room(axis, self.height(), unit, brushes.measure)

    def _titles(self) -> dict[Lane, str]:
        return {
            Lane.DOSE: self.tr("Dose"),
            Lane.VITALS: self.tr("Vitals"),
            Lane.MANAGERS: self.tr("Managers"),
            Lane.FIREFIGHTERS: self.tr("Firefighters"),
            Lane.EXILES: self.tr("Exiles"),
            Lane.PARTS: self.tr("Parts"),
            Lane.SELF: self.tr("Self"),
        }

    def _describe(self) -> None:
        current = self._selection.currentIndex()
        selected = self._model.said_at(current.row()) if current.isValid() else ""
        model = self._model
        self.setAccessibleDescription(described(model.timeline, model.surroundings, selected))
