"""What there is to do: a week with Self, what was promised, what to make ready. Pure."""

from collections.abc import Sequence

from kap_companion.vocabulary.self_energy import EIGHT_CS
from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets.compose_making import Making
from kap_companion.worksheets.sentences import ours, own
from kap_companion.worksheets.sheet import Said, Ticks, Week

WEEK = "week"
PROMISES = "promises"
PRACTICES = "practices"
PRACTICAL = "practical"


def week(making: Making) -> Week:
    """Seven days and the eight Cs."""
    words = making.words
    qualities = tuple(words.self_energy.qualities[each].capitalize() for each in EIGHT_CS)
    heading = making.heading(WEEK, words.week.heading)
    return Week(WEEK, heading, words.week.lead, words.week.days, qualities)


def promises(making: Making) -> tuple[Ticks, ...]:
    """What the client means to do, as agreed; none where nothing was promised."""
    said = tuple(Said(item.id, own(item.value)) for item in making.of(SharedField.PROMISE))
    heading = making.heading(PROMISES, making.words.promises.heading)
    return (Ticks(PROMISES, heading, "", said),) if said else ()


def practices(making: Making) -> tuple[Ticks, ...]:
    """Small practices for a week; none where the words hold none."""
    words = making.words.week
    return _ours(making, PRACTICES, words.practices_heading, words.practices_lead, words.practices)


def practical(making: Making) -> tuple[Ticks, ...]:
    """What to make ready for a session by the route of the sheet."""
    words = making.words
    things = words.preparation(making.composition.route)
    before = words.before_next
    return _ours(making, PRACTICAL, before.practical_heading, before.practical_lead, things)


def _ours(making: Making, key: str, heading: str, lead: str, things: Sequence[str]) -> tuple[Ticks, ...]:
    items = tuple(
        Said(each, ours(making.heading(each, thing)))
        for number, thing in enumerate(things)
        for each in (f"{key}/{number}",)
    )
    return (Ticks(key, making.heading(key, heading), lead, items),) if items else ()
