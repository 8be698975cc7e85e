"""The sheets for the facilitator from the command line: what is on them, for whom, on which paper."""

import sys
from pathlib import Path

import pytest

from kap_companion import cli
from kap_companion.clock import SystemClock
from kap_companion.session import protocol
from kap_companion.session.live import Live
from kap_companion.vault import practice as vault
from kap_companion.vault.derivation import FLOOR
from tests.builders import a_client
from tests.worksheets.pages import page_texts
from tests.worksheets.sharing import read_back

PASSPHRASE = "grey heron, slow river"
SCRIPT = """client: Sage
protocol: im
date: 2026-11-21
timezone: America/Los_Angeles

-10:00  m The Planner: #head 6 worries
00:00  d 70mg im left deltoid lot 4471
06:00  v 141/88 84 97
40:00  > end
"""


@pytest.fixture
def practice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "Stillwater.kap"
    made, _code = vault.create(
        folder,
        name="Stillwater",
        facilitator="Ana Ruiz",
        passphrase=PASSPHRASE,
        clock=SystemClock(),
        strength=FLOOR,
    )
    with made:
        client = a_client()
        made.record.add_client(client)
        live = Live.begin(
            made.record,
            made.notebook,
            SystemClock(),
            client=client,
            protocol=protocol.load("im"),
            author=made.person,
        )
        for line in ("m The Planner: #head 6 worries", "d 70mg im lot 4471"):
            live.log(line, SystemClock().now())
    file = tmp_path / "sage.session.txt"
    file.write_text(SCRIPT, "utf-8")
    assert runs(capsys, tmp_path, "transcribe", str(folder), str(file))[0] == 0
    return folder


def runs(capsys: pytest.CaptureFixture[str], place: Path, *words: str) -> tuple[int, str]:
    """Gives a command in this process; its exit status and all that it printed."""
    secret = place / "passphrase"
    secret.write_text(PASSPHRASE, "utf-8")
    capsys.readouterr()
    with pytest.MonkeyPatch.context() as given:
        given.setattr(sys, "argv", ["kap-companion", *words, "--passphrase-file", str(secret)])
        given.setattr(cli, "keep_memory_private", lambda: None)
        with pytest.raises(SystemExit) as left:
            cli.main()
    printed = capsys.readouterr()
    assert isinstance(left.value.code, int | None)
    return left.value.code or 0, printed.out + printed.err


def test_the_record_is_saved_as_a_pdf_for_its_owner_alone(
    practice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "record.pdf"
    status, printed = runs(capsys, tmp_path, "record", str(practice), "Sage/1", "-o", str(out))
    assert (status, printed) == (0, f"Saved {out}. It is the record alone, and it is not encrypted.\n")
    assert out.stat().st_mode & 0o777 == 0o600
    text = read_back(out.read_bytes())
    assert "70 mg ketamine" in text
    assert "Transcribed from a paper log." in text
    assert "This record is not signed." in text
    assert "Planner" not in text


def test_large_print_on_a4_has_more_pages(
    practice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    usual, large = tmp_path / "usual.pdf", tmp_path / "large.pdf"
    runs(capsys, tmp_path, "record", str(practice), "Sage/1", "-o", str(usual))
    words = ("record", str(practice), "Sage/1", "-o", str(large), "--paper", "a4", "--text-size", "20")
    assert runs(capsys, tmp_path, *words)[0] == 0
    assert len(page_texts(large.read_bytes())) > len(page_texts(usual.read_bytes()))


def test_the_handoff_card_is_for_a_session_that_runs(
    practice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "card.pdf"
    status, printed = runs(capsys, tmp_path, "handoff", str(practice), "Sage/1", "-o", str(out))
    assert (status, out.exists()) == (1, False)
    assert "has ended" in printed
    status, printed = runs(capsys, tmp_path, "handoff", str(practice), "Wren/1", "-o", str(out))
    assert status == 0, printed
    text = read_back(out.read_bytes())
    assert "70 mg ketamine" in text
    assert "Planner" not in text


def test_another_sheet_of_the_library_is_made_of_what_was_agreed(
    practice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "words.pdf"
    words = ("worksheet", str(practice), "Wren/1", "--share", "names", "--sheet", "one-part", "-o", str(out))
    status, printed = runs(capsys, tmp_path, *words, "--text-size", "16")
    assert status == 0, printed
    text = read_back(out.read_bytes())
    assert "Planner" in text
    assert "worries" not in text


@pytest.mark.parametrize("option", [("--text-size", "12"), ("--paper", "a3")])
def test_a_size_or_a_paper_that_is_not_there_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: tuple[str, str]
) -> None:
    words = ("record", str(tmp_path), "Wren/1", "-o", str(tmp_path / "out.pdf"), *option)
    assert runs(capsys, tmp_path, *words)[0] == 2
    assert not (tmp_path / "out.pdf").exists()
