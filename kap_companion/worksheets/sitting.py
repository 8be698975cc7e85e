"""One review with a client: laying the table, and keeping what they say of what lies there."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kap_companion.clock import Clock
from kap_companion.errors import SessionError
from kap_companion.parts.client_parts import ClientParts, read_client_parts
from kap_companion.parts.tending import Tending
from kap_companion.records.notebook import Notebook
from kap_companion.records.readers import Purpose, readers_for
from kap_companion.records.record import Record
from kap_companion.vocabulary.entry import Addition
from kap_companion.vocabulary.observation import Known, PartField
from kap_companion.vocabulary.part_act import Fit
from kap_companion.vocabulary.people import Person
from kap_companion.vocabulary.self_energy import Rater
from kap_companion.vocabulary.session import Session, SessionState
from kap_companion.vocabulary.shared import SharedField, SharedItem
from kap_companion.worksheets.consent import agree_to, agreed, take_back
from kap_companion.worksheets.offer import Offer
from kap_companion.worksheets.on_the_table import Table, table
from kap_companion.worksheets.part_offers import NEWEST_OF
from kap_companion.worksheets.prompts import load
from kap_companion.worksheets.to_lay import ToLay, to_lay

# What a client can put into other words; a role and a link are told on the part's own page.
REWORDED: dict[SharedField, PartField | None] = {
    SharedField.NAME: None,
    SharedField.WORDS: PartField.WORDS,
    SharedField.BODY: PartField.BODY,
    **{field: known for known, field in NEWEST_OF.items()},
}


@dataclass(frozen=True, slots=True)
class Desk:
    """Who holds the review, and the files they may open; `notebook` is their own, None for who has none."""

    record: Record
    notebook: Notebook | None
    clock: Clock
    person: Person


class Sitting:
    """What lies on the table in one review of one session; every answer is written at once.

    Every method that writes raises `StorageError` where the disk did not take it, and nothing changes then.
    """

    def __init__(self, desk: Desk, session: Session) -> None:
        """Reads what could be laid; what the client said or was told lies there at first.

        Raises:
            SessionError: there is no such client.
        """
        self._desk = desk
        self._session = session
        self._reader = readers_for(Purpose.REVIEW, desk.record, desk.notebook)
        self._words = load().links
        self._tending: Tending | None = None
        if desk.notebook is not None:
            self._tending = Tending(desk.notebook, desk.clock, desk.person.id, session.client)
        self._parts = self._read()
        self._choice = self._could_lie()
        self._laid = self._choice.at_first

    @property
    def choice(self) -> ToLay:
        """What could be laid; for its author alone."""
        return self._choice

    @property
    def laid(self) -> frozenset[str]:
        """The keys of what lies on the table."""
        return self._laid

    @property
    def glyphs_only(self) -> bool:
        """Whether this client is shown roles by their glyph alone."""
        return bool(self._parts.client.glyphs_only)

    def lay(self, keys: Collection[str]) -> None:
        """Put exactly this on the table."""
        self._laid = frozenset(offer.key for offer in self._choice if offer.key in keys)

    def show_glyphs_only(self, only: bool) -> None:  # noqa: FBT001 - read like Qt's own setters
        """Show this client the roles of parts by their glyph alone, from now on, or in words too."""
        client = self._desk.record.client(self._session.client)
        self._desk.record.change_client(client.model_copy(update={"glyphs_only": only}))
        self._parts = self._read()

    def table(self) -> Table:
        """The table as it lies now."""
        return table(self._parts, self._session, self._choice, self._laid)

    def ticked(self) -> frozenset[str]:
        """The keys of what lies there and is agreed to go home."""
        standing = {(item.about, item.field, item.value) for item in self._standing()}
        return frozenset(offer.key for offer in self._lying() if offer.said in standing)

    def tickable(self) -> frozenset[str]:
        """The keys of what may go home: how a part stands to another only where that one's name does too."""
        named = {item.about for item in self._standing() if item.field is SharedField.NAME}
        named |= {part.about for part in self._choice.absent}
        return frozenset(offer.key for offer in self._lying() if not offer.other or offer.other in named)

    def tick(self, key: str, on: bool) -> None:  # noqa: FBT001 - the state of a tick
        """Agree that one thing goes home, or take it back; a name takes with it what names it.

        Raises:
            SessionError: it does not lie on the table, or the other part's name does not go home.
        """
        offer = self._lying_at(key)
        if on:
            if key not in self.tickable():
                message = "The other part’s name is not on the worksheet."
                raise SessionError(message, "Tick that name first.")
            if offer.said not in {(item.about, item.field, item.value) for item in self._standing()}:
                self._share(self._agreed(offer))
            return
        gone = [offer]
        if offer.field is SharedField.NAME:
            gone += [each for each in self._choice if each.other == offer.about]
        self._share(*self._taken_back(*gone))

    def answer(self, about: str, fit: Fit) -> None:
        """Keep what the client answered to "Does this still fit?"; what is not for today stays here.

        Raises:
            SessionError: the part is not in one's notebook.
        """
        tending, part = self._known(about)
        tending.review(part, fit, self._session.id)
        if fit is Fit.NOT_TODAY:
            own = [each for each in self._choice if each.about == about or each.other == about]
            self._share(*self._taken_back(*own))
        self._look_again()

    def reword(self, about: str, new: Mapping[str, str]) -> None:
        """Keep what the client would rather say; what was ticked goes home in the new words.

        Args:
            about: the part's handle.
            new: the words by the key of what they stand in place of; the same or empty ones change nothing.

        Raises:
            SessionError: the part is not in one's notebook, or something else cannot be said otherwise.
        """
        tending, part = self._known(about)
        before = {key: self._lying_at(key) for key in new}
        changed = {key: text.strip() for key, text in new.items() if _is_new(before[key], text)}
        ticked, after = self.ticked(), dict[str, str]()
        links_before = self._links_naming(about)
        for key, text in changed.items():
            offer = before[key]
            known = REWORDED.get(offer.field)
            if known is None:
                tending.rename(part, text, self._session.id)
                after[key] = key
            else:
                reading = Known(field=known, value=text, by=Rater.CLIENT)
                act = tending.observe(part, reading, self._session.id)
                after[key] = f"{about} {offer.field.value} {act.id} 0"
        if changed:
            tending.review(part, Fit.CHANGED, self._session.id)
        self._look_again()
        self._laid = frozenset(after.get(key, key) for key in self._laid)
        rows: list[SharedItem] = []
        for key in changed:
            fresh = next((each for each in self._choice if each.key == after[key]), None)
            if key in ticked and fresh is not None:
                rows += [*self._taken_back(before[key]), self._agreed(fresh)]
        for key, old in links_before.items():
            renamed = next((each for each in self._choice if each.key == key), None)
            if key in ticked and renamed is not None and renamed.value != old.value:
                rows += [*self._taken_back(old), self._agreed(renamed)]
        self._share(*rows)
        self._look_again()

    def place(self, about: str, x: float, y: float) -> None:
        """Keep where the client put a part on the map of this session; a place that was ticked moves too.

        Raises:
            SessionError: the part is not in one's notebook.
        """
        tending, part = self._known(about)
        ticked = self.ticked()
        before = {each.key: each for each in self._lying() if each.about == about and each.key in ticked}
        tending.place(part, x, y, self._session.id)
        self._look_again()
        # What the client does lies on the table like what they say.
        here = [each.key for each in self._choice if each.about == about and each.field is SharedField.PLACE]
        self._laid |= frozenset(here)
        rows: list[SharedItem] = []
        for fresh in self._lying():
            old = before.get(fresh.key)
            if old is not None and fresh.field is SharedField.PLACE and fresh.value != old.value:
                rows += [*self._taken_back(old), self._agreed(fresh)]
        self._share(*rows)
        self._look_again()

    def can_keep_answers(self, about: str) -> bool:
        """Whether what is said of a part can be kept in one's own notebook."""
        return self._tending is not None and bool(self._part_of(about))

    def _read(self) -> ClientParts:
        return read_client_parts(self._reader, self._session.client)

    def _could_lie(self) -> ToLay:
        shared = {session.id: self._reader.shared(session.id) for session in self._parts.sessions}
        return to_lay(self._parts, self._session.id, self._words, shared)

    def _look_again(self) -> None:
        self._parts = self._read()
        self._choice = self._could_lie()

    def _lying(self) -> tuple[Offer, ...]:
        return tuple(offer for offer in self._choice if offer.key in self._laid)

    def _lying_at(self, key: str) -> Offer:
        for offer in self._lying():
            if offer.key == key:
                return offer
        message = "That does not lie on the table."
        raise SessionError(message, "Go back and put it there.")

    def _part_of(self, about: str) -> str:
        everyone = (*self._choice.offers.parts, *self._choice.absent)
        return next((part.part for part in everyone if part.about == about), "")

    def _known(self, about: str) -> tuple[Tending, str]:
        part = self._part_of(about)
        if self._tending is None or not part:
            message = "This part is not in your notebook, so nothing more can be kept of it."
            raise SessionError(message, "What goes home can still be ticked.")
        return self._tending, part

    def _links_naming(self, about: str) -> dict[str, Offer]:
        return {offer.key: offer for offer in self._choice if offer.other == about}

    def _standing(self) -> tuple[SharedItem, ...]:
        return agreed(self._reader.shared(self._session.id))

    def _agreed(self, offer: Offer) -> SharedItem:
        return agree_to(
            offer,
            client=self._session.client,
            session=self._session.id,
            author=self._desk.person.id,
            at=self._desk.clock.now().at,
        )

    def _taken_back(self, *given: Offer) -> tuple[SharedItem, ...]:
        said = {offer.said for offer in given}
        author, at = self._desk.person.id, self._desk.clock.now().at
        return tuple(
            take_back(item, author=author, at=at)
            for item in self._standing()
            if (item.about, item.field, item.value) in said
        )

    def _share(self, *rows: SharedItem) -> None:
        if not rows:
            return
        signed = self._desk.record.session(self._session.id).state is SessionState.SIGNED
        late = Addition.LATE if signed else None
        self._desk.record.share(*(row.model_copy(update={"addition": late}) for row in rows))


def _is_new(before: Offer, text: str) -> bool:
    if before.field not in REWORDED:
        message = "That cannot be said in other words here."
        raise SessionError(message, "Change it on the page of the part.")
    return bool(text.strip()) and text.strip() != before.value
