"""A record and a notebook with something in every table: signed, added to, purged, odd texts and all."""

from datetime import date
from pathlib import Path
from typing import Any

from kap_companion.ids import new_id
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.vocabulary.authorisation import Authorisation, Letter
from kap_companion.vocabulary.entry import Addition
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.limits import Limit, Measure, StandingLimit
from kap_companion.vocabulary.links import LinkKind
from kap_companion.vocabulary.part import PartLink
from kap_companion.vocabulary.people import Client, Person
from kap_companion.vocabulary.retention import Purge, Retention
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.session import SessionState
from kap_companion.vocabulary.shared import Draft, KeptWorksheet, SealedDraft, SharedField, SharedItem
from kap_companion.vocabulary.signature import Meaning
from tests.builders import BEGAN, a_client, a_part, a_session, an_entry
from tests.fakes import ManualClock
from tests.records.files import NOTEBOOK_KEY, RECORD_KEY, WRITER
from tests.records.signing import OTHER_KEY, a_signature, a_signer

SIGNED, OPEN = "session-1", "session-2"
ODD_TEXTS = ("plain", 'a "quoted" \\ line\n\tand more', "lone \udead surrogate", "nul \0 and \x1f", "🌊 fär")


def a_purge(client: str, **fields: object) -> Purge:
    given: dict[str, object] = {
        "id": new_id(),
        "client": client,
        "due_on": date(2026, 1, 1),
        "source": "seven years after the last visit",
        "rows": 0,
        "author": "person-1",
        "at": BEGAN,
    }
    return Purge.model_validate(given | fields)


def a_retention(client: str, **fields: object) -> Retention:
    given: dict[str, object] = {
        "id": new_id(),
        "client": client,
        "years_after_visit": 7,
        "source": "the state's rule",
        "author": "person-1",
        "at": BEGAN,
    }
    return Retention.model_validate(given | fields)


def a_standing_limit(client: str | None, **fields: object) -> StandingLimit:
    given: dict[str, object] = {
        "id": new_id(),
        "client": client,
        "limits": (
            Limit(measure=Measure.SYSTOLIC, upper=160),
            Limit(measure=Measure.HEART_RATE, lower=50, upper=120.5),
        ),
        "ordered_by": "Dr. Okafor",
        "ordered_at": BEGAN,
        "source": "order sheet",
        "author": "person-1",
        "at": BEGAN,
    }
    return StandingLimit.model_validate(given | fields)


def prepare_record(path: Path) -> None:
    """Makes a record, signed nearly to its end, and closes it."""
    record = Record.create(path, RECORD_KEY, WRITER, ManualClock())
    people = a_signer(), a_signer(OTHER_KEY, name="Kim \udead")
    for person in people:
        record.add_person(person)
    record.change_person(people[1].model_copy(update={"left_at": BEGAN}))
    gone, stays = a_client("Gone"), a_client("Wren", 'they "them"')
    for client in (gone, stays):
        record.add_client(client)
        record.keep_retention(a_retention(client.id, years_after_majority=3, born_on=date(1990, 1, 2)))
        record.add_standing_limit(a_standing_limit(client.id, source=ODD_TEXTS[1]))
    _fill_session(record, gone, "session-0")
    record.purge(a_purge(gone.id))
    for number, session_id in enumerate((SIGNED, OPEN), start=1):
        _fill_session(record, stays, session_id, number=number, weight_kg=70.1)
    _fill_custody(record, stays)
    _sign_both(record, SIGNED, people)
    record.append(an_entry(EntryKind.STOP, session=SIGNED, addition=Addition.LATE, reason="left out"))
    record.append(an_entry(EntryKind.STOP, session=OPEN), state=SessionState.ENDED)
    record.sign(a_signature(record, OPEN, people[0].id))
    record.close()


def prepare_notebook(path: Path) -> None:
    """Makes a notebook, signed nearly to its end, and closes it."""
    notebook = Notebook.create(path, NOTEBOOK_KEY, WRITER, ManualClock())
    parts = a_part(ODD_TEXTS[1]), a_part(ODD_TEXTS[2], Role.EXILE), a_part("Gone", client="client-0")
    entries = [
        an_entry(EntryKind.PART, session=session, part=part.id, raw=raw)
        for session, part in ((SIGNED, parts[0]), (OPEN, parts[1]), ("session-0", parts[2]))
        for raw in ODD_TEXTS
    ]
    links = [
        PartLink(
            id=new_id(),
            client=part.client,
            kind=LinkKind.PROTECTS,
            from_part=part.id,
            to_part=part.id,
            entry=entry.id,
            made_at=BEGAN,
        )
        for entry, part in ((entries[0], parts[0]), (entries[5], parts[1]), (entries[10], parts[2]))
    ]
    notebook.append(*entries, parts=parts, links=links)
    notebook.change_part(parts[0].model_copy(update={"aliases": ODD_TEXTS, "merged_into": parts[1].id}))
    notebook.save_draft(Draft(session="session-3", text=ODD_TEXTS[2], started_at=BEGAN))
    notebook.purge("client-0", ["session-0"])
    notebook.sign(a_signature(notebook, SIGNED))
    notebook.append(an_entry(EntryKind.NOTE, session=SIGNED, addition=Addition.ADDENDUM, reason="r"))
    notebook.append(an_entry(EntryKind.NOTE, session=OPEN, amends=entries[5].id))
    notebook.sign(a_signature(notebook, OPEN))
    notebook.close()


def _fill_session(record: Record, client: Client, session_id: str, **fields: Any) -> None:
    session = a_session(client.id, id=session_id, **fields)
    record.add_session(session, *(an_entry(EntryKind.STOP, session=session_id, raw=raw) for raw in ODD_TEXTS))
    first = an_entry(EntryKind.EXPECTED_EFFECT, session=session_id, reason=ODD_TEXTS[2], minutes=3)
    record.append(first, an_entry(EntryKind.EXPECTED_EFFECT, session=session_id, amends=first.id))
    given = SharedItem(
        id=new_id(),
        client=client.id,
        session=session_id,
        field=SharedField.WORDS,
        value=ODD_TEXTS[1],
        elapsed_seconds=0.1,
        agreed_at=BEGAN,
        author="person-1",
    )
    record.share(given, given.model_copy(update={"id": new_id(), "withdraws": given.id}))
    record.keep_worksheet(
        KeptWorksheet(
            id=new_id(),
            session=session_id,
            made_at=BEGAN,
            author="person-1",
            paper="a4",
            sha256="0" * 64,
            items=(given.id,),
        )
    )
    record.keep_sealed_draft(SealedDraft(id=f"{session_id}/person-2", sealed="00", started_at=BEGAN))


def _fill_custody(record: Record, client: Client) -> None:
    given = Authorisation(
        id=new_id(), client=client.id, author="person-1", reader="p", scope=ODD_TEXTS[2], given_at=BEGAN
    )
    record.authorise(given)
    record.authorise(given.model_copy(update={"id": new_id(), "withdraws": given.id}))
    letters = [
        Letter(
            id=new_id(),
            authorisation=given.id,
            client=client.id,
            session=SIGNED,
            sender="person-1",
            reader="p",
            sealed="00ff",
            sent_at=BEGAN,
        )
        for _ in range(2)
    ]
    for letter in letters:
        record.add_letter(letter)
    record.settle_letter(letters[0].id, BEGAN)
    record.keep_retention(a_retention(client.id, hold=True, until=date(2040, 2, 29), reason=ODD_TEXTS[2]))
    record.add_standing_limit(a_standing_limit(None, ordered_by=ODD_TEXTS[2]))
    record.add_standing_limit(a_standing_limit(None, limits=()))


def _sign_both(record: Record, session_id: str, people: tuple[Person, Person]) -> None:
    record.append(an_entry(EntryKind.STOP, session=session_id), state=SessionState.ENDED)
    record.forget_sealed_draft(f"{session_id}/person-2")
    record.sign(a_signature(record, session_id, people[0].id))
    record.sign(a_signature(record, session_id, people[1].id, OTHER_KEY, meaning=Meaning.WITNESS))
