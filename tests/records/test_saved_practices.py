import shutil
from pathlib import Path

import pytest

from kap_companion.records import migrations
from kap_companion.records.copying import check_copy
from kap_companion.records.corrections import Correction, out_of_force
from kap_companion.records.notebook import NOTEBOOK_FILE, Notebook
from kap_companion.records.record import RECORD_FILE, Record
from kap_companion.records.search_words import words_of
from kap_companion.vault.keyring import Keyring
from kap_companion.vocabulary.kinds import EntryKind
from tests.fakes import ManualClock
from tests.records.files import WRITER, folder_as_it_is
from tests.saved_practices.saved import SAVED, Saved


@pytest.mark.slow
@pytest.mark.parametrize("saved", SAVED, ids=lambda saved: f"version-{saved.version}")
def test_the_files_of_every_earlier_version_open_with_a_copy_kept_and_verify(
    saved: Saved, tmp_path: Path, clock: ManualClock
) -> None:
    folder = tmp_path / "practice"
    shutil.copytree(saved.folder, folder)
    keys = Keyring.read(folder).unlock(saved.passphrase)
    record_path, notebook_path = folder / "record.db", folder / "notebooks" / f"{keys.person_id}.db"
    before = {
        path: (path.read_bytes(), saved.steps_of(kind))
        for path, kind in ((record_path, RECORD_FILE), (notebook_path, NOTEBOOK_FILE))
    }
    in_folder = folder_as_it_is(folder)
    copies = [
        check_copy(record_path, keys.record_key(), RECORD_FILE),
        check_copy(notebook_path, keys.notebook_key(), NOTEBOOK_FILE),
    ]
    assert [verification.problems for verification in copies] == [(), ()]
    assert folder_as_it_is(folder) == in_folder

    record = Record.open(record_path, keys.record_key(), WRITER, clock)
    notebook = Notebook.open(notebook_path, keys.notebook_key(), WRITER, clock)
    found = record.verify(), notebook.verify()
    assert [verification.problems for verification in found] == [(), ()]
    assert sum(verification.rows for verification in found) == saved.rows
    # Nobody could sign before version 2.
    assert all((verification.signed_to > 0) == (saved.version > 1) for verification in found)
    sessions = record.sessions()
    assert sessions
    assert any(record.entries(session.id) for session in sessions)
    assert any(notebook.entries(session.id) for session in sessions)
    _find_again(record, notebook, [session.id for session in sessions])
    record.close()
    notebook.close()
    for path, (content, steps) in before.items():
        assert all(copy.read_bytes() == content for copy in migrations.copies_of(path)[:1])
        assert migrations.remove_copies(path) == steps
        assert migrations.copies_of(path) == ()


def _find_again(record: Record, notebook: Notebook, sessions: list[str]) -> None:
    """Every line that counts is found by its own words, also where it was there before the index."""
    for file in (record, notebook):
        for session, entries in file.entries_of(sessions).items():
            corrections = [Correction(each.id, each.amends, each.retracts) for each in entries]
            out = out_of_force(each for each in corrections if each.amends or each.retracts)
            for entry in entries:
                counts = entry.id not in out and entry.kind is not EntryKind.RETRACTION
                if counts and words_of(entry.raw):
                    assert entry in file.find(entry.raw, [session], len(entries))
