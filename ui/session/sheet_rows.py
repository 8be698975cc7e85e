"""What a sheet of the room is made of: rows that say how something stands and which line would change it."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication


class Stand(StrEnum):
    """How a row stands; it is always said in words too."""

    PLAIN = "plain"
    MET = "met"
    OPEN = "open"
    NOT_MET = "not_met"
    OVERRIDDEN = "overridden"

    @property
    def wants_attention(self) -> bool:
        """Whether something is still to be done about it."""
        return self in {Stand.OPEN, Stand.NOT_MET}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row.

    Attributes:
        title: what it is about.
        says: how it stands, in a sentence or two.
        line: the beginning of the line that states or changes it; empty where nothing can be done here.
        state: a word for how it stands; empty for the usual word of `stand`.
    """

    title: str
    says: str = ""
    line: str = ""
    stand: Stand = Stand.PLAIN
    state: str = ""

    @property
    def state_words(self) -> str:
        """How it stands, in a word or two."""
        return self.state or _usual(self.stand)


@dataclass(frozen=True, slots=True)
class SheetContent:
    """A whole sheet: its heading, a sentence below it, its rows in their order."""

    heading: str
    about: str
    rows: tuple[SheetRow, ...]


def _usual(stand: Stand) -> str:
    translate = QCoreApplication.translate
    return {
        Stand.PLAIN: "",
        Stand.MET: translate("Sheet", "met"),
        Stand.OPEN: translate("Sheet", "open"),
        Stand.NOT_MET: translate("Sheet", "not met"),
        Stand.OVERRIDDEN: translate("Sheet", "overridden"),
    }[stand]
