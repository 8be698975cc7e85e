"""People of the practice, and the people who come to it."""

from datetime import datetime
from enum import StrEnum

from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.texts import Text


class PersonRole(StrEnum):
    """What a person of the practice does; only therapists have a notebook."""

    THERAPIST = "therapist"
    PRESCRIBER = "prescriber"
    NURSE = "nurse"
    SITTER = "sitter"
    TRAINEE = "trainee"
    OFFICE = "office"

    @property
    def has_notebook(self) -> bool:
        """Whether such a person has a notebook of their own; only therapists do."""
        return self is PersonRole.THERAPIST


class Person(Frozen):
    """Someone who works in the practice, or did.

    Attributes:
        signing_key: the public half of their Ed25519 key, 64 hexadecimal digits; None until they first
            opened the practice with a version that signs.
        left_at: when they were removed; their entries and signatures stay.
    """

    id: str
    name: Text
    role: PersonRole = PersonRole.THERAPIST
    made_at: datetime
    signing_key: str | None = None
    left_at: datetime | None = None


class Client(Frozen):
    """Someone who comes to the practice; `name` is the name as they want it shown.

    Attributes:
        glyphs_only: True where this client is shown no words for the roles of parts, only their glyphs.
        language: BCP 47 code of what they are given on paper; None for the practice's usual one.
        part_two: True where 42 CFR Part 2 protects their records: every page that leaves says so.
        wordings: questions in words chosen for this client, by the key of the question in the library.
    """

    id: str
    name: Text
    pronouns: Text = ""
    made_at: datetime
    glyphs_only: bool | None = None
    language: str | None = None
    part_two: bool | None = None
    wordings: dict[str, Text] | None = None
