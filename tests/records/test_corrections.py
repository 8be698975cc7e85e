from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.records.corrections import Correction, out_of_force
from kap_companion.session.readings import read_again
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from tests.builders import an_entry


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    """Rows of which later ones amend or take back earlier ones, in whatever tangle."""
    rows: list[Entry] = []
    for number in range(draw(st.integers(0, 12))):
        row_id = f"row-{draw(st.integers(0, 99)):02}-{number}"
        target = draw(st.sampled_from(rows)).id if rows else None
        match draw(st.sampled_from(["plain", "amends", "retracts"])):
            case "amends" if target:
                rows.append(an_entry(id=row_id, amends=target))
            case "retracts" if target:
                rows.append(an_entry(EntryKind.RETRACTION, id=row_id, retracts=target))
            case _:
                rows.append(an_entry(id=row_id))
    return rows


@given(histories())
@settings(max_examples=200)
def test_what_does_not_count_is_the_same_as_by_the_session_s_own_reading(rows: list[Entry]) -> None:
    corrections = [
        Correction(row.id, row.amends, row.retracts)
        for row in rows
        if row.amends is not None or row.retracts is not None
    ]
    out = out_of_force(corrections)
    counting = {row.id for row in rows if row.kind is not EntryKind.RETRACTION and row.id not in out}
    assert counting == {row.id for row in read_again(rows).current}
