"""How parts stand to each other now."""

from kap_companion.ids import new_id
from kap_companion.parts.links import current_links
from kap_companion.vocabulary.links import LinkKind
from kap_companion.vocabulary.part import PartLink
from tests.builders import BEGAN


def a_link(kind: LinkKind, from_part: str, to_part: str, entry: str = "e1") -> PartLink:
    return PartLink(
        id=new_id(), client="c", kind=kind, from_part=from_part, to_part=to_part, entry=entry, made_at=BEGAN
    )


def test_a_link_counts_while_the_entry_that_said_it_is_current() -> None:
    link = a_link(LinkKind.PROTECTS, "a", "b")
    assert current_links([link], {"e1"}) == (link,)
    assert current_links([link], {"e2"}) == ()


def test_a_link_said_twice_counts_once_and_outlives_one_of_its_sayings() -> None:
    once, again = a_link(LinkKind.PROTECTS, "a", "b"), a_link(LinkKind.PROTECTS, "a", "b", "e2")
    assert current_links([once, again], {"e1", "e2"}) == (once,)
    assert current_links([once, again], {"e2"}) == (again,)


def test_directions_matter_only_for_directed_kinds() -> None:
    polarised = [a_link(LinkKind.POLARISED, "a", "b"), a_link(LinkKind.POLARISED, "b", "a")]
    triggers = [a_link(LinkKind.TRIGGERS, "a", "b"), a_link(LinkKind.TRIGGERS, "b", "a")]
    assert current_links([*polarised, *triggers], {"e1"}) == (polarised[0], *triggers)
