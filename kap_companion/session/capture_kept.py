"""A line that says that a promise was kept: by its number, in its words, or both."""

import re

from kap_companion.session.capture_reading import Body
from kap_companion.session.capture_words import MARKS
from kap_companion.vocabulary.details import KeptDetail
from kap_companion.vocabulary.kinds import EntryKind

_NUMBER = re.compile(rf"#([1-9][0-9]{{0,3}})(?:[{MARKS}]++(?=\s|\Z)|(?=\s|\Z))\s*")


def read_kept(rest: str) -> Body | None:
    """The promise of a line behind `> kept`; None where neither a number nor words follow.

    Which promise is meant by words is for the client's promises to say (`session/promises.py`); a number
    and words together are both kept, and the words tell a reader what the number was.
    """
    found = _NUMBER.match(rest)
    if found is not None:
        return Body(EntryKind.KEPT, KeptDetail(number=int(found.group(1))), rest[found.end() :])
    return Body(EntryKind.KEPT, KeptDetail(), rest) if rest else None


def render_kept(detail: KeptDetail, text: str) -> str:
    """`> kept #2 five minutes a day`."""
    number = f"#{detail.number}" if detail.number is not None else ""
    return " ".join(piece for piece in (">", "kept", number, text) if piece)
