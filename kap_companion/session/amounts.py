"""Milligrams that know their drug: those of ketamine and those of esketamine can never be added up.

The type checker refuses it where the drugs are known when the program is written, and the sum itself
refuses it where they are not.
"""

from dataclasses import dataclass
from typing import ClassVar, Generic, TypeAlias, TypeVar

from kap_companion.vocabulary.routes import Drug


class Ketamine:
    """Racemic ketamine."""

    drug: ClassVar[Drug] = Drug.KETAMINE


class Esketamine:
    """Esketamine alone."""

    drug: ClassVar[Drug] = Drug.ESKETAMINE


D = TypeVar("D", Ketamine, Esketamine)


@dataclass(frozen=True)
class Amount(Generic[D]):
    """So many mg of one drug: `Amount(Ketamine, 70)`."""

    of: type[D]
    mg: float

    @property
    def drug(self) -> Drug:
        """Which drug it is."""
        return self.of.drug

    def __add__(self, other: "Amount[D]") -> "Amount[D]":
        """Both together.

        Raises:
            TypeError: the other one is of another drug, or no amount at all.
        """
        if not isinstance(other, Amount) or other.of is not self.of:
            message = "Milligrams of one drug are never added to anything else."
            raise TypeError(message)
        return Amount(self.of, self.mg + other.mg)


AnyAmount: TypeAlias = Amount[Ketamine] | Amount[Esketamine]


def amount_of(drug: Drug, mg: float) -> AnyAmount:
    """So many mg of a drug that is known only now."""
    return Amount(Ketamine, mg) if drug is Drug.KETAMINE else Amount(Esketamine, mg)
