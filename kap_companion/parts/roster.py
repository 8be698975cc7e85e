"""Parts as they are shown: what to call one, and in which order they came forward."""

from collections.abc import Iterable

from kap_companion.vocabulary.details import PartDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Part

UNNAMED = "a part without a name yet"

# A label stands in a chip, a lane or a list: about five words.
_LONGEST = 40
_STOPS = ",.;:!?…\n"


def label(part: Part, entries: Iterable[Entry]) -> str:
    """What to call a part: its name, or what was seen of it, such as "something unsaid (throat)".

    Args:
        part: as stored.
        entries: current readings, of any parts and sessions; the earliest about this part are used.
    """
    if part.name.strip():
        return part.name
    said = ""
    place = ""
    for entry in _about(part, entries):
        if isinstance(entry.detail, PartDetail):
            said = said or _short(entry.text) or _short(next(iter(entry.detail.words), ""))
            place = place or next(iter(entry.detail.body), "")
    said = said or UNNAMED
    return f"{said} ({place})" if place else said


def came_forward(parts: Iterable[Part], entries: Iterable[Entry]) -> tuple[Part, ...]:
    """The parts that these entries are about, in the order they first came up.

    Args:
        parts: as stored.
        entries: current readings by time.
    """
    by_id = {part.id: part for part in parts}
    order = dict.fromkeys(entry.part for entry in entries if entry.kind is EntryKind.PART)
    return tuple(by_id[part_id] for part_id in order if part_id in by_id)


def _about(part: Part, entries: Iterable[Entry]) -> list[Entry]:
    about = [entry for entry in entries if entry.part == part.id and entry.kind is EntryKind.PART]
    return sorted(about, key=lambda entry: (entry.at, entry.id))


def _short(text: str) -> str:
    """The first clause of a text, cut at a word, without its outer space."""
    clause = text.strip()
    for position, character in enumerate(clause[: _LONGEST * 10]):
        if character in _STOPS:
            clause = clause[:position].strip()
            break
    if len(clause) <= _LONGEST:
        return clause
    head, _, _ = clause[: _LONGEST + 1].rpartition(" ")
    return (head or clause[:_LONGEST]).rstrip() + "…"
