import pytest

from kap_companion.errors import PracticeDamagedError
from kap_companion.vault.backup_making import make_backup
from kap_companion.vault.practice import open_practice, open_with
from tests.fakes import ManualClock
from tests.vault.conftest import PASSPHRASE, MadePractice


def test_a_damaged_practice_points_to_its_newest_backup(practice: MadePractice) -> None:
    clock = ManualClock()
    make_backup(practice.folder, practice.keys, clock.now())
    newest = make_backup(practice.folder, practice.keys, clock.pass_time(3600)).folder.name
    for name in ("record.db", "keyring.json"):
        whole = (practice.folder / name).read_bytes()
        (practice.folder / name).write_bytes(whole[:-3])
        with pytest.raises(PracticeDamagedError) as raised:
            open_practice(practice.folder, PASSPHRASE, clock)
        assert raised.value.advice.endswith(f"is backups/{newest}.")
        assert "The newest one, of " in raised.value.advice
        (practice.folder / name).write_bytes(whole)


def test_a_damaged_practice_without_a_backup_points_to_none(practice: MadePractice) -> None:
    path = practice.folder / "record.db"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(PracticeDamagedError) as raised:
        open_with(practice.folder, practice.keys, ManualClock())
    assert "newest" not in raised.value.advice
