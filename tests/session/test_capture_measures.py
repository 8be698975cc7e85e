"""Self, vitals and doses: numbers are stored when they are sure, and stay as text when they are not."""

from typing import Any

import pytest

from kap_companion.session.capture import read
from kap_companion.vocabulary.details import DoseDetail, SelfDetail, VitalsDetail, VitalsStatus
from kap_companion.vocabulary.part import Roster
from kap_companion.vocabulary.routes import Route, Unit
from kap_companion.vocabulary.self_energy import Quality, Rater

NOBODY = Roster()


@pytest.mark.parametrize(
    ("word", "quality"),
    [
        ("cal", Quality.CALM),
        ("cur", Quality.CURIOSITY),
        ("comp", Quality.COMPASSION),
        ("conn", Quality.CONNECTEDNESS),
        ("conf", Quality.CONFIDENCE),
        ("per", None),
        ("persp", Quality.PERSPECTIVE),
        ("con", None),
        ("co", None),
        ("Calm", Quality.CALM),
        ("connected", Quality.CONNECTEDNESS),
        ("curious", Quality.CURIOSITY),
        ("compassionate", Quality.COMPASSION),
        ("clear", Quality.CLARITY),
        ("confident", Quality.CONFIDENCE),
        ("courageous", Quality.COURAGE),
        ("creative", Quality.CREATIVITY),
        ("present", Quality.PRESENCE),
        ("patient", Quality.PATIENCE),
        ("persistent", Quality.PERSISTENCE),
        ("playful", Quality.PLAYFULNESS),
        *[(quality.value, quality) for quality in Quality],
    ],
)
def test_a_quality_is_known_by_any_beginning_that_is_only_its_own(word: str, quality: Quality | None) -> None:
    expected = {quality: 3} if quality else {}
    assert read(f"s {word} 3", NOBODY).detail == SelfDetail(qualities=expected)


@pytest.mark.parametrize(
    ("line", "qualities", "text", "unread"),
    [
        ("s calm 3 curious 2 breath slows", {"calm": 3, "curiosity": 2}, "breath slows", ()),
        ("s calm 0, clear 4.", {"calm": 0, "clarity": 4}, "", ()),
        ("s calm: 3", {"calm": 3}, "", ()),
        ("s cal 3 con 4", {"calm": 3}, "con 4", ("con 4",)),
        ("s calm 7", {}, "calm 7", ("calm 7",)),
        ("s calm and quiet", {}, "calm and quiet", ()),
        ("s took 3 breaths", {}, "took 3 breaths", ()),
        ("s calm 2 calm 3", {"calm": 3}, "", ()),
        ("s", {}, "", ()),
    ],
)
def test_pairs_of_quality_and_number_are_taken_and_the_rest_is_text(
    line: str, qualities: dict[str, int], text: str, unread: tuple[str, ...]
) -> None:
    reading = read(line, NOBODY)
    assert reading.detail == SelfDetail(qualities={Quality(name): n for name, n in qualities.items()})
    assert (reading.text, reading.not_understood) == (text, unread)


@pytest.mark.parametrize("line", ["s client: calm 2", "s Client : calm 2", "s: client: calm 2"])
def test_the_clients_own_rating_is_kept_apart(line: str) -> None:
    assert read(line, NOBODY).detail == SelfDetail(by=Rater.CLIENT, qualities={Quality.CALM: 2})


@pytest.mark.parametrize(
    ("line", "stored", "text", "unread"),
    [
        ("v 141/88 84 97", {"bp": (141, 88), "hr": 84, "spo2": 97}, "", ()),
        ("v 141/88 84 97 14", {"bp": (141, 88), "hr": 84, "spo2": 97, "rr": 14}, "", ()),
        (
            "v bp 141/88 hr 84 spo2 97 rr 14",
            {"bp": (141, 88), "hr": 84, "spo2": 97, "rr": 14},
            "",
            (),
        ),
        ("v pulse 84 sat 97% resp: 14", {"hr": 84, "spo2": 97, "rr": 14}, "", ()),
        ("v o2 97 calm", {"spo2": 97}, "calm", ()),
        ("v 84 97", {"hr": 84, "spo2": 97}, "", ()),
        ("v spo2 97 84", {"hr": 84, "spo2": 97}, "", ()),
        ("v left arm 141/88 84", {"bp": (141, 88), "hr": 84}, "left arm", ()),
        ("v 141/88 recheck in 10 min", {"bp": (141, 88)}, "recheck in 10 min", ()),
        ("v bp 70/90 hr 400", {}, "bp 70/90 hr 400", ("bp 70/90", "hr 400")),
        ("v 88/88", {}, "88/88", ("88/88",)),
        ("v spo2 101", {}, "spo2 101", ("spo2 101",)),
        ("v hr 301", {}, "hr 301", ("hr 301",)),
        ("v hr 300 spo2 100", {"hr": 300, "spo2": 100}, "", ()),
        ("v 120/80 400 97", {"bp": (120, 80), "spo2": 97}, "400", ("400",)),
        ("v 120/80 84 97 14 12", {"bp": (120, 80), "hr": 84, "spo2": 97, "rr": 14}, "12", ("12",)),
        ("v 120/80 130/85", {"bp": (120, 80)}, "130/85", ("130/85",)),
        ("v", {}, "", ()),
    ],
)
def test_vitals_are_stored_where_they_are_plausible(
    line: str, stored: dict[str, Any], text: str, unread: tuple[str, ...]
) -> None:
    reading = read(line, NOBODY)
    systolic, diastolic = stored.get("bp", (None, None))
    assert reading.detail == VitalsDetail(
        systolic=systolic,
        diastolic=diastolic,
        heart_rate=stored.get("hr"),
        spo2=stored.get("spo2"),
        respiratory_rate=stored.get("rr"),
    )
    assert (reading.text, reading.not_understood) == (text, unread)


@pytest.mark.parametrize(
    ("line", "status", "reason"),
    [
        ("v declined too deep to disturb", VitalsStatus.DECLINED, "too deep to disturb"),
        ("v refused", VitalsStatus.REFUSED, ""),
        ("v Deferred: asleep, 10 min", VitalsStatus.DEFERRED, "asleep, 10 min"),
        ("v unable, cuff slipped", VitalsStatus.UNABLE, "cuff slipped"),
    ],
)
def test_vitals_not_taken_are_a_recorded_state_with_a_reason(
    line: str, status: VitalsStatus, reason: str
) -> None:
    reading = read(line, NOBODY)
    assert reading.detail == VitalsDetail(status=status, reason=reason)
    assert reading.text == ""


@pytest.mark.parametrize(
    ("line", "stored", "text", "unread"),
    [
        (
            "d 70mg im left deltoid lot 4471",
            {"amount": 70, "unit": Unit.MG, "route": Route.IM, "lot": "4471", "site": "left deltoid"},
            "",
            (),
        ),
        (
            "d 100 mg sl lozenge, hold and swish",
            {"amount": 100, "unit": Unit.MG, "route": Route.SL, "form": "lozenge"},
            "hold and swish",
            (),
        ),
        (
            "d 28 mg in device 1 of 3",
            {"amount": 28, "unit": Unit.MG, "route": Route.IN, "form": "device"},
            "1 of 3",
            (),
        ),
        (
            "d 70 mg im 50 mg/ml 1.4 mL form ampoule exp 2027-03 site right vastus lateralis, slowly",
            {
                "amount": 70,
                "unit": Unit.MG,
                "route": Route.IM,
                "concentration": 50,
                "volume_ml": 1.4,
                "form": "ampoule",
                "expiry": "2027-03",
                "site": "right vastus lateralis",
            },
            "slowly",
            (),
        ),
        (
            "d 80mg im ordered 70 mg by Dr. Okafor prepared 100mg wasted 20 mg witness Noor left thigh",
            {
                "amount": 80,
                "unit": Unit.MG,
                "route": Route.IM,
                "ordered_mg": 70,
                "ordered_by": "Dr. Okafor",
                "prepared_mg": 100,
                "wasted_mg": 20,
                "witness": "Noor",
                "site": "left thigh",
            },
            "",
            (),
        ),
        ("d ordered by Dr. Okafor, by phone", {"ordered_by": "Dr. Okafor"}, "by phone", ()),
        ("d expiry Mar 2027 lot 4471", {"expiry": "Mar 2027", "lot": "4471"}, "", ()),
        ("d 1.4 ml 70", {"volume_ml": 1.4}, "70", ("70",)),
        ("d 70mg im left", {"amount": 70, "unit": Unit.MG, "route": Route.IM}, "left", ()),
        ("d 200 mg sl", {"amount": 200, "unit": Unit.MG, "route": Route.SL}, "", ()),
        ("d booster 30mg IM", {"booster": True, "amount": 30, "unit": Unit.MG, "route": Route.IM}, "", ()),
        ("d 0.5 mg/kg iv", {"amount": 0.5, "unit": Unit.MG_PER_KG, "route": Route.IV}, "", ()),
        ("d 0,5mg/kg iv", {"amount": 0.5, "unit": Unit.MG_PER_KG, "route": Route.IV}, "", ()),
        ("d 84 mg in", {"amount": 84, "unit": Unit.MG, "route": Route.IN}, "", ()),
        ("d 70mg in left arm im", {"amount": 70, "unit": Unit.MG, "route": Route.IM}, "in left arm", ()),
        (
            "d 70mg sc wasted 30 mg witness Noor Haddad, left thigh",
            {
                "amount": 70,
                "unit": Unit.MG,
                "route": Route.SC,
                "wasted_mg": 30,
                "witness": "Noor Haddad",
                "site": "left thigh",
            },
            "",
            (),
        ),
        ("d witness Dr. Okafor lot 7", {"witness": "Dr. Okafor", "lot": "7"}, "", ()),
        ("d 70 im", {"route": Route.IM}, "70", ("70",)),
        ("d 0mg po", {"route": Route.PO}, "0mg", ("0mg",)),
        ("d lot", {}, "lot", ()),
        ("d", {}, "", ()),
    ],
)
def test_a_dose_line(line: str, stored: dict[str, Any], text: str, unread: tuple[str, ...]) -> None:
    reading = read(line, NOBODY)
    assert reading.detail == DoseDetail(**stored)
    assert (reading.text, reading.not_understood) == (text, unread)
