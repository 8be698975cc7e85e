"""`docs/format.md` is enough to open a practice: its own code does, and knows nothing of ours."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kap_companion.custody.letters import authorise, hand_over
from kap_companion.custody.signing import sign_session
from kap_companion.exchange.transcript import read_script, transcribe
from kap_companion.session.drafts import SealedDrafts
from kap_companion.vault.backup_making import make_backup
from kap_companion.vault.derivation import FLOOR
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.practice import Practice, create, open_practice
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.people import PersonRole
from kap_companion.vocabulary.signature import Meaning
from tests.builders import an_entry
from tests.fakes import ManualClock
from tests.saved_practices.saved import SAVED, Saved

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "format.md"
SCRIPT = ROOT / "resources" / "examples" / "sage-1.session.txt"
FACILITATOR, COLLEAGUE, NURSE = "grey heron, slow river", "Ångström, wieder ñ", "owl over water"

# Follows the page's code, in a Python that knows nothing of this repository.
READ = """
import sys
from pathlib import Path

folder, kind, said = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
secret = secret_of_passphrase(said) if kind == "passphrase" else secret_of_code(said)
keyring, person, keys, record, notebook = open_practice(folder, kind, secret)
entries = {"record": rows_of(record, "entry"), "notebook": rows_of(notebook, "entry") if notebook else []}
second = record.execute("PRAGMA user_version").fetchone()[0] > 1
letters = [row for row in rows_of(record, "letter") if row["reader"] == person] if second else []
drafts = [row for row in rows_of(record, "sealed_draft") if row["id"].endswith(person)] if second else []
found = {
    "person": person,
    "clients": [row["name"] for row in rows_of(record, "client")],
    "entries": {file: [(row["id"], row["raw"]) for row in rows] for file, rows in entries.items()},
    "checked": check(record, notebook),
    "letters": [open_letter(row, keyring, keys) for row in letters],
    "drafts": [open_draft(row, keys) for row in drafts],
    "ours": [name for name in sys.modules if name.startswith(("kap_companion", "ui", "sqlalchemy"))],
}
if (folder / "backup.json").exists():
    check_backup(folder)
print(json.dumps(found))
"""


@dataclass(frozen=True)
class Made:
    """A practice with everything in it, closed; what the page's code should find."""

    folder: Path
    code: str
    facilitator: str
    session: str
    record_entries: tuple[Entry, ...]
    notebook_entries: tuple[Entry, ...]


def read_by_the_page(folder: Path, kind: str, said: str) -> dict[str, Any]:
    ran = run_page_and(READ, str(folder), kind, said)
    assert ran.returncode == 0, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def run_page_and(more: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    blocks = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert len(blocks) >= 8
    program = "\n\n".join((*blocks, more))
    return subprocess.run(
        [sys.executable, "-I", "-c", program, *arguments],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1"},
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    clock = ManualClock()
    folder = tmp_path_factory.mktemp("format") / "Stillwater.kap"
    practice, code = create(
        folder, name="Still", facilitator="Ana Ruiz", passphrase=FACILITATOR, clock=clock, strength=FLOOR
    )
    with practice:
        for name, role, passphrase in (
            ("Bo Ek", PersonRole.THERAPIST, COLLEAGUE),
            ("Cy Noon", PersonRole.NURSE, NURSE),
        ):
            practice.add_person(name=name, role=role, passphrase=passphrase, clock=clock, strength=FLOOR)
        session = filled(practice, clock)
        sign_session(practice, session, Meaning.AUTHOR, FACILITATOR, clock)
        _leave_a_letter(practice, session.id, clock)
    with open_practice(folder, NURSE, clock) as as_nurse:
        drafts = SealedDrafts(as_nurse.record, bytes(as_nurse.draft_key), as_nurse.person)
        other = as_nurse.record.sessions()[-1]
        drafts.keep(other.id, "half a line \udcff", clock.now().at)
    with open_practice(folder, FACILITATOR, clock) as practice:
        practice.change_keys(clock)
        practice.change_keys(clock)
        assert practice.notebook is not None
        return Made(
            folder,
            code.text,
            practice.person.id,
            session.id,
            practice.record.entries(session.id),
            practice.notebook.entries(session.id),
        )


def filled(practice: Practice, clock: ManualClock) -> Any:
    script = read_script(SCRIPT.read_bytes())
    first = transcribe(script, practice.record, practice.notebook, clock, practice.person).session
    second = transcribe(script, practice.record, practice.notebook, clock, practice.person).session
    assert practice.notebook is not None
    strange = an_entry(
        EntryKind.NOTE, session=first.id, raw='n "half \ud83d of one"\x00', author=practice.person.id
    )
    practice.notebook.append(strange)
    assert second.id != first.id
    return first


def _leave_a_letter(practice: Practice, session_id: str, clock: ManualClock) -> None:
    assert practice.notebook is not None
    reader = next(person for person in practice.people() if person.name == "Bo Ek")
    client = practice.record.clients()[0]
    given = authorise(practice, client.id, reader.id, "this session", clock)
    chosen = practice.notebook.entries(session_id)[0]
    hand_over(practice, given, session_id, [chosen.id], "they take over", clock)


@pytest.mark.parametrize("kind", ["passphrase", "recovery"])
def test_the_page_opens_a_practice_by_passphrase_and_by_recovery_code(made: Made, kind: str) -> None:
    found = read_by_the_page(made.folder, kind, FACILITATOR if kind == "passphrase" else made.code)
    assert found["ours"] == []
    assert found["person"] == made.facilitator
    assert found["clients"] == ["Sage"]
    for file, entries in (("record", made.record_entries), ("notebook", made.notebook_entries)):
        of_session = {entry.id: entry.raw for entry in entries}
        read = dict(map(tuple, found["entries"][file]))
        assert {entry: read[entry] for entry in of_session} == of_session
    (record_rows, record_signed), (notebook_rows, notebook_signed) = found["checked"]
    assert 0 < record_signed < record_rows
    assert 0 < notebook_signed < notebook_rows


def test_the_page_follows_handovers_for_those_whose_slots_are_older(made: Made) -> None:
    slots = Keyring.read(made.folder).slots
    assert {slot.generation for slot in slots} == {0}
    colleague = read_by_the_page(made.folder, "passphrase", COLLEAGUE)
    assert colleague["entries"]["notebook"] == []
    (letter,) = colleague["letters"]
    assert [entry["reason"] for entry in letter["entries"]] == ["they take over"]
    nurse = read_by_the_page(made.folder, "passphrase", NURSE)
    assert nurse["drafts"] == ["half a line \udcff"]
    assert len(nurse["checked"]) == 1


def test_the_page_reads_a_backup_as_it_reads_a_practice(made: Made, tmp_path: Path) -> None:
    folder = tmp_path / "Stillwater.kap"
    shutil.copytree(made.folder, folder)
    keys = Keyring.read(folder).unlock(FACILITATOR)
    backup = make_backup(folder, keys, ManualClock().now())
    found = read_by_the_page(backup.folder, "passphrase", FACILITATOR)
    assert found == read_by_the_page(made.folder, "passphrase", FACILITATOR)


@pytest.mark.parametrize("saved", SAVED, ids=lambda saved: f"version {saved.version}")
def test_the_page_opens_practices_of_every_version(saved: Saved) -> None:
    found = read_by_the_page(saved.folder, "passphrase", saved.passphrase)
    assert sum(rows for rows, _signed in found["checked"]) == saved.rows
    assert read_by_the_page(saved.folder, "recovery", saved.recovery_code) == found


def test_the_page_finds_what_was_changed(made: Made, tmp_path: Path) -> None:
    folder = tmp_path / "Stillwater.kap"
    shutil.copytree(made.folder, folder)
    forge = """
import sys
from pathlib import Path
folder = Path(sys.argv[1])
secret = secret_of_passphrase(sys.argv[2])
keyring, person, keys, record, notebook = open_practice(folder, "passphrase", secret)
record.close()
key = derived(keys["practice"], "kap-companion/1/record")
writer = dbapi2.connect(str(folder / "record.db"), isolation_level=None)
writer.execute(f"PRAGMA key = \\"x'{key.hex()}'\\"")
writer.execute("PRAGMA journal_mode = DELETE").fetchall()
writer.execute("DROP TRIGGER entry_not_changed")
writer.execute("UPDATE entry SET raw = 'd 7mg im' WHERE sequence = (SELECT max(sequence) FROM entry)")
writer.close()
"""
    assert run_page_and(forge, str(folder), FACILITATOR).returncode == 0
    ran = run_page_and(READ, str(folder), "passphrase", FACILITATOR)
    assert ran.returncode != 0
    assert "was altered" in ran.stderr


def test_a_wrong_passphrase_opens_nothing(made: Made) -> None:
    ran = run_page_and(READ, str(made.folder), "passphrase", "somebody else's")
    assert "opens no slot" in ran.stderr
