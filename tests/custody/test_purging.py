"""Purging: never before its date, never under a hold, and then all of it."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from kap_companion.custody.arriving import arrive
from kap_companion.custody.letters import authorise, hand_over
from kap_companion.custody.purging import carry_out_purges, purge_client, retention_of, set_retention
from kap_companion.custody.retention import DEFAULT_SOURCE
from kap_companion.custody.signing import sign_session
from kap_companion.errors import RetentionError, SessionError
from kap_companion.records.cipher import connect
from kap_companion.vault.backup_making import make_backup
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.signature import Meaning
from tests.custody.staff import ANA, BEN, PASSPHRASES, Staff, line_of

CANARY = "Zaunkoenig"
EIGHT_YEARS = 8 * 366 * 86_400


def with_content(staff: Staff) -> tuple[Practice, Client, Session]:
    """Ana's practice with a session full of the canary, a letter to Ben that he took in, and a copy."""
    practice = staff.opens(ANA)
    client = staff.a_client(practice, f"{CANARY} client")
    session = staff.holds(
        practice,
        client,
        "d 70mg im",
        f"ae {CANARY} nausea",
        f"n {CANARY} private",
        f"m The {CANARY}: #chest 6 ->the {CANARY} two",
    )
    ben = next(person.id for person in practice.people() if person.name == BEN)
    given = authorise(practice, client.id, ben, f"{CANARY} scope", staff.clock)
    note = line_of(practice, session, f"n {CANARY} private")
    hand_over(practice, given, session.id, [note.id], f"{CANARY} reason", staff.clock)
    arrive(staff.opens(BEN), staff.clock)
    return staff.opens(ANA), client, session


def words_in(practice: Practice) -> list[str]:
    """Every text in every table of both files that holds the canary."""
    found: list[str] = []
    files: list[tuple[Path, bytearray]] = [(practice.record.path, practice.keys.record_key())]
    if practice.notebook is not None:
        files.append((practice.notebook.path, practice.keys.notebook_key()))
    for path, key in files:
        connection = connect(path, key)
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for table in tables:
            for row in connection.execute(f"SELECT * FROM {table}"):
                found += [f"{path.name}/{table}: {each}" for each in row if CANARY in str(each)]
        connection.close()
    return found


def test_the_default_rule_is_shown_with_its_source(staff: Staff) -> None:
    practice = staff.opens(ANA)
    client = staff.a_client(practice)
    session = staff.holds(practice, client)
    kept = retention_of(practice, client.id, staff.clock).kept
    assert kept.until == session.anchor.date().replace(year=session.anchor.year + 7)
    assert DEFAULT_SOURCE in kept.source
    assert practice.record.retention(client.id) is None


def test_a_rule_of_one_s_own_counts_and_is_kept_with_who_and_when(staff: Staff) -> None:
    practice = staff.opens(ANA)
    client = staff.a_client(practice)
    rule = retention_of(practice, client.id, staff.clock).rule
    staff.clock.pass_time(60)
    changed = rule.model_copy(update={"years_after_visit": 10, "source": "state board"})
    kept = set_retention(practice, changed, staff.clock)
    assert (kept.author, kept.at) == (practice.person.id, staff.clock.now().at)
    assert practice.record.retention(client.id) == kept
    assert retention_of(practice, client.id, staff.clock).kept.until == date(2036, 11, 21)
    with pytest.raises(RetentionError):
        set_retention(practice, changed.model_copy(update={"years_after_visit": -1}), staff.clock)
    assert practice.record.retention(client.id) == kept


def test_before_its_date_nothing_is_purged(staff: Staff) -> None:
    practice, client, session = with_content(staff)
    until = retention_of(practice, client.id, staff.clock).kept.until
    on_the_day = timedelta(days=(until - staff.clock.now().at.date()).days)
    for seconds in (0, on_the_day.total_seconds()):
        staff.clock.pass_time(seconds)
        with pytest.raises(RetentionError, match=str(until)) as refused:
            purge_client(practice, client.id, staff.clock)
        assert CANARY not in str(refused.value)
    assert practice.record.session(session.id) == session
    staff.clock.pass_time(86_400)
    purge_client(practice, client.id, staff.clock)
    with pytest.raises(SessionError):
        practice.record.client(client.id)


def test_a_legal_hold_stops_it_whatever_the_date_until_it_is_lifted(staff: Staff) -> None:
    practice, client, _ = with_content(staff)
    rule = retention_of(practice, client.id, staff.clock).rule
    held = rule.model_copy(update={"hold": True, "reason": f"{CANARY} subpoena"})
    set_retention(practice, held, staff.clock)
    staff.clock.pass_time(EIGHT_YEARS)
    with pytest.raises(RetentionError, match="legal hold") as refused:
        purge_client(practice, client.id, staff.clock)
    assert CANARY not in str(refused.value)
    set_retention(practice, held.model_copy(update={"hold": False, "reason": "settled"}), staff.clock)
    purge_client(practice, client.id, staff.clock)


def test_a_session_that_has_not_ended_stops_it(staff: Staff) -> None:
    practice = staff.opens(ANA)
    client = staff.a_client(practice)
    staff.runs(practice, client)
    staff.clock.pass_time(EIGHT_YEARS)
    with pytest.raises(RetentionError, match="not ended"):
        purge_client(practice, client.id, staff.clock)


def test_after_its_date_no_word_is_left_in_either_file_and_the_ledgers_verify(staff: Staff) -> None:
    practice, client, session = with_content(staff)
    other = staff.a_client(practice, "Linden")
    kept = staff.holds(practice, other, "d 50mg im", "n stays")
    sign_session(practice, session, Meaning.AUTHOR, PASSPHRASES[ANA], staff.clock)
    assert words_in(practice)
    staff.clock.pass_time(EIGHT_YEARS)
    done = purge_client(practice, client.id, staff.clock)

    assert words_in(practice) == []
    assert done.purge in practice.record.purges()
    assert done.purge.rows > 5
    assert done.notebook_rows > 1
    assert (done.purge.client, done.purge.author) == (client.id, practice.person.id)
    assert [each.id for each in practice.record.clients()] == [other.id]
    assert line_of(practice, kept, "n stays")
    found = practice.verify()
    assert found.ok, found.problems
    practice = staff.opens(ANA)
    assert practice.verify().ok
    with pytest.raises(SessionError):
        purge_client(practice, client.id, staff.clock)


def test_a_colleague_s_notebook_follows_when_they_next_open_the_practice(staff: Staff) -> None:
    practice, client, session = with_content(staff)
    other = staff.holds(practice, staff.a_client(practice, "Linden"))
    staff.clock.pass_time(EIGHT_YEARS)
    purge_client(practice, client.id, staff.clock)

    practice = staff.opens(BEN)
    assert practice.notebook is not None
    assert len(practice.notebook.entries(session.id)) == 1
    assert arrive(practice, staff.clock).purged_rows == 1
    assert practice.notebook.entries(session.id) == ()
    assert words_in(practice) == []
    head = practice.notebook.head()
    assert carry_out_purges(practice) == 0
    assert practice.notebook.head() == head
    assert practice.record.session(other.id) == other
    assert practice.verify().ok


def test_cut_off_after_the_record_one_s_own_notebook_follows_too(staff: Staff) -> None:
    practice, client, session = with_content(staff)
    staff.clock.pass_time(EIGHT_YEARS)
    done = purge_client(staff.opens(BEN), client.id, staff.clock)  # for Ana it is as if the power went
    assert done.purge.author != session.facilitator
    practice = staff.opens(ANA)
    assert words_in(practice)
    assert carry_out_purges(practice) > 1
    assert words_in(practice) == []


def test_copies_from_before_an_update_go_with_it(staff: Staff) -> None:
    practice, client, _ = with_content(staff)
    notebook = practice.folder / "notebooks" / f"{practice.person.id}.db"
    copies = [
        file.with_name(f"{file.name}.before-2-20261121T170000000000")
        for file in (practice.record.path, notebook)
    ]
    others = practice.folder / "notebooks" / "somebody-else.db.before-2-20261121T170000000000"
    for copy in (*copies, others):
        copy.write_bytes(b"old")
    staff.clock.pass_time(EIGHT_YEARS)
    purge_client(practice, client.id, staff.clock)
    assert not any(copy.exists() for copy in copies)
    assert others.exists()


def test_the_backups_that_hold_it_still_are_named(staff: Staff) -> None:
    practice, client, _ = with_content(staff)
    before = make_backup(practice.folder, practice.keys, staff.clock.now())
    staff.clock.pass_time(EIGHT_YEARS)
    done = purge_client(practice, client.id, staff.clock)
    assert [backup.folder for backup in done.backups] == [before.folder]
