"""The limits that stand as a session begins are written into it, so that later ones change nothing in it."""

from kap_companion.vocabulary.entry import EntrySource
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.limits import LimitDetail, LimitScope
from kap_companion.vocabulary.phases import Phase
from tests.builders import a_client
from tests.records.prepared import a_standing_limit
from tests.session.desks import Desk


def limits_in(desk: Desk) -> list[LimitDetail]:
    live = desk.begin()
    rows = [row for row in live.timeline.everything if row.kind is EntryKind.LIMIT]
    assert all(row.source is EntrySource.COMPANION and row.elapsed_ms == 0 for row in rows)
    assert all(row.phase is Phase.PREPARATION and row.author == desk.person.id for row in rows)
    assert live.timeline.phase is Phase.PREPARATION
    return [row.detail for row in rows if isinstance(row.detail, LimitDetail)]


def test_the_clients_come_first_then_the_practices(desk: Desk) -> None:
    of_practice = a_standing_limit(None, ordered_by="Dr. Lindqvist", source="house rules")
    of_client = a_standing_limit(desk.client.id, ordered_by="Dr. Okafor")
    elsewhere = a_client("Somebody else")
    desk.record.add_client(elsewhere)
    for standing in (of_practice, of_client, a_standing_limit(elsewhere.id)):
        desk.record.add_standing_limit(standing)
    assert limits_in(desk) == [
        LimitDetail(
            scope=scope,
            limits=standing.limits,
            ordered_by=standing.ordered_by,
            ordered_at=standing.ordered_at,
            source=standing.source,
        )
        for scope, standing in ((LimitScope.CLIENT, of_client), (LimitScope.FACILITY, of_practice))
    ]


def test_the_newest_counts_and_one_without_limits_takes_them_away(desk: Desk) -> None:
    assert limits_in(desk) == []
    for standing in (
        a_standing_limit(desk.client.id, source="older"),
        a_standing_limit(desk.client.id, source="newer"),
        a_standing_limit(None),
        a_standing_limit(None, limits=()),
    ):
        desk.record.add_standing_limit(standing)
    assert [(limit.scope, limit.source) for limit in limits_in(desk)] == [(LimitScope.CLIENT, "newer")]


def test_they_are_the_same_after_a_restart_whatever_was_ordered_since(desk: Desk) -> None:
    desk.record.add_standing_limit(a_standing_limit(desk.client.id))
    live = desk.begin()
    desk.record.add_standing_limit(a_standing_limit(desk.client.id, limits=()))
    desk.clock.restart_computer(60)
    resumed, _change = desk.resume(live)
    assert [row for row in resumed.timeline.entries if row.kind is EntryKind.LIMIT] == [
        row for row in live.timeline.entries if row.kind is EntryKind.LIMIT
    ]
