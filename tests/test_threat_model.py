import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "threat-model.md").read_text()
NAMED = sorted(set(re.findall(r"`(tests/[\w/.]+)`", PAGE)))


def test_the_page_names_tests() -> None:
    assert len(NAMED) > 20


@pytest.mark.parametrize("named", NAMED)
def test_each_test_that_the_threat_model_names_is_there(named: str) -> None:
    place = ROOT / named
    assert place.is_dir() or re.search(r"^def test_", place.read_text(), re.MULTILINE)
