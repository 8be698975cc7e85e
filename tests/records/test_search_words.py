import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kap_companion.records.search_words import holds_words, question_of, words_of

ANY_TEXT = st.text(st.characters(codec=None), max_size=80)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The WATCHMAN won't", ["the", "watchman", "won", "t"]),
        ("Ångström, e\u0301te\u0301 İz ß", ["angstrom", "ete", "iz", "ss"]),
        ("自分を 見る", ["自", "分", "を", "見", "る"]),
        ("한국어 단어", ["한국어", "단어"]),
        ("हिन्दी भाषा", ["हिनदी", "भाषा"]),
        ("בְּרֵאשִׁית \u202eمرحبا", ["בראשית", "مرحبا"]),
        ("🦉🏽 owl👩‍👧", ["🦉", "owl", "👩", "👧"]),
        ("7/10 x_y", ["7", "10", "x", "y"]),
        ("\ud83d \x00 --", []),
    ],
)
def test_words_are_without_case_and_accents_and_characters_where_no_spaces_are_written(
    text: str, words: list[str]
) -> None:
    assert words_of(text) == words


@given(ANY_TEXT)
@example("\u0e33\u0edc\u309f")
def test_words_of_any_text_are_short_and_stay_the_same_when_read_again(text: str) -> None:
    words = words_of(text)
    assert all(0 < len(word) <= 64 and not set(word) & set('" *():^') for word in words)
    assert words_of(" ".join(words)) == words


@given(ANY_TEXT)
def test_a_text_holds_its_own_words_and_the_beginning_of_the_last(text: str) -> None:
    words = words_of(text)
    assert holds_words(text, text) == bool(words)
    if words:
        assert holds_words(text, words[-1][:1])
        assert holds_words(f"before {text} after", words[0])


def test_what_is_typed_together_stands_together_and_the_last_word_may_go_on() -> None:
    question = question_of("won't let GO")
    assert question.terms == (("won", "t"), ("let",), ("go",))
    assert question.match == '"won" "t" "let" "go"*'
    assert question.together == (("won", "t"),)
    assert question_of("  ").match == question_of('"*').match == ""
    assert holds_words("won't let anyone go", "go won't")
    assert not holds_words("won't let anyone go", "won-let")
    assert not holds_words("a watchman", "watch man")
    assert holds_words("a watchman", "a watch")


def test_a_question_has_an_end() -> None:
    assert question_of("word " * 10_000).match.count('"word"') == 32
    assert len(question_of("x" * 10_000).match) < 100
