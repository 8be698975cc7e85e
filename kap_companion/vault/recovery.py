"""The recovery code: 160 random bits on paper, in groups that know when they are mistyped."""

import secrets
import unicodedata
from dataclasses import dataclass, field

from kap_companion.errors import WrongRecoveryCodeError

GROUPS = 8
GROUP_CHARACTERS = 5
SECRET_BYTES = 20

# Crockford's alphabet: no I, L, O, U, so that nothing handwritten is mistaken for something else.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)}
_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_LONGEST_TEXT = 1_000
_BITS = 5
_DATA_CHARACTERS = GROUP_CHARACTERS - 1

_ADVICE = "Compare it with the recovery sheet and type it again."


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """What the recovery sheet says; printing the value shows nothing of it.

    Attributes:
        groups: eight groups of five characters, four of data and one that checks them and their place.
    """

    groups: tuple[str, ...] = field(repr=False)

    @classmethod
    def new(cls) -> "RecoveryCode":
        """A fresh code from 160 random bits."""
        return cls.from_secret(secrets.token_bytes(SECRET_BYTES))

    @classmethod
    def from_secret(cls, secret: bytes) -> "RecoveryCode":
        """The code that stands for these 20 bytes."""
        number = int.from_bytes(secret)
        group_bits = _BITS * _DATA_CHARACTERS
        words = (number >> group_bits * (GROUPS - 1 - place) for place in range(GROUPS))
        return cls(tuple(_group(word & (1 << group_bits) - 1, place) for place, word in enumerate(words)))

    @classmethod
    def parse(cls, text: str) -> "RecoveryCode":
        """The code as a person typed it: case, spaces and hyphens do not matter, nor O for 0, I or L for 1.

        Raises:
            WrongRecoveryCodeError: groups are missing or too many, or some are mistyped; says which.
        """
        if len(text) > _LONGEST_TEXT:
            raise WrongRecoveryCodeError("That is much longer than a recovery code.", _ADVICE)
        groups = _split(unicodedata.normalize("NFKC", text).upper().translate(_LOOK_ALIKES))
        if len(groups) < GROUPS:
            raise WrongRecoveryCodeError(
                f"The recovery code has {GROUPS} groups of {GROUP_CHARACTERS} characters; "
                f"only {len(groups)} were typed.",
                _ADVICE,
            )
        if len(groups) > GROUPS:
            raise WrongRecoveryCodeError(
                f"The recovery code has {GROUPS} groups of {GROUP_CHARACTERS} characters; more were typed.",
                _ADVICE,
            )
        mistyped = [place + 1 for place, group in enumerate(groups) if not _fits(group, place)]
        if mistyped:
            raise WrongRecoveryCodeError(_mistyped_sentence(mistyped), _ADVICE)
        return cls(groups)

    @property
    def text(self) -> str:
        """The code in one line, groups joined by hyphens; also what the QR code holds."""
        return "-".join(self.groups)

    @property
    def secret(self) -> bytes:
        """The 20 bytes the code stands for."""
        number = 0
        for letter in (letter for group in self.groups for letter in group[:_DATA_CHARACTERS]):
            number = number << _BITS | _VALUES[letter]
        return number.to_bytes(SECRET_BYTES)


def _group(word: int, place: int) -> str:
    values = [word >> _BITS * (_DATA_CHARACTERS - 1 - i) & 31 for i in range(_DATA_CHARACTERS)]
    return "".join(_ALPHABET[value] for value in (*values, _check(values, place)))


def _fits(group: str, place: int) -> bool:
    if len(group) != GROUP_CHARACTERS or any(letter not in _VALUES for letter in group):
        return False
    *values, check = (_VALUES[letter] for letter in group)
    return check == _check(values, place)


def _check(values: list[int], place: int) -> int:
    # A weighted sum in the field of 32 elements with weights x, x^2, x^3, x^4 (the check itself weighs 1):
    # any one wrong character and any two exchanged in a group are always seen. The place is added, so that
    # two whole groups exchanged are always seen too.
    total = place
    weight = 1
    for value in values:
        weight = _times(weight, 2)
        total ^= _times(weight, value)
    return total


def _times(a: int, b: int) -> int:
    product = 0
    for bit in range(_BITS):
        if b >> bit & 1:
            product ^= a << bit
    for bit in range(2 * _BITS - 2, _BITS - 1, -1):
        if product >> bit & 1:
            product ^= 0b100101 << bit - _BITS  # x^5 + x^2 + 1, which has no factors
    return product


def _split(text: str) -> tuple[str, ...]:
    spaced = "".join(" " if unicodedata.category(letter)[0] in "PZC" else letter for letter in text)
    by_person = tuple(spaced.split())
    if len(by_person) == GROUPS:
        return by_person
    joined = "".join(by_person)
    return tuple(joined[i : i + GROUP_CHARACTERS] for i in range(0, len(joined), GROUP_CHARACTERS))


def _mistyped_sentence(places: list[int]) -> str:
    if len(places) == 1:
        return f"Group {places[0]} of the recovery code is mistyped."
    listed = ", ".join(str(place) for place in places[:-1])
    return f"Groups {listed} and {places[-1]} of the recovery code are mistyped."
