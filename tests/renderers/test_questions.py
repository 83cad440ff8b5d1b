"""Who asks what, and who speaks next."""

import gzip
from dataclasses import replace
from urllib.parse import unquote

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.model.card import Card, LeadingQuestion
from generator.model.site import Brief
from generator.renderers import library, sitemap
from generator.renderers.questions import Inquiry, fragment, questions_of, sentences, words
from tests.renderers import seed


def ask(text: str) -> Inquiry:
    return questions_of(seed.episode_of(text.encode()))


def listed(inquiry: Inquiry) -> list[tuple[str, str, str | None]]:
    """Return (turn, question, answer) by the ids of turns."""
    return [
        (asked.turn.id, question.text, asked.answer and asked.answer.id)
        for _, all_ in inquiry.by_chapter
        for asked in all_
        for question in asked.questions
    ]


def test_every_question_mark_of_the_first_transcript_is_accounted_for() -> None:
    inquiry = questions_of(seed.episode())
    marks = sum(p.text.count("?") for turn in seed.episode().turns for p in turn.paragraphs)
    inside = sum(text.count("?") for _, text, _ in listed(inquiry))
    assert (marks, inside, inquiry.tags) == (131, 128, 3)
    assert inquiry.counts == (("dwarkesh-patel", 70), ("ilya-sutskever", 58))
    assert inquiry.count == 128


def test_the_answer_is_the_next_turn_of_someone_else() -> None:
    found = ask("Ada 0:00\n\nWho wrote the letters?\n\nBen 0:09\n\nMy aunt did.\n")
    assert listed(found) == [("t=0", "Who wrote the letters?", "t=9")]
    by_turn = dict(enumerate(seed.episode().turns))
    places = {turn.id: place for place, turn in by_turn.items()}
    for turn_id, _, answer_id in listed(questions_of(seed.episode())):
        if answer_id is None:
            continue
        between = [by_turn[n] for n in range(places[turn_id], places[answer_id])]
        assert {turn.speaker_id for turn in between} == {by_turn[places[turn_id]].speaker_id}
        assert by_turn[places[answer_id]].speaker_id != by_turn[places[turn_id]].speaker_id


def test_what_is_heard_answers_nothing() -> None:
    found = ask(
        "Ada 0:00\n\nWho wrote the letters?\n\nBen 0:05\n\n[laughs]\n\n"
        "Ada 0:06\n\nNo, really.\n\nBen 0:09\n\nMy aunt did.\n"
    )
    assert listed(found) == [("t=0", "Who wrote the letters?", "t=9")]


def test_a_question_that_no_one_takes_up_has_no_answer() -> None:
    found = ask("Ada 0:00\n\nWe are done.\n\nBen 0:09\n\nWho wrote the letters?\n")
    assert listed(found) == [("t=9", "Who wrote the letters?", None)]


def test_a_short_question_counts_when_its_speaker_stops_there() -> None:
    found = ask("Ada 0:00\n\nThey came back, you see. Right? You know? Why?\n\nBen 0:09\n\nRain.\n")
    assert [text for _, text, _ in listed(found)] == ["Why?"]
    assert found.tags == 2


def test_without_names_questions_are_listed_and_no_answer_is_claimed() -> None:
    found = ask("Who wrote the letters?\n\nMy aunt did.\n")
    assert [(text, answer) for _, text, answer in listed(found)] == [
        ("Who wrote the letters?", None)
    ]


@pytest.mark.parametrize(
    ("language", "text", "questions"),
    [
        ("es", "Bueno. ¿Quién escribió las cartas?", ["¿Quién escribió las cartas?"]),
        ("ar", "نعم. من الذي كتب هذه الرسائل؟", ["من الذي كتب هذه الرسائل؟"]),
        ("ja", "そうですね。誰がその手紙を書いたのですか？", ["誰がその手紙を書いたのですか？"]),
        ("el", "Ναι. Ποιος έγραψε τα γράμματα;", ["Ποιος έγραψε τα γράμματα;"]),
        ("en", "There were letters; my aunt wrote them;", []),
    ],
)
def test_each_language_has_its_mark(language: str, text: str, questions: list[str]) -> None:
    episode = seed.episode_of(
        f"Ada 0:00\n\n{text}\n\nBen 0:09\n\nOk.\n".encode(), brief=Brief(language=language)
    )
    assert [found for _, found, _ in listed(questions_of(episode))] == questions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Berg wrote it. J. Lind read it.", ["Dr. Berg wrote it.", "J. Lind read it."]),
        (
            "“Why?” he asked. “Why not?” Then he left.",
            ["“Why?” he asked.", "“Why not?”", "Then he left."],
        ),
        ("what is it? i do not know.", ["what is it?", "i do not know."]),
        (
            "It was 3.5 metres, e.g. a car… or so? Yes",
            ["It was 3.5 metres, e.g. a car… or so?", "Yes"],
        ),
        ("What?! No!!", ["What?!", "No!!"]),
        (
            "本当？はい。。「いいえ！」 Yes？ No",
            ["本当？", "はい。。", "「いいえ！", "」 Yes？", "No"],
        ),
        ("Prof. Ada (st. Ives) asked xprof. Who?", ["Prof. Ada (st. Ives) asked xprof.", "Who?"]),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert [sentence for sentence, _ in sentences(text)] == expected
    assert [last for _, last in sentences(text)][-1]


def test_words_of_a_script_without_spaces_are_two_signs_long() -> None:
    assert words("本当ですか？") == 2
    assert words("Is it 本当?") == 3


def test_words_are_unique_whatever_space_is_between_them() -> None:
    whole = "Ada 0:00\n\nWho wrote  the\u00a0letters? Yes.\n\nBen 0:09\n\nWho wrote them?\n"
    fragments = [q.fragment for _, all_ in ask(whole).by_chapter for a in all_ for q in a.questions]
    assert fragments == [":~:text=Who%20wrote%20the%20letters%3F", ":~:text=Who%20wrote%20them%3F"]


def test_the_words_in_an_address_are_unique_on_the_page() -> None:
    whole = "\n".join(p.text for turn in seed.episode().turns for p in turn.paragraphs).casefold()
    with_words = 0
    for _, all_ in questions_of(seed.episode()).by_chapter:
        for question in (question for asked in all_ for question in asked.questions):
            anchor, _, directive = question.anchor.partition(":~:text=")
            assert anchor.startswith("t=")
            if directive:
                with_words += 1
                first, *rest = [unquote(part).casefold() for part in directive.split(",")]
                assert whole.count(first) == 1
                assert question.text.casefold().startswith(first)
                assert all(question.text.casefold().endswith(part) for part in rest)
    assert with_words > 120


def test_words_that_are_there_twice_are_no_address() -> None:
    assert fragment("Is it so?", "is it so? yes. is it so? no.") == ""
    assert fragment("Is it a-b, c?", "is it a-b, c? yes.") == ":~:text=Is%20it%20a%2Db%2C%20c%3F"


TALK = b"""Ada 0:00

Who wrote the letters? And when did they come to you?

Ben 0:09

My aunt did, and they came in a tin box when I was nine years old.

Ada 0:30

Is it still there?

Ben 0:33

Yes.

Ada 0:40

Right? So what was in the other box, the one below?

Ben 0:50

Rope, a lamp, a map of the coast, and a note that nobody has read to this day.
"""
MANY = replace(seed.SITE, single=False)


def cards(count: int) -> list[Card]:
    card = seed.card(seed.episode_of(TALK, MANY))
    return [replace(card, slug=f"talk-{n}", title=f"Talk {n}") for n in range(count)]


def pages(of: list[Card], site: object = MANY) -> dict[str, bytes]:
    return seed.by_path(library.per_site(of, site, seed.theme()))  # type: ignore[arg-type]


def test_a_card_has_the_questions_with_the_longest_answers_in_order() -> None:
    [card] = cards(1)
    assert card.questions == 4
    assert [question.text for question in card.leading_questions] == [
        "And when did they come to you?",
        "Is it still there?",
        "So what was in the other box, the one below?",
    ]
    assert len(seed.card().leading_questions) == 3


def test_the_page_of_all_episodes_leads_to_questions_and_to_the_words_of_some() -> None:
    tree = LexborHTMLParser(pages(cards(2))["questions.html"].decode())
    assert "8 questions in 2 episodes." in tree.css_first("#counts").text()
    links = [node.attributes["href"] or "" for node in tree.css("main a")]
    assert links[0] == "talk-0/questions.html"
    assert links[1].startswith("talk-0/transcript.html#t=0:~:text=And%20when")
    assert [node.text() for node in tree.css("#talk-1 .who")] == ["Ada", "Ada", "Ada"]
    home = LexborHTMLParser(pages(cards(2))["index.html"].decode())
    assert home.css_first("a[href='questions.html']").text() == "8 questions and their answers"


def test_of_a_large_archive_the_page_has_only_counts_and_stays_light() -> None:
    page = pages(cards(1000))["questions.html"]
    tree = LexborHTMLParser(page.decode())
    assert len(tree.css(".question-counts li")) == 1000
    assert tree.css(".asked") == []
    assert len(gzip.compress(page)) < 30_000
    some = LexborHTMLParser(pages(cards(250))["questions.html"].decode())
    assert len(some.css(".asked li")) == 250


@pytest.mark.parametrize("site", [seed.SITE, MANY])
def test_a_site_of_one_episode_or_without_questions_has_no_such_page(site: object) -> None:
    silent = [replace(card, questions=0, leading_questions=()) for card in cards(2)]
    assert "questions.html" not in pages(silent if site is MANY else cards(1), site)
    assert b"questions.html" not in pages(silent)["index.html"]


def test_a_question_of_no_one_stands_there_without_a_name() -> None:
    [card] = cards(1)
    asked = LeadingQuestion("", "Who is it?", "t=3")
    page = pages([replace(card, leading_questions=(asked,))])["questions.html"]
    tree = LexborHTMLParser(page.decode())
    assert tree.css_first(".who").text() == ""
    assert "Who is it?" in tree.text()


def test_the_sitemap_has_the_page_of_all_questions() -> None:
    made = seed.by_path(sitemap.per_site(cards(2), MANY, seed.theme()))
    assert b"https://example.org/talk/questions.html<" in made["sitemap.xml"]
