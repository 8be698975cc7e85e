"""Where a half-typed line waits: in one's own notebook, or sealed in the record for whoever has none."""

import os
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.vocabulary.people import Person
from kap_companion.vocabulary.shared import Draft, SealedDraft

_NONCE_BYTES = 12
_LABEL = "kap-companion/2/draft"
# A line may hold what no encoding of a text holds otherwise.
_ENCODING, _ERRORS = "utf-8", "surrogatepass"


class Drafts(Protocol):
    """One person's half-typed lines, one a session. Each method raises `StorageError` as the files do."""

    def keep(self, session: str, text: str, started_at: datetime) -> None:
        """Keeps a line in place of the one before; an empty one is forgotten."""
        ...

    def draft(self, session: str) -> Draft | None:
        """The line that was kept, or None."""
        ...

    def forget(self, session: str) -> None:
        """Forgets the line, if there is one."""
        ...


@dataclass(frozen=True, slots=True)
class NotebookDrafts:
    """Lines in one's own notebook."""

    notebook: Notebook

    def keep(self, session: str, text: str, started_at: datetime) -> None:
        """Keeps a line in place of the one before; an empty one is forgotten."""
        if text:
            self.notebook.save_draft(Draft(session=session, text=text, started_at=started_at))
        else:
            self.notebook.clear_draft(session)

    def draft(self, session: str) -> Draft | None:
        """The line that was kept, or None."""
        return self.notebook.draft(session)

    def forget(self, session: str) -> None:
        """Forgets the line, if there is one."""
        self.notebook.clear_draft(session)


@dataclass(frozen=True, slots=True)
class SealedDrafts:
    """Lines in the record that one person alone can open.

    Attributes:
        key: 32 bytes, that person's own.
    """

    record: Record
    key: bytes = field(repr=False)
    person: Person

    def keep(self, session: str, text: str, started_at: datetime) -> None:
        """Keeps a line in place of the one before; an empty one is forgotten."""
        if not text:
            self.forget(session)
            return
        name = self._name(session)
        nonce = os.urandom(_NONCE_BYTES)
        sealed = nonce + AESGCM(self.key).encrypt(nonce, text.encode(_ENCODING, _ERRORS), _bound_to(name))
        self.record.keep_sealed_draft(SealedDraft(id=name, sealed=sealed.hex(), started_at=started_at))

    def draft(self, session: str) -> Draft | None:
        """The line that was kept; None also where it does not open with this key: then it is not theirs."""
        name = self._name(session)
        kept = self.record.sealed_draft(name)
        if kept is None:
            return None
        try:
            sealed = bytes.fromhex(kept.sealed)
            opened = AESGCM(self.key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _bound_to(name))
        except (InvalidTag, ValueError):
            return None
        return Draft(session=session, text=opened.decode(_ENCODING, _ERRORS), started_at=kept.started_at)

    def forget(self, session: str) -> None:
        """Forgets the line, if there is one."""
        self.record.forget_sealed_draft(self._name(session))

    def _name(self, session: str) -> str:
        return f"{session}/{self.person.id}"


@dataclass(frozen=True, slots=True)
class NoDrafts:
    """For who only looks: there is no half-typed line."""

    def keep(self, session: str, text: str, started_at: datetime) -> None:
        """Keeps nothing."""

    def draft(self, session: str) -> Draft | None:
        """None."""
        return None

    def forget(self, session: str) -> None:
        """There is nothing to forget."""


def own_drafts(notebook: Notebook | None) -> Drafts:
    """The drafts of a notebook's owner; none where there is no notebook."""
    return NoDrafts() if notebook is None else NotebookDrafts(notebook)


def _bound_to(name: str) -> bytes:
    return f"{_LABEL}\n{name}".encode()
