"""The map as it was by each session."""

from datetime import timedelta

from kap_companion.family.kin import links_of
from kap_companion.family.members import family_of
from kap_companion.ids import new_id
from kap_companion.parts.client_parts import ClientParts, client_parts
from kap_companion.parts.map_scene import MapScene, Seen
from kap_companion.parts.map_sessions import map_of, placed_in
from kap_companion.session.timeline import project
from kap_companion.vocabulary.details import PartDetail, SelfDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.part_act import Deed, LinkDropped, LinkSaid, Merged, PartAct, Placed, TakenBack
from kap_companion.vocabulary.self_energy import Quality
from kap_companion.vocabulary.session import Session
from tests.builders import BEGAN, a_client, a_part, a_session, an_entry

DAYS = (0, 14, 28)
ONE, TWO, THREE = (a_session(id=f"s{n}", anchor=BEGAN + timedelta(days=day)) for n, day in enumerate(DAYS))
SESSIONS = (ONE, TWO, THREE)
WATCHMAN, LITTLE = a_part(), a_part("the little one", made_at=BEGAN + timedelta(days=14))


def came(part: Part, session: Session, minutes: float = 10) -> Entry:
    return an_entry(
        EntryKind.PART, PartDetail(name=part.name), session=session.id, part=part.id, minutes=minutes
    )


def act(deed: Deed, session: Session | None = None, days: float = 0) -> PartAct:
    at = BEGAN + timedelta(days=days, hours=1)
    held = session.id if session else None
    return PartAct(id=new_id(), client="client-1", session=held, author="person-1", at=at, deed=deed)


def placed(part: Part, x: float, y: float, session: Session | None, days: float = 0) -> PartAct:
    return act(Placed(part=part.id, x=x, y=y), session, days)


def known(
    *entries: Entry, acts: tuple[PartAct, ...] = (), parts: tuple[Part, ...] = (WATCHMAN, LITTLE)
) -> ClientParts:
    family = family_of(parts, acts)
    timelines = {s.id: project([each for each in entries if each.session == s.id]) for s in SESSIONS}
    links = links_of(family, (), {entry.id: entry for entry in entries})
    return client_parts(a_client(), SESSIONS, timelines, family, links)


def seen(scene: MapScene) -> list[Seen]:
    return [part.seen for part in scene.parts]


def test_a_part_is_here_when_it_came_and_known_but_absent_later() -> None:
    parts = known(came(WATCHMAN, ONE), came(LITTLE, TWO))
    assert seen(map_of(parts, ONE.id)) == [Seen.HERE, Seen.NOT_YET]
    assert seen(map_of(parts, TWO.id)) == [Seen.ABSENT, Seen.HERE]
    assert seen(map_of(parts, THREE.id)) == [Seen.ABSENT, Seen.ABSENT]


def test_of_all_sessions_together_nobody_is_absent() -> None:
    scene = map_of(known(came(WATCHMAN, ONE), came(LITTLE, TWO)))
    assert seen(scene) == [Seen.HERE, Seen.HERE]
    assert not scene.in_session


def test_a_part_whose_row_is_younger_than_its_session_is_known_from_that_session_on() -> None:
    imported = a_part("Ash", made_at=BEGAN + timedelta(days=300))
    parts = known(came(imported, ONE), parts=(imported,))
    assert seen(map_of(parts, ONE.id)) == [Seen.HERE]


def test_a_part_that_turned_out_to_be_another_is_that_one() -> None:
    merged = act(Merged(part=LITTLE.id, into=WATCHMAN.id))
    scene = map_of(known(came(LITTLE, TWO), acts=(merged,)), TWO.id)
    assert [(part.id, part.seen) for part in scene.parts] == [(WATCHMAN.id, Seen.HERE)]


def test_a_session_without_placements_inherits_the_latest_before() -> None:
    acts = (placed(WATCHMAN, 0.1, 0.2, ONE), placed(WATCHMAN, 0.9, 0.8, THREE, 28))
    parts = known(came(WATCHMAN, ONE), acts=acts)
    assert placed_in(parts, ONE.id) == {WATCHMAN.id: (0.1, 0.2)}
    assert placed_in(parts, TWO.id) == {WATCHMAN.id: (0.1, 0.2)}
    assert placed_in(parts, THREE.id) == {WATCHMAN.id: (0.9, 0.8)}


def test_moving_a_part_on_an_old_map_leaves_the_newer_map_as_it_was() -> None:
    acts = (placed(WATCHMAN, 0.9, 0.8, THREE, 28), placed(WATCHMAN, 0.1, 0.2, ONE, 40))
    parts = known(came(WATCHMAN, ONE), acts=acts)
    assert placed_in(parts, ONE.id) == {WATCHMAN.id: (0.1, 0.2)}
    assert placed_in(parts, None) == {WATCHMAN.id: (0.9, 0.8)}


def test_what_was_placed_between_two_sessions_belongs_to_the_one_before() -> None:
    parts = known(came(WATCHMAN, ONE), acts=(placed(WATCHMAN, 0.3, 0.3, None, 20),))
    assert placed_in(parts, ONE.id) == {}
    assert placed_in(parts, TWO.id) == {WATCHMAN.id: (0.3, 0.3)}


def test_a_placement_taken_back_is_none() -> None:
    first = placed(WATCHMAN, 0.1, 0.2, ONE)
    parts = known(came(WATCHMAN, ONE), acts=(first, act(TakenBack(act=first.id))))
    assert map_of(parts, ONE.id).placed == {}


def test_a_link_is_shown_from_the_session_it_was_told_in_as_it_stood_then() -> None:
    ends = {"link": LinkKind.PROTECTS, "from_part": WATCHMAN.id, "to_part": LITTLE.id}
    acts = (act(LinkSaid(**ends), TWO, 14), act(LinkSaid(**ends, state=LinkState.EASING), THREE, 28))
    parts = known(came(WATCHMAN, ONE), came(LITTLE, ONE), acts=acts)
    assert map_of(parts, ONE.id).links == ()
    assert [link.state for link in map_of(parts, TWO.id).links] == [LinkState.ACTIVE]
    assert [link.state for link in map_of(parts, THREE.id).links] == [LinkState.EASING]


def test_a_link_dropped_since_is_gone_now() -> None:
    ends = {"link": LinkKind.PROTECTS, "from_part": WATCHMAN.id, "to_part": LITTLE.id}
    acts = (act(LinkSaid(**ends), ONE), act(LinkDropped(**ends), TWO, 14))
    assert map_of(known(came(WATCHMAN, ONE), came(LITTLE, ONE), acts=acts)).links == ()


def test_self_shows_the_qualities_that_were_there_at_the_end() -> None:
    def rated(minutes: float, **levels: int) -> Entry:
        detail = SelfDetail(qualities={Quality(name): level for name, level in levels.items()})
        return an_entry(EntryKind.SELF, detail, session=ONE.id, minutes=minutes)

    parts = known(rated(1, curiosity=2, calm=1), rated(9, curiosity=0, courage=3))
    assert map_of(parts, ONE.id).self_qualities == (Quality.CALM, Quality.COURAGE)


def test_roles_go_unnamed_for_a_client_who_wants_the_glyph_alone() -> None:
    parts = known(came(WATCHMAN, ONE))
    assert map_of(parts).role_words
    assert not map_of(parts, role_words=False).role_words


def test_a_client_without_parts_or_sessions_has_an_empty_map() -> None:
    nobody = client_parts(a_client(), (), {}, family_of((), ()), ())
    assert map_of(nobody) == MapScene()


def test_a_part_made_before_the_first_session_is_known_in_it() -> None:
    early = a_part("Bear", made_at=BEGAN - timedelta(days=9))
    assert seen(map_of(known(parts=(early,)), ONE.id)) == [Seen.ABSENT]


def test_only_some_parts_can_be_laid_on_the_table() -> None:
    scene = map_of(known(came(WATCHMAN, ONE), came(LITTLE, ONE))).only([LITTLE.id])
    assert [part.id for part in scene.parts] == [LITTLE.id]
