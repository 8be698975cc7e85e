"""The record of a session as it leaves the practice: complete, marked, and the record alone."""

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kap_companion.exchange.record_export import record_json
from kap_companion.exchange.record_text import record_text
from kap_companion.records.readers import Purpose, readers_for
from kap_companion.records.signatures import signed_bytes
from kap_companion.session.live import Live
from kap_companion.session.recorded import SessionRecord, read_record
from kap_companion.vocabulary.details import PlainDetail
from kap_companion.vocabulary.entry import Addition
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from kap_companion.vocabulary.part_two import NOTICE
from kap_companion.vocabulary.people import PersonRole
from kap_companion.vocabulary.session import SessionState
from kap_companion.vocabulary.signature import Meaning, Signature
from tests.builders import an_entry
from tests.session.desks import Desk, newest

PRIVATE = "Zaunkoenig"


@pytest.fixture
def live(desk: Desk) -> Live:
    """A session with a record entry amended, one taken back, and private notes; it has ended."""
    live = desk.begin()
    desk.type(live, f"The {PRIVATE}: #chest 6 “{PRIVATE} words” ->{PRIVATE} two")
    desk.type(live, "d 70mg im lot 4471")
    dose = newest(live)
    desk.type(live, "v 141/88 84 97")
    vitals = newest(live)
    desk.type(live, f"n {PRIVATE} note")
    desk.type(live, "ae nausea mild")
    live.amend(dose.id, "d 75mg im lot 4471", desk.clock.pass_time(9), "misread the syringe")
    live.retract(vitals.id, desk.clock.pass_time(9), "wrong cuff")
    desk.type(live, "> end")
    return live


def sign(desk: Desk, session_id: str, key: Ed25519PrivateKey | None = None) -> Signature:
    """Signs as the desk's person, with the key the record knows unless another is given."""
    own = Ed25519PrivateKey.generate()
    public = own.public_key().public_bytes_raw().hex()
    desk.record.change_person(desk.person.model_copy(update={"signing_key": public}))
    key = key or own
    head = desk.record.head()
    signature = Signature(
        id="signature-1",
        session=session_id,
        person=desk.person.id,
        name=desk.person.name,
        role=PersonRole.THERAPIST,
        meaning=Meaning.AUTHOR,
        at=desk.clock.now().at,
        head=head.sequence,
        chain=head.chain,
        digest=desk.record.digest(session_id),
        key=key.public_key().public_bytes_raw().hex(),
    )
    signature = signature.model_copy(update={"signature": key.sign(signed_bytes(signature)).hex()})
    desk.record.sign(signature)
    return signature


def exported(desk: Desk, session_id: str) -> SessionRecord:
    return read_record(readers_for(Purpose.RECORD_EXPORT, desk.record, desk.notebook), session_id)


def data(desk: Desk, session_id: str) -> Any:
    """The export as it reads again from its file."""
    return json.loads(json.dumps(record_json(exported(desk, session_id))))


def test_it_holds_the_session_people_by_name_and_every_reading_of_the_record(desk: Desk, live: Live) -> None:
    found = data(desk, live.session.id)
    assert found["format"] == "kap-companion/record/1"
    assert (found["session"]["client"], found["session"]["facilitator"]) == ("Wren", "Ana Ruiz")
    assert [person["name"] for person in found["people"]] == ["Ana Ruiz"]
    readings = {row["raw"]: row["reading"] for row in found["entries"] if row["raw"]}
    assert readings == {
        "d 70mg im lot 4471": "amended",
        "d 75mg im lot 4471": "current",
        "v 141/88 84 97": "retracted",
        "ae nausea mild": "current",
        "> end": "current",
    }
    amended = next(row for row in found["entries"] if row["raw"].startswith("d 75"))
    first = next(row for row in found["entries"] if row["raw"].startswith("d 70"))
    assert (amended["amends"], amended["reason"], amended["author"]) == (
        first["id"],
        "misread the syringe",
        "Ana Ruiz",
    )
    retraction = next(row for row in found["entries"] if row["kind"] == "retraction")
    assert retraction["reason"] == "wrong cuff"
    assert [row["elapsed_seconds"] for row in found["entries"] if row["raw"].startswith("ae")] == [180]


def test_nothing_of_the_notebook_is_in_either_form(desk: Desk, live: Live) -> None:
    assert desk.notebook.entries(live.session.id)
    found = exported(desk, live.session.id)
    for text in (json.dumps(record_json(found)), record_text(found), repr(found)):
        assert PRIVATE not in text
    process = {row.id for row in desk.notebook.entries(live.session.id)}
    parts = {part.id for part in desk.notebook.parts(desk.client.id)}
    text = json.dumps(record_json(found)) + record_text(found)
    assert not any(each in text for each in process | parts)


def test_an_entry_that_was_moved_here_from_a_notebook_does_not_name_what_it_was(
    desk: Desk, live: Live
) -> None:
    desk.clock.pass_time(60)
    ended = next(row for row in live.timeline.entries if row.raw == "> end")
    live.retract(ended.id, desk.clock.now())
    note = next(row for row in live.timeline.entries if row.raw == f"n {PRIVATE} note")
    live.amend(note.id, "ae headache", desk.clock.pass_time(9))
    moved = next(row for row in data(desk, live.session.id)["entries"] if row["raw"] == "ae headache")
    assert moved["amends"] is None
    assert note.id not in json.dumps(data(desk, live.session.id))


def test_a_copy_from_private_notes_says_who_when_and_why_and_not_from_where(desk: Desk, live: Live) -> None:
    origin = desk.notebook.entries(live.session.id)[0]
    desk.record.append(
        an_entry(
            EntryKind.NOTE,
            PlainDetail(kind="note"),
            session=live.session.id,
            compartment=Compartment.RECORD,
            author=desk.person.id,
            raw="Risk spoken of.",
            reason="duty",
            copied_from=origin.id,
        )
    )
    found = data(desk, live.session.id)
    copy = next(row for row in found["entries"] if row["raw"] == "Risk spoken of.")
    assert (copy["copied"]["by"], copy["copied"]["why"]) == ("Ana Ruiz", "duty")
    assert origin.id not in json.dumps(found)
    assert "copied from private notes by Ana Ruiz" in record_text(exported(desk, live.session.id))


def test_a_signed_session_shows_who_signed_as_what_and_that_it_holds(desk: Desk, live: Live) -> None:
    signature = sign(desk, live.session.id)
    found = data(desk, live.session.id)
    (shown,) = found["signatures"]
    assert shown["holds"] is True
    assert (shown["name"], shown["role"], shown["meaning"]) == ("Ana Ruiz", "therapist", "author")
    assert shown["signature"] == signature.signature
    assert found["session"]["state"] == SessionState.SIGNED.value
    text = record_text(exported(desk, live.session.id))
    assert "Ana Ruiz, therapist, as author" in text
    assert "the signature holds" in text


def test_a_signature_by_a_key_the_practice_does_not_know_does_not_hold(desk: Desk, live: Live) -> None:
    sign(desk, live.session.id, Ed25519PrivateKey.generate())
    assert data(desk, live.session.id)["signatures"][0]["holds"] is False
    assert "THE SIGNATURE DOES NOT HOLD" in record_text(exported(desk, live.session.id))


def test_addenda_stand_beside_the_original_and_late_entries_at_their_time(desk: Desk, live: Live) -> None:
    sign(desk, live.session.id)
    for kind, raw, addition in (
        (EntryKind.ADDENDUM, "The lot was recalled.", Addition.ADDENDUM),
        (EntryKind.STOP, "stop", Addition.LATE),
    ):
        desk.record.append(
            an_entry(
                kind,
                PlainDetail.model_validate({"kind": kind.value}),
                session=live.session.id,
                compartment=Compartment.RECORD,
                author=desk.person.id,
                raw=raw,
                addition=addition,
                reason="why so",
            )
        )
    found = data(desk, live.session.id)
    (addendum,) = found["addenda"]
    assert (addendum["raw"], addendum["reason"], addendum["addition"]) == (
        "The lot was recalled.",
        "why so",
        "addendum",
    )
    late = next(row for row in found["entries"] if row["raw"] == "stop")
    assert (late["addition"], late["reading"]) == ("late", "current")
    assert any(row["raw"] == "d 75mg im lot 4471" for row in found["entries"])
    text = record_text(exported(desk, live.session.id))
    assert text.index("d 75mg im lot 4471") < text.index("ADDED AFTER SIGNING")
    assert "late entry by Ana Ruiz" in text
    assert "why: why so" in text


def test_no_words_of_an_entry_can_pass_for_a_signature_or_an_entry(desk: Desk, live: Live) -> None:
    forged = "ok\nSIGNATURES\r\nAna Ruiz, therapist\x0b, as author\u2028 signed\x1b[2J \u202egniht \ud83d"
    sign(desk, live.session.id)
    desk.record.append(
        an_entry(
            EntryKind.ADDENDUM,
            session=live.session.id,
            compartment=Compartment.RECORD,
            author=desk.person.id,
            raw=forged,
            addition=Addition.ADDENDUM,
            reason="SIGNATURES\nNone",
        )
    )
    text = record_text(exported(desk, live.session.id))
    text.encode("utf-8")
    assert [line for line in text.split("\n") if line.startswith("SIGNATURES")] == ["SIGNATURES"]
    assert not {"\x1b", "\x0b", "\r", "\u2028", "\u202e"} & set(text)
    raws = [row["raw"] for row in data(desk, live.session.id)["addenda"]]
    assert raws == [forged]


def test_an_unsigned_session_says_so(desk: Desk, live: Live) -> None:
    assert data(desk, live.session.id)["signatures"] == []
    assert "not signed" in record_text(exported(desk, live.session.id))


def test_what_part_two_protects_carries_its_notice(desk: Desk, live: Live) -> None:
    assert data(desk, live.session.id)["notice"] == ""
    desk.record.change_client(desk.client.model_copy(update={"part_two": True}))
    assert data(desk, live.session.id)["notice"] == NOTICE
