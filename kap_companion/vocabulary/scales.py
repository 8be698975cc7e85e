"""Scales for sedation and dissociation: a score means nothing without instrument, version and direction."""

from enum import StrEnum
from typing import Literal

from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.texts import Text


class Direction(StrEnum):
    """What a higher score means."""

    MORE_AWAKE = "more_awake"
    MORE_SEDATED = "more_sedated"
    MORE_DISSOCIATED = "more_dissociated"


class Instrument(Frozen):
    """An instrument in one version; its items are not here, they belong to their authors.

    Attributes:
        key: as typed, such as "moaas".
        version: which publication.
    """

    key: str
    name: str
    version: str
    direction: Direction
    lowest: int
    highest: int
    source: str


class ScaleDetail(Frozen):
    """One score, with all that it means kept beside it.

    Two scores may be compared, or drawn on one axis, only where instrument, version and direction agree.
    """

    kind: Literal["scale"] = "scale"
    instrument: Text
    version: Text
    direction: Direction
    lowest: int
    highest: int
    score: int

    @property
    def axis(self) -> tuple[str, str, Direction]:
        """What has to agree for two scores to be drawn together."""
        return self.instrument, self.version, self.direction


INSTRUMENTS: tuple[Instrument, ...] = (
    Instrument(
        key="moaas",
        name="MOAA/S",
        version="0 to 5, 5 responds readily to name",
        direction=Direction.MORE_AWAKE,
        lowest=0,
        highest=5,
        source="BMC Anesthesiology, s12871-022-01788-1, table 2",
    ),
    Instrument(
        key="moaas-leiden",
        name="MOAA/S (Leiden)",
        version="reversed, 0 alert",
        direction=Direction.MORE_SEDATED,
        lowest=0,
        highest=5,
        source="Trials 1745-6215-14-63, table 2",
    ),
    Instrument(
        key="cadss-23",
        name="CADSS",
        version="23 items",
        direction=Direction.MORE_DISSOCIATED,
        lowest=0,
        highest=92,
        source="23-item CADSS for ketamine and esketamine (abstract, researcher.life); 0 to 4 each",
    ),
    Instrument(
        key="cadss-28",
        name="CADSS",
        version="28 items, 2014",
        direction=Direction.MORE_DISSOCIATED,
        lowest=0,
        highest=112,
        source="CADSS 2014 (scribd 333420920); 0 to 4 each",
    ),
)
BY_KEY = {instrument.key: instrument for instrument in INSTRUMENTS}
