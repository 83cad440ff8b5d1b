"""Names and terms are found by their capitals, in the text itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.card import Mention, packed_mentions
from generator.renderers.capitals import tokens
from generator.renderers.mentions import PLACES, TERMS, mentions_of, merged
from tests.renderers.seed import episode, episode_of

ROWLING = {"J. K. Rowling": 1, "AT&T": 1}
GHENT = {"University of Ghent": 1, "Gallen": 1}


def terms(text: str) -> dict[str, int]:
    """How often each term is named when one person says `text`."""
    return {
        mention.term: mention.count
        for mention in mentions_of(episode_of(f"Ada Berg 0:00:01\n\n{text}\n".encode()))
    }


def test_the_first_transcript_names_its_people_firms_and_works() -> None:
    found = {mention.term: mention.count for mention in mentions_of(episode())}
    wanted = {"OpenAI", "Gemini", "AlexNet", "SSI", "GPT-3", "R1", "Yann LeCun", "Kasparov"}
    assert wanted <= found.keys()
    assert found["OpenAI"] == 5
    assert not found.keys() & {"But", "I", "So", "Yeah", "It", "The", "What", "If", "You", "OK"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("But we met Grace Hopper. So it went. Then Grace Hopper spoke.", {"Grace Hopper": 2}),
        ("Kepler was first. I like Kepler, and Kepler’s laws.", {"Kepler": 3}),
        ("Will you go? We will. I will. They met Will there.", {}),
        ("We ran LLMs, then one LLM, then that LLM's sister.", {"LLM": 3}),
        ("They had GPT-3, or GPT3 as some wrote, and C++ too.", {"GPT-3": 2, "C++": 1}),
        ("It came from the University of Ghent and from St. Gallen.", GHENT),
        ("It is vitamin C. But we saw J. K. Rowling, but not at AT&T.", ROWLING),
        ("On a Monday in March I said, “Okay.” Oh, Hey, OK.", {}),
        ("It was an AI-driven thing, some LLM-as-a-Judge.", {"AI": 1, "LLM-as-a-Judge": 1}),
        ("It was a post-Soviet story of 3D and 5MB.", {"Soviet": 1}),
        ("We read 《红楼梦》 and again 《红楼梦》.", {"红楼梦": 2}),
        ("我们使用 OpenAI 的模型。他也用 OpenAI。", {"OpenAI": 2}),
        ("تحدثنا عن OpenAI اليوم.", {"OpenAI": 1}),
        ("when nobody writes capitals there is nothing to find", {}),
        ("WHEN ALL IS CAPITALS THERE IS NOTHING TO FIND EITHER, MR KEPLER", {}),
        ("We wrote Objective-C. And then we wrote Objective-C again.", {"Objective-C": 2}),
        ("We saw an iPhone in the Musée d'Orsay.", {"iPhone": 1, "Musée d'Orsay": 1}),
        (
            "It was M. de Tocqueville, or Élodie Marsh.",
            {"M. de Tocqueville": 1, "Élodie Marsh": 1},
        ),
        ("Isn’t it so? It isn’t. Then Isn’t again.", {}),
        ("As Ada said, we thank Berg.", {"Ada Berg": 2}),
    ],
)
def test_what_is_a_name(text: str, expected: dict[str, int]) -> None:
    assert terms(text) == expected


def test_where_all_nouns_have_capitals_only_marked_words_and_double_names_are_taken() -> None:
    text = (
        "Wir haben im Garten mit dem Hund gespielt und dann kam Clara Schumann aus dem Haus. "
        "Danach sprach die Frau über das Wetter und die ETH, bis der Abend kam."
    )
    assert terms(text) == {"Clara Schumann": 1, "ETH": 1}


@given(st.text(max_size=400))
def test_any_text_is_read_and_every_term_has_a_place(text: str) -> None:
    said = episode_of(
        b"Ada 0:00:01\n\nHello there, said Kepler.\n" + text.encode("utf-8", "replace")
    )
    ids = {turn.id for turn in said.turns}
    for mention in mentions_of(said):
        assert mention.term.strip()
        assert 1 <= len(mention.places.split()) <= min(mention.count, PLACES)
        assert ids.issuperset(mention.places.split())


def test_an_episode_keeps_no_more_than_its_share() -> None:
    names = ". ".join(
        f"then we went on and met some Ab{n}x and a second Kepler" for n in range(300)
    )
    found = mentions_of(episode_of(f"Ada 0:00:01\n\n{names}.\n".encode()))
    assert len(found) == TERMS
    assert found[0].term == "Kepler"
    assert found[0].count == 300


def test_episodes_that_write_a_term_in_two_ways_share_it() -> None:
    first, second = Mention("GPT3", 1, "t=1"), Mention("GPT-3", 4, "t=5 t=9")
    all_mentions = [packed_mentions([first]), packed_mentions([second]), packed_mentions([])]
    assert merged(all_mentions, 1) == {"GPT-3": [(0, first), (1, second)]}


WRITTEN = st.lists(
    st.sampled_from(
        ["Ada", "U.S.", " ", " ", ". ", "-", "’s", "'", "C++", "AT&T", "I", "é", "Ж", "of", "x"]
    )
    | st.text(st.characters(max_codepoint=0x2FFF, exclude_categories=("Cs",)), max_size=3),
    max_size=20,
).map("".join)


@given(WRITTEN)
def test_a_text_has_the_same_capitals_beside_one_of_another_script(text: str) -> None:
    assert list(tokens(f"{text}\n日")) == list(tokens(f"{text}\n"))
