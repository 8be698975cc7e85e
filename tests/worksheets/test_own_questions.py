"""The practice's own copies of questions and words: made once, private, never over another."""

from pathlib import Path

import pytest

from kap_companion.errors import StorageError
from kap_companion.worksheets.own_questions import OwnFile, copy_questions, own_files
from kap_companion.worksheets.prompts import LANGUAGES, load, load_six_fs
from kap_companion.worksheets.questions import load_questions


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


def test_every_file_that_can_be_a_practices_own_can_be_copied_and_read(tmp_path: Path) -> None:
    names = [each.name for each in own_files(tmp_path)]
    assert len(names) == len(set(names)) == 1 + 2 * len(LANGUAGES)
    for name in names:
        assert copy_questions(tmp_path, name) == tmp_path / name
    assert all(each.own for each in own_files(tmp_path))
    for language in LANGUAGES:
        assert load(language, tmp_path) == load(language)
        assert load_questions(language, tmp_path) == load_questions(language)


def test_what_a_practice_has_of_its_own_is_told(tmp_path: Path) -> None:
    copy_questions(tmp_path, "questions.es.toml")
    assert [each for each in own_files(tmp_path) if each.own] == [
        OwnFile("questions.es.toml", "questions", "es", own=True)
    ]
    assert own_files(tmp_path)[0] == OwnFile("six_fs.toml", "room", "en", own=False)


@pytest.mark.parametrize("name", ["../six_fs.toml", "handoff.toml", "questions.pt.toml", ""])
def test_nothing_else_is_copied(tmp_path: Path, name: str) -> None:
    with pytest.raises(KeyError):
        copy_questions(tmp_path, name)
    assert not list(tmp_path.iterdir())
