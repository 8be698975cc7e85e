"""Anybody's text made fit for one painted line."""

import re

# A line is painted on one row; a ten-megabyte one must not be shaped. The reading in full is kept elsewhere.
LONGEST = 600
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# Directional overrides would turn round what stands beside them; the letters' own direction stays.
_OVERRIDES = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def one_line(text: str, longest: int = LONGEST) -> str:
    """A text that can be painted on one line: cut by characters first, then without control characters."""
    cut = text if len(text) <= longest else text[:longest] + "…"
    shown = _OVERRIDES.sub("", _UNPRINTABLE.sub(" ", cut))
    return _LONE_SURROGATE.sub("\ufffd", shown).strip()
