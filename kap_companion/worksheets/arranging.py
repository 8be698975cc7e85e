"""Changing how a sheet is put together: left off, put back, moved, reworded, asked, given room. Pure."""

from collections.abc import Sequence

from kap_companion.vocabulary.composition import AddedQuestion, Composition, Space
from kap_companion.worksheets.compose_making import CLOSING, OWN

MOST_LINES = 20


def dropped(composition: Composition, key: str) -> Composition:
    """A section, a question or a shared item is left off; its key, or its row's id."""
    if key in composition.dropped:
        return composition
    return composition.model_copy(update={"dropped": (*composition.dropped, key)})


def put_back(composition: Composition, key: str) -> Composition:
    """What was left off stands on the sheet again, in its place."""
    rest = tuple(each for each in composition.dropped if each != key)
    return composition.model_copy(update={"dropped": rest})


def moved(composition: Composition, sections: Sequence[str], key: str, by: int) -> Composition:
    """A section stands so many places later, or earlier; no farther than the ends.

    Args:
        composition: the sheet.
        sections: the keys of its sections as they stand now, those that are left off too.
        key: the section's; one that is not among them changes nothing.
        by: how many places, below 0 for earlier.
    """
    if key not in sections:
        return composition
    order = [each for each in dict.fromkeys(sections) if each != key]
    at = min(max(list(dict.fromkeys(sections)).index(key) + by, 0), len(order))
    order.insert(at, key)
    elsewhere = [each for each in composition.order if each not in order]
    return composition.model_copy(update={"order": (*order, *elsewhere)})


def reworded(composition: Composition, key: str, text: str) -> Composition:
    """A heading or a question stands in other words; in its usual ones where the text is blank."""
    rest = {each: words for each, words in composition.reworded.items() if each != key}
    if text.strip():
        rest[key] = text.strip()
    return composition.model_copy(update={"reworded": rest})


def with_question(composition: Composition, section: str, text: str = "", library: str = "") -> Composition:
    """A question more: one of the library by its key there, else the text; neither changes nothing.

    Args:
        composition: the sheet.
        section: the key of the section it is to stand in; empty, or one without questions, for the end.
        text: the question.
        library: its key in the library, where it is one of these.
    """
    home = section or CLOSING
    key = f"{home}/{library}" if library else f"{home}/{OWN}{_next_number(composition)}"
    if not library and not text.strip():
        return composition
    # One that stands by itself and was left off comes back; it is not asked twice.
    back = put_back(composition, key)
    if any(each.key == key for each in back.added):
        return back
    question = AddedQuestion(key=key, section=home, text="" if library else text.strip())
    return back.model_copy(update={"added": (*back.added, question)})


def without_question(composition: Composition, key: str) -> Composition:
    """An added question is gone with all that was said of it; one that stands by itself is left off."""
    if all(each.key != key for each in composition.added):
        return dropped(composition, key)
    return put_back(composition, key).model_copy(
        update={
            "added": tuple(each for each in composition.added if each.key != key),
            "reworded": {each: words for each, words in composition.reworded.items() if each != key},
            "spaces": {each: space for each, space in composition.spaces.items() if each != key},
        }
    )


def spaced(composition: Composition, key: str, space: Space) -> Composition:
    """A question has that room to be answered; at most 20 lines high."""
    room = space.model_copy(update={"lines": min(max(space.lines, 0), MOST_LINES)})
    return composition.model_copy(update={"spaces": composition.spaces | {key: room}})


def in_order(keys: Sequence[str], order: Sequence[str]) -> tuple[str, ...]:
    """Keys as they were arranged; those that were not named follow in their usual order."""
    named = [key for key in dict.fromkeys(order) if key in keys]
    return (*named, *(key for key in keys if key not in named))


def _next_number(composition: Composition) -> int:
    used = [each.key.rpartition(OWN)[2] for each in composition.added]
    return max((int(number) for number in used if number.isdecimal()), default=0) + 1
