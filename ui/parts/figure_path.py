"""The outlines of the body's figure, read from its pictures so that there is one drawing of it."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from PySide6.QtCore import QPointF, QXmlStreamReader
from PySide6.QtGui import QPainterPath

from kap_companion.parts.body_spots import View

_PIECE = re.compile(r"([MCZ])([^MCZ]*)")
_NUMBER = re.compile(r"-?[\d.]+")


@cache
def outline(view: View) -> QPainterPath:
    """The figure's outline, in the units of `body_spots`."""
    return _paths(view)["figure"]


@cache
def inner_lines(view: View) -> QPainterPath:
    """The few quiet lines that tell the front from the back, in the units of `body_spots`."""
    return _paths(view)["lines"]


@cache
def _paths(view: View) -> dict[str, QPainterPath]:
    picture = (files("resources") / "icons" / f"body_{view.value}.svg").read_text("utf-8")
    reader = QXmlStreamReader(picture)
    found: dict[str, QPainterPath] = {}
    while reader.readNextStartElement() or not reader.atEnd():
        attributes = reader.attributes()
        if reader.isStartElement() and reader.name() == "path":
            found[attributes.value("id")] = as_path(attributes.value("d"))
    return found


def as_path(drawn: str) -> QPainterPath:
    """The path of an SVG's `d`: absolute moves, cubic curves and closings, which is all our pictures use."""
    path = QPainterPath()
    for command, numbers in _PIECE.findall(drawn):
        points = list(_points(numbers))
        if command == "M":
            path.moveTo(points[0])
        elif command == "C":
            for at in range(0, len(points), 3):
                path.cubicTo(*points[at : at + 3])
        else:
            path.closeSubpath()
    return path


def _points(numbers: str) -> Iterator[QPointF]:
    values = [float(number) for number in _NUMBER.findall(numbers)]
    yield from (QPointF(x, y) for x, y in zip(values[::2], values[1::2], strict=True))
