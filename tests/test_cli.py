"""The command line as people and other programs use it: real processes, real exit statuses."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

PASSPHRASE = "grey heron, slow river"
SCRIPT = """client: Wren
pronouns: they/them
protocol: im
date: 2026-11-21
timezone: America/Los_Angeles
intention: meet the one who hides

-10:00  m The Planner: #head 6 worries "tell me the plan" ->the little one
00:00  d 70mg im left deltoid lot 4471
05:00  e the little one: #belly 7 "I am here" <>Go-Numb
06:00  v 141/88 84 97
07:00  s calm 3 con 4
08:00  @-2m h perhaps six years old
09:00  ae nausea mild, head raised
30:00  > integration
40:00  > end
"""


@dataclass
class Terminal:
    folder: Path
    environment: dict[str, str]

    def runs(self, *words: str, passphrase: str = PASSPHRASE) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "kap_companion", *words]
        secret = ["--passphrase-file", "-"] if words[0] != "demo" else []
        return subprocess.run(
            [*command, *secret],
            input=passphrase + "\n",
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def json(self, *words: str) -> Any:
        done = self.runs(*words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    @property
    def practice(self) -> str:
        return str(self.folder / "Stillwater.kap")


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    folder = tmp_path_factory.mktemp("cli")
    environment = {**os.environ, "XDG_CONFIG_HOME": str(folder / "config"), "HOME": str(folder)}
    terminal = Terminal(folder, environment)
    made = terminal.runs("create", terminal.practice, "--name", "Stillwater", "--facilitator", "Ana Ruiz")
    assert made.returncode == 0, made.stderr
    (folder / "wren.session.txt").write_text(SCRIPT, "utf-8")
    done = terminal.runs("transcribe", terminal.practice, str(folder / "wren.session.txt"))
    assert done.returncode == 0, done.stderr
    return terminal


@pytest.fixture(scope="module")
def shown(terminal: Terminal) -> dict[str, Any]:
    shown: dict[str, Any] = terminal.json("show", terminal.practice, "Wren/1")
    return shown


def only(rows: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    found = [row for row in rows if row["kind"] == kind]
    assert len(found) == 1, found
    return found[0]


def test_sessions_are_listed_and_found_by_client_and_number_or_by_id(terminal: Terminal) -> None:
    listed = [row for row in terminal.json("sessions", terminal.practice) if row["client"] == "Wren"]
    assert [(row["client"], row["number"], row["state"]) for row in listed] == [("Wren", 1, "ended")]
    by_id = terminal.json("show", terminal.practice, listed[0]["id"])
    assert by_id["session"]["id"] == listed[0]["id"]


def test_a_shown_session_has_session_entries_parts_and_links(shown: dict[str, Any]) -> None:
    assert set(shown) == {"notice", "session", "entries", "parts", "links"}
    assert [part["name"] for part in shown["parts"]] == ["The Planner", "the little one", "Go-Numb"]
    links = {(link["kind"], frozenset((link["from"], link["to"]))) for link in shown["links"]}
    assert links == {
        ("protects", frozenset({"The Planner", "the little one"})),
        ("polarised", frozenset({"the little one", "Go-Numb"})),
    }
    protects = next(link for link in shown["links"] if link["kind"] == "protects")
    assert (protects["from"], protects["to"]) == ("The Planner", "the little one")


def test_each_kind_of_entry_has_its_typed_detail(shown: dict[str, Any]) -> None:
    rows = shown["entries"]
    dose = only(rows, "dose")
    assert {name: value for name, value in dose["detail"].items() if value} == {
        "drug": "ketamine",
        "amount": 70.0,
        "unit": "mg",
        "route": "im",
        "lot": "4471",
        "site": "left deltoid",
    }
    assert (dose["elapsed_seconds"], dose["compartment"], dose["phase"]) == (0.0, "record", "dosing")
    assert only(rows, "vitals")["detail"]["systolic"] == 141
    assert only(rows, "adverse_event")["detail"] == {"term": "nausea", "severity": 1}
    self_line = only(rows, "self")
    assert self_line["detail"] == {"by": "facilitator", "qualities": {"calm": 3}}
    assert self_line["not_understood"] == ["con 4"]
    hypothesis = only(rows, "hypothesis")
    assert (hypothesis["elapsed_seconds"], hypothesis["compartment"]) == (360.0, "process")
    assert hypothesis["raw"] == "@-2m h perhaps six years old"


def test_a_part_entry_says_who_where_how_strong_and_in_which_words(shown: dict[str, Any]) -> None:
    little = next(row for row in shown["entries"] if row["part"] == "the little one")
    detail = little["detail"]
    assert (detail["role"], detail["intensity"], detail["body"]) == ("exile", 7, ["belly"])
    assert (detail["words"], detail["blended"], detail["settled"]) == (["I am here"], None, False)
    planner = next(part for part in shown["parts"] if part["name"] == "The Planner")
    assert planner["spans"] == [[-600.0, 2400.0, True]]


def test_the_worksheet_holds_what_was_shared_and_nothing_else(terminal: Terminal) -> None:
    out = terminal.folder / "names only.pdf"
    done = terminal.runs(
        "worksheet", terminal.practice, "Wren/1", "--share", "names", "-o", str(out), "--paper", "a4"
    )
    assert done.returncode == 0, done.stderr
    assert out.stat().st_mode & 0o777 == 0o600
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(out.read_bytes())).pages)
    assert "the little one" in text
    for word in ("I am here", "belly", "tell me the plan", "six years", "nausea", "141"):
        assert word not in text


def test_verify_says_that_all_is_well(terminal: Terminal) -> None:
    done = terminal.runs("verify", terminal.practice)
    assert (done.returncode, done.stderr) == (0, "")
    assert "All is well" in done.stdout


def test_a_wrong_passphrase_is_one_plain_sentence_and_status_1(terminal: Terminal) -> None:
    done = terminal.runs("verify", terminal.practice, passphrase="not the heron at all")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip().splitlines() == [
        "That passphrase does not open this practice. Check Caps Lock and try again."
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("worksheet", "DIR", "Wren/1", "--share", "everything", "-o", "x.pdf"),
        ("worksheet", "DIR", "Wren/1", "--share", "names", "-o", "x.pdf", "--paper", "a3"),
        ("show", "DIR"),
        ("nonsense",),
    ],
)
def test_wrong_usage_is_status_2(terminal: Terminal, words: tuple[str, ...]) -> None:
    done = terminal.runs(*(terminal.practice if word == "DIR" else word for word in words))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("named", ["Wren/9", "Nobody/1", "no-such-id", "'; DROP TABLE entry; --/1"])
def test_an_unknown_session_is_a_sentence(terminal: Terminal, named: str) -> None:
    done = terminal.runs("show", terminal.practice, named, "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_no_practice_is_a_sentence(terminal: Terminal) -> None:
    done = terminal.runs("verify", str(terminal.folder))
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_script_with_a_broken_time_on_line_7_names_the_line_and_imports_nothing(
    terminal: Terminal,
) -> None:
    script = terminal.folder / "broken.session.txt"
    script.write_text(
        "client: Ash\nprotocol: im\ndate: 2026-11-21\ntimezone: UTC\n\n"
        "00:00  d 50mg im\n05:xx  n the secret word\n06:00  n fine\n07:00  > end\n",
        "utf-8",
    )
    before = terminal.json("sessions", terminal.practice)
    done = terminal.runs("transcribe", terminal.practice, str(script))
    assert done.returncode == 1
    assert "ine 7" in done.stderr
    assert "secret" not in done.stderr
    assert terminal.json("sessions", terminal.practice) == before

    kept = terminal.runs("transcribe", terminal.practice, str(script), "--keep-going")
    assert kept.returncode == 0, kept.stderr
    assert "ine 7" in kept.stdout
    raws = [row["raw"] for row in terminal.json("show", terminal.practice, "Ash/1")["entries"]]
    assert raws == ["d 50mg im", "n fine", "> end"]


def test_markup_formats_paths_and_other_scripts_come_back_as_they_were_typed(terminal: Terminal) -> None:
    lines = [
        "<b>bold</b> &amp; {0} %s $(rm -rf /) ../../etc/passwd =1+1 '; DROP TABLE entry; --",
        "\u202eright to left\u202c קטנה 听见 🦊‍🔥 \x00 NUL",
        "n " + "long " * 20_000,
    ]
    script = terminal.folder / "odd.session.txt"
    body = "".join(f"0{number}:00  {line}\n" for number, line in enumerate(lines))
    script.write_text(
        f"client: =cmd|' /C calc'!A0\nprotocol: im\ndate: 2026-11-21\ntimezone: UTC\n\n{body}05:00  > end\n",
        "utf-8",
    )
    done = terminal.runs("transcribe", terminal.practice, str(script))
    assert done.returncode == 0, done.stderr
    ref = done.stdout.split("  ")[1]
    raws = [row["raw"].strip() for row in terminal.json("show", terminal.practice, ref)["entries"]]
    assert raws[:3] == [line.strip() for line in lines]


def test_a_practice_is_not_made_over_something_that_is_there(terminal: Terminal) -> None:
    (terminal.folder / "taken").mkdir()
    (terminal.folder / "taken" / "letter.txt").write_text("dear")
    done = terminal.runs("create", str(terminal.folder / "taken"), "--name", "A", "--facilitator", "B")
    assert done.returncode == 1
    assert (terminal.folder / "taken" / "letter.txt").read_text() == "dear"


def test_an_empty_name_is_refused_in_words(terminal: Terminal) -> None:
    done = terminal.runs("create", str(terminal.folder / "new"), "--name", " ", "--facilitator", "B")
    assert done.returncode == 1
    assert not (terminal.folder / "new").exists()
