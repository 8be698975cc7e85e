"""Words, sentence marks and quotes: what every kind of line is made of.

A word ends at white space. Where a kind knows quotes, a quote mark ends a word as well, so that
`tight"go"7` is the word `tight`, the quote `go` and the word `7`.
A quote that is never closed runs to the end of the line. An empty quote says nothing.
"""

import re

_STRAIGHT = '"'
OPENERS = '"“„«'
# "“" opens an English quote and closes a German one: it closes only what "„" opened.
_QUOTE = re.compile(r'"([^"]*+)"|“([^”]*+)”|„([^“”]*+)[“”]|«([^»]*+)»')
_PAIRS = (('"', '"'), ("“", "”"), ("«", "»"))

_EMPTY = r'(?:"\s*+"|“\s*+”|„\s*+[“”]|«\s*+»)'
_EMPTY_RUN = re.compile(rf"{_EMPTY}(?:\s*+{_EMPTY})*+")
_TO_OPENER = re.compile(f"[^{OPENERS}]*+")

COLONS = ":："
STOPS = ",;.，；。、،"
MARKS = STOPS + COLONS
_MARKS = re.compile(f"[{MARKS}]*+")


def joined(text: str) -> str:
    """The text with single spaces between its words and none around them."""
    return " ".join(text.split())


def trimmed(text: str) -> str:
    """The text without outer space and without the sentence marks behind it, single-spaced."""
    return joined(text).rstrip(f" {MARKS}")


def take_quote(line: str, start: int) -> tuple[str, int]:
    """The words of the quote that opens at `start`, and where the line goes on; words may be empty."""
    quote = _QUOTE.match(line, start)
    if quote is None:
        return line[start + 1 :].strip(), len(line)
    words = quote.group(quote.lastindex or 0).strip()
    if words:
        return words, quote.end()
    return "", _end_of(_EMPTY_RUN, line, start)


def split_quotes(line: str) -> tuple[tuple[str, ...], str]:
    """The words of every quote in the line, and the text outside of them."""
    words: list[str] = []
    outside: list[str] = []
    position = 0
    while position < len(line):
        opener = _end_of(_TO_OPENER, line, position)
        outside.append(line[position:opener])
        position = opener
        if opener < len(line):
            quote, position = take_quote(line, opener)
            words.extend([quote] if quote else [])
    return tuple(words), joined(" ".join(outside))


def has_quotes(line: str) -> bool:
    """Whether a quote opens anywhere in the line."""
    return _end_of(_TO_OPENER, line, 0) < len(line)


def after_marks(line: str, position: int) -> int:
    """Where the line goes on behind the sentence marks at `position`."""
    return _end_of(_MARKS, line, position)


def quoted(words: str) -> str:
    """The words between marks that they do not hold themselves, so that they are read back whole."""
    for opener, closer in _PAIRS:
        if closer not in words:
            return f"{opener}{words}{closer}"
    # Words read from a line never hold every closing mark there is; others lose one kind of it.
    return f'"{words.replace(_STRAIGHT, "”")}"'


def _end_of(pattern: re.Pattern[str], line: str, position: int) -> int:
    match = pattern.match(line, position)
    return match.end() if match else position
