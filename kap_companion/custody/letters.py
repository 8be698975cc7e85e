"""Process entries for a colleague: authorised by the client, sealed for them, until it is withdrawn."""

from collections.abc import Collection
from dataclasses import dataclass

from kap_companion.clock import Clock
from kap_companion.custody.letter_contents import copied, read, written
from kap_companion.errors import KnownError, NotebookNeededError, PeopleError, PracticeDamagedError
from kap_companion.ids import new_id
from kap_companion.records.notebook import Notebook
from kap_companion.session.timeline import project
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.authorisation import Authorisation, Letter
from kap_companion.vocabulary.entry import Addition, Entry


@dataclass(frozen=True, slots=True)
class Received:
    """What came of the letters that waited.

    Attributes:
        entries: how many copies are new in the notebook.
        unreadable: how many letters do not open with this person's key, or hold something else; they wait on.
    """

    entries: int
    unreadable: int


def authorise(practice: Practice, client_id: str, reader_id: str, scope: str, clock: Clock) -> Authorisation:
    """Keeps that a client agreed to let a named person read chosen entries of one's own notebook.

    Args:
        practice: open, of the person whose notebook it is about.
        client_id: whose leave it is.
        reader_id: who may be handed copies.
        scope: what the client agreed to, in words.
        clock: tells when it was given.

    Raises:
        NotebookNeededError: there is no notebook of one's own.
        PeopleError: the reader is not in the practice, has no notebook, or is oneself.
        SessionError: there is no such client.
        KnownError: the scope is empty.
    """
    if practice.notebook is None:
        raise NotebookNeededError("You have no notebook that could be opened to anyone.")
    practice.record.client(client_id)
    _check_reader(practice, reader_id)
    if not scope.strip():
        raise KnownError("An authorisation needs its scope.", "Say what the client agreed to.")
    given = Authorisation(
        id=new_id(),
        client=client_id,
        author=practice.person.id,
        reader=reader_id,
        scope=scope,
        given_at=clock.now().at,
    )
    practice.record.authorise(given)
    return given


def withdraw(practice: Practice, authorisation: Authorisation, clock: Clock) -> Authorisation:
    """Keeps that the client withdrew an authorisation; letters that were not received yet become void.

    Anyone in the practice may note it, for a client says it to whoever is there. Copies that were received
    stay where they are.

    Raises:
        KnownError: it was withdrawn before.
        StorageError: the disk did not take it.
    """
    if authorisation.withdraws is not None or not _stands(practice, authorisation):
        raise KnownError("That authorisation was withdrawn already.")
    ended = authorisation.model_copy(
        update={"id": new_id(), "given_at": clock.now().at, "withdraws": authorisation.id}
    )
    practice.record.authorise(ended)
    # Cut off before this, the reader's next opening does the same.
    for letter in practice.record.letters(authorisation.reader):
        if letter.authorisation == authorisation.id and letter.sealed:
            practice.record.settle_letter(letter.id, None)
    return ended


def standing(practice: Practice, client_id: str) -> tuple[Authorisation, ...]:
    """A client's authorisations that were not withdrawn, in the order given."""
    rows = practice.record.authorisations(client_id)
    ended = {row.withdraws for row in rows}
    return tuple(row for row in rows if row.withdraws is None and row.id not in ended)


def hand_over(
    practice: Practice,
    authorisation: Authorisation,
    session_id: str,
    entry_ids: Collection[str],
    reason: str,
    clock: Clock,
) -> Letter:
    """Seals copies of chosen entries of one session for the reader of an authorisation.

    The originals stay as they are. Whoever else opens the practice sees that there is a letter, from whom,
    for whom and when, and neither its words nor their number.

    Args:
        practice: open, of the author of the entries.
        authorisation: one that stands.
        session_id: of the client who gave it.
        entry_ids: current entries of one's own notebook, by oneself.
        reason: why, for the reader.
        clock: tells when it is sent.

    Raises:
        NotebookNeededError: there is no notebook of one's own.
        PeopleError: the reader has left the practice.
        SessionError: there is no such session.
        KnownError: the authorisation was withdrawn or is not for these entries; nothing was sent.
        StorageError: the disk did not take it.
    """
    if practice.notebook is None:
        raise NotebookNeededError("You have no notebook to hand anything over from.")
    session = practice.record.session(session_id)
    if authorisation.author != practice.person.id or authorisation.client != session.client:
        raise KnownError("That authorisation is for other notes.", "Nothing was handed over.")
    if not _stands(practice, authorisation):
        raise KnownError("That authorisation was withdrawn.", "Nothing was handed over.")
    if not reason.strip():
        raise KnownError("Handing notes over needs a reason.", "Nothing was handed over.")
    _check_reader(practice, authorisation.reader)
    originals = _chosen(practice.notebook, session_id, entry_ids, practice.person.id)
    letter_id, sent_at = new_id(), clock.now().at
    copies = [copied(original, reason) for original in originals]
    letter = Letter(
        id=letter_id,
        authorisation=authorisation.id,
        client=session.client,
        session=session_id,
        sender=practice.person.id,
        reader=authorisation.reader,
        sealed=practice.seal_for(authorisation.reader, written(letter_id, copies)).hex(),
        sent_at=sent_at,
    )
    practice.record.add_letter(letter)
    return letter


def receive_letters(practice: Practice, clock: Clock) -> Received:
    """Puts the copies of letters that wait for this person into their notebook; to be called after opening.

    A letter whose authorisation was withdrawn is emptied unread. Cut off between notebook and record, the
    next time finds the copies by their ids and adds none twice.

    Raises:
        StorageError: the disk did not take it; what was taken is kept.
    """
    notebook = practice.notebook
    if notebook is None:
        return Received(0, 0)
    entries = unreadable = 0
    for letter in practice.record.letters(practice.person.id):
        if not letter.sealed:
            continue
        if not _letter_stands(practice, letter):
            practice.record.settle_letter(letter.id, None)
            continue
        try:
            copies = read(letter, practice.open_sealed(bytes.fromhex(letter.sealed)))
        except (PracticeDamagedError, ValueError, RecursionError):
            unreadable += 1
            continue
        entries += _take_in(notebook, letter, copies)
        practice.record.settle_letter(letter.id, clock.now().at)
    return Received(entries, unreadable)


def _take_in(notebook: Notebook, letter: Letter, copies: tuple[Entry, ...]) -> int:
    there = notebook.entry_ids([copy.id for copy in copies])
    new = [copy for copy in copies if copy.id not in there]
    if notebook.signatures(letter.session):
        new = [copy.model_copy(update={"addition": Addition.LATE}) for copy in new]
    if new:
        notebook.append(*new)
    return len(new)


def _stands(practice: Practice, authorisation: Authorisation) -> bool:
    return any(each.id == authorisation.id for each in standing(practice, authorisation.client))


def _letter_stands(practice: Practice, letter: Letter) -> bool:
    return any(
        each.id == letter.authorisation and each.author == letter.sender and each.reader == letter.reader
        for each in standing(practice, letter.client)
    )


def _check_reader(practice: Practice, reader_id: str) -> None:
    if reader_id == practice.person.id:
        raise PeopleError("Your own notes need no authorisation for yourself.")
    for person in practice.record.people():
        if person.id == reader_id and person.left_at is None and person.role.has_notebook:
            return
    raise PeopleError(
        "That person has no notebook here.", "Only a therapist of the practice can be handed notes."
    )


def _chosen(
    notebook: Notebook, session_id: str, entry_ids: Collection[str], author: str
) -> tuple[Entry, ...]:
    current = project(notebook.entries(session_id)).entries
    chosen = tuple(entry for entry in current if entry.id in entry_ids and entry.author == author)
    if not chosen or len(chosen) != len(set(entry_ids)):
        raise KnownError(
            "Some of these are not current entries of your own in this session.", "Nothing was handed over."
        )
    return chosen
