"""A session script as a whole: whose session it was, and what was logged when."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from kap_companion.errors import ScriptError
from kap_companion.exchange.script_lines import (
    ClockTime,
    Header,
    Problem,
    ScriptLines,
    read_clock,
    take_apart,
)
from kap_companion.exchange.script_times import place
from kap_companion.session import protocol

# A log of a day is some kilobytes; more than this is a mistake or meant to do harm.
MOST_BYTES = 64 * 1024 * 1024
MOST_LINES = 200_000
MOST_ENTRIES = 20_000

NO_DOSE = "its time counts from a first dose, but no dose has a clock time; add a header “first dose: 10:14”"

_KEYS = (
    "client",
    "pronouns",
    "protocol",
    "date",
    "timezone",
    "facilitator",
    "intention",
    "weight",
    "first dose",
)
_DATE = re.compile(r"(?:19|20|21)\d\d-\d\d-\d\d", re.ASCII)
_WEIGHT = re.compile(r"(\d{1,3}(?:[.,]\d{1,3})?) *(kg|lbs?)?", re.ASCII | re.IGNORECASE)
_KG_PER_LB = 0.45359237


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """A line that has its place in time: its number in the file, when, and as it would be typed."""

    line: int
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Script:
    """A script as read; with problems, only what could be read.

    Attributes:
        client: the name in the header.
        pronouns: empty where the header says none.
        protocol: the key of a protocol there is.
        timezone: IANA name, or empty.
        facilitator: as the header names them, or empty.
        intention: empty where the header says none.
        weight_kg: None where the header says none.
        lines: in the order of the file.
        problems: what keeps it from being taken in, by line.
        notes: what a person should know of how it was read.
    """

    client: str
    pronouns: str
    protocol: str
    timezone: str
    facilitator: str
    intention: str
    weight_kg: float | None
    lines: tuple[ScriptLine, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def read_script(data: bytes, own: Path | None = None) -> Script:
    """Reads a session script; what is wrong with it is in its `problems`.

    Args:
        data: the file.
        own: the folder of a practice's own protocols, which its header may name too.

    Raises:
        ScriptError: it is too large to be one.
        SessionError: the practice's own protocols cannot be looked into.
    """
    if len(data) > MOST_BYTES:
        message = "That file is too large to be a session script."
        raise ScriptError(message, f"A script may have {MOST_BYTES // 1024**2} MiB.")
    apart = take_apart(data) if data.count(b"\n") <= MOST_LINES else None
    if apart is None or len(apart.lines) > MOST_ENTRIES:
        message = "That file has too many lines to be a session script."
        raise ScriptError(message, f"A script may have {MOST_ENTRIES} entries.")
    return _Reader(apart, protocol.names(own)).script()


class _Reader:
    """Collects problems and notes while the header is read."""

    def __init__(self, apart: ScriptLines, protocols: tuple[str, ...]) -> None:
        self._apart = apart
        self._protocols = protocols
        self._headers: dict[str, Header] = {}
        self._problems = list(apart.problems)
        self._notes: list[str] = []

    def script(self) -> Script:
        self._collect()
        client = self._said("client", needed="client: NAME")
        key = self._protocol()
        day = self._date()
        zone = self._zone()
        weight_kg = self._weight_kg()
        first_dose = self._first_dose()
        lines = () if day is None or zone is None else self._placed(day, zone, first_dose)
        if not self._apart.lines:
            self._problem(0, "there are no entries in the script", fatal=True)
        return Script(
            client=client,
            pronouns=self._said("pronouns"),
            protocol=key,
            timezone=self._said("timezone"),
            facilitator=self._said("facilitator"),
            intention=self._said("intention"),
            weight_kg=weight_kg,
            lines=lines,
            problems=tuple(sorted(self._problems, key=lambda problem: problem.line)),
            notes=tuple(self._notes),
        )

    def _collect(self) -> None:
        for header in self._apart.headers:
            if header.key not in _KEYS:
                self._notes.append(f"Line {header.line}: this header is not known and was left out.")
            elif header.key in self._headers:
                self._problem(header.line, f"“{header.key}” was said before", fatal=True)
            else:
                self._headers[header.key] = header

    def _said(self, key: str, *, needed: str = "") -> str:
        header = self._headers.get(key)
        if needed and (header is None or not header.value):
            self._problem(header.line if header else 0, f"the header does not say “{needed}”", fatal=True)
        return header.value if header else ""

    def _protocol(self) -> str:
        said = self._said("protocol", needed="protocol: KEY")
        if not said or said in self._protocols:
            return said
        # A file's name may have capitals; typed on paper they count for nothing.
        alike = [key for key in self._protocols if key.casefold() == said.casefold()]
        if not alike:
            there_are = ", ".join(self._protocols)
            line = self._headers["protocol"].line
            self._problem(line, f"there is no such protocol; there are {there_are}", fatal=True)
        return alike[0] if alike else said.casefold()

    def _date(self) -> date | None:
        said = self._said("date", needed="date: YEAR-MONTH-DAY")
        if not said:
            return None
        try:
            return date.fromisoformat(said if _DATE.fullmatch(said) else "")
        except ValueError:
            self._problem(self._headers["date"].line, "that is no date such as 2026-11-21", fatal=True)
            return None

    def _zone(self) -> tzinfo | None:
        said = self._said("timezone")
        if not said:
            self._notes.append("The script names no timezone; its times are taken as UTC.")
            return UTC
        try:
            return ZoneInfo(said)
        except (KeyError, ValueError, OSError):
            line = self._headers["timezone"].line
            self._problem(line, "there is no such timezone; one is written like Europe/Berlin", fatal=True)
            return None

    def _weight_kg(self) -> float | None:
        said = self._said("weight")
        if not said:
            return None
        found = _WEIGHT.fullmatch(said)
        amount = float(found[1].replace(",", ".")) if found else 0.0
        if found is None or amount <= 0:
            self._problem(self._headers["weight"].line, "that is no weight such as 68 kg", fatal=True)
            return None
        return round(amount * _KG_PER_LB, 2) if (found[2] or "").lower().startswith("lb") else amount

    def _first_dose(self) -> ClockTime | None:
        said = self._said("first dose")
        clock = read_clock(said) if said else None
        if said and clock is None:
            line = self._headers["first dose"].line
            self._problem(line, "that is no clock time such as 10:14", fatal=True)
        return clock

    def _placed(self, day: date, zone: tzinfo, first_dose: ClockTime | None) -> tuple[ScriptLine, ...]:
        lines = self._apart.lines
        if first_dose is None and lines and all(line.clock is None for line in lines):
            self._notes.append("The script has no clock time; its first dose is set at 12:00.")
        placed: list[ScriptLine] = []
        for line, at in zip(lines, place(lines, day, zone, first_dose), strict=True):
            if at is not None:
                placed.append(ScriptLine(line.line, at, line.text))
            else:
                self._problem(line.line, NO_DOSE)
        return tuple(placed)

    def _problem(self, line: int, message: str, *, fatal: bool = False) -> None:
        self._problems.append(Problem(line, message, fatal))


def in_words(problems: Iterable[Problem], most: int = 12) -> str:
    """Problems as sentences, one after the other; the first few of many."""
    every = [str(problem) for problem in problems]
    rest = len(every) - most
    return " ".join(every[:most] + ([f"And {rest} more lines."] if rest > 0 else []))
