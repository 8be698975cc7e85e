"""The library of questions: what it offers where, and how it asks."""

import re
from pathlib import Path

import pytest

from kap_companion.errors import WorksheetError
from kap_companion.vocabulary.composition import SheetKind
from kap_companion.vocabulary.roles import Role
from kap_companion.worksheets.prompt_files import shipped
from kap_companion.worksheets.prompts import LANGUAGES
from kap_companion.worksheets.questions import LONGEST_QUESTION, LibraryQuestion, load_questions

ENGLISH = shipped("questions.en.toml").decode()
each_language = pytest.mark.parametrize("language", LANGUAGES)
# Nothing sends somebody alone to where it hurt, and nothing sounds like an examination.
HEAVY = re.compile(
    r"\b(worst|trauma\w*|wound\w*|abuse\w*|memory|memories|pain|hurt\w*|relive|go back|why|herida\w*|peor"
    r"|dolor|recuerdo\w*|schlimm\w*|schmerz\w*|wunde\w*|erinner\w*|warum|por qué)\b",
    re.IGNORECASE,
)
JARGON = re.compile(
    r"\b(exile|firefighter|manager|protector|blend\w*|burden\w*|self-energy|polari\w+|dissociat\w+|integrat\w+"
    r"|exili\w+|gestora|bombera|verbannt\w*|integrier\w*)\b",
    re.IGNORECASE,
)


def test_there_are_questions_for_every_role_stage_and_sheet() -> None:
    book = load_questions()
    assert len(book.questions) >= 60
    for role in (*Role, None):
        of_role = [each for each in book.questions if each.role is role and each.about_part]
        assert len(of_role) >= 4 or role is Role.UNKNOWN
    for stage in ("after", "week", "before_next"):
        assert sum(each.stage == stage for each in book.questions) >= 10
    for kind in SheetKind:
        asked = [each for each in book.questions if kind in each.sheets]
        assert bool(asked) == (kind is not SheetKind.WORDS)


@pytest.mark.parametrize("role", [*Role, None])
def test_a_part_is_asked_two_questions_for_its_role(role: Role | None) -> None:
    asked = load_questions().of(SheetKind.MEETING, about_part=True, role=role)
    assert len(asked) == 2
    assert {each.role for each in asked} == {None if role is Role.UNKNOWN else role}


def test_the_three_questions_that_end_the_first_sheet_are_always_there() -> None:
    assert [each.text for each in load_questions().of(SheetKind.MEETING)] == [
        "Which part feels loud right now?",
        "What might it be protecting you from?",
        "What would it say if you truly listened?",
    ]


def test_a_letter_goes_along_the_six_fs_and_one_to_an_exile_asks_for_nothing() -> None:
    book = load_questions()
    usual = book.of(SheetKind.ONE_PART, section="letter")
    assert [each.key.partition(".")[2] for each in usual] == [
        "find", "focus", "flesh_out", "toward", "befriend", "fears",
    ]  # fmt: skip
    for role in (Role.MANAGER, Role.UNKNOWN, Role.FIREFIGHTER):
        assert book.of(SheetKind.ONE_PART, about_part=True, role=role, section="letter") == usual
    to_exile = book.of(SheetKind.ONE_PART, role=Role.EXILE, section="letter")
    assert len(to_exile) == 4
    assert not set(to_exile) & set(usual)
    assert len(book.of(SheetKind.ONE_PART, role=Role.EXILE, section="answer")) == 1


def test_before_the_next_session_protectors_are_asked_and_then_the_intention() -> None:
    book = load_questions()
    assert len(book.of(SheetKind.BEFORE_NEXT, section="protectors")) == 3
    assert len(book.of(SheetKind.BEFORE_NEXT, section="intention")) == 2
    assert book.of(SheetKind.BEFORE_NEXT) == ()
    asked = book.of(SheetKind.BEFORE_NEXT, about_part=True, role=Role.FIREFIGHTER)
    assert [each.key for each in asked] == ["firefighter.pause"]


def test_a_question_is_found_by_its_key() -> None:
    book = load_questions("de")
    found = book.find("manager.rest")
    assert found is not None
    assert found.role is Role.MANAGER
    assert book.find("own-1") is None


def ends_as_it_should(language: str, question: LibraryQuestion) -> bool:
    if question.section == "letter":
        # It begins a line on which is written on.
        return question.text.find("…") == len(question.text) - 1 < 65 and not question.about_part
    marks = question.text.count("?") == 1 and (language != "es" or question.text.count("¿") == 1)
    # One of them says besides that a word is enough.
    return marks and question.text.endswith("." if question.key == "after.hard" else "?")


@each_language
def test_a_question_names_the_part_once_and_exactly_where_it_is_about_one(language: str) -> None:
    for question in load_questions(language).questions:
        slots = re.findall(r"\{.*?\}", question.text)
        assert slots == (["{name}"] if question.about_part else []), question.key
        assert question.role is None or question.about_part or question.section == "letter", question.key


@each_language
def test_a_question_is_short_and_ends_as_it_should(language: str) -> None:
    book = load_questions(language)
    assert [each.key for each in book.questions if len(each.text) > 100] == []
    assert [each.key for each in book.questions if not ends_as_it_should(language, each)] == []


@each_language
def test_no_question_digs_and_none_uses_words_of_the_trade(language: str) -> None:
    book = load_questions(language)
    assert [each.key for each in book.questions if HEAVY.search(each.text) or JARGON.search(each.text)] == []


@pytest.mark.parametrize(
    ("language", "near"),
    [("es", r"\b(tú|tu|tus|ti|te|contigo|estás)\b"), ("de", r"\b(du|dir|dich|dein\w*)\b")],
)
def test_the_client_is_addressed_alike_and_only_a_letter_to_oneself_is_closer(
    language: str, near: str
) -> None:
    closer = {
        each.section
        for each in load_questions(language).questions
        if re.search(near, each.text, re.IGNORECASE)
    }
    assert closer == {"letter"}


@each_language
def test_every_question_says_where_it_comes_from(language: str) -> None:
    sources = {each.source for each in load_questions(language).questions}
    assert all(source == "ours" or source.startswith("after ") for source in sources)
    assert len(sources) > 4


def test_a_practices_own_questions_take_the_place_of_ours(tmp_path: Path) -> None:
    assert load_questions("en", tmp_path) == load_questions()
    own = ENGLISH.replace("Who was good company?", "Who was there for you?")
    (tmp_path / "questions.en.toml").write_text(own, "utf-8")
    found = load_questions("en", tmp_path).find("week.company")
    assert found is not None
    assert found.text == "Who was there for you?"
    assert load_questions("es", tmp_path) == load_questions("es")


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ('key = "part.before"\n', "", "questions[0].key: this was expected and is missing"),
        ('role = "manager"', 'role = "boss"', "questions[17].role: 'manager', 'firefighter', 'exile'"),
        ('stage = "week"', 'stage = "later"', "stage: 'after', 'week' or 'before_next' was expected"),
        ('section = "letter"', 'section = "post"', "'intention' was expected"),
        ('sheets = ["meeting"]', 'sheets = "meeting"', "sheets: a list was expected"),
        ('sheets = ["week"]', 'sheets = ["year"]', "'before_next' or 'words' was expected"),
        ("When have you noticed {name} before?", "When?", "{name} was expected in a question about a part"),
        ("Who was good company?", "Who but {name}?", "{name} was expected in a question about a part"),
        (
            "have you noticed {name} before",
            "have you noticed {nam} before",
            "no place but {name} was expected",
        ),
        ('text = "Who was good company?"', 'text = " "', f"a text of 1 to {LONGEST_QUESTION} characters"),
        ('key = "part.toward"', 'key = "part.before"', "a key of its own was expected for each question"),
        ('key = "part.toward"', 'key = "Toward you"', "a name of small letters, digits, full stops and _"),
        ("about_part = true", 'about_part = "perhaps"', "about_part: true or false was expected"),
        ("[[questions]]", "[[questions]", "line 11"),
    ],
)
def test_a_wrong_file_of_questions_says_the_line_and_what_was_expected_and_ours_are_used(
    tmp_path: Path, good: str, bad: str, said: str
) -> None:
    assert good in ENGLISH
    (tmp_path / "questions.en.toml").write_text(ENGLISH.replace(good, bad, 1), "utf-8")
    heard: list[WorksheetError] = []
    assert load_questions("en", tmp_path, heard.append) == load_questions()
    (error,) = heard
    assert error.advice.startswith("questions.en.toml: line ")
    assert error.advice.endswith("What came with the companion is used.")
    assert said in error.advice
    with pytest.raises(WorksheetError):
        load_questions("en", tmp_path)


def test_the_line_named_is_the_one_to_mend(tmp_path: Path) -> None:
    lines = ENGLISH.replace("Who was good company?", "Who, {dear}?").splitlines()
    (tmp_path / "questions.en.toml").write_text("\n".join(lines), "utf-8")
    heard: list[WorksheetError] = []
    load_questions("en", tmp_path, heard.append)
    at = 1 + next(number for number, line in enumerate(lines) if "{dear}" in line)
    assert f"line {at}, questions[" in heard[0].advice
