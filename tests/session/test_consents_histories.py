"""Random histories: whatever is typed, amended and taken back, consents only shrink after the first dose."""

import random
from collections.abc import Iterable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.session.consents import Consents, consents, may_touch, widens
from kap_companion.session.timeline import project
from kap_companion.vocabulary.consent import ConsentAct, ConsentDetail, ConsentScope
from kap_companion.vocabulary.details import DoseDetail, PlainDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from tests.builders import an_entry

PEOPLE = ("Ana", "Bo", "Kim")
DOSE_AT = 60_000_000

details = st.builds(
    ConsentDetail,
    act=st.sampled_from(ConsentAct),
    scope=st.sampled_from([None, *ConsentScope]),
    touch=st.sampled_from(["", "hand", "hand on shoulder", "audio"]),
    people=st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True).map(tuple),
    dose_mg=st.sampled_from([None, 50.0, 70.0]),
    booster_mg=st.sampled_from([None, 0.0, 30.0]),
)
texts = st.sampled_from(["", "if asked"])
acts = st.one_of(
    st.tuples(st.just("state"), details, texts, st.integers(0, 3)),
    st.tuples(st.just("amend"), details, texts, st.integers(0, 20)),
    st.tuples(st.just("amend to a note"), details, texts, st.integers(0, 20)),
    st.tuples(st.just("take back"), details, texts, st.integers(0, 20)),
)


def an_act(act: tuple[str, ConsentDetail, str, int], at_ms: int, rows: list[Entry]) -> Entry:
    """The row of one act at a time; amending and taking back name any row written so far."""
    what, detail, text, which = act
    times: dict[str, Any] = {"elapsed_ms": at_ms, "typed_ms": at_ms}
    old = rows[which % len(rows)] if rows else None
    if what == "take back" and old is not None:
        plain = PlainDetail(kind="retraction")
        return an_entry(EntryKind.RETRACTION, plain, retracts=old.id, **times)
    if what.startswith("amend") and old is not None:
        said: dict[str, Any] = {"amends": old.id, "elapsed_ms": old.elapsed_ms, "typed_ms": at_ms}
        if what == "amend to a note":
            return an_entry(EntryKind.NOTE, **said)
        return an_entry(EntryKind.CONSENT, detail, text=text, **said)
    back_ms = which * 7_000_000  # some lines are put back, as far as before the dose
    times["elapsed_ms"] = max(0, at_ms - back_ms)
    return an_entry(EntryKind.CONSENT, detail, text=text, **times)


def agreed_things(agreed: Consents) -> set[tuple[object, ...]]:
    """All that is agreed, but for the ceiling."""
    return {
        (one.scope, one.detail.people, one.detail.touch if one.scope is not None else "")
        for one in agreed.standing
        if one.scope is not ConsentScope.DOSE
    }


def ceiling_of(agreed: Consents) -> tuple[float, float] | None:
    found = [one.detail for one in agreed.of(ConsentScope.DOSE)]
    most = float("inf")
    return next(((d.dose_mg or most, d.booster_mg or 0) for d in found), None)


def shrank(before: Consents, now: Consents) -> bool:
    """Whether nothing is agreed now that was not before; a kind within any kind is no more than that."""
    wide = agreed_things(before)
    kept = all(
        (scope, people, kind) in wide or (scope, people, "") in wide
        for scope, people, kind in agreed_things(now)
    )
    old, new = ceiling_of(before), ceiling_of(now)
    lower = new is None or (old is not None and new[0] <= old[0] and new[1] <= old[1])
    return kept and lower and all(may_touch(before, name) for name in PEOPLE if may_touch(now, name))


def the_dose() -> Entry:
    return an_entry(EntryKind.DOSE, DoseDetail(amount=70), elapsed_ms=DOSE_AT, typed_ms=DOSE_AT)


def a_history(acts: Iterable[tuple[str, ConsentDetail, str, int]], start_ms: int) -> list[Entry]:
    rows: list[Entry] = []
    for number, act in enumerate(acts):
        rows.append(an_act(act, start_ms + number * 1_000_000, rows))
    return rows


@settings(max_examples=80, deadline=None)
@given(st.lists(acts, max_size=6), st.lists(acts, min_size=1, max_size=8))
def test_after_the_dose_no_act_agrees_to_more(
    before: list[tuple[str, ConsentDetail, str, int]], later: list[tuple[str, ConsentDetail, str, int]]
) -> None:
    rows = [*a_history(before, 1_000_000), the_dose()]
    of_consents = [row for row in rows if row.kind is not EntryKind.DOSE]
    agreed = consents(project(rows))
    for number, act in enumerate(later):
        row = an_act(act, DOSE_AT + (number + 1) * 1_000_000, of_consents)
        detail = row.detail
        says_no = isinstance(detail, ConsentDetail) and detail.act is ConsentAct.WITHDRAWN
        new = row.amends is None and row.retracts is None
        wide = new and isinstance(detail, ConsentDetail) and widens(detail, project(rows), row.text)
        rows.append(row)
        of_consents.append(row)
        now = consents(project(rows))
        assert shrank(agreed, now)
        assert {no.entry.id for no in agreed.withdrawn if no.at_ms > DOSE_AT} <= {
            no.entry.id for no in now.withdrawn
        }
        assert (row.id in {one.entry.id for one in now.asked}) >= wide
        if says_no:
            assert row.id in {no.entry.id for no in now.withdrawn}
            if new and isinstance(detail, ConsentDetail) and detail.scope is ConsentScope.TOUCH:
                assert not any(may_touch(now, name) for name in detail.people or PEOPLE)
        agreed = now


@settings(max_examples=40, deadline=None)
@given(st.lists(acts, max_size=6), st.lists(acts, max_size=6), st.randoms(use_true_random=False))
def test_the_order_in_which_rows_are_read_changes_nothing(
    before: list[tuple[str, ConsentDetail, str, int]],
    later: list[tuple[str, ConsentDetail, str, int]],
    chance: random.Random,
) -> None:
    rows = [*a_history([*before], 1_000_000), the_dose(), *a_history(later, DOSE_AT + 1_000_000)]
    mixed = list(rows)
    chance.shuffle(mixed)
    assert consents(project(rows)) == consents(project(mixed))
