"""A session as JSON data."""

import json
from datetime import UTC, datetime
from typing import Any

from kap_companion.exchange.session_json import session_json
from kap_companion.session.live import Live
from kap_companion.vocabulary.part_two import NOTICE
from tests.session.desks import Desk


def shown(desk: Desk, live: Live) -> dict[str, Any]:
    parts = desk.notebook.parts(desk.client.id)
    links = desk.notebook.links(desk.client.id)
    return dict(json.loads(json.dumps(session_json(live.session, desk.client, live.timeline, parts, links))))


def test_an_entry_tells_everything_about_itself(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "d 70mg im left deltoid lot 4471")
    desk.type(live, 'm The Watchman: #chest tight 7 "if I look away it gets in" ~ ->the little one', after=90)
    _, dose, _gate, part = shown(desk, live)["entries"]
    assert dose["elapsed_seconds"] == 0.0
    assert dose["detail"] == {
        "drug": "ketamine", "amount": 70.0, "unit": "mg", "route": "im", "booster": False,
        "lot": "4471", "wasted_mg": None, "witness": "", "form": "", "concentration": None,
        "volume_ml": None, "ordered_mg": None, "prepared_mg": None, "expiry": "", "site": "left deltoid",
        "ordered_by": "",
    }  # fmt: skip
    assert (dose["phase"], dose["compartment"], dose["current"]) == ("dosing", "record", True)
    assert (part["kind"], part["part"], part["elapsed_seconds"], part["text"]) == (
        "part", "The Watchman", 90.0, "tight",
    )  # fmt: skip
    assert part["detail"]["role"] == "manager"
    assert (part["detail"]["intensity"], part["detail"]["body"], part["detail"]["blended"]) == (
        7,
        ["chest"],
        True,
    )
    assert (part["detail"]["words"], part["detail"]["settled"]) == (["if I look away it gets in"], False)
    assert "kind" not in part["detail"]
    assert datetime.fromisoformat(part["at"]) == live.timeline.entries[-1].at
    assert datetime.fromisoformat(part["typed_at"]).astimezone(UTC) == live.timeline.entries[-1].typed_at
    assert part["amends"] is part["retracts"] is None


def test_before_a_dose_nothing_counts_from_one(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "m Planner: worries")
    found = shown(desk, live)
    assert [entry["elapsed_seconds"] for entry in found["entries"]] == [None, None]
    assert found["parts"][0]["spans"] == [[60.0, None, False]]
    assert found["session"]["first_dose_at"] is None


def test_parts_and_links_have_names_and_spans_from_the_dose(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "m Planner: worries ->grief")
    desk.type(live, "d 70mg im")
    desk.type(live, "planner -")
    desk.type(live, "p: #throat something unsaid, no name yet <>planner")
    desk.type(live, "> end")
    found = shown(desk, live)
    planner, unnamed, grief = found["parts"]
    assert (planner["name"], planner["role"], planner["spans"]) == (
        "Planner",
        "manager",
        [[-60.0, 60.0, False]],
    )
    assert (unnamed["name"], unnamed["label"]) == (None, "something unsaid (throat)")
    assert unnamed["spans"] == [[120.0, 180.0, True]]
    assert (grief["name"], grief["role"], grief["spans"], grief["aliases"]) == ("grief", "unknown", [], [])
    assert [(link["kind"], {link["from"], link["to"]}) for link in found["links"]] == [
        ("protects", {"Planner", "grief"}),
        ("polarised", {"Planner", "something unsaid (throat)"}),
    ]
    assert found["session"]["state"] == "ended"


def test_corrections_are_shown_and_said_not_to_count(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "v 118/67")
    first = live.timeline.entries[-1]
    live.amend(first.id, "v 118/76", desk.clock.pass_time(5), "mistyped")
    desk.type(live, "n gone")
    live.take_back(desk.clock.pass_time(5))
    entries = {entry["raw"] or entry["kind"]: entry for entry in shown(desk, live)["entries"]}
    assert [entries[raw]["current"] for raw in ("v 118/67", "v 118/76", "n gone", "retraction")] == [
        False, True, False, False,
    ]  # fmt: skip
    assert (entries["v 118/76"]["amends"], entries["v 118/76"]["reason"]) == (first.id, "mistyped")
    assert entries["retraction"]["retracts"] == entries["n gone"]["id"]


def test_a_part_line_that_was_taken_back_is_in_no_part_and_no_link(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "m Planner: worries ->grief")
    live.take_back(desk.clock.pass_time(5))
    found = shown(desk, live)
    assert (found["parts"], found["links"]) == ([], [])


def test_lone_surrogates_and_marks_of_direction_come_through(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "m \ud800‮: says")
    found = shown(desk, live)
    assert found["entries"][-1]["raw"] == "m \ud800‮: says"
    assert found["parts"][0]["name"] == live.roster.parts[0].name


def test_what_part_two_protects_carries_its_notice(desk: Desk) -> None:
    live = desk.begin()
    assert shown(desk, live)["notice"] == ""
    protected = desk.client.model_copy(update={"part_two": True})
    assert session_json(live.session, protected, live.timeline, (), ())["notice"] == NOTICE
