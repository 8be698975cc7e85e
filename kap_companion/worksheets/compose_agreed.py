"""What of all that is agreed counts, and what is agreed of one part, by its shared handle. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.shared import SharedField, SharedItem
from kap_companion.worksheets.map_place import place_on_map


@dataclass(frozen=True, slots=True)
class AgreedPart:
    """What is agreed of one part; `items` is never empty, but for a part that nobody knows."""

    about: str = ""
    items: tuple[SharedItem, ...] = ()

    def of(self, field: SharedField) -> tuple[SharedItem, ...]:
        """What is agreed of one field; rows without words are none."""
        return tuple(item for item in self.items if item.field is field and item.value.strip())

    @property
    def naming(self) -> SharedItem | None:
        """The row of its name; None where no name is agreed."""
        return next(iter(self.of(SharedField.NAME)), None)

    @property
    def name(self) -> str:
        """Its agreed name; empty where there is none."""
        return self.naming.value if self.naming is not None else ""

    @property
    def role_said(self) -> SharedItem | None:
        """The row of its role; None where that is not agreed, or not known."""
        return next((item for item in self.of(SharedField.ROLE) if item.value != Role.UNKNOWN), None)

    @property
    def role(self) -> Role | None:
        """Its role, where it was agreed to have it on paper."""
        return Role(self.role_said.value) if self.role_said is not None else None


def parts_of(items: Iterable[SharedItem]) -> tuple[AgreedPart, ...]:
    """The parts of which something is agreed, in the order they came forward."""
    found: dict[str, list[SharedItem]] = {}
    for item in sorted((item for item in items if item.about), key=lambda item: item.position):
        found.setdefault(item.about, []).append(item)
    return tuple(AgreedPart(about, tuple(rows)) for about, rows in found.items())


def counting(items: Iterable[SharedItem]) -> tuple[SharedItem, ...]:
    """The rows that say something: of a name and a role the first, of a level and a place the newest.

    So a row that is left off is not followed by an older one that said the same otherwise.
    """
    rows = tuple(item for item in items if _says_something(item))
    first: dict[tuple[str, str], str] = {}
    newest: dict[tuple[str, str], str] = {}
    for row in rows:
        if row.field in (SharedField.NAME, SharedField.ROLE):
            first.setdefault((row.about, row.field), row.id)
        elif row.field is SharedField.PLACE:
            newest[row.about, row.field] = row.id
        elif row.field is SharedField.SELF:
            newest[row.value.partition(" ")[0], row.field] = row.id
    alone = {SharedField.NAME, SharedField.ROLE, SharedField.PLACE, SharedField.SELF}
    count = {*first.values(), *newest.values()}
    return tuple(row for row in rows if row.field not in alone or row.id in count)


def _says_something(item: SharedItem) -> bool:
    if item.field is SharedField.ROLE and item.value == Role.UNKNOWN:
        return False
    if item.field is SharedField.PLACE and place_on_map(item.value) is None:
        return False
    return bool(item.value.strip())
