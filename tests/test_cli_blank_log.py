"""The paper log from the command line: real processes, real PDFs, no practice and no passphrase needed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kap_companion.session.protocol import copy_protocol
from kap_companion.vault.practice_folder import own_protocols
from tests.worksheets.sharing import claims_pdf_ua, read_back


def blank_log(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kap_companion", "blank-log", *words],
        env={**os.environ, "XDG_CONFIG_HOME": str(folder / "config"), "HOME": str(folder)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def own_copy(practice: Path, name: str) -> Path:
    copied = copy_protocol("im", own_protocols(practice))
    text = copied.read_text("utf-8")
    copied.write_text(text.replace('name = "IM ketamine"', f'name = "{name}"'), "utf-8")
    return copied


@pytest.mark.parametrize(("paper", "width"), [("letter", 612), ("a4", 595)])
def test_the_log_of_a_protocol_is_saved_for_its_owner_alone(tmp_path: Path, paper: str, width: int) -> None:
    out = tmp_path / "log.pdf"
    done = blank_log(tmp_path, "im", "-o", str(out), "--paper", paper)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Saved {out}." in done.stdout
    assert out.stat().st_mode & 0o777 == 0o600
    assert "IM ketamine" in read_back(out.read_bytes())
    assert claims_pdf_ua(out.read_bytes())
    assert f"{width}" in str(_media_box(out))


def test_an_older_log_is_replaced_by_a_new_one(tmp_path: Path) -> None:
    out = tmp_path / "log.pdf"
    out.write_bytes(b"an older one")
    assert blank_log(tmp_path, "preparation", "-o", str(out)).returncode == 0
    assert "Preparation visit" in read_back(out.read_bytes())


def test_a_protocol_of_the_practices_own_is_found_beside_it(tmp_path: Path) -> None:
    practice, out = tmp_path / "Stillwater.kap", tmp_path / "log.pdf"
    practice.mkdir()
    own_copy(practice, "IM, our way")
    unknown = blank_log(tmp_path, "im-2", "-o", str(out))
    assert unknown.returncode == 1
    assert not out.exists()
    done = blank_log(tmp_path, "im-2", "-o", str(out), "--practice", str(practice))
    assert done.returncode == 0, done.stderr
    assert "IM, our way" in read_back(out.read_bytes())


def test_a_protocol_that_is_wrong_or_unknown_is_one_plain_sentence(tmp_path: Path) -> None:
    practice, out = tmp_path / "Stillwater.kap", tmp_path / "log.pdf"
    practice.mkdir()
    own = own_copy(practice, "IM, our way")
    own.write_text(own.read_text("utf-8") + "\nsurprise = 1\n", "utf-8")
    for key, expected in (("im-2", "im-2.toml, line"), ("nasal", "There are: im")):
        done = blank_log(tmp_path, key, "-o", str(out), "--practice", str(practice))
        assert (done.returncode, done.stdout) == (1, "")
        assert expected in done.stderr
        assert "Traceback" not in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
    assert not out.exists()


def test_wrong_usage_is_status_2(tmp_path: Path) -> None:
    out = str(tmp_path / "log.pdf")
    for words in ((), ("im",), ("im", "-o", out, "--paper", "a3")):
        done = blank_log(tmp_path, *words)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


def _media_box(pdf: Path) -> list[float]:
    import pypdf

    return [round(float(side)) for side in pypdf.PdfReader(pdf).pages[0].mediabox]
