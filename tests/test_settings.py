"""What is set on this computer is kept whole, bounded, and never trusted blindly."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.errors import StorageError
from kap_companion.settings import LONGEST_IDLE, SHORTEST_IDLE, Settings, keep_settings, read_settings


def a_file(config: Path, content: bytes) -> Path:
    config.mkdir(exist_ok=True)
    path = config / "settings.json"
    path.write_bytes(content)
    return path


def read_aloud(config: Path) -> tuple[Settings, list[str]]:
    said: list[str] = []
    return read_settings(config, said.append), said


def test_without_a_file_idle_locks_after_five_minutes_and_nothing_is_said(tmp_path: Path) -> None:
    assert read_aloud(tmp_path) == (Settings(idle_minutes=5, second_backup_place=None), [])


def test_what_was_set_is_there_at_the_next_start(tmp_path: Path) -> None:
    for settings in (Settings(20, tmp_path / "a stick, ünïcode"), Settings(1, None)):
        keep_settings(settings, tmp_path / "config")
        assert read_aloud(tmp_path / "config") == (settings, [])


def test_only_its_owner_can_read_it_and_nothing_else_is_left(tmp_path: Path) -> None:
    config = tmp_path / "config"
    keep_settings(Settings(), config)
    keep_settings(Settings(7), config)
    assert [path.name for path in config.iterdir()] == ["settings.json"]
    assert (config / "settings.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("minutes", [SHORTEST_IDLE - 1, LONGEST_IDLE + 1, -5])
def test_there_is_no_never_and_no_at_once(minutes: int) -> None:
    with pytest.raises(ValueError, match="1 to 120"):
        Settings(minutes)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'"five"',
        b"\xff\xfe\x00",
        b"[" * 50_000,
        b'{"idle_minutes": 5}',
        b'{"idle_minutes": 5, "second_backup_place": null}' + b" " * 100_000,
    ],
)
def test_a_damaged_file_gives_the_defaults_and_says_so(tmp_path: Path, content: bytes) -> None:
    a_file(tmp_path, content)
    settings, said = read_aloud(tmp_path)
    assert settings == Settings()
    assert len(said) == (0 if content.startswith(b'{"idle_minutes": 5, ') else 1)


@pytest.mark.parametrize("idle", [0, 121, True, 5.0, "5", None, 10**30])
def test_a_wrong_idle_time_does_not_take_the_backup_place_with_it(tmp_path: Path, idle: object) -> None:
    place = tmp_path / "stick"
    a_file(tmp_path, json.dumps({"idle_minutes": idle, "second_backup_place": str(place)}).encode())
    settings, said = read_aloud(tmp_path)
    assert settings == Settings(5, place)
    assert len(said) == 1


@pytest.mark.parametrize("place", ["", "relative/folder", "a\0b", "/" * 5_000, 7, ["/"]])
def test_a_place_that_is_no_absolute_folder_is_none(tmp_path: Path, place: object) -> None:
    a_file(tmp_path, json.dumps({"idle_minutes": 9, "second_backup_place": place}).encode())
    settings, said = read_aloud(tmp_path)
    assert settings == Settings(9, None)
    assert len(said) == 1


def test_settings_that_cannot_be_kept_are_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")
    with pytest.raises(StorageError, match="could not be kept"):
        keep_settings(Settings(), tmp_path / "config")


@given(
    minutes=st.integers(SHORTEST_IDLE, LONGEST_IDLE),
    name=st.text(st.characters(exclude_characters="\0/", exclude_categories=["Cs"]), min_size=1, max_size=40),
)
def test_whatever_is_set_comes_back(
    tmp_path_factory: pytest.TempPathFactory, minutes: int, name: str
) -> None:
    config = tmp_path_factory.mktemp("config")
    settings = Settings(minutes, Path("/media") / name)
    keep_settings(settings, config)
    assert read_settings(config) == settings
