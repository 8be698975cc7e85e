"""The words of a part's strips: when it came, how long, how strong, what it said."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from kap_companion.parts.history import Stay, Strip
from ui.one_line import one_line
from ui.parts.field_words import day_said
from ui.words import duration, t_plus

translate = QCoreApplication.translate
MOST_SAID = 3


def day_of(strip: Strip, today: date) -> str:
    """The day of a session, as its strip is headed."""
    return day_said(strip.session.anchor.date(), today)


def stay_words(strip: Strip, stay: Stay, today: date) -> str:
    """Such as "5 Nov, from T+0:02 for 42 min · strength 6, 7 · “not yet”"."""
    pieces = [translate("Strip", "{day}, {span}").format(day=day_of(strip, today), span=_span(strip, stay))]
    if stay.intensities:
        levels = ", ".join(str(level) for level in stay.intensities)
        pieces.append(translate("Strip", "strength {levels}").format(levels=levels))
    pieces += [f"“{one_line(words, 160)}”" for words in stay.words[:MOST_SAID]]
    if len(stay.words) > MOST_SAID:
        pieces.append(translate("Strip", "and more"))
    return " · ".join(pieces)


def strips_words(strips: tuple[Strip, ...], today: date) -> str:
    """All strips for a screen reader, one sentence a session."""
    return " ".join(f"{_strip_words(strip, today)}." for strip in strips)


def _strip_words(strip: Strip, today: date) -> str:
    if not strip.stays:
        return translate("Strip", "{day}: did not come").format(day=day_of(strip, today))
    return "; ".join(stay_words(strip, stay, today) for stay in strip.stays)


def _span(strip: Strip, stay: Stay) -> str:
    if strip.first_dose_ms is not None:
        began = t_plus((stay.start_ms - strip.first_dose_ms) / 1000, with_seconds=False)
    else:
        began = translate("Strip", "{length} in").format(length=duration(stay.start_ms / 1000))
    if stay.end_ms is None:
        return translate("Strip", "from {began}, still here").format(began=began)
    length = duration((stay.end_ms - stay.start_ms) / 1000)
    if stay.is_closed_by_end:
        return translate("Strip", "from {began} to the end, {length}").format(began=began, length=length)
    return translate("Strip", "from {began} for {length}").format(began=began, length=length)
