"""Every word of every turn finds that turn, stop words too, in one file and in parts."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator import importers, passes
from generator.model.episode import Episode
from generator.model.site import Brief, Site
from generator.model.source import Source
from generator.model.speech import without_events
from generator.renderers.search import shards
from generator.renderers.search.tokens import words
from tests.conftest import shared
from tests.renderers.search.engine import asked, index_of
from tests.renderers.seed import episode

LANGUAGES = {
    "srt-plain/3b1b__ldm-complex-numbers-arabic-auto_generated.srt": "ar",
    "srt-plain/3b1b__three-utilities-hebrew-auto_generated.srt": "he",
    "srt-plain/3b1b__abstract-vector-spaces-urdu-auto_generated.srt": "ur",
    "srt-plain/3b1b__hanoi-and-sierpinski-french-auto_generated.srt": "fr",
    "vtt-voice/ableplayer__itaccess_subtitles_zh-cn.vtt": "zh-CN",
    "vtt-voice/ableplayer__wwa_captions_ja.vtt": "ja",
    "vtt-voice/ableplayer__blocks4all_captions_ko.vtt": "ko",
    "vtt-plain/ableplayer__deadline_captions_hi.vtt": "hi",
    "vtt-plain/ableplayer__deadline_captions_it.vtt": "it",
    "cha/chatter__languages-spa-conversation.cha": "es",
    "md-bold-name/changelog__gotime-go-time-153.md": "en",
}
SIZES = pytest.mark.parametrize("size", [10**9, 0], ids=["one file", "parts"])


def check(episodes: Sequence[Episode], folder: Path) -> None:
    units = index_of(episodes, folder)
    where = defaultdict(set)
    for number, unit in enumerate(units):
        for word in words(unit.text):
            where[word].add(number)
    # With a space after it the word is finished: only itself is looked for.
    asks = [{"text": f"{word} ", "options": {"groups": 0, "ranked": 10**6}} for word in where]
    answers = asked(folder, asks)
    lost = [
        (word, sorted(where[word] - set(answer["ranked"]))[:3])
        for word, answer in zip(where, answers, strict=True)
        if not where[word] <= set(answer["ranked"])
    ]
    assert len(where) > 20
    assert lost == []
    # Units are cut from turns: nothing that is said may be lost between them.
    said = Counter(word for episode in episodes for word in words(all_said(episode)))
    found = Counter(
        word for unit in units if unit.link.startswith("#") for word in words(unit.text)
    )
    assert said - found == Counter()


def all_said(episode: Episode) -> str:
    turns = (turn for chapter in episode.chapters for turn in chapter.turns if not turn.event)
    return "\n".join(without_events(p.text) for turn in turns for p in turn.paragraphs)


@SIZES
def test_in_the_seed(size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "BUNDLE_BYTES", size)
    check([episode()], tmp_path)


@SIZES
def test_in_many_languages(size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "BUNDLE_BYTES", size)
    site, files = Site(), shared() / "corpora" / "files"
    found = []
    for name, language in LANGUAGES.items():
        reading, _ = importers.read(Source(f"seeds/{name}", (files / name).read_bytes()))
        found.append(
            passes.to_episode(passes.interpret(reading), Brief(language=language), site)[0]
        )
    check(found, tmp_path)
