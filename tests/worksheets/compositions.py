"""Any rows and any way of putting a sheet together, for tests of what holds for all of them."""

from hypothesis import strategies as st

from kap_companion.vocabulary.composition import AddedQuestion, Composition, SheetKind, Space
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Quality
from kap_companion.vocabulary.shared import SharedField, SharedItem
from kap_companion.worksheets.consent import take_back
from tests.builders import BEGAN
from tests.worksheets.sharing import an_item

_HANDLES = ("", "handle-0", "handle-1", "handle-2")
# Letters that none of our own words are made of, so that a client's can be told from ours.
_WORDS = st.text("ΞΨΩЖЩ{}<#*\\ 守ก", min_size=1, max_size=12)
_SECTIONS = ("self", "words", "promises", "closing", "map", "map-empty", "links", "body", "week", "practical",
             "letter", "answer", "part:handle-0", "part:handle-1", "part:gone")  # fmt: skip
_QUESTIONS = ("closing/loud.which", "part:handle-0/part.before", "letter/letter.find", "practices/0",
              "closing/own-1", "part:handle-1/part.thanks")  # fmt: skip


def _value(field: SharedField) -> st.SearchStrategy[str]:
    match field:
        case SharedField.SELF:
            pairs = st.tuples(st.sampled_from(Quality), st.integers(0, 4))
            return pairs.map(lambda pair: f"{pair[0].value} {pair[1]}")
        case SharedField.ROLE:
            return st.sampled_from([role.value for role in Role])
        case SharedField.PLACE:
            return st.sampled_from(["0 0.5", "-1 0.25", "nowhere"])
        case SharedField.BODY:
            return st.one_of(st.sampled_from(["chest", "arms", "left hand", "whole body"]), _WORDS)
        case _:
            return _WORDS


@st.composite
def rows(draw: st.DrawFn) -> tuple[SharedItem, ...]:
    """What was agreed in a session, some of it taken back."""
    made: list[SharedItem] = []
    for _ in range(draw(st.integers(0, 9))):
        field = draw(st.sampled_from(SharedField))
        loose = field in (SharedField.SELF, SharedField.PROMISE)
        about = "" if loose else draw(st.sampled_from(_HANDLES))
        seconds = draw(st.sampled_from([None, -30.0, 0.0, 90.0]))
        position = _HANDLES.index(about)
        made.append(an_item(field, draw(_value(field)), about, position, elapsed_seconds=seconds))
    gone = draw(st.lists(st.sampled_from(made), unique_by=lambda item: item.id)) if made else []
    return (*made, *(take_back(item, author="person-1", at=BEGAN) for item in gone))


@st.composite
def compositions(draw: st.DrawFn, items: tuple[SharedItem, ...] = ()) -> Composition:
    """Any way of putting a sheet of these rows together."""
    keys = st.sampled_from([*_SECTIONS, *_QUESTIONS, "title", *(item.id for item in items), "gone"])
    sections = st.sampled_from(_SECTIONS)
    added = [
        AddedQuestion(key=f"{section}/own-{number}", section=section, text=draw(st.text(max_size=8)))
        for number, section in enumerate(draw(st.lists(sections, max_size=3)))
    ]
    added += [
        AddedQuestion(key=f"{section}/{key}", section=section)
        for section in draw(st.lists(sections, max_size=2, unique=True))
        for key in ("part.thanks", "gone.key")
    ]
    return Composition(
        sheet=draw(st.sampled_from(SheetKind)),
        part=draw(st.sampled_from([*_HANDLES, "gone"])),
        route=draw(st.sampled_from(["", "im", "iv", "any", "none of these"])),
        dropped=tuple(draw(st.lists(keys, max_size=5, unique=True))),
        order=tuple(draw(st.lists(sections, max_size=6))),
        reworded=draw(st.dictionaries(keys, st.text(max_size=8), max_size=3)),
        added=tuple(added),
        spaces=draw(st.dictionaries(keys, st.builds(Space, lines=st.integers(0, 20)), max_size=2)),
    )
