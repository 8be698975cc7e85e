"""Process entries for one named colleague, by the client's leave, until it is withdrawn."""

import json

import pytest

from kap_companion.custody.letters import authorise, hand_over, receive_letters, standing, withdraw
from kap_companion.custody.signing import sign_session
from kap_companion.errors import KnownError, NotebookNeededError, PeopleError
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.authorisation import Authorisation, Letter
from kap_companion.vocabulary.entry import Addition, Entry
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.signature import Meaning
from tests.custody.staff import ANA, BEN, NIA, PASSPHRASES, Staff, line_of

BRIDGE = "n she spoke of the bridge"
ODD = "n half a pair \ud83d and a NUL \x00 and <b>"
NOBODY = "00000000-0000-7000-8000-000000000000"


def id_of(practice: Practice, name: str) -> str:
    return next(person.id for person in practice.people() if person.name == name)


def authorised(staff: Staff) -> tuple[Practice, Session, Authorisation]:
    """Ana's practice with a session of hers whose client let Ben read of it."""
    practice = staff.opens(ANA)
    session = staff.holds(practice, staff.a_client(practice), "m The Watchman: #chest 6", BRIDGE, ODD)
    given = authorise(practice, session.client, id_of(practice, BEN), "the notes on safety", staff.clock)
    return practice, session, given


def sent(staff: Staff, *raws: str) -> tuple[Session, Authorisation, Letter]:
    practice, session, given = authorised(staff)
    chosen = [line_of(practice, session, raw).id for raw in raws]
    letter = hand_over(practice, given, session.id, chosen, "Ben takes over", staff.clock)
    staff.clock.pass_time(60)
    return session, given, letter


def own_entries(practice: Practice, session: Session) -> tuple[Entry, ...]:
    assert practice.notebook is not None
    return practice.notebook.entries(session.id)


def test_what_was_chosen_arrives_in_the_named_person_s_notebook_as_it_was_typed(staff: Staff) -> None:
    session, _, letter = sent(staff, BRIDGE, ODD)
    practice = staff.opens(BEN)
    received = receive_letters(practice, staff.clock)
    assert (received.entries, received.unreadable) == (2, 0)
    copies = own_entries(practice, session)
    assert [copy.raw for copy in copies] == [BRIDGE, ODD]
    for copy in copies:
        assert (copy.kind, copy.compartment, copy.part) == (EntryKind.NOTE, Compartment.PROCESS, None)
        assert copy.author == session.facilitator
        assert copy.reason == "Ben takes over"
        assert copy.copied_from is not None
    (settled,) = practice.record.letters(practice.person.id)
    assert (settled.id, settled.sealed, settled.received_at) == (letter.id, "", staff.clock.now().at)
    assert practice.verify().ok


def test_the_originals_stay_and_a_second_opening_adds_nothing(staff: Staff) -> None:
    practice, session, given = authorised(staff)
    before = own_entries(practice, session)
    hand_over(practice, given, session.id, [line_of(practice, session, BRIDGE).id], "takes over", staff.clock)
    assert own_entries(practice, session) == before
    practice = staff.opens(BEN)
    assert receive_letters(practice, staff.clock).entries == 1
    assert receive_letters(practice, staff.clock).entries == 0
    assert len(own_entries(practice, session)) == 1


def test_a_cut_between_notebook_and_record_brings_no_copy_twice(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, _, _ = sent(staff, BRIDGE)
    practice = staff.opens(BEN)
    with monkeypatch.context() as cut:
        cut.setattr(practice.record, "settle_letter", _power_goes)
        with pytest.raises(RuntimeError):
            receive_letters(practice, staff.clock)
    practice = staff.opens(BEN)
    assert receive_letters(practice, staff.clock).entries == 0
    assert len(own_entries(practice, session)) == 1
    assert practice.record.letters(practice.person.id)[0].sealed == ""


def _power_goes(*_: object) -> None:
    raise RuntimeError


def test_a_letter_that_waits_tells_nobody_its_words_or_how_many_they_are(staff: Staff) -> None:
    _, _, short = sent(staff, BRIDGE)
    practice = staff.opens(ANA)
    session = practice.record.session(short.session)
    (given,) = standing(practice, session.client)
    every = [BRIDGE, ODD, "m The Watchman: #chest 6"]
    long = hand_over(
        practice,
        given,
        session.id,
        [line_of(practice, session, raw).id for raw in every],
        "all",
        staff.clock,
    )
    assert len(long.sealed) == len(short.sealed)
    practice = staff.opens(NIA)
    assert b"bridge" not in bytes.fromhex(short.sealed)
    with pytest.raises(KnownError):
        practice.open_sealed(bytes.fromhex(short.sealed))


def test_withdrawn_before_it_was_received_the_letter_is_void(staff: Staff) -> None:
    session, given, _ = sent(staff, BRIDGE)
    practice = staff.opens(NIA)
    ended = withdraw(practice, given, staff.clock)
    assert ended.withdraws == given.id
    assert standing(practice, session.client) == ()
    practice = staff.opens(BEN)
    (void,) = practice.record.letters(practice.person.id)
    assert (void.sealed, void.received_at) == ("", None)
    assert receive_letters(practice, staff.clock).entries == 0
    assert own_entries(practice, session) == ()


def test_withdrawn_and_cut_off_there_the_reader_s_opening_voids_the_letter(staff: Staff) -> None:
    session, given, letter = sent(staff, BRIDGE)
    practice = staff.opens(NIA)
    practice.record.authorise(
        given.model_copy(update={"id": NOBODY, "withdraws": given.id, "given_at": staff.clock.now().at})
    )
    practice = staff.opens(BEN)
    assert practice.record.letters(practice.person.id)[0].sealed == letter.sealed
    assert receive_letters(practice, staff.clock).entries == 0
    assert practice.record.letters(practice.person.id)[0].sealed == ""
    assert own_entries(practice, session) == ()


def test_after_a_withdrawal_nothing_new_is_sent_and_what_was_received_stays(staff: Staff) -> None:
    session, given, _ = sent(staff, BRIDGE)
    practice = staff.opens(BEN)
    receive_letters(practice, staff.clock)
    practice = staff.opens(ANA)
    withdraw(practice, given, staff.clock)
    with pytest.raises(KnownError, match="withdrawn"):
        withdraw(practice, given, staff.clock)
    with pytest.raises(KnownError, match="withdrawn"):
        hand_over(practice, given, session.id, [line_of(practice, session, ODD).id], "more", staff.clock)
    practice = staff.opens(BEN)
    assert len(own_entries(practice, session)) == 1


def test_only_one_s_own_current_entries_of_that_client_are_handed_over(staff: Staff) -> None:
    practice, session, given = authorised(staff)
    other = staff.holds(practice, staff.a_client(practice, "Linden"), "n of another client")
    foreign = line_of(practice, other, "n of another client").id
    own = line_of(practice, session, BRIDGE).id
    for session_id, ids in (
        (session.id, [own, foreign]),
        (session.id, []),
        (session.id, [NOBODY]),
        (other.id, [foreign]),
    ):
        with pytest.raises(KnownError):
            hand_over(practice, given, session_id, ids, "why", staff.clock)
    with pytest.raises(KnownError):
        hand_over(practice, given, session.id, [own], " ", staff.clock)
    practice = staff.opens(BEN)
    assert practice.record.letters(practice.person.id) == ()


def test_what_was_handed_over_cannot_be_handed_on(staff: Staff) -> None:
    session, _, _ = sent(staff, BRIDGE)
    practice = staff.opens(BEN)
    receive_letters(practice, staff.clock)
    given = authorise(practice, session.client, session.facilitator, "back to Ana", staff.clock)
    with pytest.raises(KnownError, match="your own"):
        hand_over(practice, given, session.id, [own_entries(practice, session)[0].id], "back", staff.clock)


def test_an_authorisation_names_a_therapist_of_the_practice_and_its_scope(staff: Staff) -> None:
    practice = staff.opens(ANA)
    client = staff.a_client(practice)
    for reader in (practice.person.id, id_of(practice, NIA), NOBODY):
        with pytest.raises(PeopleError):
            authorise(practice, client.id, reader, "all of it", staff.clock)
    ben = id_of(practice, BEN)
    with pytest.raises(KnownError):
        authorise(practice, client.id, ben, "  ", staff.clock)
    with pytest.raises(KnownError):
        authorise(practice, NOBODY, ben, "all of it", staff.clock)
    practice.remove_person(ben, staff.clock)
    with pytest.raises(PeopleError):
        authorise(practice, client.id, ben, "all of it", staff.clock)
    assert practice.record.authorisations(client.id) == ()
    practice = staff.opens(NIA)
    with pytest.raises(NotebookNeededError):
        authorise(practice, client.id, NOBODY, "all of it", staff.clock)


def test_copies_arrive_late_where_the_reader_has_signed_the_session(staff: Staff) -> None:
    practice, session, given = authorised(staff)
    sign_session(practice, session, Meaning.AUTHOR, PASSPHRASES[ANA], staff.clock)
    staff.clock.pass_time(60)
    practice = staff.opens(BEN)
    sign_session(practice, session, Meaning.REVIEWER, PASSPHRASES[BEN], staff.clock)
    staff.clock.pass_time(60)
    practice = staff.opens(ANA)
    hand_over(practice, given, session.id, [line_of(practice, session, BRIDGE).id], "takes over", staff.clock)
    practice = staff.opens(BEN)
    assert receive_letters(practice, staff.clock).entries == 1
    (copy,) = own_entries(practice, session)
    assert (copy.addition, copy.reason) == (Addition.LATE, "takes over")
    assert practice.verify().ok


@pytest.mark.parametrize("damage", ["cut off", "another's", "not a letter", "another session's"])
def test_a_letter_that_is_not_what_it_should_be_waits_and_stops_nothing(staff: Staff, damage: str) -> None:
    session, given, letter = sent(staff, BRIDGE)
    practice = staff.opens(ANA)
    ben = id_of(practice, BEN)

    def sealed(content: dict[str, object]) -> str:
        return practice.seal_for(ben, json.dumps(content).encode()).hex()

    entry = line_of(practice, session, BRIDGE).model_copy(update={"session": "elsewhere"})
    bad = {
        "cut off": letter.sealed[:-64],
        "another's": letter.sealed,
        "not a letter": sealed({"format": 7}),
        "another session's": sealed(
            {"format": 1, "letter": NOBODY, "entries": [json.loads(entry.model_dump_json())]}
        ),
    }[damage]
    practice.record.add_letter(letter.model_copy(update={"id": NOBODY, "sealed": bad}))
    practice = staff.opens(BEN)
    received = receive_letters(practice, staff.clock)
    assert (received.entries, received.unreadable) == (1, 1)
    assert [row.raw for row in own_entries(practice, session)] == [BRIDGE]
    assert given.client == session.client
