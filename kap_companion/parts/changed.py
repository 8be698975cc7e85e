"""One thing that changed with a part, made of nothing but what was recorded."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.observation import PartField, PathStep
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Rater


class What(StrEnum):
    """What changed."""

    CAME_FIRST = "came_first"
    CAME_AGAIN = "came_again"
    DID_NOT_COME = "did_not_come"
    ADDED = "added"
    NAMED = "named"
    RENAMED = "renamed"
    ALSO_CALLED = "also_called"
    MERGED = "merged"
    SPLIT_OFF = "split_off"
    ROLE_SAID = "role_said"
    LEARNT = "learnt"
    CHANGED = "changed"
    LINKED = "linked"
    LINK_MOVED = "link_moved"
    LINK_DROPPED = "link_dropped"
    STEP_DONE = "step_done"
    BECAME_NEXT = "became_next"


@dataclass(frozen=True, slots=True)
class Changed:
    """One change; what does not apply to its kind is empty or None.

    Attributes:
        part: the id of the part as it stands for itself by now.
        at: when it was last told.
        sources: the ids of the entries and acts that say so, oldest first; never empty.
        session: the session it was told in; None for between the sessions.
        other: the id of the other part, for what is between two.
        last_at: when the part was last there before, for what is about its coming.
        before: the name or reading before; empty where there was none.
        after: the name or reading now.
        by: whose reading or word it is.
        state_before: how a link stood before it moved.
    """

    what: What
    part: str
    at: datetime
    sources: tuple[str, ...]
    session: str | None = None
    last_at: datetime | None = None
    other: str = ""
    field: PartField | None = None
    before: str = ""
    after: str = ""
    by: Rater | None = None
    role: Role | None = None
    role_before: Role | None = None
    step: PathStep | None = None
    link: LinkKind | None = None
    state: LinkState | None = None
    state_before: LinkState | None = None
