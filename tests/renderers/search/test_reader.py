"""The fast way from text to terms gives what the specification of words says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.renderers.search.reader import SNOWBALL, STOP, reader_of
from generator.renderers.search.tokens import stem, stop_words, words

# Letters and what stands between them, as transcripts mix them.
TEXT = st.text(
    st.one_of(
        st.sampled_from("abz'’`+#c_-. \n\u00a0—…“”éßİıŁςΣ中文字ไทยकिन्शالـُא😀½ﬁ\u0301"),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=60,
)


@settings(max_examples=400)
@given(TEXT)
def test_the_words_of_an_english_text_are_stemmed_but_for_stop_words(text: str) -> None:
    reader = reader_of("en")
    expected = [STOP + w if w in stop_words() else stem(w) for w in words(text, indexed=True)]
    assert reader.terms(reader.tokens(text)) == expected


@settings(max_examples=400)
@given(TEXT)
def test_a_language_without_a_stemmer_has_its_words_as_terms(text: str) -> None:
    reader = reader_of("ja")
    assert reader.terms(reader.tokens(text)) == list(words(text, indexed=True))


@pytest.mark.parametrize("language", sorted(SNOWBALL))
@settings(max_examples=60)
@given(TEXT)
def test_every_word_has_one_term_without_space(language: str, text: str) -> None:
    reader = reader_of(language)
    found = reader.terms(reader.tokens(text))
    assert len(found) == len(list(words(text, indexed=True)))
    assert all(term and " " not in term and "|" not in term for term in found)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "Häuser", "Haus"),
        ("es", "canción", "canciones"),
        ("fr", "étés", "été"),
        ("hu", "könyvből", "könyv"),
        ("ru", "новый", "новая"),
        ("tr", "günler", "gün"),
        ("ne", "छ", "छ"),
    ],
)
def test_forms_of_a_word_have_one_term(language: str, one: str, other: str) -> None:
    reader = reader_of(language)
    assert reader.terms(reader.tokens(one)) == reader.terms(reader.tokens(other)) != [""]
