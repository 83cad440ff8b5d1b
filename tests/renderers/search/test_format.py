"""What Python writes, JavaScript reads: numbers, words, rows; and parts make the same whole."""

import hashlib
import random
import subprocess
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.site import Site
from generator.model.terms import Unit
from generator.renderers import search
from generator.renderers.search import postings, shards
from generator.renderers.search.codes import codes, front_coded, utf16
from generator.renderers.search.reader import reader_of
from generator.renderers.search.slices import slices_of
from tests.conftest import need
from tests.renderers.search.engine import THEME, in_node, joined_index
from tests.renderers.seed import episode

HARNESS = """import { numbersOf, sharedOf, lowerBound } from "./search-codes.js";
import { indexAt } from "./places.js";
const { numbers, lists } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const found = lists.map(([coded, wanted]) => {
  const words = sharedOf(coded);
  return [words, wanted.map((word) => [lowerBound(words, word), indexAt(words, word)])];
});
process.stdout.write(JSON.stringify({ numbers: numbers.map(numbersOf), lists: found }));
"""
# ASCII, accents, other scripts, what stands after the surrogates, and what needs them.
LETTERS = "abcxyz'19éßłΩжשלام中文学가힣ｱﬁ！\ue000\uffee😀𐍈𠮷"


def test_numbers_come_back() -> None:
    chance = random.Random(1)
    rows = [list(range(2000)), [10**9, 0, 2**31, 1601, 1602, 71, 72, 8191, 8192]]
    rows += [[int(2 ** chance.uniform(0, 33)) for _ in range(30)] for _ in range(300)]
    assert in_node(HARNESS, {"numbers": list(map(codes, rows)), "lists": []})["numbers"] == rows


def test_sorted_words_come_back_and_are_found_where_they_are() -> None:
    chance = random.Random(2)
    asked, expected = [], []
    for _ in range(200):
        some = {"".join(chance.choices(LETTERS, k=chance.randrange(1, 6))) for _ in range(40)}
        ordered = sorted(some, key=utf16)
        asked.append([" ".join(front_coded(ordered)), ordered])
        expected.append([ordered, [[place, place] for place in range(len(ordered))]])
    assert in_node(HARNESS, {"numbers": [], "lists": asked})["lists"] == expected


TEXT = st.lists(
    st.sampled_from(
        ["the", "a", "box", "boxes", "letter", "don't", "Größe", "中文字", "of", "c++", "yes"]
    )
)
UNITS = st.lists(
    st.builds(
        lambda text, who: Unit("#t=1", who, who.title(), 1, " ".join(text)),
        TEXT,
        st.sampled_from(["", "ada", "ben"]),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=200, deadline=None)
@given(UNITS, st.data())
def test_parts_that_are_joined_are_the_whole(units: list[Unit], data: st.DataObject) -> None:
    reader = reader_of("en")
    whole, lengths = postings.of_units(units, range(len(units)), reader)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(units)), max_size=3)))
    edges = [0, *cuts, len(units)]
    parts = [postings.of_units(units[a:b], range(b - a), reader)[0] for a, b in pairwise(edges)]
    for number, ranged in enumerate(whole):
        own = [
            (first, postings.packed(part[number]))
            for first, part in zip(edges, parts, strict=False)
        ]
        joined = postings.joined(own)
        assert joined.rows() == ranged.rows()
        assert joined.words == ranged.words
        firsts = {term[0] for term in (*joined.terms, *joined.words)}
        assert {postings.RANGE_OF[letter] for letter in firsts} <= {number}
    assert len(lengths) == len(units)


def test_the_same_episodes_give_the_same_bytes_in_any_grouping() -> None:
    terms = [search.terms_of(episode(), Site()) for _ in range(5)]
    one = list(joined_index(terms, []))
    grouped = [search.combined(terms[:2]), search.combined([search.combined(terms[2:4]), terms[4]])]
    assert list(joined_index(grouped, [])) == one
    assert list(search.per_episode(episode(), Site(), THEME)) == list(
        search.per_episode(episode(), Site(), THEME)
    )


def test_many_parts_are_joined_in_steps() -> None:
    terms = search.terms_of(episode(), Site())
    parts = [(number * search.unit_numbers(terms), terms.postings[3]) for number in range(70)]
    assert search.slices_of_range(parts) == slices_of(postings.joined(parts))


def test_what_parts_hold_has_a_version() -> None:
    """If this fails the index is written in another way: raise `VERSION`, and note the new hash."""
    files = joined_index([search.terms_of(episode(), Site())], [])
    digest = hashlib.sha256(b"".join(artifact.data for artifact in files)).hexdigest()
    assert (shards.VERSION, digest[:12]) == (6, "547830bed1f1")


def test_small_ranges_share_a_part() -> None:
    names = [one.path for one in joined_index([search.terms_of(episode(), Site())], [])]
    assert sum("/w" in name for name in names) < 4


def test_a_page_that_is_loaded_from_disk_needs_no_fetch(tmp_path: Path) -> None:
    for artifact in joined_index([search.terms_of(episode(), Site())], []):
        assert artifact.path.endswith(".js")
        assert artifact.data.startswith(b"talkbook.")
        (tmp_path / "x.js").write_bytes(artifact.data)
        run = subprocess.run([need("node"), "--check", str(tmp_path / "x.js")], check=False)
        assert run.returncode == 0
