"""Signs a session, as its author does at the end."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kap_companion.ids import new_id
from kap_companion.records.signatures import signed_bytes
from kap_companion.session.live import Live
from kap_companion.vocabulary.signature import Meaning, Signature
from tests.session.desks import Desk


def sign(desk: Desk, live: Live) -> None:
    head, key = desk.record.head(), Ed25519PrivateKey.generate()
    signature = Signature(
        id=new_id(),
        session=live.session.id,
        person=desk.person.id,
        name=desk.person.name,
        role=desk.person.role,
        meaning=Meaning.AUTHOR,
        at=desk.clock.now().at,
        head=head.sequence,
        chain=head.chain,
        digest=desk.record.digest(live.session.id),
        key=key.public_key().public_bytes_raw().hex(),
    )
    signed = key.sign(signed_bytes(signature)).hex()
    desk.record.sign(signature.model_copy(update={"signature": signed}))
