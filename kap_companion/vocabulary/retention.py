"""How long a client's records must be kept, by whose rule, and whether a legal hold stops their purging."""

from datetime import date, datetime

from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.texts import Text


class Retention(Frozen):
    """What was decided for one client; rows are only added and the newest counts.

    Attributes:
        years_after_visit: whole years after the last visit.
        years_after_majority: whole years after the client comes of age, where `born_on` is known; whichever
            date is later counts.
        majority_age: in years, as the place has it.
        born_on: the client's birth date, needed only for the rule about majority.
        until: a date set by hand in place of the computed one, or None.
        source: where the rule comes from, as shown beside the date.
        hold: whether a legal hold stops purging whatever the date.
        reason: why it was changed, or held.
    """

    id: str
    client: str
    years_after_visit: int
    years_after_majority: int | None = None
    majority_age: int = 18
    born_on: date | None = None
    until: date | None = None
    source: Text
    hold: bool = False
    reason: Text = ""
    author: str
    at: datetime


class Purge(Frozen):
    """That a client's content was removed after its retention date; their name is not in it.

    Attributes:
        due_on: the retention date that had passed.
        source: the rule it came from.
        rows: how many rows lost their content in the record.
    """

    id: str
    client: str
    due_on: date
    source: Text
    rows: int
    author: str
    at: datetime
