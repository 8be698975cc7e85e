"""What is told of a place where parts were felt."""

from PySide6.QtCore import QCoreApplication

from kap_companion.parts.client_parts import ClientParts
from kap_companion.parts.felt_where import FeltPlace
from ui.one_line import one_line
from ui.parts.body_figure import BodyMark
from ui.parts.when_words import reading_when

translate = QCoreApplication.translate

_LONGEST_NAME = 60
_MOST_NAMED = 6


def body_marks(parts: ClientParts, places: tuple[FeltPlace, ...], *, naming: bool) -> tuple[BodyMark, ...]:
    """The places as marks of the figure.

    Args:
        parts: all that is known of the client's parts.
        places: what to show.
        naming: whether their words name the parts; not where all is about one.
    """
    return tuple(BodyMark(place.place, place.earlier, _told(parts, place, naming=naming)) for place in places)


def part_name(parts: ClientParts, part_id: str) -> str:
    """What a part is called, short enough for a line."""
    return one_line(parts.label(part_id), _LONGEST_NAME)


def _told(parts: ClientParts, place: FeltPlace, *, naming: bool) -> str:
    felt = translate("Body", "felt earlier, {when}") if place.earlier else translate("Body", "felt {when}")
    told = felt.format(when=reading_when(parts, place.readings[0]))
    if not naming:
        return told
    names = [part_name(parts, part) for part in place.parts]
    said = ", ".join(names[:_MOST_NAMED])
    if len(names) > _MOST_NAMED:
        more = translate("Body", "{names} and {n} more")
        said = more.format(names=said, n=len(names) - _MOST_NAMED)
    return translate("Body", "{told}: {names}").format(told=told, names=said)
