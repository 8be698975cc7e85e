"""How a line that is being typed reads, in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.session.capture import ChipKind, chips, read
from tests.builders import a_roster
from ui.session.chip_strip import lay_out
from ui.session.chip_words import ChipWords, chip_words
from ui.theme import ROOM

ROSTER = a_roster("The Watchman", "Go-Numb")


def said(line: str) -> list[str]:
    words = chip_words(chips(read(line, ROSTER), ROSTER), ROOM)
    return [f"{chip.text} {chip.after}".strip() for chip in words]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            'm watchman: #chest tight 7 "if I look away it gets in"',
            ["Manager", "The Watchman known", "chest", "7 / 10", "client’s words"],
        ),
        ("watchman ~ <>Go-Numb", ["Part", "The Watchman known", "blended", "polarised with Go-Numb"]),
        ("watchman -", ["Part", "The Watchman known", "settled"]),
        (
            "watchman ~>Go-Numb =easing =trust 6",
            ["Part", "The Watchman known", "concerned about Go-Numb", "easing", "trust in Self 6 of 10"],
        ),
        (
            "watchman =colour =job? keeps watch =heard",
            [
                "Part",
                "The Watchman known",
                "job: keeps watch your guess",
                "its fears heard",
                "=colour kept as text",
            ],
        ),
        ("e the little one: #belly", ["Exile", "the little one new", "belly"]),
        ("p: #throat something tight", ["Part", "no name yet new", "throat"]),
        ("s calm 3 con 4", ["Self-energy", "Calm 3", "con 4 kept as text"]),
        ("s client: calm 2", ["Self-energy", "the client’s own", "Calm 2"]),
        ("v 141/88 84 97", ["Vitals", "BP 141/88", "HR 84", "SpO₂ 97"]),
        ("d 70mg im left deltoid lot 4471", ["Dose", "70 mg", "IM", "left deltoid", "lot 4471"]),
        (
            "d 70mg im 50 mg/ml 1.4 ml vial exp 2027-03",
            ["Dose", "70 mg", "IM", "50 mg/mL", "1.4 mL", "vial", "expires 2027-03"],
        ),
        (
            "d 70mg prepared 80 mg ordered 70 mg by Dr. Okafor",
            ["Dose", "70 mg", "70 mg ordered", "80 mg prepared", "ordered by Dr. Okafor"],
        ),
        ("d booster 30mg im wasted 5 mg witness Ana", ["Dose", "booster", "30 mg", "IM"]),
        ("> integration", ["Phase", "Integration"]),
        ("> mask on", ["Setting", "mask on"]),
        ("> in Ana (nurse)", ["People", "Ana comes in"]),
        ("h the planner may fear the medicine", ["Hypothesis, private"]),
        ("Rain starts.", ["Note"]),
        ("?", ["Bookmark"]),
        ("> stop", ["The client asks to stop"]),
        ("> consent touch hand on shoulder by Ana", ["Consent", "touch", "hand on shoulder", "by Ana"]),
        ("> consent dose 70 mg booster 30 mg", ["Consent", "dose", "up to 70 mg", "boosters up to 30 mg"]),
        ("> consent tell Marta", ["Consent", "who may be told", "Marta"]),
        ("> consent no recording", ["Consent", "not agreed: recording"]),
        ("> withdraw touch", ["Consent", "withdrawn: touch"]),
        ("> withdraw", ["Consent", "withdrawn: all consents"]),
        ("> consent to all we spoke of", ["Consent", "in your words"]),
        ("> ate 7:30 toast", ["Ate", "07:30"]),
        ("> drank 90 min ago", ["Drank", "1 h 30 min before"]),
        ("> weight 68 kg weighed 2026-11-20", ["Weight", "68 kg", "weighed 2026-11-20"]),
        ("> took sertraline 50 mg", ["Took", "sertraline"]),
        ("> held lorazepam", ["Held back", "lorazepam"]),
        ("> ride Marta", ["Ride home", "Marta"]),
        ("> escort Marta not here yet", ["Escort", "Marta", "not here yet"]),
        ("> check rescue_kit yes", ["Checklist", "Rescue kit", "yes"]),
        ("> spat", ["Spat out"]),
        ("> override ride by Ana: walks home", ["Override", "Ride home", "by Ana"]),
        ("> snooze vitals:15 10", ["Snoozed", "vitals at T+15", "10 min"]),
        ("> told #2 Dr. Okafor, severity 2", ["Told", "number 2", "Dr. Okafor", "moderate"]),
        ("> scale moaas 4", ["MOAA/S 4 / 5"]),
        ("> limit bp 160/100 spo2 92 by Ana", ["Limits, this client", "systolic ≤ 160", "diastolic ≤ 100"]),
        ("> promise five minutes a day", ["Promise"]),
        ("> scale moaas 7", ["Note", "> scale moaas 7 kept as text"]),
    ],
)
def test_a_line_reads_in_words(line: str, expected: list[str]) -> None:
    assert said(line)[: len(expected)] == expected


def test_a_role_is_told_by_its_word_and_not_by_colour_alone() -> None:
    manager, exile = (chip_words(chips(read(line, ROSTER), ROSTER), ROOM)[0] for line in ("m x", "e x"))
    assert (manager.text, exile.text) == ("Manager", "Exile")
    assert manager.outline != exile.outline


def test_a_back_dated_line_says_so_first() -> None:
    assert said("@-2m e little one: reaches")[0].startswith("@")


@given(st.text(max_size=60))
def test_every_line_has_chips_that_fit_and_never_fails(line: str) -> None:
    found = chips(read(line, ROSTER), ROSTER)
    words = chip_words(found, ROOM)
    assert all(len(chip.text) <= 60 for chip in words)
    assert {chip.kind for chip in found} <= set(ChipKind)


@given(st.lists(st.integers(1, 20), max_size=12), st.floats(0, 600))
def test_chips_never_stand_outside_their_strip(lengths: list[int], room: float) -> None:
    row = [ChipWords("x" * length, "", "", "", "") for length in lengths]
    placed = lay_out(
        row, lambda text: 7.0 * len(text), room, 20, lambda n: ChipWords(f"+{n}", "", "", "", "")
    )
    assert all(chip.box.left() >= -0.01 and chip.box.right() <= room + 0.01 for chip in placed)
    if 0 < len(placed) < len(row):
        assert placed[-1].words.text == f"+{len(row) - len(placed) + 1}"
