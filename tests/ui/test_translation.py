"""Words on the screen can be translated: what lupdate cannot read is never written."""

import ast
from pathlib import Path

import pytest

import ui

TRANSLATING = {"translate", "QCoreApplication.translate"}
SOURCES = sorted(Path(ui.__file__).parent.rglob("*.py"))


def spoken(source: Path) -> list[ast.Call]:
    calls = (node for node in ast.walk(ast.parse(source.read_text("utf-8"))) if isinstance(node, ast.Call))
    return [call for call in calls if ast.unparse(call.func) in TRANSLATING or is_method(call.func)]


def is_method(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and function.attr == "tr"


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_no_f_string_and_no_joined_text_is_given_to_be_translated(source: Path) -> None:
    wrong = [
        call.lineno
        for call in spoken(source)
        for argument in call.args[:2]
        if isinstance(argument, ast.JoinedStr | ast.BinOp)
    ]
    assert wrong == []


def test_there_is_something_to_translate() -> None:
    assert sum(len(spoken(source)) for source in SOURCES) > 100
