"""What was done and said about a client's parts beside the logs: only added, taken back by another act."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.observation import Coordinate, Known, StepTaken
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Rater
from kap_companion.vocabulary.texts import Text


class Renamed(Frozen):
    """A part is called so from now on; the name before stays an alias."""

    kind: Literal["renamed"] = "renamed"
    part: str
    name: Text


class AlsoCalled(Frozen):
    """Another name a part goes by."""

    kind: Literal["also_called"] = "also_called"
    part: str
    name: Text


class Merged(Frozen):
    """`part` turned out to be `into`."""

    kind: Literal["merged"] = "merged"
    part: str
    into: str


class SplitOff(Frozen):
    """Some of what was known of `part` turned out to be about another one.

    Attributes:
        new: the id of that other part, which has a row of its own.
        sources: the ids of the entries and acts that are about it.
    """

    kind: Literal["split_off"] = "split_off"
    part: str
    new: str
    sources: tuple[str, ...] = ()


class RoleSaid(Frozen):
    """Somebody said which role a part has."""

    kind: Literal["role_said"] = "role_said"
    part: str
    role: Role
    by: Rater = Rater.CLIENT


class LinkSaid(Frozen):
    """How two parts stand to each other, and how that is by now; for an undirected kind the order is none."""

    kind: Literal["link_said"] = "link_said"
    link: LinkKind
    from_part: str
    to_part: str
    state: LinkState = LinkState.ACTIVE
    text: Text = ""


class LinkDropped(Frozen):
    """Two parts do not stand so to each other after all."""

    kind: Literal["link_dropped"] = "link_dropped"
    link: LinkKind
    from_part: str
    to_part: str


class Observed(Frozen):
    """One reading of a part."""

    kind: Literal["observed"] = "observed"
    part: str
    known: Known


class Stepped(Frozen):
    """One step with a part."""

    kind: Literal["stepped"] = "stepped"
    part: str
    taken: StepTaken


class Placed(Frozen):
    """Where a part was put on the map of the act's session.

    Self is at (0, 0), the outermost ring at distance 1; x grows to the right, y downwards.
    """

    kind: Literal["placed"] = "placed"
    part: str
    x: Coordinate
    y: Coordinate


class Fit(StrEnum):
    """What a client answered to "Does this still fit?"."""

    FITS = "fits"
    CHANGED = "changed"
    NOT_TODAY = "not_today"


class Reviewed(Frozen):
    """A client looked at what was known of a part, in a review of the act's session."""

    kind: Literal["reviewed"] = "reviewed"
    part: str
    fit: Fit


class TakenBack(Frozen):
    """An earlier act does not count; taking this back lets it count again."""

    kind: Literal["taken_back"] = "taken_back"
    act: str


Deed = Annotated[
    Renamed
    | AlsoCalled
    | Merged
    | SplitOff
    | RoleSaid
    | LinkSaid
    | LinkDropped
    | Observed
    | Stepped
    | Placed
    | Reviewed
    | TakenBack,
    Field(discriminator="kind"),
]


class PartAct(Frozen):
    """One act, kept in its author's notebook.

    Attributes:
        id: uuid7.
        session: the session it was done in or speaks of; None for between the sessions.
        author: the person's id.
        device: the computer's id.
        at: when, with the offset of the place.
    """

    id: str
    client: str
    session: str | None = None
    author: str
    device: str = ""
    at: datetime
    deed: Deed
