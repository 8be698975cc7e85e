"""The screen's words for what the companion knows by code, and times as people write them."""

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QLocale, QTime

from kap_companion.errors import KnownError
from kap_companion.vocabulary.details import RiskKind
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.people import PersonRole
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Quality
from kap_companion.vocabulary.session import SessionState
from kap_companion.vocabulary.signature import Meaning


def role_word(role: Role) -> str:
    """A role with a capital, as a chip or a lane says it."""
    translate = QCoreApplication.translate
    return {
        Role.MANAGER: translate("Role", "Manager"),
        Role.FIREFIGHTER: translate("Role", "Firefighter"),
        Role.EXILE: translate("Role", "Exile"),
        Role.SELF_LIKE: translate("Role", "Self-like part"),
        Role.UNKNOWN: translate("Role", "Part"),
    }[role]


# Icons carry the role's own word; Self, which is no role, has its own.
ROLE_GLYPH: dict[Role, str] = {role: role.value for role in Role}
SELF_GLYPH = "self"


def phase_word(phase: Phase) -> str:
    """A phase as the pills say it."""
    translate = QCoreApplication.translate
    return {
        Phase.PREPARATION: translate("Phase", "Preparation"),
        Phase.DOSING: translate("Phase", "Dosing"),
        Phase.INTEGRATION: translate("Phase", "Integration"),
        Phase.ENDED: translate("Phase", "Ended"),
    }[phase]


def state_word(state: SessionState) -> str:
    """How far a session is."""
    translate = QCoreApplication.translate
    return {
        SessionState.PLANNED: translate("State", "planned"),
        SessionState.PREPARATION: translate("State", "running"),
        SessionState.DOSING: translate("State", "running"),
        SessionState.INTEGRATION: translate("State", "running"),
        SessionState.ENDED: translate("State", "ended"),
        SessionState.SIGNED: translate("State", "signed"),
    }[state]


def person_role_word(role: PersonRole) -> str:
    """What a person does in the practice."""
    translate = QCoreApplication.translate
    return {
        PersonRole.THERAPIST: translate("PersonRole", "therapist"),
        PersonRole.PRESCRIBER: translate("PersonRole", "prescriber"),
        PersonRole.NURSE: translate("PersonRole", "nurse"),
        PersonRole.SITTER: translate("PersonRole", "sitter or assistant"),
        PersonRole.TRAINEE: translate("PersonRole", "trainee"),
        PersonRole.OFFICE: translate("PersonRole", "office"),
    }[role]


def meaning_word(meaning: Meaning) -> str:
    """As what a person signs."""
    translate = QCoreApplication.translate
    return {
        Meaning.AUTHOR: translate("Meaning", "author"),
        Meaning.REVIEWER: translate("Meaning", "reviewer"),
        Meaning.WITNESS: translate("Meaning", "witness"),
    }[meaning]


def risk_word(what: RiskKind) -> str:
    """What kind of risk an entry was marked for."""
    translate = QCoreApplication.translate
    return {
        RiskKind.SUICIDALITY: translate("Risk", "Suicidality"),
        RiskKind.ABUSE: translate("Risk", "Abuse"),
        RiskKind.MEDICAL: translate("Risk", "Medical"),
        RiskKind.OTHER: translate("Risk", "Other risk"),
    }[what]


def quality_word(quality: Quality) -> str:
    """A quality of Self-energy with a capital."""
    translate = QCoreApplication.translate
    return {
        Quality.CALM: translate("Quality", "Calm"),
        Quality.CURIOSITY: translate("Quality", "Curiosity"),
        Quality.CLARITY: translate("Quality", "Clarity"),
        Quality.COMPASSION: translate("Quality", "Compassion"),
        Quality.CONFIDENCE: translate("Quality", "Confidence"),
        Quality.COURAGE: translate("Quality", "Courage"),
        Quality.CREATIVITY: translate("Quality", "Creativity"),
        Quality.CONNECTEDNESS: translate("Quality", "Connected"),
        Quality.PRESENCE: translate("Quality", "Presence"),
        Quality.PATIENCE: translate("Quality", "Patience"),
        Quality.PERSPECTIVE: translate("Quality", "Perspective"),
        Quality.PERSISTENCE: translate("Quality", "Persistence"),
        Quality.PLAYFULNESS: translate("Quality", "Playfulness"),
    }[quality]


def t_plus(seconds: float | None, *, with_seconds: bool = True) -> str:
    """A time from the first dose: "T+0:26:48", "T−0:33", "T 0:00"; empty where there is no dose."""
    if seconds is None:
        return ""
    whole = int(abs(seconds))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    shown = f"{hours}:{minutes:02}:{rest:02}" if with_seconds else f"{hours}:{minutes:02}"
    nothing = whole == 0 if with_seconds else whole < 60
    return ("T " if nothing else "T+" if seconds > 0 else "T−") + shown


def duration(seconds: float) -> str:
    """A length of time in round words: "18 min", "1 h 05 min"."""
    minutes = int(seconds) // 60
    translate = QCoreApplication.translate
    if minutes < 60:
        return translate("Duration", "{minutes} min").format(minutes=minutes)
    return translate("Duration", "{hours} h {minutes} min").format(
        hours=minutes // 60, minutes=f"{minutes % 60:02}"
    )


def clock_time(at: datetime, *, with_seconds: bool = False) -> str:
    """The wall's time as the locale writes it."""
    pattern = "HH:mm:ss" if with_seconds else "HH:mm"
    return QLocale().toString(QTime(at.hour, at.minute, at.second), pattern)


def day(at: date) -> str:
    """A day without its year: "21 Nov"."""
    return f"{at.day} {QLocale().monthName(at.month, QLocale.FormatType.ShortFormat)}"


def said(entry: Entry) -> str:
    """What an entry says, as it was typed; a note without the letter that only tells its kind."""
    plain = entry.kind in (EntryKind.NOTE, EntryKind.HYPOTHESIS)
    return (entry.text if plain else "") or entry.raw or entry.text


def problem(error: KnownError) -> str:
    """What happened and what to do next, as one line."""
    return str(error)


def uses_letter_paper() -> bool:
    """Whether paper is Letter where the computer is set to be; elsewhere it is A4."""
    return QLocale().territory() in {
        QLocale.Country.UnitedStates,
        QLocale.Country.Canada,
        QLocale.Country.Mexico,
        QLocale.Country.Philippines,
    }
