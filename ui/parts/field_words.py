"""The words of what is known of a part: its fields, who says so, and when it was told."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from kap_companion.parts.client_parts import ClientParts
from kap_companion.parts.what_is_known import FieldKnown, Told
from kap_companion.vocabulary.observation import PartField
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Rater
from ui.home.session_words import day_words
from ui.one_line import one_line
from ui.words import t_plus

translate = QCoreApplication.translate

# Only the client can know these: to say whose reading it is would tell nothing.
_THEIR_OWN = frozenset(
    {PartField.WORDS, PartField.BODY, PartField.TOWARD, PartField.TRUST, PartField.INTENSITY, PartField.NEEDS}
)
# These are the facilitator's by nature, and no guess at what somebody else knows.
_SEEN = frozenset({PartField.NOTED, PartField.BLENDED})


def field_word(field: PartField) -> str:
    """A field as the head of its row says it."""
    return {
        PartField.WORDS: translate("PartField", "Says"),
        PartField.NOTED: translate("PartField", "Noted"),
        PartField.FEELINGS: translate("PartField", "Feels"),
        PartField.BELIEFS: translate("PartField", "Believes"),
        PartField.BODY: translate("PartField", "Felt in the body"),
        PartField.IMAGE: translate("PartField", "Looks like"),
        PartField.AGE: translate("PartField", "How old it seems"),
        PartField.AGE_OF_CLIENT: translate("PartField", "Thinks the client is"),
        PartField.JOB: translate("PartField", "Job"),
        PartField.HOW_LONG: translate("PartField", "How long"),
        PartField.FEARS: translate("PartField", "Fears, if it stopped"),
        PartField.PROTECTS_FROM: translate("PartField", "Protects from"),
        PartField.NEEDS: translate("PartField", "Needs"),
        PartField.BURDEN: translate("PartField", "Burden"),
        PartField.BURDEN_FROM: translate("PartField", "Where it came from"),
        PartField.GIFT: translate("PartField", "Gift underneath"),
        PartField.TOWARD: translate("PartField", "Feels toward it"),
        PartField.BLENDED: translate("PartField", "Blended"),
        PartField.INTENSITY: translate("PartField", "How strong"),
        PartField.TRUST: translate("PartField", "Trust in Self"),
        PartField.MAY_RETURN: translate("PartField", "May one come back"),
        PartField.ANSWER: translate("PartField", "An answer"),
    }[field]


def row_title(known: FieldKnown, client: str) -> str:
    """The head of a row; an answer stands under its question."""
    if known.field is PartField.ANSWER and known.question.strip():
        return one_line(known.question, 160)
    if known.field is PartField.AGE_OF_CLIENT:
        return translate("PartField", "Thinks {client} is").format(client=one_line(client, 40))
    return field_word(known.field)


def value_words(field: PartField, told: Told) -> str:
    """What was told, on one line; a part's own words in quote marks."""
    values = [one_line(value) for value in told.values]
    if field is PartField.WORDS:
        return " ".join(f"“{value}”" for value in values)
    if field is PartField.BLENDED:
        return ", ".join(
            translate("PartField", "blended") if value == "blended" else translate("PartField", "unblended")
            for value in values
        )
    if field in (PartField.INTENSITY, PartField.TRUST):
        return translate("PartField", "{level} of 10").format(level=", ".join(values))
    return ", ".join(values)


def told_words(field: PartField, told: Told, parts: ClientParts, today: date) -> str:
    """When and by whom: "today, T+0:33", "5 Nov · Wren", "today · facilitator’s guess"."""
    by = by_words(field, told.by, parts.client.name)
    when = when_words(told, parts, today, exactly=field is PartField.WORDS)
    return f"{when} · {by}" if by else when


def by_words(field: PartField, by: Rater, client: str) -> str:
    """Whose reading it is; empty where it goes without saying."""
    if by is Rater.FACILITATOR:
        return "" if field in _SEEN else translate("PartField", "facilitator’s guess")
    return "" if field in _THEIR_OWN else one_line(client, 40)


def when_words(told: Told, parts: ClientParts, today: date, *, exactly: bool = False) -> str:
    """The day; for what was said in a session, `exactly` adds the time from its dose."""
    day = day_said(told.at.date(), today)
    timeline = parts.timelines.get(told.session or "")
    if not exactly or timeline is None or told.elapsed_ms is None or timeline.first_dose_ms is None:
        return day
    from_dose = (told.elapsed_ms - timeline.first_dose_ms) / 1000
    return f"{day}, {t_plus(from_dose, with_seconds=False)}"


def day_said(day: date, today: date) -> str:
    """A day as one would say it: "today", "5 Nov", "5 Nov 2025"."""
    return translate("PartField", "today") if day == today else day_words(day, today.year)


def role_said(role: Role) -> str:
    """A role in the middle of a sentence: "a manager"."""
    return {
        Role.MANAGER: translate("PartField", "a manager"),
        Role.FIREFIGHTER: translate("PartField", "a firefighter"),
        Role.EXILE: translate("PartField", "an exile"),
        Role.SELF_LIKE: translate("PartField", "a self-like part"),
        Role.UNKNOWN: translate("PartField", "role not known yet"),
    }[role]
