"""Where the dots of a passphrase are painted."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF


@dataclass(frozen=True, slots=True)
class Dots:
    """Where to paint: the middle of each dot, their radius, and the caret, in the field's own pixels."""

    middles: tuple[QPointF, ...]
    radius: float
    caret: QRectF


def lay_out(count: int, box: QRectF, letter_height: float, *, leftwards: bool = False) -> Dots:
    """The dots of `count` characters in a box; where they do not fit, the newest ones are shown."""
    radius = letter_height * 0.17
    step = radius * 4.8
    fitting = max(0, int((box.width() - radius * 2) / step))
    shown = min(count, fitting)
    middle = box.center().y()
    along = [radius + step * index for index in range(shown)]
    end = step * shown
    start, sign = (box.right(), -1.0) if leftwards else (box.left(), 1.0)
    middles = tuple(QPointF(start + sign * x, middle) for x in along)
    caret = QRectF(start + sign * end - 0.75, middle - letter_height * 0.6, 1.5, letter_height * 1.2)
    return Dots(middles, radius, caret)


def around(dots: Dots) -> QRectF:
    """The area of everything selected; there is at least one dot."""
    reach = dots.radius * 2
    return (
        QRectF(dots.middles[0], dots.middles[-1])
        .normalized()
        .adjusted(-reach, 0, reach, 0)
        .united(dots.caret)
    )
