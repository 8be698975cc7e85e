"""Consents: agreed before the first dose, and only fewer after it."""

from typing import Any

import pytest

from kap_companion.session.consents import Consents, consents, consents_before, may_touch, widens
from kap_companion.session.timeline import project
from kap_companion.vocabulary.consent import ConsentAct, ConsentDetail, ConsentScope
from kap_companion.vocabulary.details import DoseDetail, PlainDetail
from kap_companion.vocabulary.entry import Addition, Entry, EntrySource
from kap_companion.vocabulary.kinds import EntryKind
from tests.builders import an_entry

TOUCH, DOSE, RECORDING = ConsentScope.TOUCH, ConsentScope.DOSE, ConsentScope.RECORDING


def a_consent(
    scope: ConsentScope | None = TOUCH,
    *people: str,
    minutes: float = 0,
    act: ConsentAct = ConsentAct.GIVEN,
    touch: str = "",
    dose_mg: float | None = None,
    booster_mg: float | None = None,
    **fields: Any,
) -> Entry:
    detail = ConsentDetail(
        act=act, scope=scope, touch=touch, people=people, dose_mg=dose_mg, booster_mg=booster_mg
    )
    return an_entry(EntryKind.CONSENT, detail, minutes=minutes, **fields)


def a_withdrawal(scope: ConsentScope | None, *people: str, minutes: float, **fields: Any) -> Entry:
    return a_consent(scope, *people, minutes=minutes, act=ConsentAct.WITHDRAWN, **fields)


def a_dose(minutes: float = 10, **fields: Any) -> Entry:
    return an_entry(EntryKind.DOSE, DoseDetail(amount=70), minutes=minutes, **fields)


def taking_back(row: Entry, minutes: float) -> Entry:
    return an_entry(
        EntryKind.RETRACTION, PlainDetail(kind="retraction"), minutes=minutes, retracts=row.id
    ).model_copy(update={"compartment": row.compartment})


def mending(row: Entry, by: Entry, minutes: float) -> Entry:
    """`by` replaces `row`: it happened when that did, and is typed later."""
    kept = {"amends": row.id, "at": row.at, "elapsed_ms": row.elapsed_ms, "typed_ms": round(minutes * 60_000)}
    return by.model_copy(update=kept)


def of(*rows: Entry) -> Consents:
    return consents(project(rows))


def people_of(agreed: Consents, scope: ConsentScope = TOUCH) -> list[str]:
    return [name for one in agreed.of(scope) for name in one.detail.people]


def test_each_person_is_asked_for_herself() -> None:
    agreed = of(a_consent(TOUCH, "Ana", touch="hand on shoulder"), a_dose())
    assert may_touch(agreed, "ana")
    assert not may_touch(agreed, "Kim")
    assert not may_touch(agreed, "Ana Ruiz")


def test_touch_that_names_nobody_is_nobodys() -> None:
    agreed = of(a_consent(TOUCH, touch="hand on shoulder"))
    assert len(agreed.standing) == 1
    assert not may_touch(agreed, "Ana")
    assert not may_touch(agreed, "")


def test_what_was_withdrawn_before_the_dose_can_be_given_again() -> None:
    given, gone = a_consent(TOUCH, "Ana", minutes=1), a_withdrawal(TOUCH, minutes=2)
    assert of(given, gone).standing == ()
    assert [no.entry for no in of(given, gone).withdrawn] == [gone]
    again = of(given, gone, a_consent(TOUCH, "Ana", minutes=3), a_dose())
    assert people_of(again) == ["Ana"]
    assert again.withdrawn == ()


def test_after_the_dose_nothing_is_given_and_what_is_asked_for_is_kept_as_asked() -> None:
    trainee = a_consent(TOUCH, "Kim", minutes=20)
    agreed = of(a_consent(TOUCH, "Ana", minutes=1), a_dose(), trainee)
    assert people_of(agreed) == ["Ana"]
    assert [(one.act, one.entry, one.at_ms) for one in agreed.asked] == [
        (ConsentAct.ASKED, trainee, 20 * 60_000)
    ]


def test_a_consent_typed_after_the_dose_as_if_it_had_been_before_counts_as_asked() -> None:
    late = a_consent(TOUCH, "Kim", minutes=2, typed_ms=20 * 60_000)
    agreed = of(a_dose(), late)
    assert agreed.standing == ()
    assert [one.entry for one in agreed.asked] == [late]


def test_saying_again_what_stands_is_no_asking() -> None:
    again = a_consent(TOUCH, "Ana", touch="hand", minutes=20)
    agreed = of(a_consent(TOUCH, "Ana", touch="hand", minutes=1), a_dose(), again)
    assert [one.entry for one in agreed.standing] == [again]
    assert agreed.asked == ()
    gone = of(
        a_consent(TOUCH, "Ana", touch="hand", minutes=1), a_dose(), again, a_withdrawal(None, minutes=30)
    )
    assert (gone.standing, gone.asked) == ((), ())


@pytest.mark.parametrize("how", ["taken back", "amended to a note", "amended to less", "made a consent"])
def test_a_withdrawal_after_the_dose_holds_whatever_happens_to_its_entry(how: str) -> None:
    gone = a_withdrawal(None, minutes=20)
    rows = [a_consent(TOUCH, "Ana"), a_consent(RECORDING, touch="audio"), a_dose(), gone]
    match how:
        case "taken back":
            rows.append(taking_back(gone, 21))
        case "amended to a note":
            rows.append(mending(gone, an_entry(), 21))
        case "amended to less":
            rows.append(mending(gone, a_withdrawal(RECORDING, minutes=20), 21))
        case _:
            rows.append(mending(gone, a_consent(TOUCH, "Ana"), 21))
    agreed = of(*rows)
    assert agreed.standing == ()
    assert gone in [no.entry for no in agreed.withdrawn]


def test_a_withdrawal_that_is_amended_to_more_takes_more() -> None:
    gone = a_withdrawal(RECORDING, minutes=20)
    rows = [a_consent(TOUCH, "Ana"), a_consent(RECORDING, touch="audio"), a_dose(), gone]
    assert people_of(of(*rows)) == ["Ana"]
    assert of(*rows, mending(gone, a_withdrawal(None, minutes=20), 21)).standing == ()


def test_a_withdrawal_that_amends_a_consent_holds_against_another_amendment_of_it() -> None:
    given = a_consent(TOUCH, "Ana")
    gone = mending(given, a_withdrawal(TOUCH, minutes=0), 20)
    again = mending(given, a_consent(TOUCH, "Ana"), 21)
    agreed = of(given, a_dose(), gone, again)
    assert agreed.standing == ()
    assert [no.entry.id for no in agreed.withdrawn] == [gone.id]
    assert [one.entry.id for one in agreed.asked] == [again.id]


def test_before_the_dose_a_withdrawal_that_is_taken_back_is_gone() -> None:
    gone = a_withdrawal(TOUCH, minutes=2)
    agreed = of(a_consent(TOUCH, "Ana", minutes=1), gone, taking_back(gone, 3), a_dose())
    assert people_of(agreed) == ["Ana"]


def test_taking_back_a_refusal_after_the_dose_gives_nothing() -> None:
    refused = a_consent(TOUCH, act=ConsentAct.REFUSED, minutes=2)
    agreed = of(a_consent(TOUCH, "Ana", minutes=1), refused, a_dose(), taking_back(refused, 20))
    assert agreed.standing == ()
    assert [no.entry for no in agreed.refused] == [refused]


def test_amending_a_consent_after_the_dose_adds_nobody_and_loses_nobody() -> None:
    given = a_consent(TOUCH, "Ana", minutes=1)
    wider = mending(given, a_consent(TOUCH, "Ana", "Kim"), 20)
    agreed = of(given, a_dose(), wider)
    assert people_of(agreed) == ["Ana"]
    assert [one.entry for one in agreed.asked] == [wider]
    fewer = mending(wider, an_entry(), 21)
    assert of(given, a_dose(), wider, fewer).standing == ()


def test_a_consent_taken_back_after_the_dose_is_gone_with_all_its_readings() -> None:
    first = a_consent(DOSE, dose_mg=90, minutes=1)
    mended = mending(first, a_consent(DOSE, dose_mg=70), 2)
    agreed = of(first, mended, a_dose(), taking_back(mended, 20), taking_back(first, 20))
    assert agreed.standing == ()


def test_a_ceiling_comes_down_after_the_dose_and_never_goes_up() -> None:
    agreed = a_consent(DOSE, dose_mg=70, booster_mg=30, minutes=1)
    lower = a_consent(DOSE, dose_mg=60, minutes=20)
    (one,) = of(agreed, a_dose(), lower).of(DOSE)
    assert (one.detail.dose_mg, one.detail.booster_mg) == (60, 30)
    higher = a_consent(DOSE, booster_mg=40, minutes=21)
    (one,) = of(agreed, a_dose(), lower, higher).of(DOSE)
    assert (one.detail.dose_mg, one.detail.booster_mg) == (60, 30)
    assert [each.entry for each in of(agreed, a_dose(), lower, higher).asked] == [higher]


def test_a_booster_that_nobody_spoke_of_was_not_agreed() -> None:
    agreed = of(a_consent(DOSE, dose_mg=70), a_dose(), a_consent(DOSE, booster_mg=30, minutes=20))
    assert [one.detail.booster_mg for one in agreed.of(DOSE)] == [None]
    assert len(agreed.asked) == 1


def test_before_the_dose_the_half_of_a_ceiling_that_is_not_said_stays() -> None:
    agreed = of(a_consent(DOSE, dose_mg=70, minutes=1), a_consent(DOSE, booster_mg=30, minutes=2))
    assert [(one.detail.dose_mg, one.detail.booster_mg) for one in agreed.of(DOSE)] == [(70, 30)]


def test_a_withdrawal_without_a_scope_leaves_treatment_and_ceiling() -> None:
    scopes = [a_consent(scope) for scope in (*ConsentScope, None)]
    left = of(*scopes, a_dose(), a_withdrawal(None, minutes=20)).standing
    assert {one.scope for one in left} == {ConsentScope.TREATMENT, DOSE}


def test_withdrawing_one_person_leaves_the_other_and_an_unknown_name_ends_all() -> None:
    given = a_consent(TOUCH, "Ana", "Bo")
    assert people_of(of(given, a_dose(), a_withdrawal(TOUCH, "Ana Ruiz", minutes=20))) == ["Bo"]
    assert people_of(of(given, a_dose(), a_withdrawal(TOUCH, "Anna", minutes=20))) == []
    refused = a_consent(TOUCH, "Kim", act=ConsentAct.REFUSED, minutes=20)
    assert people_of(of(given, a_dose(), refused)) == ["Ana", "Bo"]


def test_withdrawing_one_kind_leaves_another_and_unknown_words_end_all() -> None:
    given = [a_consent(RECORDING, touch="audio"), a_consent(RECORDING, touch="video of the room")]
    kinds = [one.detail.touch for one in of(*given).standing]
    assert kinds == ["audio", "video of the room"]
    left = of(*given, a_dose(), a_withdrawal(RECORDING, touch="video", minutes=20))
    assert [one.detail.touch for one in left.standing] == ["audio"]
    assert of(*given, a_dose(), a_withdrawal(RECORDING, touch="at all", minutes=20)).standing == ()


def test_dropping_a_condition_widens_and_adding_one_does_not() -> None:
    given = a_consent(TOUCH, "Ana", touch="hand", text="if asked")
    detail = ConsentDetail(scope=TOUCH, touch="hand", people=("Ana",))
    timeline = project([given, a_dose()])
    assert widens(detail, timeline)
    assert not widens(detail, timeline, "if asked")
    assert not widens(detail, project([a_consent(TOUCH, "Ana", touch="hand"), a_dose()]), "if asked")


def test_nothing_widens_before_the_dose_and_taking_back_never_does() -> None:
    detail = ConsentDetail(scope=TOUCH, people=("Kim",))
    assert not widens(detail, project([]))
    assert widens(detail, project([a_dose()]))
    assert not widens(detail.model_copy(update={"act": ConsentAct.WITHDRAWN}), project([a_dose()]))
    assert widens(ConsentDetail(), project([a_consent(None, text="music is fine"), a_dose()]), "dance too")


def test_what_is_transcribed_was_told_when_the_paper_says() -> None:
    on_paper: dict[str, Any] = {"source": EntrySource.TRANSCRIBED, "typed_ms": 999 * 60_000}
    rows = [
        a_consent(TOUCH, "Ana", minutes=1, **on_paper),
        a_dose(**on_paper),
        a_consent(TOUCH, "Kim", minutes=20, **on_paper),
    ]
    agreed = of(*rows)
    assert people_of(agreed) == ["Ana"]
    assert [one.entry for one in agreed.asked] == [rows[2]]
    misread = mending(rows[0], a_consent(TOUCH, "Ana", "Bo"), 1000)
    assert people_of(of(*rows, misread)) == ["Ana", "Bo"]


def test_what_is_added_after_signing_agrees_to_nothing() -> None:
    added = a_consent(TOUCH, "Kim", minutes=1, addition=Addition.ADDENDUM)
    assert of(added, a_dose()) == Consents()


def test_the_first_wish_to_stop_is_what_counts_and_ends_no_consent() -> None:
    stops = [an_entry(EntryKind.STOP, PlainDetail(kind="stop"), minutes=m) for m in (30, 40)]
    agreed = of(a_consent(TOUCH, "Ana"), a_dose(), *stops)
    assert agreed.stop_ms == 30 * 60_000
    assert people_of(agreed) == ["Ana"]


def test_how_it_stood_before_can_be_looked_up() -> None:
    timeline = project([a_consent(TOUCH, "Ana", minutes=1), a_withdrawal(TOUCH, minutes=5)])
    assert people_of(consents_before(timeline, 4 * 60_000)) == ["Ana"]
    assert people_of(consents_before(timeline, 5 * 60_000)) == []


def test_a_scope_knows_its_newest_no() -> None:
    refused = a_consent(TOUCH, act=ConsentAct.REFUSED, minutes=1)
    withdrawn = a_withdrawal(None, minutes=2)
    agreed = of(refused, withdrawn)
    found = agreed.denied(TOUCH)
    assert found is not None
    assert found.entry == withdrawn
    assert Consents().denied(TOUCH) is None
