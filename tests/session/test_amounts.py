"""Milligrams of ketamine and of esketamine are never added up, neither in the source nor while it runs."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.session.amounts import Amount, Esketamine, Ketamine, amount_of
from kap_companion.vocabulary.routes import Drug

ROOT = Path(__file__).parents[2]
ADDED = "from kap_companion.session.amounts import Amount, Esketamine, Ketamine\n"
MG = st.floats(0, 10_000)


def refused_lines(folder: Path, *lines: str) -> list[int]:
    """Which of the lines, from 0, the type checker refuses with the project's own settings."""
    api = pytest.importorskip("mypy.api")
    program = folder / "program.py"
    program.write_text(ADDED + "\n".join(lines), encoding="utf-8")
    settings = ["--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(folder / "cache")]
    said, failed, _code = api.run([*settings, "--no-pretty", "--no-error-summary", str(program)])
    assert not failed, failed
    found = [re.search(r"program\.py:([0-9]+): error: ", line) for line in said.splitlines()]
    assert all(found), said
    return [int(match.group(1)) - 2 for match in found if match]


@pytest.mark.slow
def test_the_type_checker_refuses_to_add_esketamine_to_ketamine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MYPYPATH", str(ROOT))
    refused = refused_lines(
        tmp_path,
        "Amount(Ketamine, 70) + Amount(Ketamine, 30)",
        "Amount(Esketamine, 28) + Amount(Esketamine, 28)",
        "Amount(Ketamine, 70) + Amount(Esketamine, 28)",
        "Amount(Esketamine, 28) + Amount(Ketamine, 70)",
        "total: Amount[Ketamine] = sum([Amount(Esketamine, 28)], start=Amount(Ketamine, 70))",
        "mixed: Amount[Ketamine] = Amount(Esketamine, 28)",
        "Amount(Ketamine, 70) + 28",
    )
    assert refused == [2, 3, 4, 5, 6]


@given(MG, MG)
def test_adding_two_drugs_raises_while_the_program_runs(one: float, other: float) -> None:
    ketamine, esketamine = amount_of(Drug.KETAMINE, one), amount_of(Drug.ESKETAMINE, other)
    with pytest.raises(TypeError):
        ketamine + esketamine  # type: ignore[operator]  # that it is refused is what is shown
    with pytest.raises(TypeError):
        esketamine + ketamine  # type: ignore[operator]  # as above


def test_a_bare_number_cannot_be_added_to_an_amount() -> None:
    with pytest.raises(TypeError):
        Amount(Ketamine, 70) + 30  # type: ignore[operator]  # that it is refused is what is shown


@given(MG, MG)
def test_amounts_of_one_drug_add_up(one: float, other: float) -> None:
    assert Amount(Ketamine, one) + Amount(Ketamine, other) == Amount(Ketamine, one + other)
    assert Amount(Esketamine, one) + Amount(Esketamine, other) == Amount(Esketamine, one + other)


def test_an_amount_knows_its_drug_and_equal_figures_of_two_drugs_are_not_equal() -> None:
    assert [amount_of(drug, 28).drug for drug in Drug] == list(Drug)
    assert amount_of(Drug.KETAMINE, 28) != amount_of(Drug.ESKETAMINE, 28)
