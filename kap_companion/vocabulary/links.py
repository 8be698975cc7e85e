"""How parts stand to each other."""

from enum import StrEnum


class LinkKind(StrEnum):
    """Protects, triggers and concerned about are directed; the others are stored once."""

    PROTECTS = "protects"
    TRIGGERS = "triggers"
    CONCERNED_ABOUT = "concerned_about"
    POLARISED = "polarised"
    ALLIED = "allied"
    NOT_SURE = "not_sure"


class LinkState(StrEnum):
    """How a link stands by now."""

    ACTIVE = "active"
    EASING = "easing"
    RESOLVED = "resolved"


UNDIRECTED = frozenset({LinkKind.POLARISED, LinkKind.ALLIED, LinkKind.NOT_SURE})
