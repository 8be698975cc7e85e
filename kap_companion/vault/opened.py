"""An open practice: its record, one person's notebook, and what that person may do."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from types import TracebackType
from typing import Literal, overload

from kap_companion.clock import Clock
from kap_companion.errors import PeopleError
from kap_companion.records import readers
from kap_companion.records.ledger import Writer
from kap_companion.records.notebook import Notebook
from kap_companion.records.readers import Purpose
from kap_companion.records.record import Record
from kap_companion.records.verify import Verification
from kap_companion.vault import admitting, keyring_people, rekeying
from kap_companion.vault.derivation import Strength
from kap_companion.vault.held_keys import HeldKeys
from kap_companion.vault.keys import Keys
from kap_companion.vault.opening_files import open_notebook, open_record
from kap_companion.vault.passphrase import Passphrase
from kap_companion.vault.practice_lock import Holder, PracticeLock
from kap_companion.vault.recognising import person_of, with_signing_key
from kap_companion.vault.recovery import RecoveryCode
from kap_companion.vault.verifying import verify_files
from kap_companion.vocabulary.people import Person, PersonRole


@dataclass(eq=False)
class Practice(HeldKeys):
    """An open practice; nobody else has it open until `close`.

    Attributes:
        person: who opened it.
        record: what everyone in the practice may read; another one after `change_keys`.
        notebook: this person's own process notes; None for everyone but therapists.
    """

    person: Person
    record: Record
    notebook: Notebook | None
    _writer: Writer = field(repr=False)
    _lock: PracticeLock = field(repr=False)
    _closed: bool = field(default=False, init=False, repr=False)

    @property
    def was_left_open(self) -> bool:
        """Whether it was never closed the last time: the computer or the app stopped in the middle."""
        return self._lock.left_by is not None

    @property
    def left_open_by(self) -> Holder | None:
        """Who had it open then, and since when; None where it was closed as it should be."""
        return self._lock.left_by

    def people(self) -> tuple[Person, ...]:
        """Who works in the practice now, in the order they came; `record.people()` has those who left too."""
        known = {holder.id for holder in self.keyring.people}
        return tuple(person for person in self.record.people() if person.id in known)

    def close(self) -> None:
        """Close notebook and record, forget the keys and let go of the lock; harmless twice."""
        if self._closed:
            return
        self._closed = True
        with ExitStack() as closing:  # each is closed even where the one before it fails
            closing.callback(self._lock.release)
            closing.callback(self.keys.forget)
            closing.callback(self.record.close)
            if self.notebook is not None:
                closing.callback(self.notebook.close)

    def verify(self) -> Verification:
        """Both ledgers walked from the first row to the last, and the signatures of both held together.

        Rows, signed and unsigned ones, are counted over both files.
        """
        return verify_files(self.record, self.notebook)

    @overload
    def reader(self, purpose: Literal[Purpose.ROOM]) -> readers.RoomReader: ...
    @overload
    def reader(self, purpose: Literal[Purpose.REVIEW]) -> readers.ReviewReader: ...
    @overload
    def reader(self, purpose: Literal[Purpose.WORKSHEET]) -> readers.WorksheetReader: ...
    @overload
    def reader(self, purpose: Literal[Purpose.RECORD_EXPORT, Purpose.HANDOFF]) -> readers.RecordReader: ...
    @overload
    def reader(self, purpose: Literal[Purpose.SEARCH]) -> readers.SearchReader: ...
    @overload
    def reader(self, purpose: Purpose) -> readers.Reader: ...
    def reader(self, purpose: Purpose) -> readers.Reader:
        """What may be read for a purpose, and nothing else; good until `change_keys` or `close`."""
        return readers.readers_for(purpose, self.record, self.notebook)

    def prepare_person(
        self,
        *,
        name: str,
        role: PersonRole,
        passphrase: Passphrase,
        clock: Clock,
        may_add: bool = False,
        strength: Strength | None = None,
    ) -> admitting.Prepared:
        """The slow half of `add_person`, for any thread: keys, passphrase and recovery code of someone new.

        Raises as `add_person` does; nothing is written.
        """
        wanted = admitting.Wanted(name, role, may_add)
        return admitting.prepare(self.keyring, self.keys, wanted, passphrase, clock, strength)

    def admit(self, prepared: admitting.Prepared, clock: Clock) -> tuple[Person, RecoveryCode]:
        """The quick half of `add_person`, for the thread that opened the practice.

        Raises:
            PeopleError: the keyring was changed since it was prepared.
            StorageError: it was not saved; nobody was added.
        """
        if prepared.before != self.keyring:
            raise PeopleError("The practice's keys changed in the meantime.", "Add the person once more.")
        with admitting.taken_in(self.folder, self.record, prepared, clock, self._writer.device) as person:
            self._put(prepared.newcomer.keyring)
        return person, prepared.newcomer.code

    def add_person(
        self,
        *,
        name: str,
        role: PersonRole,
        passphrase: Passphrase,
        clock: Clock,
        may_add: bool = False,
        strength: Strength | None = None,
    ) -> tuple[Person, RecoveryCode]:
        """Someone new, with keys of their own, and a notebook where they are a therapist.

        Returns:
            Who they are, and the code for their recovery sheet, which is not yet printed.

        Raises:
            PeopleError: this person may not add people, there is no room, or the name is empty or too long.
            WeakPassphraseError: the passphrase is empty, too short, or opens the practice for somebody else.
            StorageError: it was not saved; nobody was added.
        """
        prepared = self.prepare_person(
            name=name, role=role, passphrase=passphrase, clock=clock, may_add=may_add, strength=strength
        )
        return self.admit(prepared, clock)

    def let_add_people(self, person_id: str, *, may_add: bool) -> None:
        """Give or take the right to add and remove people.

        Raises:
            PeopleError: this person may not, they are unknown, or the last one who may.
            StorageError: it was not saved.
        """
        self._put(keyring_people.with_right(self.keyring, self.keys, person_id, may_add=may_add))

    def remove_person(self, person_id: str, clock: Clock) -> None:
        """Someone left: none of their ways in opens the practice any more. Their notebook stays, closed.

        Their copies of the practice's files can still be opened with what they know; `change_keys` makes sure
        that nothing written from then on can.

        Raises:
            PeopleError: this person may not remove people, they are unknown, or the last who may add some.
            StorageError: it was not saved.
        """
        keyring_people.require_right(self.keyring, self.keys.person_id)
        person = admitting.someone(self.record, person_id)
        if any(holder.id == person_id for holder in self.keyring.people):
            self._put(keyring_people.without_person(self.keyring, self.keys, person_id))
        # Also where a crash once came between the two: no keys any more, but no word of it in the record.
        if person.left_at is None:
            self.record.change_person(person.model_copy(update={"left_at": clock.now().at}))

    def change_keys(self, clock: Clock) -> None:
        """A new practice key for everyone who has keys now; old keys open nothing written from now on.

        A crash at any moment leaves the old key or the new one, and all that was ever saved. `record` is
        another one afterwards.

        Raises:
            PeopleError: this person may not, or a session is running.
            StorageError: the disk did not take it. The practice goes on with the keys it had, or has to be
                opened again where `record` is closed.
        """
        if self.record.running_session() is not None:
            raise PeopleError("A session is running, so the keys stay as they are.", "End it first.")
        keyring, keys = keyring_people.with_new_practice_key(self.keyring, self.keys, clock.now().at)
        self.record.close()
        try:
            rekeying.copy_record(self.folder, self.keys.record_key(), keys.record_key())
            self._put(keyring)
        finally:
            if self.keyring == keyring:
                self.keys.forget()
                self.keys = keys
            rekeying.finish_or_forget(self.folder, self.keys.record_key())
            self.record = open_record(self.folder, self.keys, self._writer, clock)

    def hand_to(self, keys: Keys, clock: Clock) -> "Practice":
        """The practice as another of its people has it, whose keys are copied; this one is closed by it.

        The lock is held and the record stays open all the time. This person's keys are forgotten and their
        notebook is closed; where something fails before that, this person has the practice as before.

        Raises:
            PeopleError: the keys are this person's own, or of someone who was removed.
            PracticeError: the keys are another practice's, or the other's notebook cannot be opened.
            StorageError: the disk did not take it.
        """
        if keys.person_id == self.person.id:
            raise PeopleError("You have this practice open already.", "Let who takes over type theirs.")
        self.keyring.check(keys)
        person = person_of(keys, self.record.people())
        writer = Writer(person.id, self._writer.device)
        with ExitStack() as undo:
            own = keys.copy()
            undo.callback(own.forget)
            notebook = None
            if person.role.has_notebook:
                notebook = open_notebook(self.folder, own, writer, clock)
                undo.callback(notebook.close)
            self.record.write_as(writer)
            undo.callback(self.record.write_as, self._writer)
            person = with_signing_key(self.record, person, own)
            undo.pop_all()
        theirs = Practice(self.folder, own, self.keyring, person, self.record, notebook, writer, self._lock)
        self._closed = True
        self.keys.forget()
        if self.notebook is not None:
            self.notebook.close()
        return theirs

    def __enter__(self) -> "Practice":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
