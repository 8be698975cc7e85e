"""Signing: who, as what, over what, and what a cut between the two halves leaves."""

import pytest

from kap_companion.custody.addenda import add_addendum
from kap_companion.custody.copying import answer_risk, copy_to_record
from kap_companion.custody.signing import (
    facilitators,
    half_signed,
    may_sign_as,
    meanings_open_to,
    sign_session,
    unanswered_risks,
)
from kap_companion.errors import SigningError, WrongPassphraseError
from kap_companion.records.signatures import holds
from kap_companion.vocabulary.concerns import HandoffDetail
from kap_companion.vocabulary.details import RiskKind
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.people import PersonRole
from kap_companion.vocabulary.session import SessionState
from kap_companion.vocabulary.signature import Meaning
from tests.builders import a_person, a_session, an_entry
from tests.custody.staff import ANA, BEN, LINES, NIA, PASSPHRASES, Staff, line_of, timeline_of


def test_the_author_signs_the_record_and_their_notebook_under_one_id(staff: Staff) -> None:
    practice = staff.opens(ANA)
    session = staff.holds(practice, staff.a_client(practice))
    signed = sign_session(practice, session, Meaning.AUTHOR, PASSPHRASES[ANA], staff.clock)

    assert practice.record.session(session.id).state is SessionState.SIGNED
    (of_record,) = practice.record.signatures(session.id)
    assert practice.notebook is not None
    (of_notebook,) = practice.notebook.signatures(session.id)
    assert of_record == signed
    assert of_record.id == of_notebook.id
    assert holds(of_record)
    assert holds(of_notebook)
    assert (signed.name, signed.role, signed.meaning) == (ANA, PersonRole.THERAPIST, Meaning.AUTHOR)
    assert signed.at == staff.clock.now().at
    assert signed.key == practice.person.signing_key
    assert of_record.digest != of_notebook.digest
    assert practice.verify().ok


def test_a_wrong_passphrase_signs_nothing(staff: Staff) -> None:
    practice = staff.opens(ANA)
    session = staff.holds(practice, staff.a_client(practice))
    for wrong in ("not the heron at all", PASSPHRASES[BEN], ""):
        with pytest.raises(WrongPassphraseError):
            sign_session(practice, session, Meaning.AUTHOR, wrong, staff.clock)
    assert practice.record.signatures(session.id) == ()
    assert practice.record.session(session.id).state is SessionState.ENDED


def test_a_running_session_and_one_with_rows_the_disk_has_not_taken_are_not_signed(staff: Staff) -> None:
    practice = staff.opens(ANA)
    client = staff.a_client(practice)
    running = staff.runs(practice, client, "d 70mg im").session
    with pytest.raises(SigningError, match="not ended"):
        sign_session(practice, running, Meaning.AUTHOR, PASSPHRASES[ANA], staff.clock)
    ended = staff.holds(practice, client)
    with pytest.raises(SigningError, match="disk"):
        sign_session(practice, ended, Meaning.AUTHOR, PASSPHRASES[ANA], staff.clock, held=2)


def test_a_risk_is_answered_before_its_session_is_signed(staff: Staff) -> None:
    practice = staff.opens(ANA)
    live = staff.runs(practice, staff.a_client(practice), *LINES)
    bridge = line_of(practice, live.session, "n she spoke of the bridge")
    stop = line_of(practice, live.session, "q I want it to stop")
    live.mark_risk(bridge.id, RiskKind.SUICIDALITY, "", staff.clock.pass_time(5))
    live.mark_risk(stop.id, RiskKind.OTHER, "", staff.clock.pass_time(5))
    live.log("> end", staff.clock.pass_time(5))
    session = practice.record.session(live.session.id)

    with pytest.raises(SigningError, match="2 risks wait"):
        sign_session(practice, session, Meaning.AUTHOR, PASSPHRASES[ANA], staff.clock)
    copy_to_record(practice, bridge, "Passive suicidal ideation, safety plan made.", "risk", staff.clock)
    with pytest.raises(SigningError, match="1 risk waits"):
        sign_session(practice, session, Meaning.AUTHOR, PASSPHRASES[ANA], staff.clock)
    (risk,) = unanswered_risks(timeline_of(practice, session))
    assert risk.entry == stop
    answer_risk(practice, risk, "she meant the music", staff.clock)
    assert unanswered_risks(timeline_of(practice, session)) == ()
    sign_session(practice, session, Meaning.AUTHOR, PASSPHRASES[ANA], staff.clock)
    assert practice.verify().ok


def test_only_the_facilitator_is_the_author_and_others_sign_after_them(staff: Staff) -> None:
    practice = staff.opens(ANA)
    session = staff.holds(practice, staff.a_client(practice))
    practice = staff.opens(NIA)
    for meaning, words in (
        (Meaning.AUTHOR, "facilitated"),
        (Meaning.REVIEWER, "author has not signed"),
        (Meaning.WITNESS, "author has not signed"),
    ):
        with pytest.raises(SigningError, match=words):
            sign_session(practice, session, meaning, PASSPHRASES[NIA], staff.clock)

    practice = staff.opens(ANA)
    sign_session(practice, session, Meaning.AUTHOR, PASSPHRASES[ANA], staff.clock)
    staff.clock.pass_time(60)
    practice = staff.opens(NIA)
    assert practice.notebook is None
    sign_session(practice, session, Meaning.WITNESS, PASSPHRASES[NIA], staff.clock)
    practice = staff.opens(BEN)
    sign_session(practice, session, Meaning.REVIEWER, PASSPHRASES[BEN], staff.clock)

    signatures = practice.record.signatures(session.id)
    assert [(each.name, each.meaning) for each in signatures] == [
        (ANA, Meaning.AUTHOR),
        (NIA, Meaning.WITNESS),
        (BEN, Meaning.REVIEWER),
    ]
    assert all(holds(each) for each in signatures)
    assert practice.verify().ok


def test_nobody_signs_twice_as_the_same_unless_something_was_added(staff: Staff) -> None:
    practice = staff.opens(ANA)
    session = staff.holds(practice, staff.a_client(practice))
    sign_session(practice, session, Meaning.AUTHOR, PASSPHRASES[ANA], staff.clock)
    with pytest.raises(SigningError, match="already"):
        sign_session(practice, session, Meaning.AUTHOR, PASSPHRASES[ANA], staff.clock)
    staff.clock.pass_time(60)
    add_addendum(practice, session, "The lot was recalled.", "letter from the maker", staff.clock)
    sign_session(practice, session, Meaning.AUTHOR, PASSPHRASES[ANA], staff.clock)
    assert len(practice.record.signatures(session.id)) == 2
    assert practice.verify().ok


def test_a_reviewer_closes_the_session_of_someone_who_left(staff: Staff) -> None:
    practice = staff.opens(BEN)
    session = staff.holds(practice, staff.a_client(practice))
    practice = staff.opens(ANA)
    practice.remove_person(session.facilitator, staff.clock)
    with pytest.raises(SigningError):
        sign_session(practice, session, Meaning.WITNESS, PASSPHRASES[ANA], staff.clock)
    sign_session(practice, session, Meaning.REVIEWER, PASSPHRASES[ANA], staff.clock)
    assert practice.record.session(session.id).state is SessionState.SIGNED


def test_a_cut_between_the_two_halves_is_seen_and_mended_by_signing_once_more(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice = staff.opens(ANA)
    session = staff.holds(practice, staff.a_client(practice))
    with monkeypatch.context() as cut:
        cut.setattr(practice.notebook, "sign", _power_goes)
        with pytest.raises(RuntimeError):
            sign_session(practice, session, Meaning.AUTHOR, PASSPHRASES[ANA], staff.clock)

    practice = staff.opens(ANA)
    assert practice.verify().ok
    (half,) = half_signed(practice)
    assert practice.record.signatures(session.id) == (half,)
    staff.clock.pass_time(3600)
    assert practice.notebook is not None
    with pytest.raises(WrongPassphraseError):
        sign_session(practice, session, Meaning.AUTHOR, "not the heron at all", staff.clock)
    assert sign_session(practice, session, Meaning.AUTHOR, PASSPHRASES[ANA], staff.clock) == half
    (mended,) = practice.notebook.signatures(session.id)
    assert mended.id == half.id
    assert mended.at > half.at
    assert half_signed(practice) == ()
    assert len(practice.record.signatures(session.id)) == 1
    assert practice.verify().ok


def _power_goes(*_: object) -> None:
    raise RuntimeError


def test_what_is_written_while_it_is_being_signed_is_never_signed_unseen(staff: Staff) -> None:
    practice = staff.opens(ANA)
    session = staff.holds(practice, staff.a_client(practice))
    signer = practice.signer(PASSPHRASES[ANA])

    def meanwhile(message: bytes) -> bytes:
        staff.a_client(practice, "Linden")
        return signer(message)

    with pytest.raises(SigningError):
        sign_session(practice, session, Meaning.AUTHOR, meanwhile, staff.clock)
    assert practice.record.signatures(session.id) == ()
    assert practice.notebook is not None
    assert practice.notebook.signatures(session.id) == ()
    assert practice.record.session(session.id).state is SessionState.ENDED


def test_who_gave_the_passphrase_beside_the_screen_signs_with_what_that_gave(staff: Staff) -> None:
    practice = staff.opens(ANA)
    session = staff.holds(practice, staff.a_client(practice))
    signer = practice.signer(PASSPHRASES[ANA])
    assert holds(sign_session(practice, session, Meaning.AUTHOR, signer, staff.clock))
    with pytest.raises(WrongPassphraseError):
        practice.signer(PASSPHRASES[BEN])


def test_as_what_a_person_may_sign() -> None:
    ana, nia = a_person("Ana"), a_person("Nia")
    assert may_sign_as({ana.id}, (), ana, author_left=False) == (Meaning.AUTHOR,)
    assert may_sign_as({ana.id}, (), nia, author_left=False) == ()
    assert may_sign_as({ana.id}, (), nia, author_left=True) == (Meaning.REVIEWER,)
    assert may_sign_as({ana.id, nia.id}, (), nia, author_left=False) == (Meaning.AUTHOR,)


def test_whoever_a_session_was_handed_over_to_facilitated_it_too() -> None:
    ana, nia = a_person("Ana"), a_person("Nia")
    session = a_session(facilitator=ana.id)
    handoff = an_entry(kind=EntryKind.HANDOFF, detail=HandoffDetail(giver=ana.id, taker=nia.id, name="Nia"))
    assert facilitators(session, ()) == {ana.id}
    assert facilitators(session, (handoff,)) == {ana.id, nia.id}


def test_what_a_person_signed_is_not_offered_again_until_something_was_added(staff: Staff) -> None:
    practice = staff.opens(ANA)
    session = staff.holds(practice, staff.a_client(practice))
    assert meanings_open_to(practice, session) == (Meaning.AUTHOR,)
    signed = sign_session(practice, session, Meaning.AUTHOR, PASSPHRASES[ANA], staff.clock)
    session = practice.record.session(signed.session)
    assert meanings_open_to(practice, session) == ()
    with pytest.raises(SigningError, match="somebody else reviews"):
        sign_session(practice, session, Meaning.WITNESS, PASSPHRASES[ANA], staff.clock)
    staff.clock.pass_time(60)
    add_addendum(practice, session, "The ride home went well.", "not known then", staff.clock)
    assert meanings_open_to(practice, session) == (Meaning.AUTHOR,)
    assert meanings_open_to(staff.opens(NIA), session) == (Meaning.REVIEWER, Meaning.WITNESS)
