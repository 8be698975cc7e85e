"""Paper speaks more than one language, and each of them says all of it."""

import re
import string
from collections.abc import Iterator
from datetime import date

import pytest

from kap_companion.toml_file import read_toml
from kap_companion.vocabulary.body import KNOWN_PLACES
from kap_companion.vocabulary.composition import SheetKind
from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.routes import Route
from kap_companion.vocabulary.self_energy import Quality
from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets.compose_moments import spell_date, spell_time
from kap_companion.worksheets.prompt_files import known_language, shipped
from kap_companion.worksheets.prompts import LANGUAGES, languages, load, table
from kap_companion.worksheets.questions import load_questions

OTHERS = tuple(code for code in LANGUAGES if code != "en")
SLOT = re.compile(r"\{.*?\}")
# Names of body places are words of one language, and places that say where by themselves differ.
OF_ONE_LANGUAGE = ("body.places", "body.as_written", "parts.articles")


def texts(said: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(said, dict):
        for name, value in said.items():
            yield from texts(value, f"{path}.{name}".lstrip("."))
    elif isinstance(said, list):
        for at, value in enumerate(said):
            yield from texts(value, f"{path}.{at}")
    else:
        yield path, str(said)


def all_of(file: str) -> dict[str, str]:
    return {path: text for path, text in texts(table(file)) if not path.startswith(OF_ONE_LANGUAGE)}


def test_the_languages_call_themselves_what_they_do() -> None:
    assert languages() == {"en": "English", "es": "Español", "de": "Deutsch"}
    languages().clear()
    assert languages()


@pytest.mark.parametrize(
    ("code", "known"),
    [("en", "en"), ("es-MX", "es"), ("de_AT", "de"), ("DE", "de"), ("pt", "en"), ("", "en"), ("../de", "en")],
)
def test_a_language_we_do_not_have_is_english(code: str, known: str) -> None:
    assert known_language(code) == load(code).language == load_questions(code).language == known


@pytest.mark.parametrize("file", ["worksheet", "questions"])
@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_keys_the_same_slots_and_as_many_of_each(
    file: str, language: str
) -> None:
    english, other = all_of(f"{file}.en"), all_of(f"{file}.{language}")
    assert other.keys() == english.keys()
    for path, text in english.items():
        assert sorted(SLOT.findall(other[path])) == sorted(SLOT.findall(text)), path
        assert bool(other[path]) == bool(text), path


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_left_in_english(language: str) -> None:
    english = all_of("worksheet.en") | {q.key: q.text for q in load_questions().questions}
    other = all_of(f"worksheet.{language}") | {q.key: q.text for q in load_questions(language).questions}
    same = {path for path, text in english.items() if other[path] == text}
    letters = {path for path in same if any(c in string.ascii_letters for c in SLOT.sub("", english[path]))}
    shared = {"source", "landscape.self_name", *(f"months.{at}" for at in range(12))}
    assert letters <= shared, letters - shared


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_differ_in_nothing_but_their_words(language: str) -> None:
    def rest(code: str) -> list[object]:
        return [each.model_copy(update={"text": ""}) for each in load_questions(code).questions]

    assert rest(language) == rest("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_role_row_quality_and_link_has_words(language: str) -> None:
    words = load(language)
    assert set(words.sheets) == set(SheetKind)
    assert len({each.title for each in words.sheets.values()}) == len(SheetKind)
    assert set(words.self_energy.qualities) == set(Quality)
    assert len(set(words.self_energy.qualities.values())) == len(Quality)
    apart = {"names", "words", "body", "roles", "self", "promises", "place"}
    assert {field.value for field in SharedField if not words.rows.of(field)} == apart
    for role in (*Role, None):
        assert bool(words.parts.of(role).label) == (role not in {None, Role.UNKNOWN})
    for kind in LinkKind:
        for outwards in (True, False):
            for state in LinkState:
                assert "Wim" in words.links.say(kind, "Wim", state, outwards=outwards)
    assert all(words.closing.of(kind) for kind in SheetKind)


@pytest.mark.parametrize("language", OTHERS)
def test_every_known_place_stands_in_a_sentence_with_its_preposition(language: str) -> None:
    body = load(language).body
    assert set(body.places) == set(KNOWN_PLACES)
    assert len(set(body.places.values())) == len(KNOWN_PLACES)
    assert all(" " in place and place[0].islower() for place in body.places.values())
    assert (body.known, body.as_written) == ("{place}", ())


def test_places_read_as_they_are_said() -> None:
    assert load("es").body.places["chest"] == "en el pecho"
    assert load("de").body.places["chest"] == "in der Brust"
    assert load("de").body.places["behind the eyes"] == "hinter den Augen"


@pytest.mark.parametrize(
    ("language", "day", "one", "many", "before"),
    [
        ("en", "21 November 2026", "1 minute after the dose", "2 hours 5 minutes after", "1 hour before"),
        ("es", "21 de noviembre de 2026", "1 minuto después", "2 horas 5 minutos después", "1 hora antes"),
        ("de", "21. November 2026", "1 Minute nach", "2 Stunden 5 Minuten nach", "1 Stunde vor"),
    ],
)
def test_days_and_times_are_spelled_as_people_say_them(
    language: str, day: str, one: str, many: str, before: str
) -> None:
    words = load(language)
    assert spell_date(date(2026, 11, 21), words) == day
    assert spell_time(60, words.time).startswith(one)
    assert spell_time(2 * 3600 + 5 * 60, words.time).startswith(many)
    assert spell_time(-3600, words.time).startswith(before)


@pytest.mark.parametrize(("language", "marks"), [("en", "“”"), ("es", "«»"), ("de", "„“")])
def test_quotes_are_those_of_the_language(language: str, marks: str) -> None:
    assert load(language).quotes == tuple(marks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_says_whom_to_call_and_a_number_in_it_says_where_it_comes_from(language: str) -> None:
    words = load(language)
    assert words.contact
    has_number = any(letter.isdigit() for letter in words.contact)
    assert has_number == (language == "en")
    assert ("988lifeline.org" in words.contact_source) == has_number


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_to_make_ready_has_no_number_of_ours(language: str) -> None:
    words = load(language)
    assert set(words.practical) == {"any", *Route}
    for route in Route:
        ready = words.preparation(route)
        assert ready == (*words.practical["any"], *words.practical[route])
        assert len(ready) > len(words.preparation("any")) == len(words.preparation("by no known way"))
        assert not any(letter.isdigit() for thing in ready for letter in thing)
    prescriber = {"en": "(set by your prescriber)", "es": "(según indique quien receta)"}
    who = prescriber.get(language, "(nach ärztlicher Vorgabe)")
    assert sum(who in thing for thing in words.practical["any"]) == 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_a_part_is_one_that_a_sentence_can_take(language: str) -> None:
    """No slot stands where the language would bend the name or melt a word into it."""
    for question in load_questions(language).questions:
        assert not re.search(r"\b(a|de) \{name\}", question.text) or language != "es", question.key
        bending = r"\b(an|auf|bei|für|gegenüber|in|mit|nach|um|und|von|vor|zu) \{name\}"
        assert not re.search(bending, question.text) or language != "de", question.key


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_ship_are_read_once(language: str) -> None:
    assert load_questions(language) is load_questions(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_say_their_language(language: str) -> None:
    for file in ("worksheet", "questions"):
        assert read_toml(shipped(f"{file}.{language}.toml"))["language"] == language
