"""The folder proposed for a practice of a name."""

import re
import unicodedata

ENDING = ".kap"
LONGEST = 60
# What some file system or other refuses in a name.
_REFUSED = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+')


def folder_name(practice: str) -> str:
    """A name that every file system takes, from the practice's name; "Practice.kap" where nothing is left."""
    plain = _REFUSED.sub(" ", unicodedata.normalize("NFC", practice))
    words = " ".join(plain.split())[:LONGEST].strip(" .")
    return (words or "Practice") + ENDING
