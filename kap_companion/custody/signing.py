"""Signing a session: who may sign as what, and the two halves of a signature."""

from collections.abc import Callable, Collection, Iterable

from kap_companion.clock import Clock
from kap_companion.errors import SigningError
from kap_companion.ids import new_id
from kap_companion.records.open_file import OpenFile
from kap_companion.records.signatures import signed_bytes
from kap_companion.session.risks import Risk
from kap_companion.session.rows import rows_of
from kap_companion.session.timeline import Timeline, project
from kap_companion.vault.passphrase import Passphrase
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.concerns import HandoffDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.people import Person
from kap_companion.vocabulary.session import Session, SessionState
from kap_companion.vocabulary.signature import Meaning, Signature

Signer = Callable[[bytes], bytes]
"""Makes a person's Ed25519 signature of a message; had by giving the passphrase anew."""

_OVER = frozenset({SessionState.ENDED, SessionState.SIGNED})


def unanswered_risks(timeline: Timeline) -> tuple[Risk, ...]:
    """The risks that stand without a copy in the record and without a reason why there is none."""
    return tuple(risk for risk in timeline.risks if risk.is_open)


def sign_session(
    practice: Practice,
    session: Session,
    meaning: Meaning,
    passphrase: Passphrase | Signer,
    clock: Clock,
    *,
    held: int = 0,
) -> Signature:
    """Signs a session as it is: in the record, then in the signer's own notebook where they have one.

    Only whoever facilitated the session signs as its author, and an author signs first; where it was handed
    over, each who facilitated signs as an author. A reviewer and a
    witness sign after them; a reviewer also in their place, once they have left the practice. Each person
    signs once with a meaning, and again after something was added.

    Both halves are made before the first is saved. Where the power goes between the two, the record has the
    signature and the notebook lacks it (`half_signed`): signing once more with the same meaning adds the
    notebook's half alone, under the same id, with the time of that.

    Args:
        practice: open, of the person who signs.
        session: any reading of it; it is read anew.
        meaning: as what they sign.
        passphrase: theirs, asked for again; or what `practice.signer` gave for it in another thread, since
            that takes half a second.
        clock: tells when.
        held: how many of its entries the disk has not taken yet.

    Returns:
        The signature as the record has it.

    Raises:
        WrongPassphraseError: nothing was signed.
        SigningError: it cannot be signed so, or not now.
        SessionError: there is no such session.
        StorageError: the disk did not take it.
    """
    record, notebook = practice.record, practice.notebook
    session = record.session(session.id)
    half = _record_half(practice, session.id, meaning)
    if half is None:
        _check_may_sign(practice, session, meaning)
        _check_whole(practice, session, held)
    sign = passphrase if callable(passphrase) else practice.signer(passphrase)
    if half is not None and notebook is not None:
        notebook.sign(_signed(half.model_copy(update={"at": clock.now().at}), notebook, sign))
        return half
    stated = _stated(practice, session.id, meaning, clock)
    of_record = _signed(stated, record, sign)
    of_notebook = None if notebook is None else _signed(stated, notebook, sign)
    record.sign(of_record)
    if notebook is not None and of_notebook is not None:
        notebook.sign(of_notebook)
    return of_record


def half_signed(practice: Practice) -> tuple[Signature, ...]:
    """One's own signatures that the record has and the notebook lacks, in the order signed."""
    if practice.notebook is None:
        return ()
    found: list[Signature] = []
    for session in practice.record.sessions():
        if session.state is SessionState.SIGNED:
            there = {signature.id for signature in practice.notebook.signatures(session.id)}
            found += [each for each in _own(practice, session.id) if each.id not in there]
    return tuple(found)


def facilitators(session: Session, entries: Iterable[Entry]) -> frozenset[str]:
    """The ids of who facilitated: who began the session, and everyone it was handed over to.

    Args:
        session: it.
        entries: its rows in the record.
    """
    takers = {entry.detail.taker for entry in entries if isinstance(entry.detail, HandoffDetail)}
    return frozenset({session.facilitator, *takers})


def may_sign_as(
    facilitated_by: Collection[str], signatures: Iterable[Signature], person: Person, *, author_left: bool
) -> tuple[Meaning, ...]:
    """As what a person may sign a session that is over; nobody reviews or witnesses what they facilitated.

    Args:
        facilitated_by: the ids of who facilitated it; each of them signs as an author.
        signatures: those that are there.
        person: who would sign.
        author_left: whether everyone who facilitated it has left the practice.
    """
    if person.id in facilitated_by:
        return (Meaning.AUTHOR,)
    if any(each.meaning is Meaning.AUTHOR for each in signatures):
        return (Meaning.REVIEWER, Meaning.WITNESS)
    return (Meaning.REVIEWER,) if author_left else ()


def meanings_open_to(practice: Practice, session: Session) -> tuple[Meaning, ...]:
    """As what whoever has the practice open may sign a session now.

    What they have signed so before is left out, unless something was added since or a cut came in between.
    """
    return tuple(
        meaning
        for meaning in _may_sign_now(practice, session)
        if _record_half(practice, session.id, meaning) or not _stands(practice, session.id, meaning)
    )


def _may_sign_now(practice: Practice, session: Session) -> tuple[Meaning, ...]:
    facilitated_by = facilitators(session, practice.record.entries(session.id))
    left = all(_left(practice, each) for each in facilitated_by)
    signatures = practice.record.signatures(session.id)
    return may_sign_as(facilitated_by, signatures, practice.person, author_left=left)


def _check_may_sign(practice: Practice, session: Session, meaning: Meaning) -> None:
    open_to = _may_sign_now(practice, session)
    if meaning not in open_to:
        if meaning is Meaning.AUTHOR:
            raise SigningError(
                "Only whoever facilitated this session can sign it as its author.",
                "Sign it as a reviewer or as a witness.",
            )
        if Meaning.AUTHOR in open_to:
            raise SigningError(
                "You facilitated this session, so somebody else reviews or witnesses it.",
                "Sign it as its author.",
            )
        raise SigningError(
            "Its author has not signed this session yet.", "A reviewer or a witness signs after the author."
        )
    if _stands(practice, session.id, meaning):
        raise SigningError("You have signed this session so already, and nothing was added since.")


def _stands(practice: Practice, session_id: str, meaning: Meaning) -> bool:
    """Whether one's own signature of that meaning covers all there is."""
    mine = [each for each in _own(practice, session_id) if each.meaning is meaning]
    return bool(mine) and not _added_since(practice, session_id, mine[-1])


def _check_whole(practice: Practice, session: Session, held: int) -> None:
    if session.state not in _OVER:
        raise SigningError("This session has not ended yet.", "End it first, then sign it.")
    if held:
        raise SigningError(
            "The disk has not taken all of this session yet.", "Wait until it has, then sign it."
        )
    open_risks = unanswered_risks(project(rows_of(practice.record, practice.notebook, session.id)))
    if open_risks:
        waits = "1 risk waits" if len(open_risks) == 1 else f"{len(open_risks)} risks wait"
        raise SigningError(
            f"{waits} for an answer.", "Copy each to the record, or say why not; then sign the session."
        )


def _left(practice: Practice, person_id: str) -> bool:
    return any(each.id == person_id and each.left_at is not None for each in practice.record.people())


def _own(practice: Practice, session_id: str) -> list[Signature]:
    return [each for each in practice.record.signatures(session_id) if each.person == practice.person.id]


def _added_since(practice: Practice, session_id: str, signature: Signature) -> bool:
    """Whether rows were added that a signature does not cover, in the record or in one's own notebook."""
    rows = rows_of(practice.record, practice.notebook, session_id)
    return any(row.addition is not None and row.typed_at > signature.at for row in rows)


def _record_half(practice: Practice, session_id: str, meaning: Meaning) -> Signature | None:
    """One's own signature that the notebook still lacks, or None."""
    if practice.notebook is None:
        return None
    there = {signature.id for signature in practice.notebook.signatures(session_id)}
    mine = [each for each in _own(practice, session_id) if each.meaning is meaning]
    return next((each for each in mine if each.id not in there), None)


def _stated(practice: Practice, session_id: str, meaning: Meaning, clock: Clock) -> Signature:
    return Signature(
        id=new_id(),
        session=session_id,
        person=practice.person.id,
        name=practice.person.name,
        role=practice.person.role,
        meaning=meaning,
        at=clock.now().at,
        head=0,
        chain="",
        digest="",
        key=practice.public_key,
    )


def _signed(stated: Signature, file: OpenFile, sign: Signer) -> Signature:
    """The signature over a file as it is now."""
    head, digest = file.head(), file.digest(stated.session)
    over = stated.model_copy(update={"head": head.sequence, "chain": head.chain, "digest": digest})
    return over.model_copy(update={"signature": sign(signed_bytes(over)).hex()})
