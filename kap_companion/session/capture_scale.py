"""A scale line: an instrument by its key, a score on it, and free text."""

import re

from kap_companion.session.capture_phrases import first_word
from kap_companion.session.capture_reading import Body
from kap_companion.session.capture_words import STOPS, joined
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.scales import BY_KEY, ScaleDetail

_SCORE = re.compile(rf"([0-9]{{1,4}})[{STOPS}]*")


def read_scale(rest: str) -> Body | None:
    """The score of a line behind `> scale`; None for an instrument nobody knows or a score it has not."""
    key, behind = first_word(joined(rest))
    written, _, text = behind.partition(" ")
    instrument, score = BY_KEY.get(key), _SCORE.fullmatch(written)
    if instrument is None or score is None:
        return None
    value = int(score.group(1))
    if not instrument.lowest <= value <= instrument.highest:
        return None
    detail = ScaleDetail(
        instrument=instrument.key,
        version=instrument.version,
        direction=instrument.direction,
        lowest=instrument.lowest,
        highest=instrument.highest,
        score=value,
    )
    return Body(EntryKind.SCALE, detail, text)


def render_scale(detail: ScaleDetail, text: str) -> str:
    """`> scale moaas 4 eyes open`."""
    return f"> scale {detail.instrument} {detail.score} {text}".rstrip()
