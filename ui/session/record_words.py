"""The words of what goes into the record: doses, vitals, phases, setting, people, gaps, risks."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from kap_companion.vocabulary.details import (
    DoseDetail,
    GapCause,
    GapDetail,
    PeopleDetail,
    RiskKind,
    SettingDetail,
    VitalsDetail,
    VitalsStatus,
)
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.routes import Drug
from ui.one_line import one_line
from ui.words import duration

translate = QCoreApplication.translate


def risk_word(what: RiskKind) -> str:
    """Of which kind a risk is."""
    return {
        RiskKind.SUICIDALITY: translate("Risk", "suicidality"),
        RiskKind.ABUSE: translate("Risk", "abuse"),
        RiskKind.MEDICAL: translate("Risk", "medical"),
        RiskKind.OTHER: translate("Risk", "another"),
    }[what]


def held_words(count: int) -> str:
    """How many lines wait for the disk: "1 line", "3 lines"."""
    one, more = translate("Held", "%n line", "", count), translate("Held", "%n lines", "", count)
    return one if count == 1 else more


def dose_label(dose: DoseDetail) -> str:
    """A dose in few words: "70 mg IM"; the drug is named where it is not racemic ketamine."""
    amount = number(dose.amount) if dose.amount is not None else ""
    unit = dose.unit.value if dose.unit else ""
    drug = translate("Entry", "esketamine") if dose.drug is Drug.ESKETAMINE else ""
    route = dose.route.value.upper() if dose.route else ""
    return " ".join(piece for piece in (amount, unit, drug, route) if piece) or translate("Entry", "Dose")


def dose_terms(dose: DoseDetail, text: str = "") -> list[str]:
    """What else is known of a dose, piece by piece, with its free text among them."""
    strength = (
        (translate("Entry", "{n} mg/mL"), dose.concentration),
        (translate("Entry", "{n} mL"), dose.volume_ml),
    )
    printed = (
        (translate("Entry", "lot {what}"), dose.lot),
        (translate("Entry", "expires {what}"), dose.expiry),
    )
    amounts = (
        (translate("Entry", "{n} mg ordered"), dose.ordered_mg),
        (translate("Entry", "{n} mg prepared"), dose.prepared_mg),
        (translate("Entry", "{n} mg wasted"), dose.wasted_mg),
    )
    people = (
        (translate("Entry", "witness {what}"), dose.witness),
        (translate("Entry", "ordered by {what}"), dose.ordered_by),
    )
    return [
        *([translate("Entry", "booster")] if dose.booster else []),
        *(one_line(place, 120) for place in (dose.form, dose.site) if place),
        *([plain] if (plain := text.rstrip(" ,;")) else []),
        *_figures(strength),
        *_named(printed),
        *_figures(amounts),
        *_named(people),
    ]


def _figures(rows: Iterable[tuple[str, float | None]]) -> list[str]:
    return [words.format(n=number(value)) for words, value in rows if value is not None]


def _named(rows: Iterable[tuple[str, str]]) -> list[str]:
    return [words.format(what=one_line(what, 120)) for words, what in rows if what]


def vitals_label(vitals: VitalsDetail) -> str:
    """Vitals in few words: the pressure, else the first number there is, else that they were not taken."""
    if vitals.systolic is not None and vitals.diastolic is not None:
        return f"{vitals.systolic}/{vitals.diastolic}"
    numbers = _vital_numbers(vitals)
    return numbers[0] if numbers else _status_word(vitals.status)


def _vital_numbers(vitals: VitalsDetail) -> list[str]:
    rows = (
        ("HR", vitals.heart_rate),
        ("SpO₂", vitals.spo2),
        ("RR", vitals.respiratory_rate),
    )
    pressure = f"{vitals.systolic}/{vitals.diastolic}" if vitals.systolic is not None else ""
    return [pressure] * bool(pressure) + [f"{name} {value}" for name, value in rows if value is not None]


def vitals_line(vitals: VitalsDetail) -> str:
    """Vitals in full: "Vitals 141/88 · HR 84 · SpO₂ 97", or that they were not taken and why."""
    if vitals.status is not VitalsStatus.TAKEN:
        said = translate("Entry", "Vitals {status}").format(status=_status_word(vitals.status))
        return said + (f": {one_line(vitals.reason)}" if vitals.reason else "")
    return " ".join([translate("Entry", "Vitals"), " · ".join(_vital_numbers(vitals))]).strip()


def _status_word(status: VitalsStatus) -> str:
    return {
        VitalsStatus.TAKEN: "",
        VitalsStatus.DECLINED: translate("Entry", "declined"),
        VitalsStatus.REFUSED: translate("Entry", "refused"),
        VitalsStatus.DEFERRED: translate("Entry", "deferred"),
        VitalsStatus.UNABLE: translate("Entry", "not possible"),
    }[status]


def phase_line(phase: Phase) -> str:
    """A move to a phase, as a sentence."""
    return {
        Phase.PREPARATION: translate("Entry", "Preparation begins"),
        Phase.DOSING: translate("Entry", "Dosing begins"),
        Phase.INTEGRATION: translate("Entry", "Integration begins"),
        Phase.ENDED: translate("Entry", "The session ends"),
    }[phase]


def setting_line(setting: SettingDetail) -> str:
    """What was put on or taken off."""
    if setting.what == "mask":
        return translate("Entry", "Mask on") if setting.on else translate("Entry", "Mask off")
    return translate("Entry", "Music on") if setting.on else translate("Entry", "Music off")


def people_line(people: PeopleDetail) -> str:
    """Who is in the room, comes in or goes out."""
    names = ", ".join(one_line(name, 120) for name in people.names)
    who = f"{names} ({one_line(people.role, 120)})" if people.role else names
    return {
        "present": translate("Entry", "In the room: {who}"),
        "in": translate("Entry", "{who} comes in"),
        "out": translate("Entry", "{who} goes out"),
    }[people.action].format(who=who)


def gap_line(gap: GapDetail) -> str:
    """What happened to the program or the clock, and for how long."""
    length = duration(abs(gap.seconds)) if abs(gap.seconds) >= 60 else f"{abs(gap.seconds):.0f} s"
    if gap.cause is GapCause.CLOCK_STEPPED and gap.seconds < 0:
        return translate("Entry", "The computer’s clock was set back by {length}; T+ did not move").format(
            length=length
        )
    return {
        GapCause.CLOSED: translate("Entry", "The companion was closed for {length}; nothing could be logged"),
        GapCause.SUSPENDED: translate("Entry", "The computer slept for {length}; nothing could be logged"),
        GapCause.CLOCK_STEPPED: translate(
            "Entry", "The computer’s clock was set forward by {length}; T+ did not move"
        ),
        GapCause.ZONE_CHANGED: translate("Entry", "The computer’s time zone changed; T+ did not move"),
    }[gap.cause].format(length=length)


def number(value: float) -> str:
    """A number without a needless ".0"."""
    return f"{value:g}"
