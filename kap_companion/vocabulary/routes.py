"""Drugs and the ways they are given."""

from enum import StrEnum


class Route(StrEnum):
    """How a dose is given."""

    IM = "im"
    IV = "iv"
    SL = "sl"
    PO = "po"
    IN = "in"
    SC = "sc"


class Drug(StrEnum):
    """Which drug; milligrams of one are never added to milligrams of another."""

    KETAMINE = "ketamine"
    ESKETAMINE = "esketamine"


class Unit(StrEnum):
    """What a dose is measured in; mg/kg needs the session's weight."""

    MG = "mg"
    MG_PER_KG = "mg/kg"
