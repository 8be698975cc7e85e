"""What kind of file a database is: how it is recognised, and by which steps its tables came to be."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import MetaData

from kap_companion.records.cipher import Connection

Step = Callable[[Connection], None]


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file of a practice.

    Attributes:
        name: as its ledger's first row is chained to it, such as "record".
        application_id: SQLite's mark in the header, by which a foreign file is recognised.
        tables: what is in it by now.
        steps: the step at index n takes a file from version n to n + 1.
    """

    name: str
    application_id: int
    tables: MetaData
    steps: tuple[Step, ...]

    @property
    def version(self) -> int:
        """The newest version, the one this companion reads and writes."""
        return len(self.steps)
