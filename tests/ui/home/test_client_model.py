from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from tests.builders import a_client
from ui.home.client_model import HINT_ROLE, ID_ROLE, ClientModel, FoundClients


def names(model: FoundClients | ClientModel) -> list[str]:
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_clients_come_by_name_with_hint_and_id(qtmodeltester: ModelTester) -> None:
    model = ClientModel()
    wren, ash = a_client("Wren"), a_client("Ash")
    model.show(((wren, "today 9:30"), (ash, "")))
    qtmodeltester.check(model)
    assert names(model) == ["Ash", "Wren"]
    last = model.index(1, 0)
    assert last.data(HINT_ROLE) == "today 9:30"
    assert last.data(ID_ROLE) == wren.id
    assert last.data(Qt.ItemDataRole.AccessibleTextRole) == "Wren, today 9:30"


def test_finding_ignores_case_and_accents(qtmodeltester: ModelTester) -> None:
    model = ClientModel()
    model.show(tuple((a_client(name), "") for name in ("Zoë", "ÅSA", "Wren", "שקד")))
    found = FoundClients(model)
    qtmodeltester.check(found)
    for wanted, expected in (
        ("ZOE", ["Zoë"]),
        ("åsa", ["ÅSA"]),
        ("re", ["Wren"]),
        ("שק", ["שקד"]),
        ("nobody", []),
    ):
        found.look_for(wanted)
        assert names(found) == expected
    found.look_for("")
    assert len(names(found)) == 4


def test_a_name_of_many_lines_is_one_line() -> None:
    model = ClientModel()
    model.show(((a_client("a\nb\x00c" + "d" * 100_000), ""),))
    assert len(names(model)[0]) < 300
    assert "\n" not in names(model)[0]
