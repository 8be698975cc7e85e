"""A sheet as it stands on the composing page, to be saved or printed."""

from dataclasses import dataclass

from kap_companion.vocabulary.composition import Composition
from kap_companion.vocabulary.session import Session
from kap_companion.worksheets.sheet import Sheet


@dataclass(frozen=True, slots=True)
class PutTogether:
    """Of which session it is, what stands on it, and how it was put together."""

    session: Session
    sheet: Sheet
    composition: Composition
