"""The recovery sheet: the only way back into a practice whose passphrase is lost."""

from datetime import datetime

import segno

from kap_companion.vault.recovery import RecoveryCode
from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.paper import PaperChoice
from kap_companion.worksheets.press import Press, Typeset
from kap_companion.worksheets.prompts import table
from kap_companion.worksheets.record_times import spell_day
from kap_companion.worksheets.sentences import fill, ours, own
from kap_companion.worksheets.sheet import Foot

TEMPLATE = "recovery_sheet"
_PIXELS_A_SQUARE = 32


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


def recovery_sheet(
    code: RecoveryCode, practice: str, press: Press, choice: PaperChoice, made_at: datetime
) -> Typeset:
    """The sheet to print and lock away: the code in groups and as a QR code, and how to use it.

    Args:
        code: the recovery code, which stands on the page and nowhere in the file's metadata.
        practice: the practice's name.
        press: sets it.
        choice: what it is printed on, and in which size.
        made_at: when the practice was created or recovered.
    """
    words = RecoveryWords.model_validate(table("recovery_sheet"))
    date = ours(spell_day(made_at))
    page = {
        "words": words.model_dump(),
        "subtitle": fill(words.subtitle, practice=own(practice), date=date),
        "foot": Foot(practice=practice, contact="", page=words.page),
        "groups": code.groups,
        "qr": _qr(code.text),
    }
    return press.pdf(TEMPLATE, {"page": page}, choice, made_at=made_at)


def _qr(text: str) -> str:
    """An SVG of the code, drawn large for printers; a quarter of it may be soiled and it still reads."""
    svg: str = segno.make(text, error="q", micro=False).svg_inline(border=2, scale=_PIXELS_A_SQUARE)
    return svg
