"""A limit line: measures with their range, who set them, and where that is written.

`bp 160/100` are two upper limits, `hr 50-120` both, `hr 120` an upper and `spo2 92` a lower one. Behind
`by` stands who set them, up to a comma; behind that, where it is written.
"""

import re
from dataclasses import dataclass, field

from kap_companion.session.capture_phrases import key_of
from kap_companion.session.capture_quantity import as_figure
from kap_companion.session.capture_reading import Body
from kap_companion.session.capture_vitals import LABEL_OF
from kap_companion.session.capture_words import COLONS, MARKS, trimmed
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.limits import Limit, LimitDetail, Measure

_MEASURES = {
    "hr": Measure.HEART_RATE,
    "spo2": Measure.SPO2,
    "rr": Measure.RESPIRATORY_RATE,
    "systolic": Measure.SYSTOLIC,
    "diastolic": Measure.DIASTOLIC,
}
_LABELS = {measure: label for label, measure in _MEASURES.items()}
_RANGE = r"(?:([0-9]{1,3})[-–])?([0-9]{1,3})"
_ONE = re.compile(rf"{_RANGE}%?[{MARKS}]*")
_TWO = re.compile(rf"{_RANGE}/{_RANGE}[{MARKS}]*")
_HIGHEST = {Measure.SPO2: 100}
_HIGHEST_OF_ALL = 350
_LOOKS_LIKE = re.compile(rf"(?<!\S)({'|'.join([*LABEL_OF, *_MEASURES])})[=:]? [0-9]\S*+", re.IGNORECASE)


def read_limit(rest: str) -> Body | None:
    """The limits of a line behind `> limit`; None where it sets none."""
    words = rest.split()
    by = next((i for i, word in enumerate(words) if key_of(word) == "by"), len(words))
    name, source = _name_and_source(words[by + 1 :])
    left = words[:by] if name else words
    scan = _Scan()
    before = -1
    # Taking one out can bring a label and a number together; each measure is taken only once.
    while len(left) != before:
        before = len(left)
        left = scan.left_of(left)
    if not scan.found:
        return None
    text = " ".join(left)
    unread = tuple(each.group() for each in _LOOKS_LIKE.finditer(text))
    limits = tuple(scan.found[measure] for measure in Measure if measure in scan.found)
    detail = LimitDetail(limits=limits, ordered_by=name, source=source)
    return Body(EntryKind.LIMIT, detail, text, not_understood=unread)


def render_limit(detail: LimitDetail, text: str) -> str:
    """`> limit bp 160/100 spo2 92 by Dr. Okafor, order of 12 November`."""
    pieces = [_rendered(limit) for limit in detail.limits]
    if [limit.measure for limit in detail.limits[:2]] == [Measure.SYSTOLIC, Measure.DIASTOLIC]:
        pieces[:2] = ["bp " + "/".join(_range(limit) for limit in detail.limits[:2])]
    pieces += [text] if text else []
    source = f", {detail.source}" if detail.source else ""
    pieces += [f"by {detail.ordered_by}{source}"] if detail.ordered_by else []
    return " ".join(["> limit", *pieces])


def _rendered(limit: Limit) -> str:
    return f"{_LABELS[limit.measure]} {_range(limit)}"


def _range(limit: Limit) -> str:
    lower = as_figure(limit.lower) if limit.lower is not None else ""
    upper = as_figure(limit.upper) if limit.upper is not None else ""
    return f"{lower}{'-' if lower and upper else ''}{upper}"


@dataclass(slots=True)
class _Scan:
    found: dict[Measure, Limit] = field(default_factory=dict)

    def left_of(self, words: list[str]) -> list[str]:
        """The words that this pass over them did not take."""
        left: list[str] = []
        i = 0
        while i < len(words):
            if i + 1 < len(words) and self._take(words[i], words[i + 1]):
                i += 2
            else:
                left.append(words[i])
                i += 1
        return left

    def _take(self, label: str, value: str) -> bool:
        label = label.rstrip(f"={COLONS}").casefold()
        label = LABEL_OF.get(label, label)
        two = _TWO.fullmatch(value) if label == "bp" else None
        if two:
            if int(two.group(4)) >= int(two.group(2)) or Measure.SYSTOLIC in self.found:
                return False
            systolic = _limit(Measure.SYSTOLIC, two.group(1), two.group(2))
            return self._store(systolic, _limit(Measure.DIASTOLIC, two.group(3), two.group(4)))
        measure, one = _MEASURES.get(label), _ONE.fullmatch(value)
        if measure is None or one is None or measure in self.found:
            return False
        return self._store(_limit(measure, one.group(1), one.group(2)))

    def _store(self, *limits: Limit | None) -> bool:
        new = [limit for limit in limits if limit is not None and limit.measure not in self.found]
        if len(new) != len(limits):
            return False
        self.found |= {limit.measure: limit for limit in new}
        return True


def _limit(measure: Measure, first: str | None, second: str) -> Limit | None:
    """The range of a measure as written; None where it is none."""
    low, high = float(first) if first is not None else 0, float(second)
    highest = _HIGHEST.get(measure, _HIGHEST_OF_ALL)
    if not low < high <= highest or (first is not None and low == 0):
        return None
    if first is None and measure is Measure.SPO2:
        return Limit(measure=measure, lower=high)
    return Limit(measure=measure, lower=low or None, upper=high)


def _name_and_source(words: list[str]) -> tuple[str, str]:
    end = next((i + 1 for i, word in enumerate(words) if word.endswith((",", ";"))), len(words))
    name = trimmed(" ".join(words[:end]))
    return name, " ".join(words[end:]) if name else ""
