"""The screen's words for what the companion knows by code, and times as people write them."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale, QTime

from kap_companion.errors import KnownError
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Quality
from kap_companion.vocabulary.session import SessionState


def role_word(role: Role) -> str:
    """A role with a capital, as a chip or a lane says it."""
    tr = QCoreApplication.translate
    return {
        Role.MANAGER: tr("Role", "Manager"),
        Role.FIREFIGHTER: tr("Role", "Firefighter"),
        Role.EXILE: tr("Role", "Exile"),
        Role.SELF_LIKE: tr("Role", "Self-like part"),
        Role.UNKNOWN: tr("Role", "Part"),
    }[role]


# Icons carry the role's own word; Self, which is no role, has its own.
ROLE_GLYPH: dict[Role, str] = {role: role.value for role in Role}
SELF_GLYPH = "self"


def phase_word(phase: Phase) -> str:
    """A phase as the pills say it."""
    tr = QCoreApplication.translate
    return {
        Phase.PREPARATION: tr("Phase", "Preparation"),
        Phase.DOSING: tr("Phase", "Dosing"),
        Phase.INTEGRATION: tr("Phase", "Integration"),
        Phase.ENDED: tr("Phase", "Ended"),
    }[phase]


def state_word(state: SessionState) -> str:
    """How far a session is."""
    tr = QCoreApplication.translate
    return {
        SessionState.PLANNED: tr("State", "planned"),
        SessionState.PREPARATION: tr("State", "running"),
        SessionState.DOSING: tr("State", "running"),
        SessionState.INTEGRATION: tr("State", "running"),
        SessionState.ENDED: tr("State", "ended"),
        SessionState.SIGNED: tr("State", "signed"),
    }[state]


def quality_word(quality: Quality) -> str:
    """A quality of Self-energy with a capital."""
    tr = QCoreApplication.translate
    return {
        Quality.CALM: tr("Quality", "Calm"),
        Quality.CURIOSITY: tr("Quality", "Curiosity"),
        Quality.CLARITY: tr("Quality", "Clarity"),
        Quality.COMPASSION: tr("Quality", "Compassion"),
        Quality.CONFIDENCE: tr("Quality", "Confidence"),
        Quality.COURAGE: tr("Quality", "Courage"),
        Quality.CREATIVITY: tr("Quality", "Creativity"),
        Quality.CONNECTEDNESS: tr("Quality", "Connected"),
        Quality.PRESENCE: tr("Quality", "Presence"),
        Quality.PATIENCE: tr("Quality", "Patience"),
        Quality.PERSPECTIVE: tr("Quality", "Perspective"),
        Quality.PERSISTENCE: tr("Quality", "Persistence"),
        Quality.PLAYFULNESS: tr("Quality", "Playfulness"),
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
    tr = QCoreApplication.translate
    if minutes < 60:
        return tr("Duration", "{minutes} min").format(minutes=minutes)
    return tr("Duration", "{hours} h {minutes} min").format(hours=minutes // 60, minutes=f"{minutes % 60:02}")


def clock_time(at: datetime, *, with_seconds: bool = False) -> str:
    """The wall's time as the locale writes it."""
    pattern = "HH:mm:ss" if with_seconds else "HH:mm"
    return QLocale().toString(QTime(at.hour, at.minute, at.second), pattern)


def day(at: datetime) -> str:
    """A day without its year: "21 Nov"."""
    return f"{at.day} {QLocale().monthName(at.month, QLocale.FormatType.ShortFormat)}"


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
