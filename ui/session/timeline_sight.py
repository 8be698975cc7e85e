"""What stretch of time the timeline shows, and when it moves by itself."""

from dataclasses import dataclass, replace

from ui.session.timeline_geometry import Window

# Where now stands when the view catches up with it.
NOW_AT = 0.8


@dataclass(frozen=True, slots=True)
class Sight:
    """A view of time: whole until a person zooms or pans; it follows now unless now was panned away from.

    Attributes:
        shown: the stretch in view.
        whole: whether it is the whole session.
        follows: whether it goes after now when now leaves it.
    """

    shown: Window
    whole: bool = True
    follows: bool = True

    def caught_up(self, now_ms: float, whole: Window) -> "Sight":
        """With now in view again, where it is followed; the same sight where nothing is to be done."""
        if self.shown.holds(now_ms) or not self.follows:
            return self
        if self.whole:
            return replace(self, shown=whole)
        return replace(
            self, shown=self.shown.moved(now_ms - self.shown.span_ms * NOW_AT - self.shown.start_ms)
        )

    def zoomed(self, factor: float, at_ms: float, whole: Window) -> "Sight":
        """Nearer or farther around a moment."""
        return replace(self, shown=self.shown.zoomed(factor, at_ms).kept_near(whole), whole=False)

    def panned(self, to: Window, now_ms: float, whole: Window) -> "Sight":
        """At another stretch; panning away from now stops following it, panning back follows it again."""
        shown = to.kept_near(whole)
        return Sight(shown, whole=False, follows=shown.holds(now_ms))

    def showing(self, ms: float, now_ms: float) -> "Sight":
        """With a moment in view, in the middle where it was not."""
        if self.shown.holds(ms):
            return self
        shown = self.shown.moved(ms - (self.shown.start_ms + self.shown.end_ms) / 2)
        return Sight(shown, whole=False, follows=shown.holds(now_ms))
