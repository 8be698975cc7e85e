"""The table of one review as every window on it sees it: what lies there, what is ticked, who is chosen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from kap_companion.errors import KnownError
from kap_companion.vocabulary.part_act import Fit
from kap_companion.worksheets.on_the_table import Table


@dataclass(frozen=True, slots=True)
class OnTable:
    """What a review shows now.

    Attributes:
        ticked: the keys of what goes home.
        tickable: the keys of what may.
        answerable: the handles of the parts of which answers can be kept.
    """

    table: Table
    ticked: frozenset[str]
    tickable: frozenset[str]
    answerable: frozenset[str]


@dataclass(frozen=True, slots=True)
class Answers:
    """What a review can do; each keeps what the client said, and may raise a `KnownError`."""

    look: Callable[[], OnTable]
    tick: Callable[[str, bool], None]
    answer: Callable[[str, Fit], None]
    reword: Callable[[str, Mapping[str, str]], None]
    place: Callable[[str, float, float], None]


class ReviewTable(QObject):
    """One review, whichever window it is seen in; it can open nothing by itself.

    Signals:
        changed: something lies otherwise, or another tick is set.
        chosen_changed: the handle of the part that is looked at; `OWN` for what is about no part; empty for
            nobody.
        troubled: a sentence about what could not be kept; empty once something was.
    """

    OWN = "own"

    changed = Signal()
    chosen_changed = Signal(str)
    troubled = Signal(str)

    def __init__(self, answers: Answers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answers = answers
        self._seen = answers.look()
        self._chosen = ""

    @property
    def seen(self) -> OnTable:
        """What is shown now."""
        return self._seen

    @property
    def chosen(self) -> str:
        """Who is looked at."""
        return self._chosen

    def choose(self, about: str) -> None:
        """Look at a part; an empty handle for nobody."""
        if about == self._chosen:
            return
        self._chosen = about
        self.troubled.emit("")
        self.chosen_changed.emit(about)

    def tick(self, keys: tuple[str, ...], on: bool) -> None:  # noqa: FBT001 - the state of a tick
        """Let these go home, or take them back."""

        def act() -> None:
            for key in keys:
                self._answers.tick(key, on)

        self._keep(act)

    def answer(self, about: str, fit: Fit) -> None:
        """The client answered to "Does this still fit?"."""
        self._keep(lambda: self._answers.answer(about, fit))

    def reword(self, about: str, new: Mapping[str, str]) -> bool:
        """The client would rather say it so; False where that could not be kept."""
        return self._keep(lambda: self._answers.reword(about, new))

    def place(self, about: str, x: float, y: float) -> None:
        """The client put a part elsewhere on the map."""
        if about in self._seen.answerable:
            self._keep(lambda: self._answers.place(about, x, y))

    def _keep(self, act: Callable[[], None]) -> bool:
        said = ""
        try:
            act()
        except KnownError as error:
            said = str(error)
        self._seen = self._answers.look()
        self.changed.emit()
        self.troubled.emit(said)
        return not said
