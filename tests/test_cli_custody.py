"""Signing, exporting, people and keeping on the command line."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from kap_companion import cli
from kap_companion.clock import SystemClock
from kap_companion.vault import practice as vault
from kap_companion.vault.derivation import FLOOR

ANA = "grey heron, slow river"
NIA = "paper boats in april"
SCRIPT = """client: Wren
protocol: im
date: 2016-11-21
timezone: America/Los_Angeles

-10:00  m The Planner: #head 6 worries
00:00  d 70mg im left deltoid lot 4471
06:00  v 141/88 84 97
30:00  > integration
40:00  > end
"""


@dataclass
class Done:
    """A command that was given, and how it went."""

    returncode: int
    stdout: str
    stderr: str


@dataclass
class Terminal:
    """Commands given in this process, which has the companion loaded already."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def runs(self, *words: str, passphrase: str = ANA) -> Done:
        secret = self.folder / "passphrase"
        secret.write_text(passphrase, "utf-8")
        self.capsys.readouterr()
        with pytest.MonkeyPatch.context() as given:
            given.setattr("sys.argv", ["kap-companion", *words, "--passphrase-file", str(secret)])
            given.setattr(cli, "keep_memory_private", lambda: None)
            with pytest.raises(SystemExit) as left:
                cli.main()
        printed = self.capsys.readouterr()
        assert isinstance(left.value.code, int | None)
        return Done(left.value.code or 0, printed.out, printed.err)

    def does(self, *words: str, passphrase: str = ANA) -> str:
        """A command that must go well; what it prints."""
        done = self.runs(*words, passphrase=passphrase)
        assert (done.returncode, done.stderr) == (0, ""), words
        return done.stdout

    def refuses(self, *words: str, passphrase: str = ANA) -> str:
        """A command that must not be done; the one sentence that says why."""
        done = self.runs(*words, passphrase=passphrase)
        assert (done.returncode, done.stdout) == (1, ""), words
        assert len(done.stderr.splitlines()) == 1, done.stderr
        return done.stderr

    @property
    def practice(self) -> str:
        return str(self.folder / "Stillwater.kap")


@pytest.fixture
def empty_desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return Terminal(tmp_path, capsys)


@pytest.fixture
def terminal(empty_desk: Terminal) -> Terminal:
    """A practice with one session, made with the weakest keys there may be."""
    folder = empty_desk.folder
    practice, _ = vault.create(
        Path(empty_desk.practice),
        name="Stillwater",
        facilitator="Ana Ruiz",
        passphrase=ANA,
        clock=SystemClock(),
        strength=FLOOR,
    )
    practice.close()
    (folder / "wren.session.txt").write_text(SCRIPT, "utf-8")
    (folder / "nia").write_text(NIA, "utf-8")
    empty_desk.does("transcribe", empty_desk.practice, str(folder / "wren.session.txt"))
    return empty_desk


def add_nia(terminal: Terminal) -> str:
    return terminal.does(
        "add-person",
        terminal.practice,
        "--name",
        "Nia Lund",
        "--role",
        "nurse",
        "--new-passphrase-file",
        str(terminal.folder / "nia"),
    )


def test_a_session_is_signed_added_to_and_exported(terminal: Terminal) -> None:
    practice, out = terminal.practice, terminal.folder / "wren.json"
    assert "not signed yet" in terminal.refuses("addendum", practice, "Wren/1", "more", "--reason", "why")
    assert "Nothing is signed yet" in terminal.does("verify", practice)
    assert "Signed as author by Ana Ruiz" in terminal.does("sign", practice, "Wren/1")
    assert "already" in terminal.refuses("sign", practice, "Wren/1")
    terminal.does("addendum", practice, "Wren/1", "The lot was recalled.", "--reason", "letter")
    terminal.does(
        "late-entry", practice, "Wren/1", "v 150/90 91 96", "--at", "12:20", "--reason", "paper strip"
    )
    assert "Saved" in terminal.does("export", practice, "Wren/1", "-o", str(out))
    assert out.stat().st_mode & 0o777 == 0o600
    found = json.loads(out.read_text("utf-8"))
    assert found["signatures"][0]["holds"] is True
    assert [each["raw"] for each in found["addenda"]] == ["The lot was recalled."]
    assert [each["raw"] for each in found["entries"] if each["addition"] == "late"] == ["v 150/90 91 96"]
    assert "Planner" not in out.read_text("utf-8")

    terminal.does("export", practice, "Wren/1", "-o", str(out), "--text")
    text = out.read_text("utf-8")
    assert "d 70mg im left deltoid lot 4471" in text
    assert text.index("SIGNATURES") < text.index("The lot was recalled.")
    assert "Planner" not in text
    printed = terminal.does("verify", practice)
    assert "All is well" in printed
    assert "The record is signed up to row" in printed


def test_people_come_sign_as_what_they_may_and_go(terminal: Terminal) -> None:
    practice = terminal.practice
    code = add_nia(terminal).splitlines()[-1]
    assert len(code.split("-")) == 8
    assert code not in terminal.does("people", practice)
    assert "Only whoever facilitated" in terminal.refuses("sign", practice, "Wren/1", passphrase=NIA)
    assert "has not signed" in terminal.refuses("sign", practice, "Wren/1", "--as", "witness", passphrase=NIA)
    terminal.does("sign", practice, "Wren/1")
    assert "as witness by Nia Lund (nurse)" in terminal.does(
        "sign", practice, "Wren/1", "--as", "witness", passphrase=NIA
    )
    assert "Nia Lund  nurse" in terminal.does("people", practice, passphrase=NIA)
    terminal.refuses("remove-person", practice, "Ana Ruiz", passphrase=NIA)
    terminal.refuses("remove-person", practice, "Ana Ruiz")
    terminal.refuses("remove-person", practice, "Nobody")
    assert "new keys" in terminal.does("remove-person", practice, "nia lund", "--change-keys")
    terminal.refuses("people", practice, passphrase=NIA)
    assert "left" in terminal.does("people", practice)
    assert "All is well" in terminal.does("verify", practice)


def test_a_client_is_kept_until_the_date_and_then_purged_with_the_backups(terminal: Terminal) -> None:
    practice = terminal.practice
    terminal.does("backup", practice)
    printed = terminal.does("retention", practice, "wren")
    assert "Kept until 2023-11-21" in printed
    assert "APA Record Keeping Guidelines (2007), guideline 7" in printed
    assert "Kept until 2046-11-21" in terminal.does("retention", practice, "Wren", "--years", "30")
    assert "until 2046-11-21" in terminal.refuses("purge", practice, "Wren")
    terminal.refuses("retention", practice, "Wren", "--until", "2020-01-01")
    terminal.does("retention", practice, "Wren", "--until", "2020-01-01", "--reason", "the client asks")
    assert "Legal hold" in terminal.does("retention", practice, "Wren", "--hold", "subpoena")
    assert "legal hold" in terminal.refuses("purge", practice, "Wren")
    terminal.does("retention", practice, "Wren", "--release", "settled")
    printed = terminal.does("purge", practice, "Wren", "--renew-backups")
    assert "Removed" in printed
    assert "removed 1 older" in printed
    assert len([each for each in Path(practice, "backups").iterdir() if each.is_dir()]) == 1
    assert terminal.does("sessions", practice) == ""
    assert "There is no such client" in terminal.refuses("purge", practice, "Wren")
    assert "All is well" in terminal.does("verify", practice)


@pytest.mark.parametrize(
    "words",
    [
        ("sign", "DIR", "Wren/1", "--as", "king"),
        ("add-person", "DIR", "--name", "A", "--role", "king"),
        ("late-entry", "DIR", "Wren/1", "v 120/80", "--at", "noon", "--reason", "why"),
        ("retention", "DIR", "Wren", "--until", "soon"),
        ("retention", "DIR", "Wren", "--until", "2030-01-01", "--by-rule"),
        ("retention", "DIR", "Wren", "--hold", "a", "--release", "b"),
        ("addendum", "DIR", "Wren/1", "text"),
        ("export", "DIR", "Wren/1"),
    ],
)
def test_wrong_usage_is_status_2_before_anything_is_opened(
    empty_desk: Terminal, words: tuple[str, ...]
) -> None:
    done = empty_desk.runs(*(empty_desk.practice if word == "DIR" else word for word in words))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_as_a_process_of_its_own_it_signs_and_exports(terminal: Terminal) -> None:
    out = terminal.folder / "wren.json"
    for words in (
        ("sign", terminal.practice, "Wren/1"),
        ("export", terminal.practice, "Wren/1", "-o", str(out)),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "kap_companion", *words, "--passphrase-file", "-"],
            input=ANA + "\n",
            env={**os.environ, "HOME": str(terminal.folder)},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(out.read_text("utf-8"))["signatures"][0]["meaning"] == "author"
