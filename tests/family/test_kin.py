"""How parts stand to each other, as lines and acts said it."""

from collections.abc import Iterable

from kap_companion.family.kin import Link, links_of
from kap_companion.family.members import family_of
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.part import PartLink
from kap_companion.vocabulary.part_act import LinkDropped, LinkSaid, Merged, PartAct, SplitOff, TakenBack
from tests.builders import a_part
from tests.family.makers import a_link_row, about, an_act

ONE, TWO, THREE, NEW = (a_part(name) for name in ("one", "two", "three", "new"))
A, B = sorted((ONE.id, TWO.id))


def links(
    rows: Iterable[PartLink], entries: Iterable[Entry], acts: Iterable[PartAct] = ()
) -> tuple[Link, ...]:
    family = family_of((ONE, TWO, THREE, NEW), acts)
    return links_of(family, rows, {entry.id: entry for entry in entries})


def ends(found: Iterable[Link]) -> list[tuple[LinkKind, str, str]]:
    return [(link.kind, link.from_part, link.to_part) for link in found]


def test_a_link_counts_while_the_entry_that_said_it_is_current() -> None:
    line = about(ONE)
    row = a_link_row(line, LinkKind.PROTECTS, TWO.id)
    assert ends(links([row], [line])) == [(LinkKind.PROTECTS, ONE.id, TWO.id)]
    assert links([row], []) == ()


def test_a_link_said_twice_is_one_with_a_history() -> None:
    first, again = about(ONE, 1), about(ONE, 2)
    rows = [
        a_link_row(first, LinkKind.PROTECTS, TWO.id, LinkState.EASING),
        a_link_row(again, LinkKind.PROTECTS, TWO.id),
    ]
    (link,) = links(rows, [first, again])
    assert [reading.source for reading in link.history] == [first.id, again.id]
    assert link.state is LinkState.EASING


def test_directions_matter_only_for_directed_kinds() -> None:
    line, back = about(A), about(B, 1)
    rows = [a_link_row(each, kind, other) for kind in LinkKind for each, other in ((line, B), (back, A))]
    found = ends(links(rows, [line, back]))
    directed = (LinkKind.PROTECTS, LinkKind.TRIGGERS, LinkKind.CONCERNED_ABOUT)
    assert sorted(found) == sorted([(kind, A, B) for kind in LinkKind] + [(kind, B, A) for kind in directed])


def test_a_link_between_two_that_turned_out_to_be_one_is_none_until_they_are_apart_again() -> None:
    line = about(ONE)
    row = a_link_row(line, LinkKind.PROTECTS, TWO.id)
    merge = an_act(Merged(part=ONE.id, into=TWO.id))
    assert links([row], [line], [merge]) == ()
    assert len(links([row], [line], [merge, an_act(TakenBack(act=merge.id))])) == 1


def test_links_of_two_that_turned_out_to_be_one_are_said_of_that_one_once() -> None:
    lines = [about(ONE, 1), about(TWO, 2)]
    rows = [a_link_row(line, LinkKind.TRIGGERS, THREE.id) for line in lines]
    (link,) = links(rows, lines, [an_act(Merged(part=ONE.id, into=TWO.id))])
    assert (link.from_part, link.to_part, len(link.history)) == (TWO.id, THREE.id, 2)


def test_the_end_that_told_it_moves_with_a_split_and_the_other_stays() -> None:
    for kind in LinkKind:
        line = about(ONE)
        split = an_act(SplitOff(part=ONE.id, new=NEW.id, sources=(line.id,)))
        (link,) = links([a_link_row(line, kind, TWO.id)], [line], [split])
        assert {link.from_part, link.to_part} == {NEW.id, TWO.id}
        restated = family_of((ONE, TWO, NEW), [split]).restated([line])
        assert ends(links([a_link_row(line, kind, TWO.id)], restated, [split])) == ends([link])


def test_a_link_said_beside_the_log_moves_at_the_end_of_the_part_that_was_split() -> None:
    said = an_act(LinkSaid(link=LinkKind.PROTECTS, from_part=TWO.id, to_part=ONE.id))
    split = an_act(SplitOff(part=ONE.id, new=NEW.id, sources=(said.id,)))
    assert ends(links([], [], [said, split])) == [(LinkKind.PROTECTS, TWO.id, NEW.id)]


def test_a_link_that_was_dropped_is_there_again_when_it_is_said_again() -> None:
    line, again = about(ONE, 1), about(ONE, 3)
    rows = [a_link_row(each, LinkKind.PROTECTS, TWO.id) for each in (line, again)]
    dropped = an_act(LinkDropped(link=LinkKind.PROTECTS, from_part=ONE.id, to_part=TWO.id), 2)
    assert links(rows, [line], [dropped]) == ()
    (link,) = links(rows, [line, again], [dropped])
    assert [reading.state for reading in link.history] == [LinkState.ACTIVE, None, LinkState.ACTIVE]


def test_a_link_with_a_part_that_is_not_known_is_none() -> None:
    line = about(ONE)
    assert links([a_link_row(line, LinkKind.ALLIED, "elsewhere")], [line]) == ()
