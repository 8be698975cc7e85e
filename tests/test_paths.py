import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kap_companion.paths import (
    MOST_RECENT,
    config_folder,
    forget_practice,
    practices_folder,
    recent_practices,
    remember_practice,
)


def the_list(config: Path) -> Path:
    return config / "recent-practices.json"


def test_the_practice_opened_last_comes_first_and_only_once(tmp_path: Path) -> None:
    for name in ("a", "b", "a"):
        assert remember_practice(tmp_path / name, tmp_path)
    assert recent_practices(tmp_path) == (tmp_path / "a", tmp_path / "b")


def test_a_practice_can_be_forgotten(tmp_path: Path) -> None:
    remember_practice(tmp_path / "a", tmp_path)
    assert forget_practice(tmp_path / "a", tmp_path)
    assert recent_practices(tmp_path) == ()


def test_only_the_last_few_are_remembered(tmp_path: Path) -> None:
    for number in range(MOST_RECENT + 5):
        remember_practice(tmp_path / str(number), tmp_path)
    assert len(recent_practices(tmp_path)) == MOST_RECENT
    assert recent_practices(tmp_path)[0].name == str(MOST_RECENT + 4)


def test_the_list_holds_folders_and_nothing_else_for_its_owner_alone(tmp_path: Path) -> None:
    config = tmp_path / "config"
    remember_practice(tmp_path / "a", config)
    assert json.loads(the_list(config).read_text()) == {"practices": [str(tmp_path / "a")]}
    assert the_list(config).stat().st_mode & 0o777 == 0o600
    assert [file.name for file in config.iterdir()] == ["recent-practices.json"]


def test_a_folder_of_any_name_is_remembered(tmp_path: Path) -> None:
    folder = tmp_path / "nähe \U0001f30a \udcff"
    remember_practice(folder, tmp_path)
    assert recent_practices(tmp_path) == (folder,)


def test_before_the_first_practice_the_list_is_empty(tmp_path: Path) -> None:
    assert recent_practices(tmp_path / "gone") == ()


@given(
    raw=st.binary(max_size=100)
    | st.sampled_from([b"[" * 100_000, b'{"practices": 3}', b'{"practices": [3]}'])
)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_list_is_an_empty_one(tmp_path: Path, raw: bytes) -> None:
    the_list(tmp_path).write_bytes(raw)
    assert recent_practices(tmp_path) == ()


def test_a_config_folder_that_takes_nothing_stops_nobody(tmp_path: Path) -> None:
    config = tmp_path / "file"
    config.write_text("in the way")
    assert not remember_practice(tmp_path, config)
    assert config.read_text() == "in the way"


def test_config_and_practices_lie_in_the_persons_own_folders(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    for folder in (config_folder(), practices_folder()):
        assert folder.is_relative_to(tmp_path)
        assert not folder.exists()
