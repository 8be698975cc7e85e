"""A session with everything that a record can hold, and private words that must never be on paper."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kap_companion.records.readers import Purpose, RecordReader, readers_for
from kap_companion.records.signatures import signed_bytes
from kap_companion.session.live import Live
from kap_companion.session.recorded import SessionRecord, read_record
from kap_companion.vocabulary.details import PlainDetail
from kap_companion.vocabulary.entry import Addition
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from kap_companion.vocabulary.people import PersonRole
from kap_companion.vocabulary.session import SessionState
from kap_companion.vocabulary.signature import Meaning, Signature
from tests.builders import an_entry
from tests.session.desks import Desk, newest

PRIVATE = "Zaunkoenig"
PRIVATE_LINES = (
    f"The {PRIVATE}: #chest 6 “{PRIVATE} words” ->{PRIVATE} two",
    f"n {PRIVATE} note",
    f"q “{PRIVATE} quote”",
    f"h perhaps {PRIVATE}",
    f"s calm 3 {PRIVATE}",
)
LINES = (
    "> in Kim Lee (sitter)",
    "> ate 7:30 toast",
    "> weight 68 kg",
    "> ride Sam, her brother",
    "> consent treatment",
    "> consent dose 80 mg booster 20 mg",
    "> consent touch hand on shoulder by Ana Ruiz",
    "> consent no recording",
    "> limit bp 140/90 by Dr. Okafor",
    "v 124/80 76 98",
    "d 70mg im left deltoid lot 4471 exp 2027-03 ordered 70 mg wasted 30 mg witness Kim Lee",
    "v 152/94 88 96 rr 14",
    "> action sat up, measured again",
    "> told Dr. Okafor at once",
    "ae nausea mild",
    "> action ginger, a basin",
    "> resolved",
    "> scale moaas 4",
    "v declined asleep",
)


def a_full_session(desk: Desk) -> Live:
    """A session that runs: consents, limits, doses, vitals, events; a line corrected, another taken back."""
    live = desk.begin(intention="meet the one who hides")
    for line in (*LINES, *PRIVATE_LINES):
        desk.type(live, line)
    of_record = {row.raw: row for row in live.timeline.entries}
    dose = next(row for raw, row in of_record.items() if raw.startswith("d 70mg"))
    live.amend(dose.id, dose.raw.replace("d 70mg", "d 75mg"), desk.clock.pass_time(9), "misread the syringe")
    desk.type(live, "v 99/60 70 97")
    live.retract(newest(live).id, desk.clock.pass_time(9), "wrong cuff")
    return live


def ended(desk: Desk, live: Live) -> Live:
    desk.type(live, "> end", after=7_200)
    return live


def signed(desk: Desk, session_id: str, key: Ed25519PrivateKey | None = None) -> Signature:
    """Signs as the desk's person, with the key that the record knows unless another is given."""
    own = Ed25519PrivateKey.generate()
    public = own.public_key().public_bytes_raw().hex()
    desk.record.change_person(desk.person.model_copy(update={"signing_key": public}))
    key = key or own
    head = desk.record.head()
    signature = Signature(
        id="signature-1",
        session=session_id,
        person=desk.person.id,
        name=desk.person.name,
        role=PersonRole.THERAPIST,
        meaning=Meaning.AUTHOR,
        at=desk.clock.now().at,
        head=head.sequence,
        chain=head.chain,
        digest=desk.record.digest(session_id),
        key=key.public_key().public_bytes_raw().hex(),
    )
    signature = signature.model_copy(update={"signature": key.sign(signed_bytes(signature)).hex()})
    desk.record.sign(signature)
    assert desk.record.session(session_id).state is SessionState.SIGNED
    return signature


def added(desk: Desk, session_id: str, raw: str, *, late: bool = False, about: str | None = None) -> None:
    """Adds a line to the record of a signed session, a while after."""
    kind = EntryKind.STOP if late else EntryKind.ADDENDUM
    moment = desk.clock.pass_time(86_400)
    entry = an_entry(
        kind,
        PlainDetail.model_validate({"kind": kind.value}),
        session=session_id,
        minutes=15,
        compartment=Compartment.RECORD,
        author=desk.person.id,
        raw=raw,
        text=raw,
        addition=Addition.LATE if late else Addition.ADDENDUM,
        reason="not known then",
        about=about,
    )
    desk.record.append(entry.model_copy(update={"typed_at": moment.at}))


def a_reader(desk: Desk) -> RecordReader:
    return readers_for(Purpose.RECORD_EXPORT, desk.record, desk.notebook)


def record_of(desk: Desk, session_id: str) -> SessionRecord:
    return read_record(a_reader(desk), session_id)
