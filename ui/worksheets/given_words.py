"""Sheets that were given, in words: which, when, how, and what of it was taken back since."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from kap_companion.vocabulary.shared import Handed
from kap_companion.worksheets.kept_sheets import KeptSheet
from ui import words
from ui.worksheets.kept_list import KeptRow
from ui.worksheets.sheet_words import sheet_word


def given_rows(sheets: Sequence[KeptSheet]) -> tuple[KeptRow, ...]:
    """Each sheet as a row of the list."""
    return tuple(KeptRow(each.worksheet.id, _which(each), _mark(each)) for each in sheets)


def given_words(given: KeptSheet) -> str:
    """What is said over the pages of a sheet as it was given."""
    translate = QCoreApplication.translate
    said = translate("Given", "As it was given: {which}.").format(which=_which(given))
    if not given.taken_back:
        return said
    never = translate("Given", "It is not given again; the sheet put together now holds what is agreed now.")
    return " ".join((said, f"{_mark(given)}.", never))


def _which(given: KeptSheet) -> str:
    translate = QCoreApplication.translate
    sheet = given.worksheet
    name = sheet_word(sheet.composition.sheet) if sheet.composition else translate("Given", "Worksheet")
    how = {
        Handed.SAVED: translate("Given", "{name} of session {number}, saved {day}"),
        Handed.PRINTED: translate("Given", "{name} of session {number}, printed {day}"),
        None: translate("Given", "{name} of session {number}, made {day}"),
    }[sheet.handed]
    day = words.day(sheet.made_at.astimezone())
    return how.format(name=name, number=given.session.number, day=day)


def _mark(given: KeptSheet) -> str:
    translate = QCoreApplication.translate
    count = len(given.taken_back)
    if count == 0:
        return ""
    if count == 1:
        return translate("Given", "One thing on it was taken back since")
    return translate("Given", "{n} things on it were taken back since").format(n=count)
