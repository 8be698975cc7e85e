"""The parts a client already has: who is who, and who is spoken of by current entries, links and acts."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from kap_companion.family.members import Family, family_of
from kap_companion.family.spoken_of import spoken_of
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.session.readings import read_again
from kap_companion.vocabulary.details import PartDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Part, PartLink, Roster
from kap_companion.vocabulary.part_act import PartAct
from kap_companion.vocabulary.roles import Role


@dataclass(frozen=True, slots=True)
class KnownParts:
    """A client's parts, links and acts as stored, and what other sessions say of them.

    Attributes:
        stored: all parts of the client in this notebook, in the order made.
        links: all links between them, in the order said.
        elsewhere: current part entries of the client's other sessions.
        acts: what was done about them beside the logs, in the order written.
    """

    stored: tuple[Part, ...] = ()
    links: tuple[PartLink, ...] = ()
    elsewhere: tuple[Entry, ...] = ()
    acts: tuple[PartAct, ...] = ()

    def family(self, entries: Iterable[Entry] = (), until: datetime | None = None) -> Family:
        """Who is who among them.

        Args:
            entries: the session's current readings.
            until: what was done or typed after this moment is left out; None for none.
        """
        return family_of(self.stored, self.acts, until=until, entries=self._said(entries, until))

    def roster(self, entries: Iterable[Entry], until: datetime | None = None) -> Roster:
        """The parts that stand for themselves and are spoken of, in the order they came.

        Args:
            entries: the session's current readings.
            until: what was done after this moment is left out; None for none.
        """
        current = tuple(entries)
        family = self.family(current, until)
        return Roster(spoken_of(family, self._said(current), self.links))

    def linked_by(self, entries: Collection[str]) -> set[str | None]:
        """The ids of the parts that links said by these entries (ids) name."""
        said = [link for link in self.links if link.entry in entries]
        return {end for link in said for end in (link.from_part, link.to_part)}

    def find(self, name: str) -> Part | None:
        """A part of that name, also one whose every entry was taken back: it keeps its handle."""
        return Roster(self.family().parts).find(name)

    def part(self, part_id: str) -> Part | None:
        """The part of that id as it is called now, or None."""
        return self.family().part(part_id)

    def having(self, parts: Iterable[Part], links: Iterable[PartLink]) -> "KnownParts":
        """These and new ones."""
        return replace(self, stored=(*self.stored, *parts), links=(*self.links, *links))

    def changed(self, part: Part) -> "KnownParts":
        """With one part as it is from now on."""
        return replace(self, stored=tuple(part if p.id == part.id else p for p in self.stored))

    @staticmethod
    def wants_learning(part: Part) -> bool:
        """Whether a part still has no name or no role."""
        return part.role is Role.UNKNOWN or not part.name.strip()

    def learnt(
        self, part: Part, entries: Iterable[Entry], added: Iterable[Entry], gone: Iterable[Entry]
    ) -> Part:
        """A part after a change to what is said of it.

        A new line that gives a role gives it; where a line that gave the part its role is gone, the others
        say. An unnamed part takes the first name it is given.

        Args:
            part: as stored.
            entries: the session's current readings after the change, by time.
            added: part entries among them that were not current before.
            gone: part entries that are no longer current.
        """
        about = [entry for entry in added if entry.part == part.id]
        name = part.name if part.name.strip() else next(filter(str.strip, map(_name_given, about)), "")
        return part.model_copy(update={"role": self._role(part, entries, about, gone), "name": name})

    def _said(self, entries: Iterable[Entry], until: datetime | None = None) -> tuple[Entry, ...]:
        return tuple(
            entry
            for entry in (*self.elsewhere, *entries)
            if entry.kind is EntryKind.PART and (until is None or entry.typed_at <= until)
        )

    def _role(self, part: Part, entries: Iterable[Entry], about: list[Entry], gone: Iterable[Entry]) -> Role:
        role = _newest(about)
        if role is not Role.UNKNOWN or part.role not in {_role_given(e) for e in gone if e.part == part.id}:
            return part.role if role is Role.UNKNOWN else role
        return _newest(entry for entry in (*self.elsewhere, *entries) if entry.part == part.id)


def tells_role(entry: Entry) -> bool:
    """Whether a line gives a part a role."""
    return _role_given(entry) is not Role.UNKNOWN


def _newest(entries: Iterable[Entry]) -> Role:
    roles = [role for role in map(_role_given, entries) if role is not Role.UNKNOWN]
    return roles[-1] if roles else Role.UNKNOWN


def _role_given(entry: Entry) -> Role:
    return entry.detail.role if isinstance(entry.detail, PartDetail) else Role.UNKNOWN


def _name_given(entry: Entry) -> str:
    return entry.detail.name if isinstance(entry.detail, PartDetail) else ""


def known_parts(record: Record, notebook: Notebook | None, client_id: str, session_id: str) -> KnownParts:
    """Reads what a client's pages in the reader's own notebook say of their parts, outside one session.

    Nothing is known to whoever has no notebook. Rows of a session that the record does not know are left out:
    they are what an import cut short left.
    """
    stored = notebook.parts(client_id) if notebook is not None else ()
    if notebook is None or not stored:
        return KnownParts()
    others = {session.id for session in record.sessions(client_id)} - {session_id}
    about = notebook.entries_about([part.id for part in stored])
    current = read_again(entry for entry in about if entry.session in others).current
    elsewhere = tuple(entry for entry in current if entry.kind is EntryKind.PART)
    return KnownParts(stored, notebook.links(client_id), elsewhere, notebook.acts(client_id))
