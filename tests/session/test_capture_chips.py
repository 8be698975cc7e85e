"""Chips say how a line reads while it is typed."""

import pytest

from kap_companion.session.capture import Chip, ChipKind, chips, read
from tests.builders import a_roster

ROSTER = a_roster("The Watchman")


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (
            'm watchman: #chest tight 7 "if I look away it gets in"',
            [
                Chip(ChipKind.KIND, "part"),
                Chip(ChipKind.ROLE, "manager"),
                Chip(ChipKind.KNOWN_PART, "The Watchman", "manager"),
                Chip(ChipKind.PLACE, "chest"),
                Chip(ChipKind.INTENSITY, "7"),
                Chip(ChipKind.WORDS, "if I look away it gets in"),
            ],
        ),
        (
            "@-2m p fog ~ ->shame -",
            [
                Chip(ChipKind.TIME, "-2m"),
                Chip(ChipKind.KIND, "part"),
                Chip(ChipKind.NEW_PART, "fog"),
                Chip(ChipKind.BLENDED),
                Chip(ChipKind.LINK, "shame", "protects"),
                Chip(ChipKind.SETTLED),
            ],
        ),
        ("p: ^", [Chip(ChipKind.KIND, "part"), Chip(ChipKind.UNNAMED_PART), Chip(ChipKind.UNBLENDED)]),
        (
            "s client: calm 2 con 4",
            [
                Chip(ChipKind.KIND, "self"),
                Chip(ChipKind.RATER, "client"),
                Chip(ChipKind.QUALITY, "2", "calm"),
                Chip(ChipKind.NOT_UNDERSTOOD, "con 4"),
            ],
        ),
        ('"yes"', [Chip(ChipKind.KIND, "quote"), Chip(ChipKind.WORDS, "yes")]),
        (
            "v 141/88 84 97 14",
            [
                Chip(ChipKind.KIND, "vitals"),
                Chip(ChipKind.VITAL, "141/88", "bp"),
                Chip(ChipKind.VITAL, "84", "hr"),
                Chip(ChipKind.VITAL, "97", "spo2"),
                Chip(ChipKind.VITAL, "14", "rr"),
            ],
        ),
        (
            "v declined asleep",
            [Chip(ChipKind.KIND, "vitals"), Chip(ChipKind.VITALS_STATUS, "asleep", "declined")],
        ),
        (
            "d booster 0.5 mg/kg im lot 4 wasted 2mg witness Noor",
            [
                Chip(ChipKind.KIND, "dose"),
                Chip(ChipKind.BOOSTER),
                Chip(ChipKind.DOSE, "0.5", "mg/kg"),
                Chip(ChipKind.ROUTE, "im"),
                Chip(ChipKind.LOT, "4"),
                Chip(ChipKind.WASTED, "2", "mg"),
                Chip(ChipKind.WITNESS, "Noor"),
            ],
        ),
        (
            "ae nausea mild",
            [
                Chip(ChipKind.KIND, "adverse_event"),
                Chip(ChipKind.TERM, "nausea"),
                Chip(ChipKind.SEVERITY, "1", "mild"),
            ],
        ),
        ("> dosing", [Chip(ChipKind.KIND, "phase"), Chip(ChipKind.PHASE, "dosing")]),
        ("> mask on", [Chip(ChipKind.KIND, "setting"), Chip(ChipKind.SETTING, "on", "mask")]),
        ("> in Noor", [Chip(ChipKind.KIND, "people"), Chip(ChipKind.PEOPLE, "Noor", "in")]),
        ("> dance", [Chip(ChipKind.KIND, "note"), Chip(ChipKind.NOT_UNDERSTOOD, "> dance")]),
        ("Rain.", [Chip(ChipKind.KIND, "note")]),
    ],
)
def test_the_chips_of_a_line(line: str, shown: list[Chip]) -> None:
    assert list(chips(read(line, ROSTER), ROSTER)) == shown
