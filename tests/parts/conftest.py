"""A practice's two files with one client, for tests that write about parts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.session.desks import Desk, a_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path) as opened:
        yield opened
