from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kap_companion.errors import PracticeDamagedError
from kap_companion.records.notebook import Notebook
from kap_companion.vocabulary.details import LinkMention, PartDetail, SelfDetail
from kap_companion.vocabulary.entry import Addition, Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.links import LinkKind
from kap_companion.vocabulary.observation import Known, PartField
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.self_energy import Quality
from tests.builders import a_part, an_entry
from tests.records.files import NOTEBOOK_KEY, behind_its_back, without_triggers

ANY_TEXT = st.text(st.characters(codec=None), max_size=20)


@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT, st.integers(-9, 9)), max_size=6))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_entries_come_back_as_they_were_whatever_text_is_in_them(
    notebook: Notebook, given_texts: list[tuple[str, str, int]]
) -> None:
    part = a_part()
    session = f"session-{part.id}"
    entries = [
        an_entry(
            EntryKind.PART,
            PartDetail(
                name=raw,
                words=(text, raw),
                links=(LinkMention(kind=LinkKind.ALLIED, name=text),),
                known=(Known(field=PartField.FEARS, value=text),),
            ),
            session=session,
            part=part.id,
            raw=raw,
            text=text,
            not_understood=(raw, text),
            phase=Phase.DOSING,
            minutes=minutes,
            addition=Addition.LATE,
            reason=text,
        )
        for raw, text, minutes in given_texts
    ]
    entries.append(an_entry(EntryKind.SELF, SelfDetail(qualities={Quality.CALM: 3}), session=session))
    notebook.append(*entries, parts=(part,))
    found = notebook.entries(session)
    assert list(found) == entries
    assert [repr(entry) for entry in found] == [repr(Entry.model_validate(e.model_dump())) for e in entries]
    assert notebook.entries_of([session, "another"]) == {session: found, "another": ()}
    assert found[-1].model_copy(update={"raw": "n more"}).raw == "n more"
    assert [entry.raw for entry in found] == [entry.raw for entry in entries]


def test_a_bulk_of_entries_is_by_session_in_the_order_written(notebook: Notebook) -> None:
    entries = [an_entry(session=f"session-{place % 3}", raw=f"n {place}") for place in range(30)]
    notebook.append(*entries)
    found = notebook.entries_of(["session-2", "session-0"])
    assert list(found) == ["session-2", "session-0"]
    assert found == {each: notebook.entries(each) for each in found}
    assert notebook.entries_of([]) == {}


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'owl'",
        "phase = 'owl'",
        "at = 'noon'",
        "detail = '{}'",
        "detail = 'x'",
        "not_understood = '[1]'",
        "elapsed_ms = 'soon'",
        "raw = x'ff'",
        "author = x'ff'",
        "text = CAST(x'ff' AS TEXT)",
    ],
)
def test_a_column_that_holds_what_it_should_not_is_damage_and_is_not_quoted(
    notebook: Notebook, tmp_path: Path, change: str
) -> None:
    notebook.append(an_entry(raw="n secret words"), an_entry(raw="n other"))
    with behind_its_back(tmp_path / "notebook.db", NOTEBOOK_KEY) as connection:
        without_triggers(connection)
        connection.execute(f"UPDATE entry SET {change} WHERE raw = 'n secret words'")
    with pytest.raises(PracticeDamagedError) as caught:
        notebook.entries("session-1")
    assert "secret" not in str(caught.value)
