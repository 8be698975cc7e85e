"""What was found inside one client, as the search panel shows it."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from kap_companion.parts.client_parts import ClientParts
from kap_companion.parts.finding import FoundIn, Hit
from kap_companion.session.timeline import seconds_from_dose
from ui.one_line import one_line
from ui.parts.field_words import day_said
from ui.parts.search_panel import HitShown
from ui.words import role_word, said, t_plus

translate = QCoreApplication.translate
LONGEST = 240


def hit_shown(hit: Hit, parts: ClientParts, today: date) -> HitShown:
    """One hit in words: what was found, and where it stands."""
    return HitShown(
        words=_words(hit, parts),
        when=_when(hit, parts, today),
        part=hit.part or "",
        session=hit.session.id if hit.session is not None else "",
        entry=hit.entry.id if hit.entry is not None else "",
    )


def _words(hit: Hit, parts: ClientParts) -> str:
    part = parts.family.part(hit.part)
    label = one_line(parts.label(part.id), 80) if part is not None else ""
    if hit.entry is None and hit.act is None:
        role = role_word(part.role) if part is not None else ""
        found = one_line(hit.text, 80)
        also = translate("Hit", ", also “{name}”").format(name=found) if found != label else ""
        return f"{label}{also} · {role}"
    text = one_line(said(hit.entry) if hit.entry is not None else hit.text, LONGEST)
    if hit.found_in is FoundIn.PLACE:
        place = one_line(hit.text, 60)
        text = translate("Hit", "felt in {place}: {line}").format(place=place, line=text)
    return f"{label} · {text}" if label and label not in text else text


def _when(hit: Hit, parts: ClientParts, today: date) -> str:
    told = hit.entry or hit.act
    if told is None:
        return translate("Hit", "part")
    day = day_said(told.at.date(), today)
    if hit.session is None or hit.entry is None:
        return day
    from_dose = seconds_from_dose(parts.timelines[hit.session.id], hit.entry.elapsed_ms)
    moment = t_plus(from_dose, with_seconds=False)
    return f"{day}, {moment}" if moment else day
