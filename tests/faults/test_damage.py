"""Files damaged bit by bit and cut off: what is intact is shown, or it is refused; nothing wrong is shown."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from kap_companion.errors import BackupError, KnownError
from kap_companion.records.cipher import log_of
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.vault.backup_making import make_backup
from kap_companion.vault.practice import open_with
from kap_companion.vault.restoring import restore
from kap_companion.vocabulary.kinds import EntryKind
from tests.builders import a_client, a_session, an_entry
from tests.fakes import ManualClock
from tests.faults.practice_files import PracticeFiles, content_of, put
from tests.faults.shown import Shown
from tests.records.files import RECORD_KEY, WRITER

SEED = 20261121
BLOCK = 512


def _flipped(data: bytes, chance: Random, every: int) -> Iterator[tuple[int, bytes]]:
    """The same bytes with one bit the other way round, once in each so many bytes."""
    for begins in range(0, len(data), every):
        place = chance.randrange(begins, min(begins + every, len(data)))
        damaged = bytearray(data)
        damaged[place] ^= 1 << chance.randrange(8)
        yield place, bytes(damaged)


def _shown(files: PracticeFiles, place: Path, clock: ManualClock) -> Shown:
    files.put(place)
    with open_with(place, files.keys, clock) as practice:
        return Shown.of(practice)


def _finds_or_refuses(folder: Path, files: PracticeFiles, true: Shown, clock: ManualClock) -> bool:
    """Whether damage was found, by opening, reading or verifying; whatever is shown is true."""
    try:
        with open_with(folder, files.keys, clock) as practice:
            assert Shown.of(practice).made_up(true) == []
            return not practice.verify().ok
    except KnownError as error:
        return _points_to_a_backup(error)


def _points_to_a_backup(error: KnownError) -> bool:
    assert "backup" in error.advice, repr(error)
    return True


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "every"), [("keyring.json", 32), ("record.db", 5 * BLOCK), ("notebook", 5 * BLOCK)]
)
def test_a_bit_that_flips_anywhere_in_a_file_is_found_and_nothing_wrong_is_shown(
    name: str, every: int, full_practice: PracticeFiles, place: Path, clock: ManualClock
) -> None:
    folder = place / "Stillwater.kap"
    true = _shown(full_practice, folder, clock)
    name = f"notebooks/{full_practice.keys.person_id}.db" if name == "notebook" else name
    whole = full_practice.content[name]
    assert whole
    for where, damaged in _flipped(whole, Random(SEED), every):
        put(folder, full_practice.content | {name: damaged})
        assert _finds_or_refuses(folder, full_practice, true, clock), f"{name}, byte {where}"


@pytest.mark.slow
def test_a_bit_that_flips_in_a_write_ahead_log_ends_it_there_and_nothing_wrong_is_shown(
    cut_practice: PracticeFiles, place: Path, clock: ManualClock
) -> None:
    folder = place / "Stillwater.kap"
    cut_practice.put(folder)
    with open_with(folder, cut_practice.keys, clock) as practice:
        true = _chains(practice.record) | _chains(practice.notebook)
    logs = {name: data for name, data in cut_practice.content.items() if data and name.endswith("-wal")}
    assert len(logs) == 2
    chance, opened = Random(SEED), 0
    for name, whole in logs.items():
        for where, damaged in _flipped(whole, chance, 17 * BLOCK):
            put(folder, cut_practice.content | {name: damaged})
            try:
                with open_with(folder, cut_practice.keys, clock) as practice:
                    # Where a log ends early there is no telling that it once went on: all before it is true.
                    assert _chains(practice.record) | _chains(practice.notebook) <= true
                    assert practice.verify().ok, f"{name}, byte {where}"
                    opened += 1
            except KnownError as error:
                _points_to_a_backup(error)
    assert opened > 20


def _chains(file: Record | Notebook | None) -> set[tuple[int, str]]:
    """Each row of a file's ledger by its number and chain, which stands for all rows before it."""
    assert file is not None
    return set(file._store._connection.execute("SELECT sequence, chain FROM ledger").fetchall())


@pytest.mark.slow
def test_a_write_ahead_log_cut_off_at_every_512_bytes_leaves_what_was_written_before_the_cut(
    place: Path, clock: ManualClock
) -> None:
    path = place / "record.db"
    record = Record.create(path, RECORD_KEY, WRITER, clock)
    client = a_client()
    record.add_client(client)
    session = a_session(client.id)
    record.add_session(session)
    record.close()
    record = Record.open(path, RECORD_KEY, WRITER, clock)
    written, ends = [], [0]
    for number in range(3):
        entry = an_entry(EntryKind.STOP, session=session.id, raw=f"stop {number}" + "x" * 1_000 * number)
        record.append(entry)
        written.append(entry)
        ends.append(log_of(path).stat().st_size)
    whole, log = path.read_bytes(), log_of(path).read_bytes()
    record.close()
    for length in range(0, len(log) + BLOCK, BLOCK):
        path.write_bytes(whole)
        log_of(path).write_bytes(log[:length])
        record = Record.open(path, RECORD_KEY, WRITER, clock)
        before_the_cut = sum(end <= length for end in ends) - 1
        assert record.entries(session.id) == tuple(written[:before_the_cut]), f"cut off at {length}"
        if length % (40 * BLOCK) == 0:
            assert record.verify().ok
        record.close()


@pytest.mark.slow
def test_a_file_cut_off_anywhere_is_found_and_nothing_wrong_is_shown(
    full_practice: PracticeFiles, place: Path, clock: ManualClock
) -> None:
    folder = place / "Stillwater.kap"
    true = _shown(full_practice, folder, clock)
    for name, whole in full_practice.content.items():
        if whole is None:
            continue
        for length in range(0, len(whole), 8 * BLOCK):
            put(folder, full_practice.content | {name: whole[:length]})
            assert _finds_or_refuses(folder, full_practice, true, clock), f"{name} cut off at {length}"


@pytest.mark.slow
def test_a_bit_that_flips_anywhere_in_a_backup_keeps_it_from_being_restored(
    full_practice: PracticeFiles, place: Path, clock: ManualClock
) -> None:
    folder = place / "Stillwater.kap"
    full_practice.put(folder)
    with open_with(folder, full_practice.keys, clock):
        backup = make_backup(folder, full_practice.keys, clock.now()).folder
    content, chance = content_of(backup), Random(SEED)
    for name, whole in content.items():
        for where, damaged in _flipped(whole or b"", chance, BLOCK):
            (backup / name).write_bytes(damaged)
            with pytest.raises(BackupError):
                restore(backup, place / "again")
            assert not (place / "again").exists(), f"{name}, byte {where}"
        if whole is not None:
            (backup / name).write_bytes(whole)
    restore(backup, place / "again")
    with open_with(place / "again", full_practice.keys, clock) as practice:
        assert full_practice.promises.broken(practice) == []
