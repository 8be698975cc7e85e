from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from ui.founding import documents_folder


def test_where_there_is_no_documents_folder_a_file_is_offered_in_the_persons_own(
    places: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = places / "HOME" / "Documents"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(documents))
    assert documents_folder() == places / "HOME"
    documents.mkdir()
    assert documents_folder() == documents
