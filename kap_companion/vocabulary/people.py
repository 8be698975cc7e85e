"""People of the practice, and the people who come to it."""

from datetime import datetime
from enum import StrEnum

from kap_companion.vocabulary.details import Frozen
from kap_companion.vocabulary.texts import Text


class PersonRole(StrEnum):
    """What a person of the practice does; only therapists have a notebook."""

    THERAPIST = "therapist"
    PRESCRIBER = "prescriber"
    NURSE = "nurse"
    SITTER = "sitter"
    TRAINEE = "trainee"
    OFFICE = "office"


class Person(Frozen):
    """Someone who works in the practice."""

    id: str
    name: Text
    role: PersonRole = PersonRole.THERAPIST
    made_at: datetime


class Client(Frozen):
    """Someone who comes to the practice; `name` is the name as they want it shown."""

    id: str
    name: Text
    pronouns: Text = ""
    made_at: datetime
