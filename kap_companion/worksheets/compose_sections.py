"""The sections of each sheet, in their usual order. Pure."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from kap_companion.vocabulary.composition import SheetKind
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets.compose_figure import empty_figure, figure
from kap_companion.worksheets.compose_landscape import empty_landscape, landscape
from kap_companion.worksheets.compose_letter import answer, letter
from kap_companion.worksheets.compose_making import CLOSING, NO_PART, Making
from kap_companion.worksheets.compose_part import part_section
from kap_companion.worksheets.compose_said import NOBODY, called, quoted
from kap_companion.worksheets.compose_self import self_box
from kap_companion.worksheets.compose_to_do import practical, practices, promises, week
from kap_companion.worksheets.sheet import Asking, PartSection, Quotes, Section

WORDS = "words"
_BEFORE_A_SESSION = frozenset({SharedField.FEARS, SharedField.NEEDS})
_PROTECTORS = frozenset({Role.MANAGER, Role.FIREFIGHTER})


def sections_of(making: Making) -> tuple[Section, ...]:
    """All that could stand on a sheet; nothing of it is left off yet."""
    return (*_MADE[making.composition.sheet](making), *_asking(making, CLOSING, _closing_heading(making)))


def _closing_heading(making: Making) -> str:
    return making.words.closing.of(making.composition.sheet)


def _meeting(making: Making) -> tuple[Section, ...]:
    own_words = tuple(quoted(item, making.words) for item in making.of(SharedField.WORDS) if not item.about)
    heading = making.heading(WORDS, making.words.own_words.heading)
    return (
        *self_box(making),
        *(part_section(making, part) for part in making.parts),
        *((Quotes(WORDS, heading, own_words),) if own_words else ()),
        *promises(making),
    )


def _one_part(making: Making) -> tuple[Section, ...]:
    part = making.the_part
    told = (part_section(making, part),) if part.items else ()
    return (*told, letter(making), answer(making))


def _landscape(making: Making) -> tuple[Section, ...]:
    return (*landscape(making), empty_landscape(making))


def _body(making: Making) -> tuple[Section, ...]:
    return (*figure(making), empty_figure(making))


def _week(making: Making) -> tuple[Section, ...]:
    return (week(making), *promises(making), *practices(making))


def _before_next(making: Making) -> tuple[Section, ...]:
    words = making.words.before_next
    return (
        *_before_parts(making),
        *_asking(making, "protectors", words.protectors_heading),
        *_asking(making, "intention", words.intention_heading),
        *practical(making),
    )


def _before_parts(making: Making) -> tuple[PartSection, ...]:
    """Parts of which a fear or a need is agreed, and protectors of which something is asked."""
    told = (part_section(making, part, _BEFORE_A_SESSION) for part in making.parts)
    return tuple(each for each in told if each.rows or (each.questions and each.role in _PROTECTORS))


def _words(making: Making) -> tuple[Section, ...]:
    """Every quote in order of time; those of no moment come last."""
    whose = {part.about: called(part, making.words) for part in making.parts if part.name}
    said = making.of(SharedField.WORDS)
    in_time = sorted(
        said, key=lambda item: (item.elapsed_seconds is None, item.elapsed_seconds or 0.0, item.position)
    )
    quotes = tuple(quoted(item, making.words, whose.get(item.about, NOBODY)) for item in in_time)
    heading = making.heading(WORDS, making.words.own_words.heading)
    return (Quotes(WORDS, heading, quotes),) if quotes else ()


def _asking(making: Making, key: str, heading: str) -> tuple[Asking, ...]:
    asked = making.asked(key, making.book.of(making.composition.sheet, section=key), NO_PART)
    return (Asking(key, making.heading(key, heading), "", asked),) if asked else ()


_MADE: Mapping[SheetKind, Callable[[Making], tuple[Section, ...]]] = MappingProxyType(
    {
        SheetKind.MEETING: _meeting,
        SheetKind.ONE_PART: _one_part,
        SheetKind.LANDSCAPE: _landscape,
        SheetKind.BODY: _body,
        SheetKind.WEEK: _week,
        SheetKind.BEFORE_NEXT: _before_next,
        SheetKind.WORDS: _words,
    }
)
