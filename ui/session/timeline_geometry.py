"""Time and pixels: the stretch of time in view, its ticks, and finding by bisection what lies in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication

MINUTE_MS = 60_000
SHORTEST_MS = MINUTE_MS
LONGEST_MS = 48 * 60 * MINUTE_MS
_STEPS_S = (5, 10, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 28800)

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of time in view, in milliseconds from the session's anchor."""

    start_ms: float
    end_ms: float

    @property
    def span_ms(self) -> float:
        """How much time is in view."""
        return self.end_ms - self.start_ms

    def holds(self, ms: float) -> bool:
        """Whether a moment is in view."""
        return self.start_ms <= ms <= self.end_ms

    def zoomed(self, factor: float, at_ms: float) -> "Window":
        """Nearer (factor above 1) or farther; the moment `at_ms` stays where it is on the screen."""
        span = min(max(self.span_ms / factor, SHORTEST_MS), LONGEST_MS)
        before = (at_ms - self.start_ms) / self.span_ms * span
        return Window(at_ms - before, at_ms - before + span)

    def moved(self, by_ms: float) -> "Window":
        """The same length of time, later (or earlier where negative)."""
        return Window(self.start_ms + by_ms, self.end_ms + by_ms)

    def kept_near(self, session: "Window") -> "Window":
        """Moved back so that at least a tenth of the view touches the session."""
        margin = self.span_ms * 0.9
        late = self.start_ms - (session.end_ms - self.span_ms + margin)
        early = self.start_ms - (session.start_ms - margin)
        return self.moved(-late) if late > 0 else self.moved(-early) if early < 0 else self


def whole_session(first_ms: float | None, now_ms: float, dose_ms: float | None) -> Window:
    """From the first entry to a fifth beyond now, and at least to 90 minutes after the dose."""
    start = min(now_ms, first_ms if first_ms is not None else now_ms)
    end = now_ms + 0.2 * max(now_ms - start, 0)
    end = max(end, (dose_ms if dose_ms is not None else start) + 90 * MINUTE_MS)
    return Window(start - 0.02 * (end - start), end)


@dataclass(frozen=True, slots=True)
class Axis:
    """A window of time laid between two x coordinates."""

    window: Window
    left: float
    right: float

    @property
    def px_per_ms(self) -> float:
        """Pixels for a millisecond."""
        return (self.right - self.left) / self.window.span_ms

    def x(self, ms: float) -> float:
        """Where a moment lies."""
        return self.left + (ms - self.window.start_ms) * self.px_per_ms

    def ms(self, x: float) -> float:
        """Which moment lies there."""
        return self.window.start_ms + (x - self.left) / self.px_per_ms


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled moment on the axis."""

    x: float
    label: str


def ticks(axis: Axis, dose_ms: float | None, measure: Callable[[str], float]) -> tuple[Tick, ...]:
    """Round times from the dose, or from the session's start while there is no dose, never crowded."""
    zero = dose_ms if dose_ms is not None else 0.0
    room = measure("+000 min") * 1.15
    step = next((s for s in _STEPS_S if s * 1000 * axis.px_per_ms >= room), _STEPS_S[-1]) * 1000
    first = -(-(axis.window.start_ms - zero) // step)
    last = (axis.window.end_ms - zero) // step
    marks = range(int(first), int(min(last, first + 200)) + 1)
    return tuple(
        Tick(axis.x(zero + n * step), tick_label(n * step // 1000, from_dose=dose_ms is not None))
        for n in marks
    )


def tick_label(seconds: int, *, from_dose: bool) -> str:
    """A time on the axis: "−40 min", "dose" (or "start"), "+10", "+1:30" between whole minutes."""
    translate = QCoreApplication.translate
    if seconds == 0:
        return translate("Timeline", "dose") if from_dose else translate("Timeline", "start")
    minutes, rest = divmod(abs(seconds), 60)
    number = f"{minutes}:{rest:02}" if rest else str(minutes)
    if seconds > 0:
        return f"+{number}"
    return f"−{number}" if rest else translate("Timeline", "−{minutes} min").format(minutes=number)


@dataclass(frozen=True, slots=True)
class Track(Generic[Item]):
    """Items with a start and an end, sorted by start, found by bisection.

    Attributes:
        reach: the latest end of any item up to each one, so that a long item that began before the view is
            found too.
    """

    items: tuple[Item, ...]
    starts: tuple[float, ...]
    ends: tuple[float, ...]
    reach: tuple[float, ...]

    @classmethod
    def of(cls, items: Iterable[tuple[float, float, Item]]) -> "Track[Item]":
        """A track of (start, end, item)."""
        rows = sorted(items, key=lambda row: row[0])
        ends = tuple(row[1] for row in rows)
        return cls(tuple(r[2] for r in rows), tuple(r[0] for r in rows), ends, tuple(accumulate(ends, max)))

    def inserted(self, place: int, start: float, end: float, item: Item) -> "Track[Item]":
        """With one item more at a place where the starts stay in order; no item is looked at again."""
        ends = (*self.ends[:place], end, *self.ends[place:])
        return Track(
            (*self.items[:place], item, *self.items[place:]),
            (*self.starts[:place], start, *self.starts[place:]),
            ends,
            self._reached(place, ends),
        )

    def lengthened(self, items: Iterable[tuple[float, float, Item]]) -> "Track[Item]":
        """With later items of (start, end, item), by their start."""
        rows = tuple(items)
        if not rows:
            return self
        ends = (*self.ends, *(row[1] for row in rows))
        return Track(
            (*self.items, *(row[2] for row in rows)),
            (*self.starts, *(row[0] for row in rows)),
            ends,
            self._reached(len(self.ends), ends),
        )

    def ended(self, place: int, end: float, item: Item) -> "Track[Item]":
        """With another end, and another item, at a place."""
        ends = (*self.ends[:place], end, *self.ends[place + 1 :])
        items = (*self.items[:place], item, *self.items[place + 1 :])
        return Track(items, self.starts, ends, self._reached(place, ends))

    def _reached(self, place: int, ends: tuple[float, ...]) -> tuple[float, ...]:
        # What lies before the place reaches as far as it did.
        before = self.reach[:place]
        if not before:
            return tuple(accumulate(ends, max))
        return (*before[:-1], *accumulate((before[-1], *ends[place:]), max))

    def beginning_at(self, start: float) -> range:
        """The places of the items that begin at a moment."""
        return range(bisect_left(self.starts, start), bisect_right(self.starts, start))

    def within(self, window: Window) -> range:
        """The places of the items that may touch a window."""
        return range(bisect_left(self.reach, window.start_ms), bisect_right(self.starts, window.end_ms))

    def thinned(self, axis: Axis, gap_px: float) -> Iterator[int]:
        """The places of items in view, leaving out those that begin less than `gap_px` after one shown.

        It leaps by bisection: the work is bounded by the pixels in view, whatever the number of items. One
        that is long enough to be seen is never left out.
        """
        places, gap_ms = self.within(axis.window), gap_px / axis.px_per_ms
        place = places.start
        while place < places.stop:
            if self.ends[place] >= axis.window.start_ms:
                yield place
            beyond = bisect_left(self.starts, self.starts[place] + gap_ms, place + 1, places.stop)
            long = (
                p for p in range(place + 1, min(beyond, place + 20)) if self.ends[p] - self.starts[p] > gap_ms
            )
            place = next(long, beyond)

    def nearest(self, ms: float) -> int | None:
        """The place of the item that begins nearest to a moment; None where there is none."""
        after = bisect_left(self.starts, ms)
        around = [place for place in (after - 1, after) if 0 <= place < len(self.starts)]
        return min(around, key=lambda place: abs(self.starts[place] - ms), default=None)
