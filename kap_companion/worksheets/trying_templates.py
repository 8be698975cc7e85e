"""Trying the practice's own templates on a made-up sheet, to say what is wrong before a client's is set."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from kap_companion.vocabulary.composition import Composition, SheetKind
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.session import Protocol, Session
from kap_companion.vocabulary.shared import SharedField, SharedItem
from kap_companion.worksheets.compose import compose
from kap_companion.worksheets.kept_sheets import pages_of
from kap_companion.worksheets.material import Material
from kap_companion.worksheets.own_templates import ENDING, OwnTemplate, own_templates
from kap_companion.worksheets.press import Press
from kap_companion.worksheets.prompts import load
from kap_companion.worksheets.questions import load_questions

_WHEN: Final = datetime(2026, 1, 1, 9, 0, tzinfo=UTC)
_PART: Final = "tried"
# One of each field that a template may lay out, about nobody.
_SAID: Final = {
    SharedField.NAME: "A part",
    SharedField.ROLE: Role.MANAGER.value,
    SharedField.WORDS: "A sentence",
    SharedField.BODY: "chest",
    SharedField.PLACE: "0.4 0.3",
    SharedField.LINK: "stands before another part",
    SharedField.JOB: "keeps watch",
    SharedField.FEARS: "being alone",
    SharedField.NEEDS: "time",
}


def what_is_wrong(press: Press, template: OwnTemplate) -> str:
    """Why a template cannot be used, with its line, in a sentence; empty where it can."""
    composition = Composition(
        sheet=template.kind,
        template=template.name,
        part=_PART if template.kind is SheetKind.ONE_PART else "",
    )
    sheet = compose(_made_up(), composition, load(), load_questions())
    return pages_of(press, sheet, composition).note


def without_a_sheet(folder: Path) -> tuple[str, ...]:
    """The files among the templates that do not say which sheet they set, by name."""
    if not folder.is_dir():
        return ()
    known = {template.path for template in own_templates(folder)}
    return tuple(path.name for path in sorted(folder.glob(f"*{ENDING}")) if path not in known)


def _made_up() -> Material:
    items = [_item(field.value, field, value, about=_PART) for field, value in _SAID.items()]
    items.append(_item("self", SharedField.SELF, "calm 4"))
    items.append(_item("promise", SharedField.PROMISE, "A promise"))
    items.append(_item("own words", SharedField.WORDS, "Another sentence"))
    return Material(
        items=tuple(items),
        client=Client(id="nobody", name="", made_at=_WHEN),
        session=Session(
            id="none", client="nobody", number=1, protocol=Protocol(key="", name=""), facilitator="",
            anchor=_WHEN,
        ),
    )  # fmt: skip


def _item(name: str, field: SharedField, value: str, about: str = "") -> SharedItem:
    return SharedItem(
        id=name, client="nobody", session="none", about=about, field=field, value=value, agreed_at=_WHEN,
        author="",
    )  # fmt: skip
