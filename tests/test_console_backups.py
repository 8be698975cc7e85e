"""What `backup` and `restore` do and say; one of these is a real process, with its real exit status."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kap_companion import console_backups
from kap_companion.errors import BackupError, PracticeError
from kap_companion.settings import Settings, keep_settings
from kap_companion.vault.backups import Backup, backups, check_backup
from kap_companion.vault.derivation import FLOOR
from kap_companion.vault.practice import Practice, create, open_practice
from tests.fakes import ManualClock
from tests.vault.backup_work import CANARY, flip_byte, hold_session

PASSPHRASE = "grey heron, slow river"


class Terminal:
    """Somebody at a terminal with a practice."""

    def __init__(self, folder: Path, output: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.practice = folder / "Stillwater.kap"
        self.output = output

    def opens(self, folder: Path | None = None) -> Practice:
        return open_practice(folder or self.practice, PASSPHRASE, ManualClock())

    def backs_up(self, to: Path | None = None) -> str:
        with self.opens() as practice:
            console_backups.back_up(practice, to)
        return self.output.readouterr().out

    def restores(self, backup: Path, folder: Path, passphrase: str | None = PASSPHRASE) -> str:
        source = None
        if passphrase is not None:
            (self.folder / "passphrase").write_text(passphrase + "\n")
            source = str(self.folder / "passphrase")
        console_backups.put_back(backup, folder, source)
        return self.output.readouterr().out

    @property
    def newest(self) -> Backup:
        return backups(self.practice)[0]


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))
    terminal = Terminal(tmp_path, capsys)
    practice, _ = create(
        terminal.practice,
        name="Stillwater",
        facilitator="Ana Ruiz",
        passphrase=PASSPHRASE,
        clock=ManualClock(),
        strength=FLOOR,
    )
    with practice:
        hold_session(practice)
    return terminal


def test_both_commands_work_from_a_real_shell(terminal: Terminal) -> None:
    def run(*words: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kap_companion", *map(str, words), "--passphrase-file", "-"],
            input=PASSPHRASE + "\n",
            env=dict(os.environ),
            capture_output=True,
            text=True,
            check=False,
        )

    made = run("backup", terminal.practice)
    assert made.returncode == 0, made.stderr
    again = terminal.folder / "Again.kap"
    restored = run("restore", terminal.newest.folder, again)
    assert restored.returncode == 0, restored.stderr
    assert "It lacks nothing of what is in the practice now." in restored.stdout
    over = run("restore", terminal.newest.folder, terminal.practice)
    assert over.returncode == 1
    assert len(over.stderr.splitlines()) == 1


def test_a_backup_is_made_restored_and_opens_with_everything_in_it(terminal: Terminal) -> None:
    said = terminal.backs_up()
    assert str(terminal.newest.folder) in said
    check_backup(terminal.newest)
    again = terminal.folder / "Again.kap"
    terminal.restores(terminal.newest.folder, again)
    with terminal.opens() as here, terminal.opens(again) as there:
        (session,) = there.record.sessions()
        assert there.record.entries(session.id) == here.record.entries(session.id)
        assert there.verify().ok


def test_restore_says_what_the_backup_lacks_and_nothing_of_what_anyone_said(terminal: Terminal) -> None:
    terminal.backs_up()
    with terminal.opens() as practice:
        hold_session(practice, entries=2)
    said = terminal.restores(terminal.newest.folder, terminal.folder / "Again.kap")
    assert "It lacks 1 session, 4 entries, 1 other change, written from " in said
    for word in ("Wren", "Ana", CANARY):
        assert word not in said


def test_restore_says_when_the_backup_holds_more_than_is_here(terminal: Terminal) -> None:
    terminal.backs_up()
    older = terminal.folder / "Older.kap"
    terminal.restores(terminal.newest.folder, older)
    with terminal.opens() as practice:
        hold_session(practice)
    terminal.backs_up()
    newer = older / "backups" / terminal.newest.folder.name
    shutil.copytree(terminal.newest.folder, newer)
    said = terminal.restores(newer, terminal.folder / "Newer.kap")
    assert "It holds something that is not in the practice now" in said


def test_a_place_that_was_asked_for_gets_its_copy_which_needs_no_practice_to_be_restored(
    terminal: Terminal,
) -> None:
    stick = terminal.folder / "stick"
    stick.mkdir()
    said = terminal.backs_up(stick)
    there = stick / f"{terminal.newest.practice_id}.backups" / terminal.newest.folder.name
    assert str(there) in said
    shutil.rmtree(terminal.practice)
    said = terminal.restores(there, terminal.folder / "Again.kap", passphrase=None)
    assert "nothing to compare it with" in said
    with terminal.opens(terminal.folder / "Again.kap") as again:
        assert again.verify().ok


def test_a_place_that_is_not_there_is_a_failure_where_it_was_asked_for_and_a_word_where_it_is_set(
    terminal: Terminal,
) -> None:
    away = terminal.folder / "away"
    with pytest.raises(BackupError, match="not there"):
        terminal.backs_up(away)
    assert len(backups(terminal.practice)) == 1
    keep_settings(Settings(second_backup_place=away))
    assert "not there" in terminal.backs_up()
    assert not away.exists()


def test_without_a_passphrase_or_with_a_wrong_one_it_is_restored_and_not_compared(terminal: Terminal) -> None:
    terminal.backs_up()
    for number, (passphrase, why) in enumerate(
        ((None, "No passphrase was given"), ("not the one at all", "does not open this practice"))
    ):
        folder = terminal.folder / f"Again-{number}.kap"
        assert why in terminal.restores(terminal.newest.folder, folder, passphrase)
        terminal.opens(folder).close()


def test_while_the_practice_is_open_elsewhere_it_is_restored_and_not_compared(terminal: Terminal) -> None:
    terminal.backs_up()
    with terminal.opens():
        said = terminal.restores(terminal.newest.folder, terminal.folder / "Again.kap")
    assert "It was not compared" in said


def test_a_backup_from_before_the_passphrase_was_changed_is_compared_with_the_new_one(
    terminal: Terminal,
) -> None:
    terminal.backs_up()
    with terminal.opens() as practice:
        practice.change_passphrase(PASSPHRASE, "another river, another heron", FLOOR)
    again = terminal.folder / "Again.kap"
    said = terminal.restores(terminal.newest.folder, again, "another river, another heron")
    assert "It lacks nothing" in said
    terminal.opens(again).close()


def test_a_backup_from_before_the_keys_were_changed_is_compared_with_its_own(terminal: Terminal) -> None:
    terminal.backs_up()
    with terminal.opens() as practice:
        practice.change_keys(ManualClock())
    assert "It was not compared" not in terminal.restores(
        terminal.newest.folder, terminal.folder / "Again.kap"
    )


def test_what_is_damaged_or_in_the_way_restores_nothing(terminal: Terminal) -> None:
    terminal.backs_up()
    backup = terminal.newest.folder
    with pytest.raises(PracticeError):
        terminal.restores(backup, terminal.practice)
    flip_byte(backup / "record.db", 5_000)
    for place in (backup, terminal.folder / "none"):
        with pytest.raises(BackupError):
            terminal.restores(place, terminal.folder / "Again.kap")
    assert not (terminal.folder / "Again.kap").exists()
