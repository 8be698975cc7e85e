"""What stands of the consents that were stated one after the other.

Touch, observers and who may be told are agreed person by person, and touch and recording kind by kind: each
is one consent of its own. Taking back errs on the side of more: words that name nothing that was agreed take
back all of it.

Source: numinus practicum consent (touch is agreed with a person); gatherwell.org casebook ("no touch" binds).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce

from kap_companion.vocabulary.consent import ConsentAct, ConsentDetail, ConsentScope
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.names import fold

WITHDRAWABLE = frozenset(
    {ConsentScope.TOUCH, ConsentScope.RECORDING, ConsentScope.OBSERVERS, ConsentScope.TELLING, None}
)
_PERSON_BY_PERSON = frozenset({ConsentScope.TOUCH, ConsentScope.OBSERVERS, ConsentScope.TELLING})


@dataclass(frozen=True, slots=True)
class Consent:
    """One consent, or its refusal.

    Attributes:
        scope: what it is about; None for free words, and for a withdrawal of all that can be withdrawn.
        act: what became of it.
        detail: as it counts: of one that stands, with at most one person, and with the whole ceiling.
        entry: that states it.
        at_ms: since when, in milliseconds from the session's anchor.
    """

    scope: ConsentScope | None
    act: ConsentAct
    detail: ConsentDetail
    entry: Entry
    at_ms: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What is agreed, and what was withdrawn or refused and not agreed to again; each in the order stated."""

    given: tuple[Consent, ...] = ()
    withdrawn: tuple[Consent, ...] = ()
    refused: tuple[Consent, ...] = ()

    def grants(self, detail: ConsentDetail, text: str) -> bool:
        """Whether all that such a consent gives is agreed already; `text` is what is written beside it."""
        return all(
            any(_covers(wide, piece, text) for wide in self.given) for piece in _pieces(detail, self.given)
        )

    def within(self, other: "Standing") -> bool:
        """Whether nothing is agreed here that is not agreed there."""
        return all(other.grants(one.detail, one.entry.text) for one in self.given)


def stand(stated: Iterable[Entry]) -> Standing:
    """What stands after these consent entries, in their order."""
    return reduce(after, stated, Standing())


def after(standing: Standing, entry: Entry) -> Standing:
    """What stands once an entry is stated; one that is no consent, or only asks, changes nothing."""
    detail = entry.detail
    if not isinstance(detail, ConsentDetail):
        return standing
    if detail.act is ConsentAct.GIVEN:
        return _after_giving(standing, entry, detail)
    if detail.act is ConsentAct.ASKED:
        return standing
    gone = {id(one) for one in _taken_back(standing.given, detail)}
    kept = tuple(one for one in standing.given if id(one) not in gone)
    said = as_stated(entry, detail, detail.act)
    if detail.act is ConsentAct.WITHDRAWN:
        return Standing(kept, (*standing.withdrawn, said), standing.refused)
    return Standing(kept, standing.withdrawn, (*standing.refused, said))


def as_stated(entry: Entry, detail: ConsentDetail, act: ConsentAct) -> Consent:
    """An entry's consent just as it was stated."""
    return Consent(detail.scope, act, detail, entry, entry.elapsed_ms)


def _after_giving(standing: Standing, entry: Entry, detail: ConsentDetail) -> Standing:
    given = list(standing.given)
    for piece in _pieces(detail, standing.given):
        one = as_stated(entry, piece, ConsentAct.GIVEN)
        given = [*(other for other in given if _about(other) != _about(one)), one]
    return Standing(
        tuple(given),
        tuple(no for no in standing.withdrawn if not _answers(detail, no)),
        tuple(no for no in standing.refused if not _answers(detail, no)),
    )


def _pieces(detail: ConsentDetail, given: Iterable[Consent]) -> Iterator[ConsentDetail]:
    """What a consent gives: one for each person; of a ceiling, the half that is not said stays as it was."""
    if detail.scope in _PERSON_BY_PERSON and detail.people:
        for person in detail.people:
            yield detail.model_copy(update={"people": (person,)})
        return
    before = next((one.detail for one in given if one.scope is ConsentScope.DOSE), None)
    if detail.scope is ConsentScope.DOSE and before is not None:
        dose_mg = before.dose_mg if detail.dose_mg is None else detail.dose_mg
        booster_mg = before.booster_mg if detail.booster_mg is None else detail.booster_mg
        detail = detail.model_copy(update={"dose_mg": dose_mg, "booster_mg": booster_mg})
    yield detail


def _about(one: Consent) -> tuple[object, ...]:
    """What makes two consents the same one, of which the newer counts."""
    free_words = fold(one.entry.text) if one.scope is None else ""
    kind = "" if one.scope is ConsentScope.DOSE else fold(one.detail.touch)
    return one.scope, tuple(map(fold, one.detail.people)), kind, free_words


def _covers(wide: Consent, narrow: ConsentDetail, text: str) -> bool:
    condition = fold(wide.entry.text)
    if wide.scope is not narrow.scope:
        return False
    if wide.scope is ConsentScope.DOSE:
        return _ceiling_covers(wide.detail, narrow)
    if tuple(map(fold, wide.detail.people)) != tuple(map(fold, narrow.people)):
        return False
    kind = fold(wide.detail.touch)
    if wide.scope is None:
        # Nobody can tell whether other words say less.
        return kind == fold(narrow.touch) and condition == fold(text)
    if kind and kind != fold(narrow.touch):
        return False
    return wide.scope is ConsentScope.TREATMENT or not condition or condition == fold(text)


def _ceiling_covers(wide: ConsentDetail, narrow: ConsentDetail) -> bool:
    if wide.dose_mg is not None and (narrow.dose_mg is None or narrow.dose_mg > wide.dose_mg):
        return False
    # A booster that nobody spoke of was not agreed.
    return (narrow.booster_mg or 0) <= (wide.booster_mg or 0)


def _answers(given: ConsentDetail, no: Consent) -> bool:
    """Whether a consent takes the place of an earlier no."""
    if no.scope is None or no.scope is not given.scope:
        return False
    people, named = set(map(fold, given.people)), set(map(fold, no.detail.people))
    same_kind = not no.detail.touch.strip() or fold(no.detail.touch) == fold(given.touch)
    return same_kind and (not named or named <= people)


def _taken_back(given: tuple[Consent, ...], no: ConsentDetail) -> list[Consent]:
    """Which consents a refusal or a withdrawal ends."""
    if no.scope is not None:
        found = [one for one in given if one.scope is no.scope]
    elif no.act is ConsentAct.WITHDRAWN:
        found = [one for one in given if one.scope in WITHDRAWABLE]
    else:
        return []
    if no.people:
        named = _words(" ".join(no.people))
        of_them = _those(found, lambda one: _shares(" ".join(one.detail.people), named))
        # "No touch by Bo" leaves Ana's; a withdrawal that names nobody known ends them all.
        found = of_them if of_them or no.act is ConsentAct.REFUSED else found
    words = _words(no.touch)
    if words:
        found = _those(found, lambda one: _shares(one.detail.touch, words)) or found
    return found


def _those(found: list[Consent], wanted: Callable[[Consent], bool]) -> list[Consent]:
    return [one for one in found if wanted(one)]


def _shares(text: str, words: frozenset[str]) -> bool:
    """Whether a text has one of the words; an empty one means any of them."""
    own = _words(text)
    return not own or bool(own & words)


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())
