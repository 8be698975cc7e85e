"""Our words pass no verdict on anybody: limits are somebody's, and what a value means is for people to say.

Source: clinical ground 1.4 and REQ-12 (a lint for banned words).
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
VERDICTS = re.compile(r"\b(?:safe|unsafe|normal|abnormal|dangerous|critical)\b", re.IGNORECASE)
# A protector's work in the field's own words; it says nothing of how somebody is.
FIELDS_OWN = frozenset({"What does {name} work so hard to keep safe?"})

PYTHON = sorted([*ROOT.glob("kap_companion/session/*.py"), *ROOT.glob("ui/session/*.py")])
TOML = sorted([*ROOT.glob("resources/protocols/*.toml"), *ROOT.glob("resources/prompts/*.toml")])


def verdicts(strings: Iterator[str]) -> list[str]:
    return [words for words in strings if VERDICTS.search(words) and words not in FIELDS_OWN]


def strings_of_python(source: str) -> Iterator[str]:
    """Every string literal, the pieces of f-strings among them, but no docstring."""
    tree = ast.parse(source)
    docstrings = {id(docstring) for node in ast.walk(tree) if (docstring := _docstring(node)) is not None}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def strings_of_toml(said: object) -> Iterator[str]:
    """Every value that is text, and every key."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        for key, value in said.items():
            yield key
            yield from strings_of_toml(value)
    elif isinstance(said, list):
        for value in said:
            yield from strings_of_toml(value)


def _docstring(node: ast.AST) -> ast.Constant | None:
    if not isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
        return None
    first = node.body[0] if node.body else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        return first.value
    return None


@pytest.mark.parametrize("file", PYTHON, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_words_of_the_room_pass_a_verdict(file: Path) -> None:
    assert verdicts(strings_of_python(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("file", TOML, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_words_of_a_protocol_or_a_prompt_pass_a_verdict(file: Path) -> None:
    assert verdicts(strings_of_toml(tomllib.loads(file.read_text(encoding="utf-8")))) == []


def test_there_is_something_to_look_at() -> None:
    assert len(PYTHON) > 60
    assert len(TOML) > 9


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('says = "BP is normal now"', ["BP is normal now"]),
        ('tr(f"{value} is Unsafe, tell")', [" is Unsafe, tell"]),
        ('def f():\n    """What is safe."""\n    return "outside the ordered range"', []),
        ('says = "safety gate, abnormality, normally"', []),
    ],
)
def test_a_verdict_is_found_in_a_string_and_not_in_a_docstring_or_inside_a_word(
    source: str, found: list[str]
) -> None:
    assert verdicts(strings_of_python(source)) == found


def test_a_verdict_is_found_anywhere_in_a_file_of_settings() -> None:
    said = tomllib.loads('safe = 1\n[discharge]\nneeds = [{ question = "Is the gait normal?" }]')
    assert verdicts(strings_of_toml(said)) == ["safe", "Is the gait normal?"]
