"""A client's authorisation to let a named person of the practice read chosen process notes."""

from datetime import datetime

from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.texts import Text


class Authorisation(Frozen):
    """One authorisation, or the withdrawal of one; rows are only added.

    Source: 45 CFR 164.508(a)(2) and (b)(5): psychotherapy notes are disclosed on an authorisation, which can
    be withdrawn; what was acted on before stays acted on.

    Attributes:
        author: whose notebook it opens.
        reader: the person of the practice who may be handed copies.
        scope: what the client agreed to, in words.
        given_at: when the client gave or withdrew it.
        withdraws: the authorisation that this row ends, or None.
    """

    id: str
    client: str
    author: str
    reader: str
    scope: Text
    given_at: datetime
    withdraws: str | None = None


class Letter(Frozen):
    """Process entries on their way to one person's notebook, sealed so that they alone can read them.

    Attributes:
        authorisation: the one it is sent under.
        sender: whose entries these are.
        reader: who can open it.
        sealed: hexadecimal; emptied once it was received, or void because the authorisation was withdrawn.
        received_at: when the reader's notebook took it in; None until then.
    """

    id: str
    authorisation: str
    client: str
    session: str
    sender: str
    reader: str
    sealed: str
    sent_at: datetime
    received_at: datetime | None = None
