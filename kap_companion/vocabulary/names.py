"""When two written names are the same name."""

import unicodedata


def fold(name: str) -> str:
    """A name without case, accents, outer space and a leading "the"; two names match when these are equal.

    Scripts whose marks carry meaning of their own keep them where nothing decomposes. Never raises.
    """
    decomposed = unicodedata.normalize("NFKD", name)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    # A name of marks alone is a name too.
    words = bare.split() or name.casefold().split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)
