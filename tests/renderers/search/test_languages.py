"""Words of other languages and scripts: found, and marked where they stand."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.model.site import Brief, Site
from generator.renderers.search import shards
from generator.renderers.search.tokens import words
from tests.renderers.search.engine import asked, in_node, index_of
from tests.renderers.seed import episode_of

VECTORS: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("vectors.json").read_text("utf-8")
)
TEXTS = [vector["text"] for vector in VECTORS]
HARNESS = """import { wordsOf } from "./search-words.js";
import { marksIn } from "./words-at.js";
import { pieces } from "./search-snippet.js";
const { texts, marks } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const placesOf = (text) => {
  const places = [];
  // One by one, because places that overlap would become one.
  const seen = [];
  marksIn(text, (word) => { seen.push(word); return false; });
  let from = 0;
  for (const word of seen) {
    const at = text.indexOf(word, from);
    places.push([at, at + word.length]);
    from = at + 1;
  }
  return places;
};
const cut = marks.map(([text, wanted]) => pieces(text, (word) => wanted.includes(word)));
const result = { words: texts.map(wordsOf), places: texts.map(placesOf), cut };
process.stdout.write(JSON.stringify(result));
"""
TALKS = {
    "de": "Ada 0:00\n\nDie Häuser am Hafen sind alt.\n\nBen 0:09\n\nWir gingen zum Haus am Fluß.\n",
    "fr": "Ada 0:00\n\nLes maisons étaient vieilles.\n\nBen 0:09\n\nUne maison à côté.\n",
    "ru": "Ада 0:00\n\nСтарые дома у реки.\n\nБен 0:09\n\nМы шли в старый дом, к дому.\n",
    "zh": "王 0:00\n\n机器学习改变了研究。\n\n李 0:09\n\n科学家学会了等待。\n",
    "hi": "आदा 0:00\n\nलड़के घर में हैं।\n\nबेन 0:09\n\nएक लड़का पानी लाया।\n",
    "ne": "आदा 0:00\n\nघरमा पानी छ।\n\nबेन 0:09\n\nराम्रो छैन।\n",
    "es": "Ada 0:00\n\nLas canciones del puerto.\n\nBen 0:09\n\nUna canción, mañana.\n",
    "th": "อาดา 0:00\n\nเครื่องจักรเรียนรู้\n\nเบน 0:09\n\nน้ำขึ้นให้รีบตัก\n",
    "ko": "아다 0:00\n\n기계 학습은 재미있다.\n\n벤 0:09\n\n우리는 물을 쟀다.\n",
    "he": "עדה 0:00\n\nהמכתבים היו בקופסה.\n\nבן 0:09\n\nמי כתב את המכתב?\n",
    "tr": "Ada 0:00\n\nİstanbul'da ılık bir gün.\n\nBen 0:09\n\nGünler uzun.\n",
    "pl": "Ada 0:00\n\nŁódź stoi nad rzeką.\n\nBen 0:09\n\nŻółta łódka.\n",
    "ar": "آدا 0:00\n\nوجدنا الرسائل في صندوق.\n\nبن 0:09\n\nمن كتب الرسالة؟\n",
}


def test_both_sides_read_the_vectors_as_they_say() -> None:
    expected = [vector["words"] for vector in VECTORS]
    assert [list(words(vector["text"])) for vector in VECTORS] == expected
    assert in_node(HARNESS, {"texts": TEXTS, "marks": []})["words"] == expected


def test_words_are_marked_where_they_stand_in_utf_16() -> None:
    places = in_node(HARNESS, {"texts": TEXTS, "marks": []})["places"]
    assert places == [vector["marks"] for vector in VECTORS]


def test_of_a_chinese_sentence_only_the_pairs_that_match_are_marked() -> None:
    marks = [["机器学习改变了研究", ["机器", "器学", "研究"]]]
    answer = in_node(HARNESS, {"texts": [], "marks": marks})
    assert answer["cut"] == [[["机器学", True], ["习改变了", False], ["研究", True]]]


@pytest.fixture(scope="module", params=[10**9, 0], ids=["one file", "parts"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("languages")
    episodes = [
        episode_of(text.encode(), Site(), Brief(slug=language, language=language))
        for language, text in TALKS.items()
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "BUNDLE_BYTES", request.param)
        index_of(episodes, folder)
    return folder


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Haus ", {"#t=0", "#t=9"}),
        ("Häuser ", {"#t=0", "#t=9"}),
        ("hauser ", {"#t=0", "#t=9"}),
        ("fluss ", {"#t=9"}),
        ("maison ", {"#t=0", "#t=9"}),
        ("cote ", {"#t=9"}),
        ("дом ", {"#t=0", "#t=9"}),
        ("старый ", {"#t=0", "#t=9"}),
        ("старыи ", {"#t=0", "#t=9"}),
        ("机器学习", {"#t=0"}),
        ("学会", {"#t=9"}),
        ("学", {"#t=0", "#t=9"}),
        ("究 ", {"#t=0"}),
        ('"究"', {"#t=0"}),
        ('"学会了"', {"#t=9"}),
        ('"学"', {"#t=0", "#t=9"}),
        ("学 -机器", {"#t=9"}),
        ("学 -机器学", {"#t=9"}),
        ("学 -学会", {"#t=0"}),
        ("ก ", {"#t=0", "#t=9"}),
        ("쟀 ", {"#t=9"}),
        ("الرسالة ", {"#t=9"}),
        ("الرسائل ", {"#t=0"}),
        ('"am hafen"', {"#t=0"}),
        ("लड़का ", {"#t=0", "#t=9"}),
        ("लड़", {"#t=0", "#t=9"}),
        ("लड़के ", {"#t=0", "#t=9"}),
        ("पान", {"#t=0", "#t=9"}),
        ("छ ", {"#t=0"}),
        ("canción ", {"#t=0", "#t=9"}),
        ("MANANA ", {"#t=9"}),
        ("เครื่อง", {"#t=0"}),
        ("학습", {"#t=0"}),
        ("기계 학습 ", {"#t=0"}),
        ("המכתב ", {"#t=9"}),
        ("istanbul'da ", {"#t=0"}),
        ("gün ", {"#t=0", "#t=9"}),
        ("lodz ", {"#t=0"}),
        ("ŁÓDŹ ", {"#t=0"}),
    ],
)
def test_words_are_found_in_their_language(site: Path, typed: str, found: set[str]) -> None:
    answer = asked(site, [{"text": typed}])[0]
    hrefs = {hit["href"][hit["href"].index("#") :] for g in answer["groups"] for hit in g["hits"]}
    assert hrefs == found


def test_the_words_that_were_found_are_marked_though_the_browser_cannot_stem_them(
    site: Path,
) -> None:
    options = {"words": ["Häuser", "Haus", "Hafen", "alt"]}
    assert asked(site, [{"text": "Haus ", "options": options}])[0]["marked"] == ["Häuser", "Haus"]
