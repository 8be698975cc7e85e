"""What a page or a map asks, as something to be done about the parts."""

from collections.abc import Callable

from kap_companion.parts.tending import Tending
from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.observation import Known, PathStep, StepTaken
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Rater
from ui.parts.map_pane import MapPane
from ui.parts.part_page import PartPage
from ui.parts.standing_panel import Standing

Act = Callable[[Tending], object]
Tend = Callable[[Act], None]


def let_tend_part(page: PartPage, tend: Tend) -> None:
    """Whatever the page of a part asks is given to `tend`."""

    def rename(name: str) -> None:
        tend(lambda tending: tending.rename(page.part_id, name))

    def call_too(name: str) -> None:
        tend(lambda tending: tending.also_called(page.part_id, name))

    def say_role(role: Role, by: Rater) -> None:
        tend(lambda tending: tending.say_role(page.part_id, role, by))

    def merge(other: str) -> None:
        tend(lambda tending: tending.merge(page.part_id, other))

    def split(name: str, sources: tuple[str, ...]) -> None:
        tend(lambda tending: tending.split(page.part_id, name, sources))

    def observe(known: Known) -> None:
        tend(lambda tending: tending.observe(page.part_id, known))

    def say_link(said: Standing) -> None:
        tend(lambda tending: tending.say_link(said.kind, said.from_part, said.to_part, said.state))

    def drop_link(said: Standing) -> None:
        tend(lambda tending: tending.drop_link(said.kind, said.from_part, said.to_part))

    def step(done: PathStep, text: str) -> None:
        tend(lambda tending: tending.step(page.part_id, StepTaken(step=done, text=text)))

    def step_in(other: str, why: str) -> None:
        became = StepTaken(step=PathStep.BECAME_NEXT, text=why, instead_of=page.part_id)
        tend(lambda tending: tending.step(other, became))

    page.naming.renamed.connect(rename)
    page.naming.also_called.connect(call_too)
    page.role.role_chosen.connect(say_role)
    page.same.merged.connect(merge)
    page.split.split.connect(split)
    page.observing.observed.connect(observe)
    page.standing.link_said.connect(say_link)
    page.standing.link_dropped.connect(drop_link)
    page.aside.path.step_wanted.connect(step)
    page.aside.path.next_wanted.connect(step_in)


def let_tend_map(pane: MapPane, tend: Tend) -> None:
    """Whatever a hand does on the map is given to `tend`."""

    def place(part: str, x: float, y: float, session_id: str) -> None:
        tend(lambda tending: tending.place(part, x, y, session_id or None))

    def link(start: str, end: str, kind: LinkKind) -> None:
        tend(lambda tending: tending.say_link(kind, start, end))

    def move_link(start: str, end: str, kind: LinkKind, state: LinkState) -> None:
        tend(lambda tending: tending.say_link(kind, start, end, state))

    def drop_link(start: str, end: str, kind: LinkKind) -> None:
        tend(lambda tending: tending.drop_link(kind, start, end))

    pane.part_placed.connect(place)
    pane.link_wanted.connect(link)
    pane.link_state_wanted.connect(move_link)
    pane.link_drop_wanted.connect(drop_link)
