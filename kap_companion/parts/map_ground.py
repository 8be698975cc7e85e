"""The ground of a map while parts are laid upon it: what is taken, and what is still free. Pure."""

from dataclasses import dataclass

_SQUARE = 3.0
_LOWEST = 4


@dataclass(frozen=True, slots=True)
class Box:
    """An upright box, in pixels from the middle of Self."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right side."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return self.top + self.height

    def grown(self, by: float) -> "Box":
        """Larger on every side."""
        return Box(self.left - by, self.top - by, self.width + 2 * by, self.height + 2 * by)

    def touches(self, other: "Box") -> bool:
        """Whether both share some ground; a common side is none."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: "Box") -> bool:
        """Whether it lies inside the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def kept_within(self, other: "Box") -> "Box":
        """Moved so that it lies inside the other; one that is larger begins where the other does."""
        left = max(min(self.left, other.right - self.width), other.left)
        top = max(min(self.top, other.bottom - self.height), other.top)
        return Box(left, top, self.width, self.height)


class Ground:
    """Which ground is taken: a grid of small squares, each row the bits of one number."""

    def __init__(self, room: Box) -> None:
        self.room = room
        self._rows = [0] * (int(room.height / _SQUARE) + 1)

    def free(self, box: Box) -> bool:
        """Whether a box lies in the room and on no square that is taken."""
        return self.free_at(box.left, box.top, box.width, box.height)

    def free_at(self, left: float, top: float, width: float, height: float) -> bool:
        """The same of a box that was not made; laying out a map asks this some hundred thousand times."""
        room = self.room
        if left < room.left or top < room.top:
            return False
        if left + width > room.right or top + height > room.bottom:
            return False
        first, last = int((left - room.left) / _SQUARE), int((left + width - room.left) / _SQUARE)
        mask = ((1 << (last - first + 1)) - 1) << first
        upper, lower = int((top - room.top) / _SQUARE), int((top + height - room.top) / _SQUARE)
        rows = self._rows
        if rows[lower] & mask:
            return False
        # Nothing that is taken is as low as four rows, so every fourth tells of all.
        for row in rows[upper:lower:_LOWEST]:  # noqa: SIM110 (a generator here takes twice as long)
            if row & mask:
                return False
        return True

    def take(self, box: Box) -> None:
        """From now on nothing else lies there; what is outside the room takes nothing.

        Args:
            box: at least 12 pixels high.
        """
        room = self.room
        first = max(int((box.left - room.left) // _SQUARE), 0)
        last = max(int((box.right - room.left) // _SQUARE), -1)
        if last < first:
            return
        mask = ((1 << (last - first + 1)) - 1) << first
        upper = max(int((box.top - room.top) // _SQUARE), 0)
        lower = min(int((box.bottom - room.top) // _SQUARE), len(self._rows) - 1)
        for row in range(upper, lower + 1):
            self._rows[row] |= mask
