"""Consents: stated by kind, place and person, refused, withdrawn, and never read as more than was said."""

from typing import Any

import pytest

from kap_companion.session.capture import read
from kap_companion.vocabulary.consent import ConsentAct, ConsentDetail, ConsentScope
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Roster

TOUCH, DOSE, RECORDING = ConsentScope.TOUCH, ConsentScope.DOSE, ConsentScope.RECORDING


@pytest.mark.parametrize(
    ("line", "stated", "text"),
    [
        ("treatment", {"scope": ConsentScope.TREATMENT}, ""),
        ("Treatment: as on the form", {"scope": ConsentScope.TREATMENT}, "as on the form"),
        ("dose 70 mg booster 30 mg", {"scope": DOSE, "dose_mg": 70, "booster_mg": 30}, ""),
        ("dose booster 30mg, 70mg", {"scope": DOSE, "dose_mg": 70, "booster_mg": 30}, ""),
        ("dose 0,5 mg", {"scope": DOSE, "dose_mg": 0.5}, ""),
        ("dose 70 mg no booster today", {"scope": DOSE, "dose_mg": 70, "booster_mg": 0}, "today"),
        ("touch", {"scope": TOUCH}, ""),
        ("touch hand on shoulder", {"scope": TOUCH, "touch": "hand on shoulder"}, ""),
        (
            "touch hand on shoulder by Ana if asked",
            {"scope": TOUCH, "touch": "hand on shoulder", "people": ("Ana",)},
            "if asked",
        ),
        (
            "touch feet by Ana Ruiz, Noor and Dr. Okafor; when asleep",
            {"scope": TOUCH, "touch": "feet", "people": ("Ana Ruiz", "Noor", "Dr. Okafor")},
            "when asleep",
        ),
        ("touch by Ana", {"scope": TOUCH, "people": ("Ana",)}, ""),
        ("touch hand if asked", {"scope": TOUCH, "touch": "hand if asked"}, ""),
        ("touch hand; if asked", {"scope": TOUCH, "touch": "hand"}, "if asked"),
        ("recording audio", {"scope": RECORDING, "touch": "audio"}, ""),
        ("observers Kim, Lee", {"scope": ConsentScope.OBSERVERS, "people": ("Kim", "Lee")}, ""),
        ("observer Kim", {"scope": ConsentScope.OBSERVERS, "people": ("Kim",)}, ""),
        (
            "tell Marta about the dose",
            {"scope": ConsentScope.TELLING, "people": ("Marta",)},
            "about the dose",
        ),
        ("no touch", {"act": ConsentAct.REFUSED, "scope": TOUCH}, ""),
        ("no recording video", {"act": ConsentAct.REFUSED, "scope": RECORDING, "touch": "video"}, ""),
        ("withdraw", {"act": ConsentAct.WITHDRAWN}, ""),
        ("withdraw touch", {"act": ConsentAct.WITHDRAWN, "scope": TOUCH}, ""),
        ("withdraw touch; wants space", {"act": ConsentAct.WITHDRAWN, "scope": TOUCH}, "wants space"),
        (
            "withdraw touch by Noor",
            {"act": ConsentAct.WITHDRAWN, "scope": TOUCH, "people": ("Noor",)},
            "",
        ),
        ("withdraw wants quiet", {"act": ConsentAct.WITHDRAWN}, "wants quiet"),
        ("asked touch feet", {"act": ConsentAct.ASKED, "scope": TOUCH, "touch": "feet"}, ""),
        ("", {}, ""),
        ("to touch: hands only", {}, "to touch: hands only"),
        ("no change since last week", {}, "no change since last week"),
        ("asked about the recording", {}, "asked about the recording"),
    ],
)
def test_a_consent_line(line: str, stated: dict[str, Any], text: str) -> None:
    reading = read(f"> consent {line}", Roster())
    assert reading.kind is EntryKind.CONSENT
    assert (reading.detail, reading.text, reading.not_understood) == (ConsentDetail(**stated), text, ())


@pytest.mark.parametrize("rest", ["", "touch", "recording audio", "wants quiet", "touch by Noor"])
def test_withdrawing_needs_no_other_word(rest: str) -> None:
    short, long = read(f"> withdraw {rest}", Roster()), read(f"> consent withdraw {rest}", Roster())
    assert (short.detail, short.text) == (long.detail, long.text)


@pytest.mark.parametrize("line", ["dose 70", "dose 1 mg/kg", "dose 0 mg"])
def test_a_ceiling_without_mg_is_no_ceiling_and_says_so(line: str) -> None:
    reading = read(f"> consent {line}", Roster())
    assert reading.detail == ConsentDetail(scope=DOSE)
    assert reading.not_understood
