"""The practice's own copy of the questions for the room: made once, private, never over another."""

from pathlib import Path

import pytest

from kap_companion.errors import StorageError
from kap_companion.worksheets.own_questions import copy_questions
from kap_companion.worksheets.prompts import load_six_fs


def test_the_copy_is_what_ships_and_belongs_to_its_owner_alone(tmp_path: Path) -> None:
    path = copy_questions(tmp_path / "prompts")
    assert path == tmp_path / "prompts" / "six_fs.toml"
    assert load_six_fs(path.parent) == load_six_fs()
    assert (path.parent.stat().st_mode & 0o777, path.stat().st_mode & 0o777) == (0o700, 0o600)


def test_a_file_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    path = copy_questions(tmp_path)
    path.write_text("ours", "utf-8")
    with pytest.raises(StorageError):
        copy_questions(tmp_path)
    assert path.read_text("utf-8") == "ours"


def test_a_place_that_takes_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "prompts").write_bytes(b"in the way")
    with pytest.raises(StorageError):
        copy_questions(tmp_path / "prompts")
