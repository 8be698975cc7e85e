"""A weight as people type it."""

import math

HEAVIEST_KG = 400.0
_LONGEST = 20


def kilograms(text: str) -> float | None:
    """The kilograms in "70", "70,5" or "70.5 kg"; None where nothing is typed.

    Raises:
        ValueError: it is no weight of a person.
    """
    plain = text.strip()[:_LONGEST].casefold().removesuffix("kg").strip().replace(",", ".")
    if not plain:
        return None
    weight = float(plain)
    if not (math.isfinite(weight) and 0 < weight <= HEAVIEST_KG):
        raise ValueError(HEAVIEST_KG)
    return weight
