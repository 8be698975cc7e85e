"""Days and moments in plain words. Pure."""

from datetime import date

from kap_companion.worksheets.prompts import Prompts
from kap_companion.worksheets.sentences import fill, ours
from kap_companion.worksheets.sheet_words import TimeWords


def spell_date(day: date, prompts: Prompts) -> str:
    """A date in plain words, such as "21 November 2026"."""
    return fill(
        prompts.date,
        day=ours(str(day.day)),
        month=ours(prompts.months[day.month - 1]),
        year=ours(str(day.year)),
    ).text


def spell_time(seconds: float | None, words: TimeWords) -> str:
    """How long before or after the dose, in whole minutes; empty for None.

    Args:
        seconds: counted from the first dose, negative before it.
        words: our words for it.
    """
    if seconds is None:
        return ""
    minutes = int(abs(seconds) // 60)
    if minutes == 0:
        return words.just_before if seconds < 0 else words.just_after
    hours, minutes = divmod(minutes, 60)
    spans = [
        (one if n == 1 else many).replace("{n}", str(n))
        for n, one, many in ((hours, words.hour, words.hours), (minutes, words.minute, words.minutes))
        if n
    ]
    return (words.before if seconds < 0 else words.after).replace("{span}", " ".join(spans))
