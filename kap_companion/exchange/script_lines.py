"""The lines of a session script: header lines `key: value`, then a time and a line each.

Pure, total and bounded: what cannot be read is a problem with its line number, never an exception.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEADER = re.compile(r"([A-Za-z][A-Za-z ]{0,30}?) *:(.*)", re.DOTALL)
_TIME_AND_SPACE = re.compile(r"(\S{1,20})(?: *\t[ \t]*| {2,})")
_RELATIVE = re.compile(r"([+-]?)(?:(\d{1,2}):)?(\d{1,4}):(\d{2})", re.ASCII)
_CLOCK = re.compile(r"@(\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII)

NO_TIME = "it does not begin with a time such as -33:10, 1:02:05 or @10:14:30 and two spaces"

# A book chapter; what is longer is no line that somebody typed in a session.
LONGEST_LINE = 16 * 1024 * 1024

ClockTime = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a line cannot be taken in.

    Attributes:
        line: its number, from 1; 0 for the script as a whole.
        message: the rest of a sentence that begins with the line's number; never the line's own words.
        fatal: whether the whole script cannot be transcribed for it.
    """

    line: int
    message: str
    fatal: bool = False

    def __str__(self) -> str:
        if self.line:
            return f"Line {self.line}: {self.message}."
        return f"{self.message[:1].upper()}{self.message[1:]}."


@dataclass(frozen=True, slots=True)
class Header:
    """A header line: its key in small letters and its value without outer space."""

    line: int
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class TimedLine:
    """An entry's line and the time in front of it: one of the two.

    Attributes:
        line: its number, from 1.
        relative_ms: milliseconds from the first dose.
        clock: hour, minute and second.
        text: the line as it would be typed.
    """

    line: int
    relative_ms: int | None
    clock: ClockTime | None
    text: str


@dataclass(frozen=True, slots=True)
class ScriptLines:
    """A script taken apart, in the order of the file."""

    headers: tuple[Header, ...]
    lines: tuple[TimedLine, ...]
    problems: tuple[Problem, ...]


def take_apart(data: bytes) -> ScriptLines:
    """The header and entry lines of a script; blank lines and `//` comments are passed over."""
    headers: list[Header] = []
    lines: list[TimedLine] = []
    problems: list[Problem] = []
    in_header = True
    for number, text in _texts(data):
        if isinstance(text, Problem):
            problems.append(text)
            continue
        if len(text) > LONGEST_LINE:
            problems.append(Problem(number, f"it is longer than {LONGEST_LINE} characters"))
            continue
        bare = text.strip()
        if bare.startswith("//"):
            continue
        if not bare:
            in_header = in_header and not headers
            continue
        timed = _timed(number, text)
        in_header = in_header and not isinstance(timed, TimedLine)
        if not in_header:
            if isinstance(timed, TimedLine):
                lines.append(timed)
            else:
                problems.append(timed)
            continue
        header = _HEADER.fullmatch(bare)
        if header is None:
            problems.append(Problem(number, "it is neither a header such as “client: NAME” nor an entry"))
        else:
            headers.append(Header(number, " ".join(header[1].lower().split()), header[2].strip()))
    return ScriptLines(tuple(headers), tuple(lines), tuple(problems))


def read_clock(text: str) -> ClockTime | None:
    """A clock time such as "10:14" or "@10:14:30"; None where it is none."""
    found = _CLOCK.fullmatch(text if text.startswith("@") else f"@{text}")
    if found is None:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _texts(data: bytes) -> Iterator[tuple[int, str | Problem]]:
    # By newline alone: other separators may stand inside a client's words.
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        try:
            yield number, line.removesuffix(b"\r").decode("utf-8")
        except UnicodeDecodeError:
            yield number, Problem(number, "it is not UTF-8 text")


def _timed(number: int, text: str) -> TimedLine | Problem:
    line = text.lstrip()
    front = _TIME_AND_SPACE.match(line)
    if front is None:
        alone = line.strip()
        if read_clock(alone) is not None or _relative_ms(alone) is not None:
            return Problem(number, "there is nothing after its time")
        return Problem(number, NO_TIME)
    clock = read_clock(front[1]) if front[1].startswith("@") else None
    relative_ms = _relative_ms(front[1])
    if clock is None and relative_ms is None:
        return Problem(number, NO_TIME)
    rest = line[front.end() :]
    if not rest.strip():
        return Problem(number, "there is nothing after its time")
    return TimedLine(number, relative_ms, clock, rest)


def _relative_ms(text: str) -> int | None:
    found = _RELATIVE.fullmatch(text)
    if found is None:
        return None
    hours, minutes, seconds = int(found[2] or 0), int(found[3]), int(found[4])
    if seconds > 59 or (found[2] is not None and minutes > 59):
        return None
    ms = ((hours * 60 + minutes) * 60 + seconds) * 1000
    return -ms if found[1] == "-" else ms
