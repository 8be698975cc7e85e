"""Self-energy as it is observed: eight Cs and five Ps, each 0 to 4, never added up to a score."""

from enum import StrEnum

STRONGEST = 4


class Quality(StrEnum):
    """One quality of Self-energy."""

    CALM = "calm"
    CURIOSITY = "curiosity"
    CLARITY = "clarity"
    COMPASSION = "compassion"
    CONFIDENCE = "confidence"
    COURAGE = "courage"
    CREATIVITY = "creativity"
    CONNECTEDNESS = "connectedness"
    PRESENCE = "presence"
    PATIENCE = "patience"
    PERSPECTIVE = "perspective"
    PERSISTENCE = "persistence"
    PLAYFULNESS = "playfulness"


EIGHT_CS: tuple[Quality, ...] = tuple(Quality)[:8]


class Rater(StrEnum):
    """Who gave a rating."""

    FACILITATOR = "facilitator"
    CLIENT = "client"
