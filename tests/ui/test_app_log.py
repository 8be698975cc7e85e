import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.app_log import NAME, keep_log


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    handler = keep_log(tmp_path / "settings")
    yield tmp_path / "settings"
    logging.getLogger("kap_companion").removeHandler(handler)
    handler.close()


def test_there_is_no_log_until_something_is_logged(folder: Path) -> None:
    assert not folder.exists()


def test_a_font_of_the_system_that_was_needed_is_named_in_a_file_for_its_owner_alone(folder: Path) -> None:
    logging.getLogger("kap_companion.worksheets").info("a font of this system: %s", "Noto Sans Thaana")
    log = folder / NAME
    assert "Noto Sans Thaana" in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600


def test_what_other_libraries_log_is_not_in_it(folder: Path) -> None:
    logging.getLogger("sqlalchemy").warning("a statement")
    assert not (folder / NAME).exists()
