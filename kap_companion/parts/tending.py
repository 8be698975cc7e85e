"""What is done about a client's parts beside a session's log: each act is written, none is ever rewritten."""

from collections.abc import Collection

from kap_companion.clock import Clock
from kap_companion.errors import SessionError
from kap_companion.family.in_force import in_force, not_taken_back
from kap_companion.family.members import Family, family_of
from kap_companion.ids import new_id
from kap_companion.parts.tending_sense import check_reading, sources_of
from kap_companion.records.notebook import Notebook
from kap_companion.vocabulary.links import UNDIRECTED, LinkKind, LinkState
from kap_companion.vocabulary.observation import Known, StepTaken
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.part_act import (
    AlsoCalled,
    Deed,
    Fit,
    LinkDropped,
    LinkSaid,
    Merged,
    Observed,
    PartAct,
    Placed,
    Renamed,
    Reviewed,
    RoleSaid,
    SplitOff,
    Stepped,
    TakenBack,
)
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Rater

# How far from Self the map reaches.
_EDGE = 2.0


class Tending:
    """One author's hand at the parts of one client.

    Parts are told by their ids; that of a merged part stands for the one it turned out to be. Every method
    that writes raises `StorageError` where the disk did not take it: then nothing of it was saved.
    """

    def __init__(self, notebook: Notebook, clock: Clock, author: str, client: str, device: str = "") -> None:
        """Over the author's own notebook.

        Args:
            notebook: where the acts are kept.
            clock: tells when.
            author: the person's id.
            client: the client's id.
            device: the computer's id.
        """
        self._notebook = notebook
        self._clock = clock
        self._author = author
        self._client = client
        self._device = device

    @property
    def last(self) -> PartAct | None:
        """The newest act that counts, which an undo would take back; None where none does."""
        return next(reversed(in_force(self._notebook.acts(self._client))), None)

    def add_part(
        self, name: str, role: Role = Role.UNKNOWN, session: str | None = None, by: Rater = Rater.FACILITATOR
    ) -> Part:
        """Adds a part; it is there while an act that counts, or a line, speaks of it.

        Args:
            name: what it is called.
            role: as far as it is known.
            session: the session it came up in; None for between the sessions.
            by: who said the role.

        Raises:
            SessionError: the name is empty.
        """
        _check_name(name)
        part = self._new_part(name)
        deeds: list[Deed] = [Renamed(part=part.id, name=name)]
        if role is not Role.UNKNOWN:
            deeds.append(RoleSaid(part=part.id, role=role, by=by))
        self._write(*deeds, session=session, parts=(part,))
        return part if role is Role.UNKNOWN else part.model_copy(update={"role": role})

    def rename(self, part: str, name: str, session: str | None = None) -> PartAct:
        """Calls a part so from now on; the name before stays an alias.

        Raises:
            SessionError: the name is empty or the part's already, or there is no such part.
        """
        _check_name(name)
        found = self._part(part)
        if found.name == name:
            message = "The part is called so already."
            raise SessionError(message, "Type another name.")
        return self._one(Renamed(part=found.id, name=name), session)

    def also_called(self, part: str, name: str, session: str | None = None) -> PartAct:
        """Gives a part another name.

        Raises:
            SessionError: the name is empty or the part's already, or there is no such part.
        """
        _check_name(name)
        found = self._part(part)
        if name in (found.name, *found.aliases):
            message = "The part goes by that name already."
            raise SessionError(message, "Type another name.")
        return self._one(AlsoCalled(part=found.id, name=name), session)

    def merge(self, part: str, into: str, session: str | None = None) -> PartAct:
        """Says that a part turned out to be another one; both names are known from now on.

        Raises:
            SessionError: they are one part already, or there is no such part.
        """
        found, other = self._two(part, into, "A part cannot be merged with itself.")
        return self._one(Merged(part=found.id, into=other.id), session)

    def split(self, part: str, name: str, sources: Collection[str], session: str | None = None) -> Part:
        """Says that some of what was known of a part is about another one, which is made.

        Args:
            part: the part as it was taken to be.
            name: that of the other one; empty where it has none yet.
            sources: the ids of the entries and acts that are about the other one.
            session: the session it was found in; None for between the sessions.

        Raises:
            SessionError: nothing was chosen, or something that is not about the part.
        """
        family = self._family()
        found = self._found(family, part)
        chosen = tuple(dict.fromkeys(sources))
        if not chosen:
            message = "Nothing was chosen that is about the other part."
            raise SessionError(message, "Choose at least one line.")
        if not set(chosen) <= sources_of(self._notebook, family, found.id):
            message = "Something was chosen that is not about this part."
            raise SessionError(message, "Look at the part again and choose from its own lines.")
        new = self._new_part(name)
        self._write(SplitOff(part=found.id, new=new.id, sources=chosen), session=session, parts=(new,))
        return new

    def say_role(self, part: str, role: Role, by: Rater, session: str | None = None) -> PartAct:
        """Keeps which role somebody said a part has.

        Raises:
            SessionError: there is no such part.
        """
        return self._one(RoleSaid(part=self._part(part).id, role=role, by=by), session)

    def say_link(
        self,
        kind: LinkKind,
        from_part: str,
        to_part: str,
        state: LinkState = LinkState.ACTIVE,
        text: str = "",
        session: str | None = None,
    ) -> PartAct:
        """Says how two parts stand to each other, and how that is by now.

        Raises:
            SessionError: they are one part, or there is no such part.
        """
        start, end = self._ends(kind, from_part, to_part)
        said = LinkSaid(link=kind, from_part=start, to_part=end, state=state, text=text)
        return self._one(said, session)

    def drop_link(self, kind: LinkKind, from_part: str, to_part: str, session: str | None = None) -> PartAct:
        """Says that two parts do not stand so to each other after all.

        Raises:
            SessionError: they are one part, or there is no such part.
        """
        start, end = self._ends(kind, from_part, to_part)
        return self._one(LinkDropped(link=kind, from_part=start, to_part=end), session)

    def observe(self, part: str, known: Known, session: str | None = None) -> PartAct:
        """Keeps one reading of a part.

        Raises:
            SessionError: the reading is empty or none of its field, or there is no such part.
        """
        check_reading(known)
        return self._one(Observed(part=self._part(part).id, known=known), session)

    def step(self, part: str, taken: StepTaken, session: str | None = None) -> PartAct:
        """Keeps one step with a part.

        Raises:
            SessionError: there is no such part, or it would step in for itself.
        """
        family = self._family()
        found = self._found(family, part)
        if taken.instead_of:
            before = self._found(family, taken.instead_of)
            if before.id == found.id:
                message = "A part cannot become the next one in its own place."
                raise SessionError(message, "Choose the part that was to be met before.")
            taken = taken.model_copy(update={"instead_of": before.id})
        return self._one(Stepped(part=found.id, taken=taken), session)

    def place(self, part: str, x: float, y: float, session: str | None) -> PartAct:
        """Puts a part on the map of a session.

        Args:
            part: its id.
            x: to the right of Self; beyond the map's edge, at -2 and 2, it lies on the edge.
            y: below Self, likewise.
            session: whose map it is; None for that of between the sessions.

        Raises:
            SessionError: there is no such part.
        """
        put = Placed(part=self._part(part).id, x=_on_the_map(x), y=_on_the_map(y))
        return self._one(put, session)

    def review(self, part: str, fit: Fit, session: str | None) -> PartAct:
        """Keeps what the client answered to "Does this still fit?".

        Raises:
            SessionError: there is no such part.
        """
        return self._one(Reviewed(part=self._part(part).id, fit=fit), session)

    def take_back(self, act_id: str) -> PartAct:
        """Takes an act back, so that it does not count; taking that back lets it count again.

        Raises:
            SessionError: there is no such act of this client, or it was taken back before.
        """
        acts = self._notebook.acts(self._client)
        found = next((act for act in acts if act.id == act_id), None)
        if found is None:
            message = "There is no such act in this notebook."
            raise SessionError(message, "Look at the part again.")
        if any(isinstance(act.deed, TakenBack) and act.deed.act == act_id for act in not_taken_back(acts)):
            message = "That was taken back before."
            raise SessionError(message, "Look at the part again.")
        return self._one(TakenBack(act=act_id), found.session)

    def _family(self) -> Family:
        return family_of(self._notebook.parts(self._client), self._notebook.acts(self._client))

    def _part(self, part_id: str) -> Part:
        return self._found(self._family(), part_id)

    @staticmethod
    def _found(family: Family, part_id: str) -> Part:
        found = family.part(part_id)
        if found is None:
            message = "There is no such part in this notebook."
            raise SessionError(message, "Choose one of the client's parts.")
        return found

    def _two(self, one: str, other: str, message: str) -> tuple[Part, Part]:
        family = self._family()
        found, second = self._found(family, one), self._found(family, other)
        if found.id == second.id:
            raise SessionError(message, "Choose another part.")
        return found, second

    def _ends(self, kind: LinkKind, from_part: str, to_part: str) -> tuple[str, str]:
        """The ids of both ends, the smaller first where the kind has no direction."""
        start, end = self._two(from_part, to_part, "A part cannot be linked with itself.")
        if kind in UNDIRECTED and end.id < start.id:
            return end.id, start.id
        return start.id, end.id

    def _new_part(self, name: str) -> Part:
        return Part(id=new_id(), client=self._client, name=name, first_entry="", made_at=self._clock.now().at)

    def _one(self, deed: Deed, session: str | None) -> PartAct:
        return self._write(deed, session=session)[0]

    def _write(self, *deeds: Deed, session: str | None, parts: Collection[Part] = ()) -> tuple[PartAct, ...]:
        at = self._clock.now().at
        acts = tuple(
            PartAct(
                id=new_id(),
                client=self._client,
                session=session,
                author=self._author,
                device=self._device,
                at=at,
                deed=deed,
            )
            for deed in deeds
        )
        self._notebook.act(*acts, parts=tuple(parts))
        return acts


def _check_name(name: str) -> None:
    if not name.strip():
        message = "The name is empty."
        raise SessionError(message, "Type a name; one sign is enough.")


def _on_the_map(coordinate: float) -> float:
    return max(-_EDGE, min(_EDGE, coordinate))
