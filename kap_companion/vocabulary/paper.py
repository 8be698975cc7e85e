"""The paper a sheet is set on, and how."""

from enum import StrEnum
from typing import Final, Literal

from kap_companion.vocabulary.frozen import Frozen

Points = Literal[11, 16, 20]
TEXT_POINTS: Final[tuple[Points, ...]] = (11, 16, 20)


class Paper(StrEnum):
    """The paper a sheet is printed on; always upright."""

    LETTER = "letter"
    A4 = "a4"


class PaperChoice(Frozen):
    """How a sheet is set.

    Attributes:
        points: the size of running text; 16 and 20 are large print.
        hyperlegible: in letters drawn so that none is taken for another.
        grey: black and white alone, for printers and copiers without colour.
        punched: with a margin at the left for a hole punch.
    """

    paper: Paper = Paper.LETTER
    points: Points = 11
    hyperlegible: bool = False
    grey: bool = False
    punched: bool = False
