"""What a file claims of itself: PDF/UA-1 and PDF/A-2a, or the nearest to it and a sentence that says why."""

from typing import Final, Literal

import typst

Standard = Literal["ua-1", "a-2a", "a-2u"]
# From all to nothing; that it can be read aloud comes before that it lasts.
LADDER: Final[tuple[tuple[Standard, ...], ...]] = (
    ("ua-1", "a-2a"),
    ("ua-1", "a-2u"),
    ("ua-1",),
    ("a-2a",),
    ("a-2u",),
    (),
)
_NAMES: Final = {"ua-1": "PDF/UA-1", "a-2a": "PDF/A-2a", "a-2u": "PDF/A-2u"}
_REASONS: Final = (
    ("alt text", "a picture on it has no words for those who hear the page"),
    ("heading level", "its headings skip a level"),
    ("title", "it has no title"),
    ("date", "it has no date"),
    ("could not be displayed", "a character on it has no drawing in the fonts at hand"),
    ("codepoint", "a character on it has no text of its own"),
)
_SOME_REASON: Final = "the typesetter cannot tell how some of it is to be read"


def said_of(standards: tuple[Standard, ...], why: str) -> str:
    """What a file claims and why it is not all, as a sentence; empty where it is all.

    Args:
        standards: one rung of the ladder.
        why: the reason as `reason` gives it.
    """
    if standards == LADDER[0]:
        return ""
    claimed = " and ".join(_NAMES[each] for each in standards) or "a tagged PDF"
    lacking = [_NAMES[each] for each in LADDER[0] if each not in standards]
    missing = (
        f"neither {lacking[0]} nor {lacking[1]}" if len(lacking) == len(LADDER[0]) else f"not {lacking[0]}"
    )
    if standards == ("a-2u",):
        missing = f"not {lacking[0]}"
    return f"The file is {claimed}, but {missing}: {why}."


def reason(error: typst.TypstError) -> str:
    """Why a standard refuses a page, in our words: those of the typesetter may quote the text."""
    return next((ours for theirs, ours in _REASONS if theirs in error.message), _SOME_REASON)
