"""The recovery sheet: the only way back into a practice whose passphrase is lost."""

from datetime import date

import segno

from kap_companion.vault.recovery import RecoveryCode
from kap_companion.vocabulary.frozen import Frozen
from kap_companion.worksheets.compose import spell_date
from kap_companion.worksheets.page import fill, ours, own
from kap_companion.worksheets.prompts import load, table
from kap_companion.worksheets.typeset import Paper, Setting, Typeset


class RecoveryWords(Frozen):
    """All words of ours on the sheet."""

    language: str
    source: str
    title: str
    subtitle: str
    lead: str
    code_heading: str
    qr_alt: str
    qr_caption: str
    use_heading: str
    use: tuple[str, ...]
    check_heading: str
    check: str
    keep_heading: str
    keep: str
    kept_at: str
    page: str


def recovery_sheet(code: RecoveryCode, practice: str, made_on: date, paper: Paper) -> Typeset:
    """The sheet to print and lock away: the code in groups and as a QR code, and how to use it.

    Args:
        code: the recovery code, which stands on the page and nowhere in the file's metadata.
        practice: the practice's name.
        made_on: the day the practice was created or recovered.
        paper: what it is printed on.
    """
    words = RecoveryWords.model_validate(table("recovery_sheet"))
    setting = Setting()
    data = {
        "words": setting.plain(words.model_dump()),
        "subtitle": setting.plain(
            fill(words.subtitle, practice=own(practice), date=ours(spell_date(made_on, load())))
        ),
        "practice": setting.plain(practice),
        "groups": setting.plain(code.groups),
        "qr": _qr(code.text),
    }
    return setting.press("recovery_sheet", {"page": data}, paper)


def _qr(text: str) -> str:
    """An SVG of the code; a quarter of it may be soiled and it still reads."""
    svg: str = segno.make(text, error="q", micro=False).svg_inline(border=2)
    return svg
