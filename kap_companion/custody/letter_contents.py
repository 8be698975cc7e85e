"""What is sealed in a letter: copies of entries, filled up so that the length tells nothing."""

import json
from collections.abc import Collection
from typing import Final

from kap_companion.ids import new_id
from kap_companion.vocabulary.authorisation import Letter
from kap_companion.vocabulary.details import PlainDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import Compartment, EntryKind

_BLOCK: Final = 16_384
_FORMAT: Final = 1
_LARGEST: Final = 64 * 1024 * 1024


def copied(original: Entry, reason: str) -> Entry:
    """A note in the original's words, at its time, by its author; parts are known to one notebook alone."""
    return original.model_copy(
        update={
            "id": new_id(),
            "kind": EntryKind.NOTE,
            "detail": PlainDetail(kind="note"),
            "compartment": Compartment.PROCESS,
            "text": original.raw or original.text,
            "not_understood": (),
            "part": None,
            "amends": None,
            "retracts": None,
            "closes": None,
            "about": None,
            "addition": None,
            "reason": reason,
            "copied_from": original.id,
        }
    )


def written(letter_id: str, copies: Collection[Entry]) -> bytes:
    """The content of a letter, a multiple of 16 KiB long."""
    # Escaped to ASCII, so that a lone surrogate in a client's line passes; pydantic's own JSON refuses it.
    text = json.dumps(
        {"format": _FORMAT, "letter": letter_id, "entries": [copy.model_dump() for copy in copies]},
        default=lambda value: value.isoformat(),
    )
    return text.encode("ascii").ljust(-(-(len(text) + 1) // _BLOCK) * _BLOCK)


def read(letter: Letter, content: bytes) -> tuple[Entry, ...]:
    """What a letter holds.

    Raises:
        ValueError: it is another letter's content, or none.
    """
    if len(content) > _LARGEST:
        raise ValueError("too long")
    held = json.loads(content)
    if not isinstance(held, dict) or held.get("format") != _FORMAT or held.get("letter") != letter.id:
        raise ValueError("another letter")
    copies = tuple(Entry.model_validate(each) for each in held.get("entries", ()))
    if any(not _belongs(copy, letter) for copy in copies):
        raise ValueError("another session")
    return copies


def _belongs(copy: Entry, letter: Letter) -> bool:
    return (
        copy.session == letter.session
        and copy.author == letter.sender
        and copy.kind is EntryKind.NOTE
        and copy.compartment is Compartment.PROCESS
        and copy.copied_from is not None
        and copy.part is copy.amends is copy.retracts is copy.closes is copy.addition is None
    )
