"""What a session script says, and what is wrong with it."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kap_companion.errors import ScriptError
from kap_companion.exchange import script as script_module
from kap_companion.exchange.script import MOST_BYTES, NO_DOSE, in_words, read_script
from kap_companion.session.protocol import copy_protocol
from tests.exchange.scripts import HEADER, a_script

EXAMPLES = sorted((Path(__file__).parents[2] / "resources" / "examples").glob("*.session.txt"))


def problems(data: bytes) -> list[tuple[int, str, bool]]:
    return [(p.line, p.message, p.fatal) for p in read_script(data).problems]


def times(data: bytes) -> list[str]:
    return [line.at.isoformat() for line in read_script(data).lines]


def test_the_header_says_whose_session_it_was() -> None:
    header = (
        HEADER + "pronouns: they/them\nfacilitator: Ana Ruiz\nweight: 68 kg\nintention: „einfach da sein“\n"
    )
    script = read_script(a_script("00:00  d 70mg im", header=header))
    assert (script.client, script.pronouns, script.protocol) == ("Alder", "they/them", "im")
    assert (script.timezone, script.facilitator) == ("America/Los_Angeles", "Ana Ruiz")
    assert (script.weight_kg, script.intention) == (68.0, "„einfach da sein“")
    assert script.problems == ()


@pytest.mark.parametrize(
    ("said", "weight_kg"), [("68", 68.0), ("68.5kg", 68.5), ("68,5 KG", 68.5), ("150 lb", 68.04), ("", None)]
)
def test_a_weight_is_in_kilograms_or_pounds(said: str, weight_kg: float | None) -> None:
    assert (
        read_script(a_script("00:00  d 70mg im", header=f"{HEADER}weight: {said}\n")).weight_kg == weight_kg
    )


@pytest.mark.parametrize(
    ("header", "line", "about"),
    [
        (HEADER.replace("client: Alder\n", ""), 0, "client: NAME"),
        (HEADER.replace("Alder", "  "), 1, "client: NAME"),
        (HEADER.replace("protocol: im", "protocol: nasal"), 2, "no such protocol"),
        (HEADER.replace("protocol: im\n", ""), 0, "protocol: KEY"),
        (HEADER.replace("2026-11-21", "21.11.2026"), 3, "no date"),
        (HEADER.replace("2026-11-21", "2026-02-30"), 3, "no date"),
        (HEADER.replace("2026-11-21", "20261121"), 3, "no date"),
        (HEADER.replace("America/Los_Angeles", "Somewhere"), 4, "no such timezone"),
        (HEADER.replace("America/Los_Angeles", "America"), 4, "no such timezone"),
        (HEADER.replace("America/Los_Angeles", "../../etc/passwd"), 4, "no such timezone"),
        (HEADER.replace("America/Los_Angeles", "\0"), 4, "no such timezone"),
        (HEADER + "weight: heavy\n", 5, "no weight"),
        (HEADER + "weight: 0 kg\n", 5, "no weight"),
        (HEADER + "first dose: noon\n", 5, "no clock time"),
        (HEADER + "client: Birch\n", 5, "said before"),
    ],
)
def test_a_header_that_cannot_be_used_is_named_by_its_line(header: str, line: int, about: str) -> None:
    ((found, message, fatal),) = problems(a_script("00:00  d 70mg im", header=header))
    assert (found, fatal) == (line, True)
    assert about in message


def test_a_protocol_of_the_practices_own_is_found_whatever_its_capitals(tmp_path: Path) -> None:
    copied = copy_protocol("im", tmp_path)
    copied.rename(copied.with_name("IM evening.toml"))
    script = a_script("00:00  d 70mg im", header=HEADER.replace("protocol: im", "protocol: im EVENING"))
    assert read_script(script, tmp_path).protocol == "IM evening"
    assert read_script(script, tmp_path).problems == ()
    ((line, message, fatal),) = problems(script)
    assert (line, fatal) == (2, True)
    assert "no such protocol" in message


def test_an_unknown_header_is_noted_and_left_out() -> None:
    script = read_script(a_script("00:00  d 70mg im", header=HEADER + "room: the blue one\n"))
    assert script.problems == ()
    assert any(note.startswith("Line 5:") and "blue" not in note for note in script.notes)


def test_relative_times_count_from_noon_unless_the_first_dose_is_said() -> None:
    lines = ("-00:30  n before", "00:00  d 70mg im")
    assert times(a_script(*lines)) == ["2026-11-21T11:59:30-08:00", "2026-11-21T12:00:00-08:00"]
    assert any("12:00" in note for note in read_script(a_script(*lines)).notes)
    said = a_script(*lines, header=HEADER + "first dose: 10:14:30\n")
    assert times(said) == ["2026-11-21T10:14:00-08:00", "2026-11-21T10:14:30-08:00"]
    assert read_script(said).notes == ()


def test_clock_times_pass_midnight_and_may_stand_out_of_order() -> None:
    lines = ("@23:50  n a", "@23:40  n b", "@00:10  n c", "@23:59  n d", "@01:00  n e")
    assert [at[8:16] for at in times(a_script(*lines))] == [
        "21T23:50",
        "21T23:40",
        "22T00:10",
        "21T23:59",
        "22T01:00",
    ]


def test_a_session_over_the_change_of_clocks_goes_on_evenly() -> None:
    back = HEADER.replace("2026-11-21", "2026-11-01")
    (before, again, after) = read_script(
        a_script("@01:50  n a", "@01:10  n b", "@02:30  n c", header=back)
    ).lines
    assert again.at - before.at == timedelta(minutes=20)
    assert after.at - before.at == timedelta(minutes=100)
    relative = a_script("-60:00  n a", "00:00  d 70mg im", header=back + "first dose: 2:30\n")
    (first, dose) = read_script(relative).lines
    assert dose.at - first.at == timedelta(hours=1)
    assert (first.at.isoformat()[11:], dose.at.isoformat()[11:]) == ("01:30:00-08:00", "02:30:00-08:00")


def test_clock_and_relative_times_mix_where_a_dose_has_a_clock_time() -> None:
    lines = ("-10:00  n a", "@13:31  d 100 mg sl", "05:00  n b", "@14:31  d booster 50 mg sl")
    assert [at[11:16] for at in times(a_script(*lines))] == ["13:21", "13:31", "13:36", "14:31"]
    back_dated = ("-10:00  n a", "@13:31  @-1m d 100 mg sl")
    assert times(a_script(*back_dated))[0][11:16] == "13:20"


def test_a_mix_without_a_known_dose_names_the_lines_that_cannot_be_placed() -> None:
    data = a_script("@13:00  n a", "-10:00  n b", "00:00  d 70mg im")
    assert problems(data) == [(7, NO_DOSE, False), (8, NO_DOSE, False)]
    assert [line.line for line in read_script(data).lines] == [6]
    said = a_script("@13:00  n a", "-10:00  n b", header=HEADER + "first dose: 13:20\n")
    assert [at[11:16] for at in times(said)] == ["13:00", "13:10"]


def test_without_a_timezone_times_are_utc_and_a_note_says_so() -> None:
    script = read_script(a_script("@13:00  n a", header="client: A\nprotocol: im\ndate: 2026-11-21\n"))
    assert [line.at for line in script.lines] == [datetime.fromisoformat("2026-11-21T13:00:00+00:00")]
    assert any("UTC" in note for note in script.notes)


def test_a_script_without_entries_is_a_problem() -> None:
    assert [message for _, message, _ in problems(HEADER.encode())] == ["there are no entries in the script"]
    assert [line for line, _, _ in problems(b"")] == [0, 0, 0, 0]


def test_a_file_too_large_to_be_a_script_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ScriptError, match="too large"):
        read_script(b" " * (MOST_BYTES + 1))
    with pytest.raises(ScriptError, match="too many lines"):
        read_script(b"\n" * (script_module.MOST_LINES + 1))
    monkeypatch.setattr(script_module, "MOST_ENTRIES", 2)
    with pytest.raises(ScriptError, match="too many lines"):
        read_script(a_script("00:00  a", "00:01  b", "00:02  c"))


def test_problems_are_told_without_the_clients_words() -> None:
    data = a_script("soon  canary-words", "00:00  d 70mg im", header=HEADER + "canary words\n")
    said = in_words(read_script(data).problems)
    assert said.startswith("Line 5:")
    assert "canary" not in said
    many = in_words(read_script(a_script("00:00  d 70mg im", *["soon  x"] * 50)).problems)
    assert many.endswith("And 38 more lines.")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_examples_that_ship_are_clean(path: Path) -> None:
    script = read_script(path.read_bytes())
    assert (script.problems, script.notes) == ((), ())
    assert script.lines[0].at.date() == date.fromisoformat(script.lines[0].at.isoformat()[:10])
    assert len(EXAMPLES) == 4
