"""The order of results: the formula is lunr's, and what stands near goes first."""

import io
import math
import random
import tarfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from lunr.builder import Builder

from generator.model.episode import Episode
from generator.model.terms import Unit
from generator.renderers.search import shards
from generator.renderers.search.reader import STOP, reader_of
from tests.conftest import shared
from tests.renderers.search.engine import EMPTY, asked, in_node, index_of
from tests.renderers.seed import episode, episode_of

QUERIES = 500
BEST = """import { best } from "./search-rank.js";
const { hits, most } = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(best(hits, most)));
"""


def terms_in(unit: Unit) -> list[str]:
    reader = reader_of("en")
    return [t for t in reader.terms(reader.tokens(unit.text)) if not t.startswith(STOP)]


def in_lunr(units: Sequence[Unit]) -> Any:
    """The same units in an index of lunr.py: the same words, nothing done to them."""
    builder = Builder()
    builder.pipeline.reset()
    builder.search_pipeline.reset()
    builder.ref("id")
    builder.field("text")
    for number, unit in enumerate(units):
        if unit is not EMPTY:
            builder.add({"id": str(number), "text": " ".join(terms_in(unit))})
    return builder.build()


def check(episodes: Sequence[Episode], folder: Path) -> None:
    units = index_of(episodes, folder)
    known = sorted({term for unit in units for term in terms_in(unit)})
    chance = random.Random(3)
    queries = [chance.sample(known, chance.randrange(1, 5)) for _ in range(QUERIES)]
    theirs = in_lunr(units)
    answers = asked(folder, [{"lunr": query} for query in queries])
    for query, ours in zip(queries, answers, strict=True):
        builder = theirs.create_query()
        for term in query:
            builder.term(term, use_pipeline=False)
        found = {int(hit["ref"]): hit["score"] for hit in theirs.query(builder)}
        # lunr divides by the length of the query's vector, which changes no order.
        scores = {unit: score / math.sqrt(len(query)) for unit, score in ours}
        assert scores.keys() == found.keys(), query
        assert max(abs(scores[unit] - found[unit]) for unit in found) < 1e-9, query


@pytest.fixture(autouse=True)
def exact(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only an index in one file has the length of each unit."""
    monkeypatch.setattr(shards, "BUNDLE_BYTES", 10**9)


def test_any_of_some_words_is_scored_as_lunr_scores_it(tmp_path: Path) -> None:
    check([episode()], tmp_path)


def test_the_same_over_many_episodes(tmp_path: Path) -> None:
    with tarfile.open(shared() / "corpora" / "changelog-dev.tar.xz") as archive:
        names = sorted(name for name in archive.getnames() if name.endswith(".md"))[::18]
        chosen = [
            episode_of(io.BytesIO(file.read()).getvalue())
            for member in archive
            if member.name in set(names) and (file := archive.extractfile(member))
        ]
    assert len(chosen) > 50
    check(chosen, tmp_path)


@pytest.mark.parametrize("most", [1, 7, 100, 5000])
def test_the_best_hits_are_those_that_sorting_all_puts_first(most: int) -> None:
    chance = random.Random(most)
    hits = [{"unit": unit, "score": chance.randrange(50)} for unit in range(2000)]
    expected = sorted(hits, key=lambda hit: (-hit["score"], hit["unit"]))[:most]
    assert in_node(BEST, {"hits": hits, "most": most}) == expected
    climbing = [{"unit": unit, "score": unit} for unit in range(2000)]
    assert in_node(BEST, {"hits": climbing, "most": most}) == climbing[::-1][:most]
