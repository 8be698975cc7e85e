"""How parts stand to each other."""

from enum import StrEnum


class LinkKind(StrEnum):
    """Protects, triggers and concerned about are directed; polarised and allied are stored once."""

    PROTECTS = "protects"
    TRIGGERS = "triggers"
    CONCERNED_ABOUT = "concerned_about"
    POLARISED = "polarised"
    ALLIED = "allied"


UNDIRECTED = frozenset({LinkKind.POLARISED, LinkKind.ALLIED})
