"""What is due and what is asked before the dose, in words, by the key it is answered with."""

import re

from PySide6.QtCore import QCoreApplication

from kap_companion.session.prompts import DueKind
from ui.one_line import one_line
from ui.session.due_words import due_word

translate = QCoreApplication.translate
_MINUTES = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,2})?")
_KINDS = {**{kind.value: kind for kind in DueKind}, "mask": DueKind.MASK_OFF}


def answered_word(key: str) -> str:
    """What was due, such as "vitals at T+15"; the key itself where nobody knows it any more."""
    what, _, which = key.partition(":")
    if what not in _KINDS:
        return one_line(key, 60)
    if _KINDS[what] is not DueKind.VITALS:
        return due_word(_KINDS[what])
    which = which.partition(":")[0]
    if _MINUTES.fullmatch(which):
        return translate("Due", "vitals at T+{minutes}").format(minutes=which)
    return {
        "baseline": translate("Due", "baseline vitals"),
        "leaving": translate("Due", "vitals before leaving"),
    }.get(which) or due_word(DueKind.VITALS)


def point_word(key: str) -> str:
    """A point of the gate or of "ready to leave", as a sentence begins with it."""
    return {
        "fasting_food": translate("Point", "Last meal"),
        "fasting_drink": translate("Point", "Last drink"),
        "weight": translate("Point", "Weight"),
        "medicines": translate("Point", "Medicines"),
        "ride": translate("Point", "Ride home"),
        "escort": translate("Point", "Escort"),
        "vitals": translate("Point", "Vitals"),
        "time": translate("Point", "Time since the dose"),
        "rescue_kit": translate("Point", "Rescue kit"),
    }.get(key) or _plain(key)


def _plain(key: str) -> str:
    words = one_line(key, 60).replace("_", " ")
    return words[:1].upper() + words[1:]
