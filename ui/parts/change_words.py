"""What changed, in plain sentences; nothing is said that was not recorded."""

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from kap_companion.parts.changed import Changed, What
from kap_companion.parts.client_parts import ClientParts
from kap_companion.vocabulary.observation import PartField
from kap_companion.vocabulary.self_energy import Rater
from ui.one_line import one_line
from ui.parts.field_words import day_said, field_word, role_said
from ui.parts.stays_close import link_state_word, toward_word
from ui.parts.step_words import step_done

translate = QCoreApplication.translate
LONGEST = 160
_NUMBERED = frozenset({PartField.TRUST, PartField.INTENSITY})


def change_words(changed: Changed, parts: ClientParts, today: date) -> str:
    """One sentence, such as "The Watchman trusts Self 6 of 10; before 2."."""
    sentence = _sentence(changed, parts, today)
    return sentence[:1].upper() + sentence[1:]


def _sentence(changed: Changed, parts: ClientParts, today: date) -> str:
    name = _name(parts, changed.part)
    other = _name(parts, changed.other) if changed.other else ""
    before, after = one_line(changed.before, LONGEST), one_line(changed.after, LONGEST)
    match changed.what:
        case What.CAME_FIRST:
            return translate("Changed", "{name} came for the first time.").format(name=name)
        case What.CAME_AGAIN:
            said = translate("Changed", "{name} came again; before that on {day}.")
            return said.format(name=name, day=_day(changed.last_at, today))
        case What.DID_NOT_COME:
            said = translate("Changed", "{name} did not come; the last time was {day}.")
            return said.format(name=name, day=_day(changed.last_at, today))
        case What.ADDED:
            return translate("Changed", "{name} was added between the sessions.").format(name=name)
        case What.NAMED:
            return translate("Changed", "A part without a name is called “{name}” now.").format(name=after)
        case What.RENAMED:
            said = translate("Changed", "“{before}” is called “{after}” now.")
            return said.format(before=before, after=after)
        case What.ALSO_CALLED:
            return translate("Changed", "{name} also goes by “{after}”.").format(name=name, after=after)
        case What.MERGED:
            said = translate("Changed", "“{before}” turned out to be {name}.")
            return said.format(before=before or translate("Changed", "a part without a name"), name=name)
        case What.SPLIT_OFF:
            said = translate("Changed", "some of what was known of {name} is about {other}.")
            return said.format(name=name, other=other)
        case What.LINK_DROPPED if changed.link is not None:
            said = translate("Changed", "{name} is not {how} {other} after all.")
            how = toward_word(changed.link)
            return said.format(name=name, how=how, other=other)
        case What.LINKED | What.LINK_MOVED:
            return _link(changed, name, other)
        case What.ROLE_SAID | What.LEARNT | What.CHANGED:
            return _reading(changed, name, parts)
        case _:
            return _step(changed, name, other)


def _link(changed: Changed, name: str, other: str) -> str:
    how = toward_word(changed.link) if changed.link else ""
    state = link_state_word(changed.state) if changed.state else ""
    if changed.what is What.LINK_MOVED and changed.state_before is not None:
        said = translate("Changed", "{name}, {how} {other}: {state} now, {before} before.")
        before = link_state_word(changed.state_before)
        return said.format(name=name, how=how, other=other, state=state, before=before)
    said = translate("Changed", "{name}: {how} {other}, {state}.")
    return said.format(name=name, how=how, other=other, state=state)


def _reading(changed: Changed, name: str, parts: ClientParts) -> str:
    guess = changed.by is Rater.FACILITATOR
    if changed.role is not None:
        said = translate("Changed", "{name} is {role}, says {who}.")
        client = one_line(parts.client.name, 40)
        who = translate("Changed", "the facilitator") if guess else client
        words = said.format(name=name, role=role_said(changed.role), who=who)
        if changed.role_before is not None:
            words += translate("Changed", " Before: {role}.").format(role=role_said(changed.role_before))
        return words
    field = changed.field or PartField.NOTED
    title = field_word(field)[:1].lower() + field_word(field)[1:]
    after, before = one_line(changed.after, LONGEST), one_line(changed.before, LONGEST)
    if guess and field is not PartField.BLENDED:
        title = translate("Changed", "{field} (facilitator’s guess)").format(field=title)
    if field in _NUMBERED:
        if changed.what is What.CHANGED:
            said = translate("Changed", "{name}, {field}: {after} of 10; before {before}.")
            return said.format(name=name, field=title, after=after, before=before)
        return translate("Changed", "{name}, {field}: {after} of 10.").format(
            name=name, field=title, after=after
        )
    if changed.what is What.CHANGED:
        said = translate("Changed", "{name}, {field}: “{after}”; before “{before}”.")
        return said.format(name=name, field=title, after=after, before=before)
    return translate("Changed", "{name}, {field}: “{after}”.").format(name=name, field=title, after=after)


def _step(changed: Changed, name: str, other: str) -> str:
    words = step_done(changed.step).format(name=name) if changed.step else name
    if changed.what is What.BECAME_NEXT and other:
        words = translate("Changed", "{words} instead of {other}").format(words=words, other=other)
    after = one_line(changed.after, LONGEST)
    return f"{words}: {after}" if after else f"{words}."


def _name(parts: ClientParts, part_id: str) -> str:
    return one_line(parts.label(part_id), 80) if parts.family.part(part_id) else ""


def _day(at: datetime | None, today: date) -> str:
    return day_said(at.date(), today) if at is not None else ""
