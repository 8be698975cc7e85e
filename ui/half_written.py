"""What was half written on a page when the practice was locked: sealed in it for its writer, and given back.

Nothing of it counts: a ticked item is agreed to, and a client added, only by the button that says so.
"""

import json
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from kap_companion.clock import Moment
from kap_companion.session.drafts import SealedDrafts
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.composition import Composition
from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.texts import Text
from ui.home.home_page import HomePage
from ui.signing.addenda_panel import AddingAs

# Among the half-typed lines of the sessions, where it is sealed in the same way.
_PLACE = "half-written"


class HalfNewClient(Frozen):
    """Someone who was about to be added."""

    kind: Literal["new client"] = "new client"
    name: Text
    pronouns: Text


class HalfBegun(Frozen):
    """A session that was about to begin; the weight as it was typed."""

    kind: Literal["begin"] = "begin"
    client: str
    protocol: str
    intention: Text
    weight: Text


class HalfTakenHome(Frozen):
    """What was ticked and written on the take-home page and not yet agreed to."""

    kind: Literal["take home"] = "take home"
    session: str
    choices: tuple[Text, ...]
    promises: tuple[Text, ...]
    promise: Text


class HalfAdded(Frozen):
    """What was about to be added to a signed session."""

    kind: Literal["addition"] = "addition"
    session: str
    adding_as: AddingAs
    text: Text
    reason: Text


class HalfComposed(Frozen):
    """A sheet that was being put together."""

    kind: Literal["sheet"] = "sheet"
    session: str
    composition: Composition


class HalfAnswer(Frozen):
    """One answer that was typed and not kept.

    Attributes:
        about: the part's handle on the worksheet; empty for no part.
    """

    about: str = ""
    question: Text
    text: Text


HalfWritten = HalfNewClient | HalfBegun | HalfTakenHome | HalfAdded | HalfComposed
_ANSWERS: TypeAdapter[tuple[HalfAnswer, ...]] = TypeAdapter(tuple[HalfAnswer, ...])
_ADAPTER: TypeAdapter[HalfWritten] = TypeAdapter(Annotated[HalfWritten, Field(discriminator="kind")])


def keep(practice: Practice, written: HalfWritten | None, now: Moment) -> None:
    """Seal it in the practice in place of the one before; None forgets that.

    Raises:
        StorageError: the disk did not take it.
    """
    drafts = _drafts(practice)
    if written is not None:
        drafts.keep(_PLACE, _as_text(written), now.at)
    elif drafts.draft(_PLACE) is not None:
        drafts.forget(_PLACE)


def take(practice: Practice) -> HalfWritten | None:
    """What this person had half written; it is kept no more.

    Raises:
        StorageError: the disk did not take that it was given back; it is given back the next time.
    """
    drafts = _drafts(practice)
    kept = drafts.draft(_PLACE)
    if kept is None:
        return None
    drafts.forget(_PLACE)
    try:
        return _ADAPTER.validate_python(json.loads(kept.text))
    except ValueError:
        # Of a version that knew other pages.
        return None


def keep_answers(practice: Practice, visit: str, answers: Sequence[HalfAnswer], now: Moment) -> None:
    """Seal what was answered in a visit and not kept yet, in place of what was before; none forgets that.

    They have a place of their own: a visit that runs is gone on with in the room, and its page comes later.

    Raises:
        KnownError: the disk did not take them, or the visit was signed meanwhile.
    """
    drafts, place = _drafts(practice), _answers_of(visit)
    if answers:
        text = json.dumps([each.model_dump(mode="python") for each in answers])
        drafts.keep(place, text, now.at)
    elif drafts.draft(place) is not None:
        drafts.forget(place)


def kept_answers(practice: Practice, visit: str) -> tuple[HalfAnswer, ...]:
    """What this person had answered in a visit and not kept; it stays where it is until it is kept."""
    kept = _drafts(practice).draft(_answers_of(visit))
    if kept is None:
        return ()
    try:
        return _ANSWERS.validate_python(json.loads(kept.text))
    except ValueError:
        # Of a version that wrote them otherwise.
        return ()


def written_on(page: HomePage) -> HalfNewClient | HalfBegun | None:
    """What is half written on the home page; None where nothing is."""
    new, begin = page.new_client, page.client.begin_panel
    if not new.isHidden() and (new.name.text() or new.pronouns.text()):
        return HalfNewClient(name=new.name.text(), pronouns=new.pronouns.text())
    if not begin.isHidden() and (begin.intention.text() or begin.weight.text()):
        return HalfBegun(
            client=page.client.client_id(),
            protocol=str(begin.protocol.currentData()),
            intention=begin.intention.text(),
            weight=begin.weight.text(),
        )
    return None


def write_on(page: HomePage, written: HalfNewClient | HalfBegun) -> None:
    """Put it back where it was; the page shows the client already whose session was about to begin."""
    if isinstance(written, HalfNewClient):
        page.ask_for_client()
        page.new_client.name.setText(written.name)
        page.new_client.pronouns.setText(written.pronouns)
        return
    page.client.ask_to_begin()
    begin = page.client.begin_panel
    begin.protocol.setCurrentIndex(max(0, begin.protocol.findData(written.protocol)))
    begin.intention.setText(written.intention)
    begin.weight.setText(written.weight)


def _answers_of(visit: str) -> str:
    # Begins with the visit's id, so that purging its client takes it along.
    return f"{visit}/answers"


def _drafts(practice: Practice) -> SealedDrafts:
    # In the record for everyone: a therapist's notebook is for what belongs to a session.
    return SealedDrafts(practice.record, practice.draft_key, practice.person)


def _as_text(written: HalfWritten) -> str:
    # Escaped, because a text may hold half a character.
    return json.dumps(written.model_dump(mode="python"), default=str)
