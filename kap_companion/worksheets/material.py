"""All that a client's sheet is made of: what was agreed, for whom, and the practice's letterhead."""

from dataclasses import dataclass

from kap_companion.records.readers import WorksheetReader
from kap_companion.vocabulary.letterhead import Letterhead
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.shared import SharedField, SharedItem
from kap_companion.worksheets.consent import agreed

# These hold words of ours and numbers, which anybody may say again.
_NOBODYS_WORDS = frozenset({SharedField.ROLE, SharedField.SELF, SharedField.PLACE})


@dataclass(frozen=True, slots=True)
class Material:
    """What the sheets of one session are made of.

    Attributes:
        items: what is agreed now, in the order it was agreed.
        letterhead: None where the practice set none.
        practice: its name; may be empty.
        taken_back: the words of what was agreed once and is no more. They stand on no sheet, not even where
            somebody typed them into a question.
    """

    items: tuple[SharedItem, ...]
    client: Client
    session: Session
    letterhead: Letterhead | None = None
    practice: str = ""
    taken_back: tuple[str, ...] = ()


def material(reader: WorksheetReader, session_id: str, practice: str) -> Material:
    """Reads what the sheets of a session are made of.

    Raises:
        SessionError: there is no such session.
    """
    session = reader.session(session_id)
    rows = reader.shared(session_id)
    return Material(
        items=agreed(rows),
        client=reader.client(session.client),
        session=session,
        letterhead=reader.letterhead(),
        practice=practice,
        taken_back=taken_back_words(rows),
    )


def taken_back_words(rows: tuple[SharedItem, ...]) -> tuple[str, ...]:
    """The words that were agreed and taken back, and that nothing agreed says now."""
    standing = agreed(rows)
    say_now = {item.value.strip().casefold() for item in standing}
    still = {item.id for item in standing}
    gone = (
        row.value.strip()
        for row in rows
        if row.withdraws is None and row.id not in still and row.field not in _NOBODYS_WORDS
    )
    return tuple(dict.fromkeys(words for words in gone if words and words.casefold() not in say_now))
