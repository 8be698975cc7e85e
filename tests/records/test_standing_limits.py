"""Limits for vitals that stand for a client or for the practice."""

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from kap_companion.errors import BugError
from kap_companion.records.cipher import prepare
from kap_companion.records.readers import Purpose, readers_for
from kap_companion.records.record import Record
from kap_companion.vocabulary.session import Session
from tests.records.files import RECORD_KEY, behind_its_back
from tests.records.prepared import a_standing_limit


def test_a_clients_limits_and_the_practices_are_kept_apart_the_newest_first(
    record: Record, session: Session
) -> None:
    older = a_standing_limit(session.client, source="heard \udead on the phone")
    newer = a_standing_limit(session.client, limits=())
    of_practice = a_standing_limit(None, ordered_by="Dr. Lindqvist")
    for standing in (older, of_practice, newer):
        record.add_standing_limit(standing)
    assert record.standing_limits(session.client) == (newer, older)
    assert record.standing_limits(None) == (of_practice,)
    assert record.standing_limits("nobody") == ()
    assert record.verify().problems == ()


def test_the_handoff_reads_them_without_a_notebook(record: Record, session: Session) -> None:
    standing = a_standing_limit(session.client)
    record.add_standing_limit(standing)
    reader = readers_for(Purpose.HANDOFF, record, None)
    assert reader.standing_limits(session.client) == (standing,)
    assert reader.standing_limits(None) == ()


def test_they_belong_to_a_client_of_the_practice(record: Record) -> None:
    with pytest.raises(BugError):
        record.add_standing_limit(a_standing_limit("nobody"))
    assert record.standing_limits("nobody") == ()


def test_they_are_only_added(record: Record, session: Session, tmp_path: Path) -> None:
    record.add_standing_limit(a_standing_limit(session.client))
    record.close()
    with behind_its_back(tmp_path / "record.db", RECORD_KEY) as connection:
        prepare(connection)
        for change in (
            "DELETE FROM standing_limit",
            "UPDATE standing_limit SET limits = '[]'",
            "UPDATE standing_limit SET sequence = sequence + 1",
            "INSERT OR REPLACE INTO standing_limit SELECT * FROM standing_limit",
        ):
            with pytest.raises(dbapi2.IntegrityError, match="rows"):
                connection.execute(change)


def test_whoever_changes_one_behind_the_companions_back_is_found(
    record: Record, session: Session, tmp_path: Path
) -> None:
    record.add_standing_limit(a_standing_limit(session.client))
    with behind_its_back(tmp_path / "record.db", RECORD_KEY) as connection:
        connection.execute("DROP TRIGGER standing_limit_not_changed")
        connection.execute("UPDATE standing_limit SET limits = replace(limits, '160', '220')")
    assert any("standing_limit" in problem for problem in record.verify().problems)
