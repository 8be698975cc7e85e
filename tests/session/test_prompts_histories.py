"""What is due in a thousand random sessions: the same however it is worked out, and by whom."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from kap_companion.session.live import Live
from kap_companion.session.prompts import due
from kap_companion.session.timeline import Timeline, project
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import Compartment
from kap_companion.vocabulary.prompting import PromptDetail, PromptOutcome
from tests.session.desks import Desk, a_desk
from tests.session.histories import Scribe, a_random_protocol

IN_MEMORY = 968
ON_DISK = 32
AT_ONCE = IN_MEMORY // 4
ACTS = 17


def read_back(row: Entry) -> Entry:
    return Entry.model_validate_json(row.model_dump_json())


def shuffled(rows: tuple[Entry, ...], random: Random) -> Timeline:
    mixed = list(rows)
    random.shuffle(mixed)
    return project(mixed)


@pytest.mark.parametrize("first", range(0, IN_MEMORY, AT_ONCE))
def test_what_is_due_is_the_same_followed_live_after_a_restart_and_in_any_order(first: int) -> None:
    acts: set[str] = set()
    kinds: set[str] = set()
    for seed in range(first, first + AT_ONCE):
        scribe = Scribe(seed)
        protocol = scribe.protocol
        timeline = scribe.timeline
        for written, timeline in enumerate(scribe.write_on(ACTS)):
            if written % 6 == 5:
                now = due(timeline, protocol)
                assert now == due(project(timeline.everything), protocol), seed
                kinds |= {each.what.value for each in now}
        rows = timeline.everything
        found = due(timeline, protocol)
        assert due(project(read_back(row) for row in rows), protocol) == found, seed
        assert due(shuffled(rows, scribe.random), protocol) == found, seed
        assert timeline.ended_ms is None or found == (), seed
        of_record = [row for row in rows if row.compartment is Compartment.RECORD]
        assert due(project(of_record), protocol) == found, seed
        acts |= scribe.done
    assert kinds == {"vitals", "recheck", "hold", "rest", "check_in", "mask_off", "discharge"}
    assert acts >= {"done", "snoozed", "skipped", "amend", "retract", "undo", "end", "restart", "back-dated"}


def test_what_is_due_is_the_same_in_the_room_after_a_restart_and_from_the_files(tmp_path: Path) -> None:
    outcomes: set[PromptOutcome] = set()
    with a_desk(tmp_path) as desk:
        for seed in range(ON_DISK):
            random = Random(seed)
            live = Live.begin(
                desk.record,
                desk.notebook,
                desk.clock,
                client=desk.client,
                protocol=a_random_protocol(random),
                author=desk.person,
            )
            for _ in range(ACTS):
                live = act(desk, live, random)
            protocol = live.session.protocol
            found = due(live.timeline, protocol)
            assert due(project(live.timeline.everything), protocol) == found, seed
            desk.clock.restart_computer(random.randint(1, 3_600))
            again, _change = desk.resume(live)
            assert again.session.protocol == protocol
            assert due(again.timeline, protocol) == found, seed
            assert due(desk.look(live).timeline, protocol) == found, seed
            assert due(shuffled(desk.entries(live), random), protocol) == found, seed
            outcomes |= {
                row.detail.outcome for row in desk.entries(live) if isinstance(row.detail, PromptDetail)
            }
            if again.timeline.ended_ms is None:
                desk.type(again, "> end")
            assert due(again.timeline, protocol) == (), seed
    assert outcomes == set(PromptOutcome)


def act(desk: Desk, live: Live, random: Random) -> Live:
    """Something a facilitator does, or that happens to the computer; the session as it is open after it."""
    now = desk.clock.pass_time(random.randint(1, 1_500))
    current = [entry.id for entry in live.timeline.entries if entry.raw]
    corrections: list[Callable[[], object]] = [lambda: live.take_back(now)]
    if current:
        entry = random.choice(current)
        corrections += [
            lambda: live.amend(entry, a_line(live, random), now),
            lambda: live.retract(entry, now),
        ]
    kind = random.random()
    if kind < 0.06:
        return desk.resume(live)[0]
    if kind < 0.12:
        desk.clock.sleep_computer(600)
        desk.clock.step_wall(random.choice((-3_600, 3_600)))
        live.watch(desk.clock.now())
    elif live.timeline.ended_ms is not None or kind < 0.3:
        random.choice(corrections)()
    else:
        live.log(a_line(live, random), now)
    return live


def a_line(live: Live, random: Random) -> str:
    keys = [each.key for each in due(live.timeline, live.session.protocol)]
    key = random.choice(keys or [""])
    said = random.choice(
        (
            "d 70 mg sl",
            "d booster 30 mg",
            "d 28 mg in",
            "v 121/80 72 98",
            "v 171/102 96 97",
            "v declined too deep to disturb",
            "v deferred",
            "> spat",
            "> swallowed",
            "> mask on",
            "> mask off",
            "> integration",
            "> limit bp 180/110 by Dr. Okafor",
            "rain starts",
            *[f"> done {key}", f"> skip {key}", "> done", "> snooze 10", "> skip asleep"] * 2,
            *["> end"] * (random.random() < 0.3),
        )
    )
    back = random.random() < 0.2 and not said.startswith(("> done", "> sn", "> sk"))
    return f"@-{random.randint(1, 30)}m {said}" if back else said
