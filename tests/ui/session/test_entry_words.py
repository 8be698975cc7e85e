"""How an entry reads in the log."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.session.timeline import Risk
from kap_companion.vocabulary.details import (
    AdverseEventDetail,
    AskedDetail,
    Detail,
    DoseDetail,
    GapCause,
    GapDetail,
    LinkMention,
    PartDetail,
    PeopleDetail,
    PhaseDetail,
    QuoteDetail,
    RiskDetail,
    RiskKind,
    SelfDetail,
    SettingDetail,
    VitalsDetail,
    VitalsStatus,
)
from kap_companion.vocabulary.entry import Addition, EntrySource
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.links import LinkKind
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.routes import Drug, Route, Unit
from kap_companion.vocabulary.self_energy import Quality, Rater
from tests.builders import BEGAN, an_entry
from ui.one_line import one_line
from ui.session.entry_delegate import isolated
from ui.session.entry_words import Look, Sign, Surroundings, words_of

NOTHING_KNOWN = Surroundings()
WATCHMAN = PartDetail(
    name="watchman",
    role=Role.MANAGER,
    intensity=9,
    body=("chest",),
    words=("if I look away it gets in",),
    links=(LinkMention(kind=LinkKind.PROTECTS, name="the little one"),),
)
DOSE = DoseDetail(drug=Drug.KETAMINE, amount=70, unit=Unit.MG, route=Route.IM, lot="4471")


@pytest.mark.parametrize(
    ("kind", "detail", "text", "line", "right"),
    [
        (
            EntryKind.VITALS,
            VitalsDetail(systolic=141, diastolic=88, heart_rate=84, spo2=97),
            "",
            "Vitals 141/88 · HR 84 · SpO₂ 97",
            "",
        ),
        (
            EntryKind.VITALS,
            VitalsDetail(heart_rate=70, respiratory_rate=14),
            "asleep",
            "Vitals HR 70 · RR 14 · asleep",
            "",
        ),
        (
            EntryKind.VITALS,
            VitalsDetail(status=VitalsStatus.DECLINED, reason="too deep to disturb"),
            "",
            "Vitals declined: too deep to disturb",
            "",
        ),
        (EntryKind.DOSE, DOSE, "left deltoid", "70 mg IM, left deltoid, lot 4471", ""),
        (
            EntryKind.DOSE,
            DoseDetail(
                drug=Drug.ESKETAMINE,
                amount=0.5,
                unit=Unit.MG_PER_KG,
                route=Route.IV,
                booster=True,
                wasted_mg=2.5,
            ),
            "",
            "0.5 mg/kg esketamine IV, booster, 2.5 mg wasted",
            "",
        ),
        (
            EntryKind.PART,
            WATCHMAN,
            "tight",
            "watchman tight “if I look away it gets in” · protects the little one",
            "chest · 9",
        ),
        (EntryKind.PART, PartDetail(name="Go-Numb", settled=True), "", "Go-Numb settled", ""),
        (
            EntryKind.PART,
            PartDetail(name="Go-Numb", blended=True, body=("belly", "hands"), intensity=0),
            "",
            "Go-Numb · blended",
            "belly, hands · 0",
        ),
        (EntryKind.PART, PartDetail(body=("throat",)), "something tight", "Part something tight", "throat"),
        (
            EntryKind.SELF,
            SelfDetail(qualities={Quality.CALM: 3, Quality.CURIOSITY: 2}),
            "breath slows",
            "Self-energy: calm 3, curiosity 2 · breath slows",
            "",
        ),
        (
            EntryKind.SELF,
            SelfDetail(by=Rater.CLIENT, qualities={Quality.COURAGE: 2}),
            "",
            "Self-energy: courage 2",
            "the client’s own rating",
        ),
        (EntryKind.QUOTE, QuoteDetail(words=("she stayed",)), "", "“she stayed”", "client’s words"),
        (
            EntryKind.ADVERSE_EVENT,
            AdverseEventDetail(term="nausea", severity=2),
            "head raised",
            "Adverse event: nausea, head raised",
            "moderate",
        ),
        (EntryKind.EXPECTED_EFFECT, None, "far away", "far away", "expected effect"),
        (EntryKind.HYPOTHESIS, None, "it may be six", "it may be six", "hypothesis, private"),
        (EntryKind.BOOKMARK, None, "", "Something happened", "bookmark"),
        (
            EntryKind.DOSE,
            DoseDetail(
                amount=70,
                unit=Unit.MG,
                route=Route.IM,
                form="vial",
                site="left deltoid",
                concentration=50,
                volume_ml=1.4,
                lot="4471",
                expiry="2027-03",
                ordered_mg=70,
                prepared_mg=80,
                wasted_mg=10,
                witness="Noor",
                ordered_by="Dr. Okafor",
            ),
            "slowly",
            "70 mg IM, vial, left deltoid, slowly, 50 mg/mL, 1.4 mL, lot 4471, expires 2027-03, "
            "70 mg ordered, 80 mg prepared, 10 mg wasted, witness Noor, ordered by Dr. Okafor",
            "",
        ),
        (EntryKind.STOP, None, "", "The client asks to stop", ""),
        (EntryKind.NOTE, None, "Rain starts.", "Rain starts.", ""),
        (EntryKind.PHASE, PhaseDetail(phase=Phase.INTEGRATION), "", "Integration begins", ""),
        (EntryKind.PHASE, PhaseDetail(phase=Phase.ENDED), "", "The session ends", ""),
        (EntryKind.SETTING, SettingDetail(what="music", on=True), "Track 4", "Music on: Track 4", ""),
        (
            EntryKind.PEOPLE,
            PeopleDetail(action="in", names=("Noor {x}",), role="nurse"),
            "",
            "Noor {x} (nurse) comes in",
            "",
        ),
        (
            EntryKind.ASKED,
            AskedDetail(step="feel toward"),
            "How do you feel toward it?",
            "Asked: How do you feel toward it?",
            "feel toward",
        ),
        (
            EntryKind.GAP,
            GapDetail(cause=GapCause.SUSPENDED, seconds=190),
            "",
            "The computer slept for 3 min; nothing could be logged",
            "",
        ),
        (
            EntryKind.GAP,
            GapDetail(cause=GapCause.CLOCK_STEPPED, seconds=-40),
            "",
            "The computer’s clock was set back by 40 s; T+ did not move",
            "",
        ),
    ],
)
def test_an_entry_reads_as_a_person_would_say_it(
    kind: EntryKind, detail: Detail | None, text: str, line: str, right: str
) -> None:
    words = words_of(an_entry(kind, detail, text=text), NOTHING_KNOWN)
    assert (words.line, words.detail) == (line, right)


def test_a_part_is_called_by_its_own_name_in_the_role_it_has_now() -> None:
    known = Surroundings(names={"p": "The Watchman"}, named=frozenset({"p"}), roles={"p": Role.FIREFIGHTER})
    words = words_of(an_entry(EntryKind.PART, WATCHMAN, part="p"), known)
    assert (words.runs[0].text, words.runs[0].look) == ("The Watchman", Look.NAME)
    assert (words.sign, words.role) == (Sign.PART, Role.FIREFIGHTER)


def test_an_unnamed_part_that_only_settles_is_called_by_what_was_seen_of_it() -> None:
    known = Surroundings(names={"p": "something tight (throat)"}, roles={"p": Role.UNKNOWN})
    words = words_of(an_entry(EntryKind.PART, PartDetail(settled=True), part="p"), known)
    assert words.line == "something tight (throat) settled"


def test_the_words_of_a_part_are_set_apart_in_italics() -> None:
    words = words_of(an_entry(EntryKind.PART, WATCHMAN, text="tight"), NOTHING_KNOWN)
    assert [run.text for run in words.runs if run.look is Look.QUOTE] == [" “if I look away it gets in”"]


def test_a_dose_says_which_one_it_is_and_vitals_before_it_are_the_baseline() -> None:
    dose = an_entry(EntryKind.DOSE, DOSE, minutes=40)
    known = Surroundings(dose_numbers={dose.id: 2}, first_dose_ms=dose.elapsed_ms)
    vitals = VitalsDetail(systolic=118, diastolic=76)
    assert words_of(dose, known).detail == "dose 2"
    assert words_of(an_entry(EntryKind.VITALS, vitals, minutes=12), known).detail == "baseline"
    assert words_of(an_entry(EntryKind.VITALS, vitals, minutes=55), known).detail == ""


def test_a_line_typed_long_after_its_moment_says_how_long() -> None:
    late = an_entry(text="rain", typed_at=BEGAN + timedelta(minutes=14))
    assert words_of(late, NOTHING_KNOWN).detail == "entered 14 min later"
    at_once = an_entry(text="rain", typed_at=BEGAN + timedelta(minutes=2))
    assert words_of(at_once, NOTHING_KNOWN).detail == ""


def test_a_transcribed_line_is_not_called_late() -> None:
    days_later = an_entry(source=EntrySource.TRANSCRIBED, typed_at=BEGAN + timedelta(days=3))
    assert words_of(days_later, NOTHING_KNOWN).detail == ""


def test_what_was_amended_or_could_not_be_read_says_so() -> None:
    entry = an_entry(amends="older", not_understood=("con 4",), typed_at=BEGAN + timedelta(hours=1))
    assert words_of(entry, NOTHING_KNOWN).right == ("amended", "kept as text")


def test_self_energy_is_never_shown_as_a_sum_or_a_mean() -> None:
    rated = SelfDetail(qualities={Quality.CALM: 4, Quality.CLARITY: 1})
    words = words_of(an_entry(EntryKind.SELF, rated), NOTHING_KNOWN)
    digits = [c for c in words.line + words.detail if c.isdigit()]
    assert digits == ["4", "1"]


def test_a_ten_megabyte_line_is_cut_before_it_is_painted() -> None:
    words = words_of(an_entry(text="x" * 10_000_000), NOTHING_KNOWN)
    assert len(words.line) < 1000
    assert words.line.endswith("…")


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters()))
def test_any_text_becomes_one_line_that_can_be_painted(text: str) -> None:
    shown = one_line(text)
    assert not any(ord(c) < 32 or 0xD800 <= ord(c) <= 0xDFFF for c in shown)
    shown.encode("utf-8")


def test_a_direction_override_turns_nothing_round() -> None:
    assert one_line("\u202eabc\u2066 d\x00e") == "abc d e"


def test_details_keep_their_own_direction_beside_each_other() -> None:
    assert isolated(("בטן", "6")) == "\u2068בטן\u2069 · \u20686\u2069"


def test_a_risk_a_late_entry_and_one_that_is_not_on_the_disk_are_marked_in_words() -> None:
    entry = an_entry(addition=Addition.LATE, typed_at=BEGAN + timedelta(days=2), text="it rained")
    mark = an_entry(EntryKind.RISK, RiskDetail(what=RiskKind.MEDICAL), about=entry.id)
    answer = an_entry(EntryKind.RISK_ANSWER, about=mark.id)
    still = Surroundings(risks={entry.id: (Risk(mark, entry, None),)}, held=frozenset({entry.id}))
    assert words_of(entry, still).right == (
        "risk (medical), to be answered",
        "entered late",
        "not on the disk yet",
    )
    answered = Surroundings(risks={entry.id: (Risk(mark, entry, answer),)})
    assert words_of(entry, answered).right == ("risk (medical), answered", "entered late")
