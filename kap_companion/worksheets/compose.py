"""A worksheet composed from what was agreed, and from nothing else."""

from collections.abc import Mapping, Sequence
from datetime import date

from kap_companion.vocabulary.body import KNOWN_PLACES
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Quality
from kap_companion.vocabulary.shared import SharedField, SharedItem, WorksheetQuestion
from kap_companion.worksheets.consent import agreed
from kap_companion.worksheets.page import (
    Closing,
    Level,
    Page,
    PartSection,
    Promises,
    Question,
    Quote,
    Quotes,
    Row,
    SelfBox,
    Sentence,
    fill,
    ours,
    own,
)
from kap_companion.worksheets.prompts import BodyWords, Prompts, SelfWords, TimeWords

_LONGEST_NAME_IN_A_QUESTION = 60
_STANDING_OUT = 3


def compose(
    items: Sequence[SharedItem],
    *,
    client_name: str,
    session_date: date,
    practice: str,
    prompts: Prompts,
    visit: str = "",
    contact: str | None = None,
) -> Page:
    """The worksheet of one session.

    Args:
        items: the session's shared rows; withdrawn ones are left out.
        client_name: the name as the client wants it shown; may be empty.
        session_date: the day of the session where it was held.
        practice: its name, for the foot of each page; may be empty.
        prompts: our words.
        visit: when the worksheet is to be brought back, in words; empty for no such line.
        contact: the crisis line at the foot; None for the one in the prompts, empty for none.
    """
    current = agreed(items)
    return Page(
        title=prompts.title,
        language=prompts.language,
        subtitle=_subtitle(client_name, session_date, visit, prompts),
        self_box=_self_box(current, prompts),
        parts=tuple(_part(of_one, prompts) for of_one in _by_part(current)),
        own_words=_own_words(current, prompts),
        promises=_promises(current, prompts),
        closing=Closing(prompts.closing.heading, tuple(Question(ours(q)) for q in prompts.closing.questions)),
        practice=practice,
        contact=prompts.contact if contact is None else contact,
        page=prompts.page,
    )


def questions_on(items: Sequence[SharedItem], prompts: Prompts) -> tuple[WorksheetQuestion, ...]:
    """The questions that the worksheet of these items asks, in their order."""
    of_parts = (
        WorksheetQuestion(about=of_one[0].about, text=sentence.text)
        for of_one in _by_part(agreed(items))
        for sentence in _questions(of_one, prompts)
    )
    return (*of_parts, *(WorksheetQuestion(text=question) for question in prompts.closing.questions))


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


def _subtitle(client_name: str, session_date: date, visit: str, prompts: Prompts) -> Sentence:
    template = prompts.subtitle if client_name.strip() else prompts.subtitle_without_name
    line = fill(template, client=own(client_name), date=ours(spell_date(session_date, prompts)))
    if visit.strip():
        line += ours(" · ") + fill(prompts.to_bring, visit=own(visit))
    return line


def _by_part(items: Sequence[SharedItem]) -> list[list[SharedItem]]:
    """The items of each part, in the order the parts came forward."""
    parts: dict[str, list[SharedItem]] = {}
    for item in sorted((i for i in items if i.about), key=lambda i: i.position):
        parts.setdefault(item.about, []).append(item)
    return list(parts.values())


def _values(items: Sequence[SharedItem], field: SharedField) -> list[str]:
    return [item.value for item in items if item.field is field]


def _part(items: Sequence[SharedItem], prompts: Prompts) -> PartSection:
    name = next((n for n in _values(items, SharedField.NAME) if n.strip()), "")
    role = next((Role(r) for r in _values(items, SharedField.ROLE)), None)
    words = prompts.parts.of(role)
    about = ours(words.label)
    places = _values(items, SharedField.BODY)
    if places:
        about += ours(" · " if words.label else "") + _felt(places, prompts)
    return PartSection(
        heading=own(name) if name else ours(prompts.unnamed_part),
        role=role,
        about=about,
        quotes=_quotes(items, prompts),
        rows=_rows(items, prompts),
        questions=tuple(Question(sentence) for sentence in _questions(items, prompts)),
    )


def _questions(items: Sequence[SharedItem], prompts: Prompts) -> tuple[Sentence, ...]:
    """What is asked about one part, by its agreed name and role."""
    name = next((n for n in _values(items, SharedField.NAME) if n.strip()), "")
    role = next((Role(r) for r in _values(items, SharedField.ROLE)), None)
    return tuple(_ask(question, name, prompts) for question in prompts.parts.of(role).questions)


def _rows(items: Sequence[SharedItem], prompts: Prompts) -> tuple[Row, ...]:
    """What else was agreed about a part, field by field in their order."""
    found = (
        (prompts.rows.of(field), tuple(own(value) for value in _values(items, field) if value.strip()))
        for field in SharedField
    )
    return tuple(Row(about, said) for about, said in found if about and said)


def _ask(template: str, name: str, prompts: Prompts) -> Sentence:
    askable = 0 < len(name) <= _LONGEST_NAME_IN_A_QUESTION
    if not askable:
        return fill(template, name=ours(prompts.parts.this_part))
    # "What would the Watchman like …": an article inside a sentence is not a capital.
    if name.startswith("The ") and not template.startswith("{name}"):
        name = "t" + name[1:]
    return fill(template, name=own(name))


def _felt(places: Sequence[str], prompts: Prompts) -> Sentence:
    return ours(prompts.body.felt) + _listed([_place(p, prompts.body) for p in places], prompts)


def _place(place: str, words: BodyWords) -> Sentence:
    known = place.casefold()
    if known in words.as_written:
        return own(place)
    return fill(words.known if known in KNOWN_PLACES else words.own, place=own(place))


def _listed(sentences: Sequence[Sentence], prompts: Prompts) -> Sentence:
    line = sentences[0]
    for at, sentence in enumerate(sentences[1:], start=2):
        line += ours(prompts.listed_last if at == len(sentences) else prompts.listed) + sentence
    return line


def _quotes(items: Sequence[SharedItem], prompts: Prompts) -> tuple[Quote, ...]:
    opening, closing = prompts.quotes
    return tuple(
        Quote(ours(opening) + own(item.value) + ours(closing), spell_time(item.elapsed_seconds, prompts.time))
        for item in items
        if item.field is SharedField.WORDS
    )


def _self_box(items: Sequence[SharedItem], prompts: Prompts) -> SelfBox | None:
    levels: dict[Quality, int] = {}
    for value in _values(items, SharedField.SELF):
        quality, _, level = value.partition(" ")
        levels[Quality(quality)] = int(level)
    if not levels:
        return None
    order = list(Quality)
    strongest_first = sorted(levels, key=lambda q: (-levels[q], order.index(q)))
    words = prompts.self_energy
    return SelfBox(
        heading=words.heading,
        sentence=_noticed(strongest_first, levels, prompts),
        levels=tuple(_level(quality, levels[quality], words) for quality in strongest_first),
    )


def _noticed(strongest_first: Sequence[Quality], levels: Mapping[Quality, int], prompts: Prompts) -> Sentence:
    words = prompts.self_energy
    standing_out = strongest_first[:_STANDING_OUT]
    rest = strongest_first[_STANDING_OUT:]
    # Where the fourth is as strong as the third, only what is stronger than both stands out.
    if rest and levels[rest[0]] == levels[standing_out[-1]]:
        standing_out = [q for q in standing_out if levels[q] > levels[rest[0]]]
    named = standing_out or strongest_first
    qualities = _listed([own(words.qualities[q]) for q in named], prompts)
    return fill(words.only if len(named) == len(levels) else words.most, qualities=qualities)


def _level(quality: Quality, level: int, words: SelfWords) -> Level:
    return Level(words.qualities[quality].capitalize(), level, words.level.replace("{level}", str(level)))


def _own_words(items: Sequence[SharedItem], prompts: Prompts) -> Quotes | None:
    quotes = _quotes([item for item in items if not item.about], prompts)
    return Quotes(prompts.own_words.heading, quotes) if quotes else None


def _promises(items: Sequence[SharedItem], prompts: Prompts) -> Promises | None:
    promises = tuple(own(value) for value in _values(items, SharedField.PROMISE))
    return Promises(prompts.promises.heading, promises) if promises else None
