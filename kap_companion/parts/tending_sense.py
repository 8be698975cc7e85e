"""What makes sense to keep of a part: a reading that its field can hold, lines that are the part's own."""

from kap_companion.errors import SessionError
from kap_companion.family.members import Family
from kap_companion.family.spoken_of import parts_of
from kap_companion.records.notebook import Notebook
from kap_companion.vocabulary.observation import MOST_TRUST, Known, PartField
from kap_companion.vocabulary.part_act import SplitOff

_NUMBERED = frozenset({PartField.TRUST, PartField.INTENSITY})
_NUMBERS = frozenset(str(number) for number in range(MOST_TRUST + 1))
_BLENDED = frozenset({"blended", "unblended"})


def check_reading(known: Known) -> None:
    """Refuses what its field cannot hold.

    Raises:
        SessionError: the value is empty; trust or intensity is no whole number from 0 to 10; blended is
            neither "blended" nor "unblended".
    """
    if not known.value.strip():
        message = "Nothing was said of the part."
        raise SessionError(message, "Type what it is.")
    if known.field in _NUMBERED and known.value not in _NUMBERS:
        message = "This takes a whole number from 0 to 10."
        raise SessionError(message, "Type the number alone.")
    if known.field is PartField.BLENDED and known.value not in _BLENDED:
        message = "A part is blended or unblended."
        raise SessionError(message, "Choose one of the two.")


def sources_of(notebook: Notebook, family: Family, part_id: str) -> set[str]:
    """The ids of all entries and acts that are about a part by now.

    Args:
        notebook: the one the parts are in.
        family: who is who.
        part_id: that of a part that stands for itself.
    """
    entries = notebook.entries_about(_rows_that_may_hold(family, part_id))
    found = {entry.id for entry in entries if family.of(entry) == part_id}
    return found | {act.id for act in family.acts if part_id in parts_of(family, act)}


def _rows_that_may_hold(family: Family, part_id: str) -> list[str]:
    """The ids of the rows merged into a part, and of those that lines were split off from toward it."""
    wanted: set[str] = set()
    waiting = {part_id}
    while waiting:
        wanted |= waiting
        rows = {part.id for part in family.stored if family.itself(part.id) in wanted}
        splits = [act.deed for act in family.acts if isinstance(act.deed, SplitOff)]
        origins = {deed.part for deed in splits if family.itself(deed.new) in wanted}
        waiting = (rows | origins) - wanted
    return sorted(wanted)
