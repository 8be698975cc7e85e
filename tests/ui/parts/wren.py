"""Wren and their parts: three sessions and what was done between them, written as a facilitator would."""

from dataclasses import dataclass

from kap_companion.parts.client_parts import ClientParts, read_client_parts
from kap_companion.parts.tending import Tending
from kap_companion.records.readers import Purpose, RoomReader, readers_for
from kap_companion.session.live import Live
from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.observation import Known, PartField, PathStep, StepTaken
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Rater
from tests.session.desks import Desk

DAY = 86_400


@dataclass(frozen=True)
class Wren:
    """Where Wren's parts lie, and who tends them."""

    desk: Desk
    sessions: tuple[str, ...]

    def reader(self) -> RoomReader:
        return readers_for(Purpose.ROOM, self.desk.record, self.desk.notebook)

    def parts(self) -> ClientParts:
        return read_client_parts(self.reader(), self.desk.client.id)

    def tending(self) -> Tending:
        return tending(self.desk)

    def part(self, name: str) -> Part:
        return next(part for part in self.parts().parts if part.name == name)


def tending(desk: Desk) -> Tending:
    return Tending(desk.notebook, desk.clock, desk.person.id, desk.client.id)


def wren(desk: Desk) -> Wren:
    """Three sessions, the last one today."""
    desk.clock.step_wall(-16 * DAY)
    first = _first(desk)
    desk.clock.pass_time(2 * DAY)
    second = _second(desk)
    desk.clock.pass_time(14 * DAY)
    third = _third(desk)
    return Wren(desk, (first, second, third))


def _first(desk: Desk) -> str:
    live = desk.begin("im")
    desk.type(live, "d 60mg im", 1200)
    desk.type(live, 'm The guard: #chest 6 "nobody gets in"', 60)
    desk.type(live, "f Go-Numb: #skin 4 numb all over <>The guard", 900)
    desk.type(live, "f Go-Numb: -", 400)
    desk.type(live, "m The guard: -", 1500)
    _end(desk, live)
    told = tending(desk)
    guard = _id(desk, "The guard")
    for field, value in (
        (PartField.JOB, "keeps eyes on the door so nothing gets in"),
        (PartField.FEARS, "that the little one would be alone with it again"),
        (PartField.TOWARD, "wary"),
        (PartField.TRUST, "2"),
    ):
        told.observe(guard, Known(field=field, value=value), live.session.id)
    told.say_role(guard, Role.MANAGER, Rater.CLIENT, live.session.id)
    return live.session.id


def _second(desk: Desk) -> str:
    live = desk.begin("integration")
    desk.type(live, "m The guard: 3 here in the doorway", 600)
    desk.type(live, "m The guard: -", 1100)
    _end(desk, live)
    tending(desk).rename(_id(desk, "The guard"), "The Watchman", live.session.id)
    return live.session.id


def _third(desk: Desk) -> str:
    live = desk.begin("im")
    desk.type(live, "d 60mg im", 1300)
    desk.type(live, 'm The Watchman: #chest #jaw 8 "not yet" ->the little one', 700)
    desk.type(live, 'm The Watchman: "you can sit with her, I’ll stay close"', 1100)
    desk.type(live, "e the little one: #belly 7 under the stairs", 300)
    desk.type(live, "m The Watchman: -", 1500)
    desk.type(live, "m The Watchman: 3 watching from afar", 1300)
    desk.type(live, "m The Watchman: -", 1800)
    watchman, numb = _id(desk, "The Watchman"), _id(desk, "Go-Numb")
    told = tending(desk)
    for field, value, by in (
        (PartField.AGE, "six", Rater.FACILITATOR),
        (PartField.TOWARD, "grateful, a little sad", Rater.CLIENT),
        (PartField.TRUST, "6", Rater.CLIENT),
        (PartField.NEEDS, "to know what happens at night", Rater.CLIENT),
    ):
        told.observe(watchman, Known(field=field, value=value, by=by), live.session.id)
    told.also_called(watchman, "him at the door")
    told.say_link(LinkKind.POLARISED, watchman, numb, LinkState.EASING, session=live.session.id)
    for step in (PathStep.FOUND, PathStep.FOCUSED, PathStep.FLESHED_OUT, PathStep.FELT_TOWARD):
        told.step(watchman, StepTaken(step=step), live.session.id)
    taken = StepTaken(step=PathStep.BECAME_NEXT, text="it stepped in", instead_of=watchman)
    told.step(numb, taken, live.session.id)
    _end(desk, live)
    return live.session.id


def _id(desk: Desk, name: str) -> str:
    parts = read_client_parts(readers_for(Purpose.ROOM, desk.record, desk.notebook), desk.client.id)
    return next(part.id for part in parts.parts if part.name == name)


def _end(desk: Desk, live: Live) -> None:
    desk.type(live, "> end", 1200)
