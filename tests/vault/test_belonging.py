import os
from pathlib import Path

import pytest

from kap_companion.errors import PracticeDamagedError, PracticeForeignError
from kap_companion.vault.belonging import has_our_seal, ours_or_foreign
from tests.vault.conftest import MadePractice

PAGE = 4096


def test_the_seal_of_a_real_file_is_known_by_its_key_and_no_other(practice: MadePractice) -> None:
    record = practice.folder / "record.db"
    assert has_our_seal(record, practice.keys.record_key())
    assert not has_our_seal(record, practice.keys.notebook_key())


def test_one_whole_page_is_enough(practice: MadePractice, tmp_path: Path) -> None:
    good = (practice.folder / "record.db").read_bytes()
    harmed = tmp_path / "harmed.db"
    harmed.write_bytes(good[:16] + os.urandom(PAGE - 16) + good[PAGE : 2 * PAGE] + os.urandom(3 * PAGE))
    assert has_our_seal(harmed, practice.keys.record_key())


def test_pages_in_another_order_carry_no_seal(practice: MadePractice, tmp_path: Path) -> None:
    good = (practice.folder / "record.db").read_bytes()
    moved = tmp_path / "moved.db"
    moved.write_bytes(good[:16] + os.urandom(PAGE - 16) + good[2 * PAGE : 3 * PAGE])
    assert not has_our_seal(moved, practice.keys.record_key())


@pytest.mark.parametrize("size", [0, 15, 100, PAGE - 1])
def test_a_file_too_short_to_tell_is_damaged(tmp_path: Path, size: int) -> None:
    short = tmp_path / "short.db"
    short.write_bytes(os.urandom(size))
    assert not has_our_seal(short, bytes(32))
    with pytest.raises(PracticeDamagedError), ours_or_foreign(short, bytes(32)):
        raise PracticeDamagedError("short")


def test_a_whole_file_of_another_key_is_foreign(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(os.urandom(3 * PAGE))
    with pytest.raises(PracticeForeignError, match=r"other\.db"), ours_or_foreign(other, bytes(32)):
        raise PracticeDamagedError("unreadable")


def test_a_folder_in_its_place_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(PracticeDamagedError), ours_or_foreign(tmp_path, bytes(32)):
        raise PracticeDamagedError("no file")
