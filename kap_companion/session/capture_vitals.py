"""A vitals line: labelled readings, readings in their usual order, or why there are none.

Unlabelled numbers are readings at the beginning of the line and directly behind another reading; behind
a word they are text (`118/76 68 99 recheck in 10 min`). The first plausible reading of a kind counts.
In `text` the readings that could not be stored stand before the free words.
"""

import re
from dataclasses import dataclass, field

from kap_companion.session.capture_reading import Body
from kap_companion.session.capture_words import MARKS
from kap_companion.vocabulary.details import VitalsDetail, VitalsStatus
from kap_companion.vocabulary.kinds import EntryKind

LABELS = ("bp", "hr", "spo2", "rr")
LABEL_OF = {
    "bp": "bp",
    "hr": "hr",
    "pulse": "hr",
    "spo2": "spo2",
    "spo₂": "spo2",
    "sat": "spo2",
    "sats": "spo2",
    "o2": "spo2",
    "rr": "rr",
    "resp": "rr",
}
# Only what no living person can show is refused; what is worrying is somebody else's to say.
_HIGHEST = {"hr": 300, "spo2": 100, "rr": 100}
_HIGHEST_PRESSURE = 350
_LOWEST_SYSTOLIC = 30
_STATUSES = {status.value: status for status in VitalsStatus if status is not VitalsStatus.TAKEN}
_STATUS = re.compile(r"[^\W\d_]+")
_PRESSURE = re.compile(rf"([0-9]{{1,9}})/([0-9]{{1,9}})[{MARKS}]*")
_NUMBER = re.compile(rf"([0-9]{{1,9}})%?[{MARKS}]*")


def read_vitals(line: str) -> Body:
    """The vitals entry of a line without its kind."""
    word = _STATUS.match(line)
    status = _STATUSES.get(word.group().casefold()) if word else None
    if word and status and (word.end() == len(line) or not line[word.end()].isalnum()):
        reason = line[word.end() :].lstrip(MARKS).strip()
        return Body(EntryKind.VITALS, VitalsDetail(status=status, reason=reason))
    scan = _Scan(line.split())
    scan.run()
    pressure = scan.stored.get("bp", (None, None))
    detail = VitalsDetail(
        systolic=pressure[0],
        diastolic=pressure[1],
        heart_rate=scan.stored.get("hr", (None,))[0],
        spo2=scan.stored.get("spo2", (None,))[0],
        respiratory_rate=scan.stored.get("rr", (None,))[0],
    )
    return Body(
        EntryKind.VITALS,
        detail,
        " ".join(scan.unread + scan.free),
        not_understood=tuple(scan.unread),
    )


def render_vitals(detail: VitalsDetail) -> str:
    """The readings with their labels, or the status and its reason."""
    if detail.status is not VitalsStatus.TAKEN:
        return f"{detail.status.value} {detail.reason}".strip()
    values = (detail.heart_rate, detail.spo2, detail.respiratory_rate)
    readings = [f"{label} {value}" for label, value in zip(LABELS[1:], values, strict=True) if value]
    if detail.systolic and detail.diastolic:
        readings.insert(0, f"bp {detail.systolic}/{detail.diastolic}")
    return " ".join(readings)


@dataclass(slots=True)
class _Scan:
    words: list[str]
    stored: dict[str, tuple[int, ...]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    free: list[str] = field(default_factory=list)

    def run(self) -> None:
        labelled = [self._labelled(i) for i in range(len(self.words))]
        # Labels win, so their slots are gone before the first unlabelled number is placed.
        slots = [
            label for label in LABELS[1:] if all(found is None or found[0] != label for found in labelled)
        ]
        kept = self._keep_labelled(labelled)
        i, in_readings = 0, True
        while i < len(self.words):
            word, found = self.words[i], labelled[i]
            if found is not None:
                if i not in kept:
                    self.unread.append(f"{word} {self.words[i + 1]}")
                i, in_readings = i + 2, True
                continue
            if pressure := _PRESSURE.fullmatch(word):
                self._place("bp", _numbers(pressure), word)
                in_readings = True
            elif in_readings and (number := _NUMBER.fullmatch(word)):
                self._place(slots.pop(0) if slots else None, _numbers(number), word)
            else:
                self.free.append(word)
                in_readings = False
            i += 1

    def _labelled(self, i: int) -> tuple[str, tuple[int, ...]] | None:
        label = LABEL_OF.get(self.words[i].rstrip(":=").casefold())
        if label is None or i + 1 == len(self.words):
            return None
        value = (_PRESSURE if label == "bp" else _NUMBER).fullmatch(self.words[i + 1])
        return (label, _numbers(value)) if value else None

    def _keep_labelled(self, labelled: list[tuple[str, tuple[int, ...]] | None]) -> set[int]:
        kept: set[int] = set()
        for i, found in enumerate(labelled):
            if found is not None and found[0] not in self.stored and _plausible(*found):
                self.stored[found[0]] = found[1]
                kept.add(i)
        return kept

    def _place(self, label: str | None, values: tuple[int, ...], word: str) -> None:
        if label is not None and label not in self.stored and _plausible(label, values):
            self.stored[label] = values
        else:
            self.unread.append(word)


def _numbers(match: re.Match[str]) -> tuple[int, ...]:
    return tuple(int(group) for group in match.groups())


def _plausible(label: str, values: tuple[int, ...]) -> bool:
    if label == "bp":
        systolic, diastolic = values
        return 0 < diastolic < systolic and _LOWEST_SYSTOLIC <= systolic <= _HIGHEST_PRESSURE
    return 0 < values[0] <= _HIGHEST[label]
