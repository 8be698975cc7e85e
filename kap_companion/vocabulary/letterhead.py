"""What the practice puts on every page: its name, its mark, and whom to call."""

from datetime import datetime

from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.texts import Text


class Letterhead(Frozen):
    """A practice's letterhead; rows are only added and the newest counts.

    Attributes:
        name: as it stands on paper; empty for the practice's own name.
        contact: whom a client calls, on every page for a client; empty for the line of the sheet's language.
        language: BCP 47 code of sheets for clients of whom no language is set.
        logo: a PNG or SVG in base64; empty for none.
        author: the id of the person who set it.
    """

    id: str
    name: Text = ""
    contact: Text = ""
    language: str = "en"
    logo: str = ""
    author: str
    at: datetime
