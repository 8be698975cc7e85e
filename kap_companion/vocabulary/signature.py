"""What a person states when they sign a session."""

from datetime import datetime
from enum import StrEnum

from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.people import PersonRole
from kap_companion.vocabulary.texts import Text


class Meaning(StrEnum):
    """As what a person signs."""

    AUTHOR = "author"
    REVIEWER = "reviewer"
    WITNESS = "witness"


class Signature(Frozen):
    """One signature over one session, in the record or, for its process notes, in the signer's notebook.

    Attributes:
        name: the signer's name as it was then.
        role: what they did in the practice then.
        head: the ledger's newest row when it was signed, from 1.
        chain: that row's chain hash, hexadecimal.
        digest: SHA-256 of the session's rows in this file as they were signed, hexadecimal.
        key: the signer's public Ed25519 key, hexadecimal.
        signature: Ed25519 over `signed_bytes` of the other fields, hexadecimal; empty only while it is made.
    """

    id: str
    session: str
    person: str
    name: Text
    role: PersonRole
    meaning: Meaning
    at: datetime
    head: int
    chain: str
    digest: str
    key: str
    signature: str = ""
