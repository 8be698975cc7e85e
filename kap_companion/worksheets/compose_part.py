"""One part as it stands on paper: what it is called, what it said, what else was agreed of it. Pure."""

from collections.abc import Collection

from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets.compose_agreed import AgreedPart
from kap_companion.worksheets.compose_making import PART, Making
from kap_companion.worksheets.compose_said import BESIDE, called, felt, quoted, where
from kap_companion.worksheets.prompts import Prompts
from kap_companion.worksheets.sentences import Sentence, ours, own
from kap_companion.worksheets.sheet import PartSection, Row, Said

ALL_FIELDS = frozenset(SharedField)


def part_section(
    making: Making, part: AgreedPart, fields: Collection[SharedField] = ALL_FIELDS
) -> PartSection:
    """What was agreed of one part.

    Args:
        making: the sheet.
        part: the part.
        fields: which of it stands on this sheet; its name and its role always do.
    """
    words = making.words
    key = PART + part.about
    places = part.of(SharedField.BODY) if SharedField.BODY in fields else ()
    label = words.parts.of(part.role).label
    about = ours(label) if label else Sentence(())
    if places:
        about += (ours(BESIDE) if label else Sentence(())) + felt(places, words)
    quotes = part.of(SharedField.WORDS) if SharedField.WORDS in fields else ()
    asked = making.book.of(making.composition.sheet, about_part=True, role=part.role, section="part")
    return PartSection(
        key=key,
        about_part=part.about,
        heading=called(part, words) if part.name else ours(making.heading(key, words.unnamed_part)),
        role=part.role,
        about=about,
        names=_names(part, SharedField.BODY in fields, words),
        quotes=tuple(quoted(item, words) for item in quotes),
        rows=_rows(part, fields, words),
        questions=making.asked(key, asked, part),
    )


def _names(part: AgreedPart, with_places: bool, words: Prompts) -> tuple[Said, ...]:  # noqa: FBT001 - one caller
    names = [Said(part.naming.id, own(part.name))] if part.naming is not None else []
    if part.role_said is not None:
        names.append(Said(part.role_said.id, ours(words.parts.of(part.role).label)))
    if with_places:
        names += [Said(item.id, where(item.value, words.body)) for item in part.of(SharedField.BODY)]
    return tuple(names)


def _rows(part: AgreedPart, fields: Collection[SharedField], words: Prompts) -> tuple[Row, ...]:
    """What else was agreed, field by field in their order."""
    by_field: dict[SharedField, list[Said]] = {}
    for item in part.items:
        if item.field in fields and item.value.strip():
            by_field.setdefault(item.field, []).append(Said(item.id, own(item.value)))
    found = ((words.rows.of(field), by_field[field]) for field in SharedField if field in by_field)
    return tuple(Row(about, tuple(said)) for about, said in found if about)
