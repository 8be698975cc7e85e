"""Makers of shared rows, and a reader of finished pages."""

import io
from datetime import UTC, datetime
from typing import Any

import pypdf

from kap_companion.ids import new_id
from kap_companion.vocabulary.composition import Composition, SheetKind
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.shared import SharedField, SharedItem
from kap_companion.worksheets.compose import compose
from kap_companion.worksheets.material import Material
from kap_companion.worksheets.prompts import load
from kap_companion.worksheets.questions import load_questions
from kap_companion.worksheets.sheet import PartSection, Sheet
from tests.builders import BEGAN, a_client, a_session


def an_item(field: SharedField, value: str, about: str = "", position: int = 0, **fields: Any) -> SharedItem:
    given: dict[str, Any] = {
        "id": new_id(),
        "client": "client-1",
        "session": "session-1",
        "about": about,
        "position": position,
        "field": field,
        "value": value,
        "origin": new_id(),
        "agreed_at": BEGAN,
        "author": "person-1",
    }
    return SharedItem(**(given | fields))


def a_part_shared(
    name: str, *words: str, role: Role | None = None, body: tuple[str, ...] = (), position: int = 0
) -> tuple[SharedItem, ...]:
    about = f"handle-{position}"
    roles = [] if role is None else [an_item(SharedField.ROLE, role.value, about, position)]
    return (
        an_item(SharedField.NAME, name, about, position),
        *roles,
        *(an_item(SharedField.BODY, place, about, position) for place in body),
        *(an_item(SharedField.WORDS, said, about, position, elapsed_seconds=1025) for said in words),
    )


def what_wren_shared() -> tuple[SharedItem, ...]:
    return (
        an_item(SharedField.SELF, "calm 4"),
        an_item(SharedField.SELF, "compassion 3"),
        *a_part_shared("The Watchman", "if I look away it gets in", role=Role.MANAGER, body=("chest",)),
        *a_part_shared("the little one", "I didn't know anyone was coming", role=Role.EXILE, position=1),
        *a_part_shared("Go-Numb", "nothing here, nothing to see", role=Role.FIREFIGHTER, position=2),
        an_item(SharedField.WORDS, "it's so quiet in here, who is breathing", elapsed_seconds=1170),
        an_item(SharedField.PROMISE, "five minutes a day with the little one, hand on belly"),
    )


def material_of(*items: SharedItem, client: Client | None = None, **fields: Any) -> Material:
    """What a sheet of these rows is made of; the rows may be taken back too."""
    given: dict[str, Any] = {
        "client": client or a_client(),
        "session": a_session(id="session-1", anchor=datetime(2026, 11, 21, 9, 0, tzinfo=UTC)),
        "practice": "Stillwater Clinic",
    }
    return Material(items=items, **(given | fields))


def a_sheet(
    *items: SharedItem,
    kind: SheetKind = SheetKind.MEETING,
    of: Material | None = None,
    composition: Composition | None = None,
    **fields: Any,
) -> Sheet:
    """A sheet of these rows, or of a whole material; `fields` are the composition's."""
    put_together = composition or Composition(sheet=kind, **fields)
    language = put_together.language
    return compose(of or material_of(*items), put_together, load(language), load_questions(language))


def keys(sheet: Sheet) -> list[str]:
    return [section.key for section in sheet.sections]


def part_on(*items: SharedItem, client: Client | None = None) -> PartSection:
    found = a_sheet(of=material_of(*items, client=client)).sections[0]
    assert isinstance(found, PartSection)
    return found


def read_back(pdf: bytes) -> str:
    """The text in reading order, line ends as spaces."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def catalog(pdf: bytes) -> pypdf.generic.DictionaryObject:
    root = pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"].get_object()
    assert isinstance(root, pypdf.generic.DictionaryObject)
    return root


def metadata(pdf: bytes) -> str:
    packet = catalog(pdf)["/Metadata"].get_object()
    assert isinstance(packet, pypdf.generic.StreamObject)
    return packet.get_data().decode()


def is_tagged(pdf: bytes) -> bool:
    return "/StructTreeRoot" in catalog(pdf) and "'/Marked': True" in str(catalog(pdf)["/MarkInfo"])


def claims_pdf_ua(pdf: bytes) -> bool:
    return "<pdfuaid:part>1</pdfuaid:part>" in metadata(pdf)


def every_byte(pdf: bytes) -> bytes:
    """The file, and all its streams decompressed."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    streams: list[bytes] = []
    for number in range(1, len(reader.xref[0]) + len(reader.xref_objStm) + 1):
        held = reader.get_object(number)
        if isinstance(held, pypdf.generic.StreamObject):
            streams.append(held.get_data())
        else:
            streams.append(repr(held).encode())
    return pdf + b"".join(streams)
