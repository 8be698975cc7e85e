"""The library of questions for paper, by role, theme and stage, each with where it comes from."""

import re
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import Field, field_validator, model_validator

from kap_companion.vocabulary.composition import SheetKind
from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.roles import Role
from kap_companion.worksheets.prompt_files import Say, known_language, read_words, words_of

Stage = Literal["after", "week", "before_next"]
Place = Literal["", "part", "closing", "letter", "answer", "protectors", "intention"]

NAME: Final = "{name}"
LONGEST_QUESTION: Final = 200
_SLOT = re.compile(r"\{[^}]*\}?")
_UNREADABLE: Final = "The questions for the worksheets cannot be read."


class LibraryQuestion(Frozen):
    """One question, or one opening of a letter.

    Attributes:
        key: its name, the same in all languages; a composition and a client's wordings go by it.
        role: of the parts it is meant for; None for any.
        about_part: whether it asks about a part by its name; its text then holds {name}, and else not.
        theme: what it is about, for those who look for one in the library.
        stage: when it is of use: after a session, in the week, or before the next one.
        sheets: where it stands by itself; none where it is only in the library.
        section: where on a sheet it stands. Empty is with its part where it is about one, else at the close.
        text: as it stands on paper.
        source: where it comes from; "ours" where from nobody else.
    """

    key: Annotated[str, Field(pattern=r"^[a-z0-9_.]{1,40}$")]
    role: Role | None = None
    about_part: bool = False
    theme: Annotated[str, Field(min_length=1)]
    stage: Stage = "after"
    sheets: tuple[SheetKind, ...] = ()
    section: Place = ""
    text: str
    source: Annotated[str, Field(min_length=1)]

    @property
    def place(self) -> Place:
        """The section it stands in; never empty."""
        return self.section or ("part" if self.about_part else "closing")

    @field_validator("text")
    @classmethod
    def _fit_to_be_asked(cls, text: str) -> str:
        if not text.strip() or len(text) > LONGEST_QUESTION:
            message = f"a text of 1 to {LONGEST_QUESTION} characters was expected"
            raise ValueError(message)
        if set(_SLOT.findall(text)) - {NAME}:
            message = f"no place but {NAME} was expected in a question"
            raise ValueError(message)
        return text

    @model_validator(mode="after")
    def _names_whom_it_asks_about(self) -> Self:
        if self.about_part is not (NAME in self.text):
            message = f"{NAME} was expected in a question about a part, and in no other"
            raise ValueError(message)
        return self


class QuestionBook(Frozen):
    """All questions of one language, in the order in which they stand on paper."""

    language: str
    questions: Annotated[tuple[LibraryQuestion, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _told_apart(self) -> Self:
        if len({question.key for question in self.questions}) < len(self.questions):
            message = "a key of its own was expected for each question"
            raise ValueError(message)
        return self

    def of(
        self, kind: SheetKind, *, about_part: bool = False, role: Role | None = None, section: str = ""
    ) -> tuple[LibraryQuestion, ...]:
        """The questions that stand on a sheet by themselves.

        Args:
            kind: the sheet.
            about_part: whether those about a part are wanted, or those at the close. A section that is named
                counts alone.
            role: the part's, where it is on the page. Where there are none for it, those for any are meant.
            section: "letter", "answer", "protectors", "intention", "part" or "closing"; empty goes by
                `about_part`.
        """
        place = section or ("part" if about_part else "closing")
        here = [each for each in self.questions if kind in each.sheets and each.place == place]
        known = None if role is Role.UNKNOWN else role
        of_role = tuple(each for each in here if each.role is known)
        return of_role or tuple(each for each in here if each.role is None)

    def find(self, key: str) -> LibraryQuestion | None:
        """The question of that key; None where there is none any more."""
        return next((each for each in self.questions if each.key == key), None)


def questions_file(language: str) -> str:
    """The name of the file that holds the questions of a language."""
    return f"questions.{known_language(language)}.toml"


def load_questions(language: str = "en", own: Path | None = None, say: Say | None = None) -> QuestionBook:
    """The questions in a language; in English where we have none of it.

    Args:
        language: its BCP 47 code.
        own: a folder that may hold a `questions.LANG.toml` of the practice's own; its whole file then counts.
        say: hears why such a file cannot be used; the shipped questions are used then.

    Raises:
        WorksheetError: such a file cannot be used, and nobody hears why.
    """
    return words_of(QuestionBook, questions_file(language), _UNREADABLE, own, say)


def read_questions(data: bytes, name: str = "") -> QuestionBook:
    """The questions that a file holds; `name` is the file's, where it is not ours.

    Raises:
        WorksheetError: it is no such file, or questions are missing or wrong; says what was expected.
    """
    return read_words(QuestionBook, data, _UNREADABLE, name)
