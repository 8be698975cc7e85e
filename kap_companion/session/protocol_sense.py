"""What makes a protocol one that a session can follow, beyond the shape of its file."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Final

from kap_companion.session.protocol_file import LONGEST_NAME, NAME_EXPECTED, ProtocolFile, expected_at
from kap_companion.toml_file import KeyPath
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.protocol import PRESCRIBER, VisitKind

MOST_POINTS: Final = 200
MOST_LISTED: Final = 100
LONGEST_COURSE_MINUTES: Final = 24 * 60
LONGEST_HOURS: Final = 90 * 24
LARGEST_NUMBER: Final = 1_000_000
OFTENEST_MINUTES: Final = 1

# The gate and the page "ready to leave" name these points themselves.
TAKEN_KEYS: Final = frozenset(
    {"fasting_food", "fasting_drink", "weight", "medicines", "ride", "vitals", "rescue_kit", "time", "escort"}
)

_WITHOUT_A_DOSE: Final = frozenset({"name", "visit", "phases", "prompts"})
_WITH_THEIR_OWN_SOURCE: Final = (("vitals", "points"), ("discharge", "needs"))
_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")

Wrong = tuple[KeyPath, str]
"""Where something is wrong, and what was expected there."""


def unheard_of(said: dict[str, Any]) -> Iterator[Wrong]:
    """Values that no protocol has in any place: dates, not a number, numbers beyond reason, controls."""
    for path, value in _leaves((), said):
        if isinstance(value, bool):
            continue
        if isinstance(value, int | float):
            # Not a number is neither less nor more than anything, so it is found here too.
            if not -LARGEST_NUMBER <= value <= LARGEST_NUMBER:
                yield path, expected_at(path)
        elif not isinstance(value, str):
            yield path, expected_at(path)
        elif _CONTROLS.search(value):
            yield path, "a text on one line"


def out_of_sense(said: dict[str, Any], file: ProtocolFile) -> Iterator[Wrong]:
    """What a session could not follow in a file of the right shape; `said` is that file as parsed."""
    if not file.name.strip() or len(file.name) > LONGEST_NAME:
        yield ("name",), NAME_EXPECTED
    yield from _of_its_visit(said, file)
    yield from _too_long(said)
    yield from _without_source(said)
    yield from _in_order(("course", "points"), [point.minutes for point in file.course.points])
    yield from _in_order(("vitals", "points"), [point.minutes for point in file.vitals.points])
    yield from _twice("phases", "phase", [plan.phase for plan in file.phases])
    yield from _twice("timers", "what", [plan.what for plan in file.timers])
    yield from _keys(file)
    yield from _limits(file)
    for place, plan in enumerate(file.phases):
        if plan.phase is Phase.ENDED:
            yield ("phases", place, "phase"), "a phase that lasts: preparation, dosing or integration"
    for place, scope in enumerate(file.consents):
        if scope in file.consents[:place]:
            yield ("consents", place), "each consent once"
    every = file.vitals.every_minutes
    if every is not None and every < OFTENEST_MINUTES:
        yield ("vitals", "every_minutes"), f"a number of minutes, {OFTENEST_MINUTES} or more"
    if every is None and file.vitals.until_minutes is not None:
        yield ("vitals", "until_minutes"), "no end of what is not repeated; every_minutes says how often"


def _of_its_visit(said: dict[str, Any], file: ProtocolFile) -> Iterator[Wrong]:
    if file.visit is VisitKind.DOSING:
        yield from (((name,), expected_at((name,))) for name in ("route", "drug") if name not in said)
        return
    for name in said.keys() - _WITHOUT_A_DOSE:
        yield (name,), "nothing of a dose in a visit without one"


def _too_long(said: dict[str, Any]) -> Iterator[Wrong]:
    for path, value in _tables_and_lists((), said):
        most = MOST_POINTS if path == ("course", "points") else MOST_LISTED
        if isinstance(value, list) and len(value) > most:
            yield path, f"a list of at most {most}"
    for path, value in _leaves((), said):
        if isinstance(value, bool | str):
            continue
        name = next((step for step in reversed(path) if isinstance(step, str)), "")
        for ending, longest in (("minutes", LONGEST_COURSE_MINUTES), ("hours", LONGEST_HOURS)):
            if name.endswith(ending) and not 0 <= value <= longest:
                yield path, f"a number of {ending} from 0 to {longest}"


def _without_source(said: dict[str, Any]) -> Iterator[Wrong]:
    """Tables that say something and not where it comes from, or give a number that nobody set."""
    for path, table in _plans(said):
        source = str(table.get("source", "")).strip()
        if not source:
            yield (*path, "source"), f'where this comes from, or "{PRESCRIBER}" where there is no value'
        elif source == PRESCRIBER and _has_number(path, table):
            yield (*path, "source"), "who set the number that is given here, and when"


def _plans(said: dict[str, Any]) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    """The tables that say something: one for each plan, and for each point and need inside one."""
    within = {(outer, inner): said.get(outer, {}).get(inner, []) for outer, inner in _WITH_THEIR_OWN_SOURCE}
    for path, value in (*(((name,), value) for name, value in said.items()), *within.items()):
        listed = isinstance(value, list)
        for place, table in enumerate(value if listed else [value]):
            if isinstance(table, dict) and table:
                yield ((*path, place) if listed else path), table


def _has_number(path: KeyPath, table: dict[str, Any]) -> bool:
    own = {key: value for key, value in table.items() if (path[0], key) not in _WITH_THEIR_OWN_SOURCE}
    return any(
        isinstance(value, int | float) and not isinstance(value, bool) for _, value in _leaves((), own)
    )


def _in_order(path: KeyPath, minutes: list[float]) -> Iterator[Wrong]:
    for place, (before, after) in enumerate(pairwise(minutes), start=1):
        if after < before:
            yield (*path, place, "minutes"), "a number of minutes, not before the point above"


def _twice(name: str, field: str, values: list[Any]) -> Iterator[Wrong]:
    for place, value in enumerate(values):
        if value in values[:place]:
            yield (name, place, field), f"each of the {name} once"


def _keys(file: ProtocolFile) -> Iterator[Wrong]:
    seen: set[str] = set(TAKEN_KEYS)
    asked: Iterable[tuple[KeyPath, str]] = (
        *((("checklist", place, "key"), check.key) for place, check in enumerate(file.checklist)),
        *(
            (("discharge", "needs", place, "key"), check.key)
            for place, check in enumerate(file.discharge.needs)
        ),
    )
    for path, key in asked:
        if not _KEY.fullmatch(key):
            yield path, "one word of a to z, 0 to 9 and _, such as gait"
        elif key in seen or key.startswith("consent_"):
            yield path, "a word that names no other point"
        seen.add(key)


def _limits(file: ProtocolFile) -> Iterator[Wrong]:
    for place, plan in enumerate(file.limits):
        lower, upper = plan.limit.lower, plan.limit.upper
        if lower is None and upper is None:
            yield ("limits", place, "limit"), "a lower or an upper number"
        elif lower is not None and upper is not None and lower >= upper:
            yield ("limits", place, "limit", "upper"), "a number more than the lower one"
    yield from _twice("limits", "limit", [plan.limit.measure for plan in file.limits])


def _leaves(path: KeyPath, said: object) -> Iterator[tuple[KeyPath, Any]]:
    for at, value in _tables_and_lists(path, said):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for step, one in inner:
            if not isinstance(one, dict | list):
                yield (*at, step), one


def _tables_and_lists(path: KeyPath, said: object) -> Iterator[tuple[KeyPath, Any]]:
    if isinstance(said, dict | list):
        yield path, said
        for step, inner in said.items() if isinstance(said, dict) else enumerate(said):
            yield from _tables_and_lists((*path, step), inner)
