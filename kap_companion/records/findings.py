"""What a verification finds: the first fault of each kind, said in one sentence that holds no content."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlcipher3 import dbapi2

_PLAIN_ID: Final = re.compile(r"[0-9A-Za-z_/-]{1,80}")


class Findings:
    """Collects faults; of each kind the first one counts."""

    def __init__(self) -> None:
        self._faults: dict[str, str] = {}

    @property
    def problems(self) -> tuple[str, ...]:
        """The sentences, in the order found."""
        return tuple(self._faults.values())

    def note(self, kind: str, sentence: str) -> None:
        """Keeps a fault, unless one of that kind was found before."""
        self._faults.setdefault(kind, sentence)

    @contextmanager
    def reading(self, what: str) -> Iterator[None]:
        """Makes damage that ends the block a finding: it is what a verification is here to find."""
        try:
            yield
        except (dbapi2.Error, UnicodeDecodeError):
            self.note(f"unreadable {what}", f"{what} cannot be read to the end.")


def shown(row_id: object) -> str:
    """A row's id for a sentence; one that was put in by hand may hold anything, and is not shown."""
    return row_id if isinstance(row_id, str) and _PLAIN_ID.fullmatch(row_id) else "(unreadable name)"
