"""What the passes make of a reading: ids that last, times that do not pretend, chapters, people."""

import itertools
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from generator import importers, passes
from generator.model.diagnostic import Severity
from generator.model.episode import Episode, Time
from generator.model.people import Person
from generator.model.site import Acceptance, Brief, Site
from generator.model.source import Source
from generator.passes.timing import spread
from tests.importers.outline import examined

NORMAL = "word " * 50  # about twenty seconds of speech


def conversation(*starts: int, words: int = 50) -> str:
    """Return turns of `words` words at these seconds, by two people in turn."""
    return "\n\n".join(
        f"{'Ada' if n % 2 else 'Ben'} {start // 60}:{start % 60:02}\n\n{'word ' * words}"
        for n, start in enumerate(starts)
    )


def episode_of(text: str, site: Site | None = None, brief: Brief | None = None) -> Episode:
    reading, _ = importers.read(Source("seeds/a.txt", text.encode()))
    interpreted = passes.interpret(reading)
    return passes.to_episode(interpreted, brief or Brief(), site or Site())[0]


@given(st.lists(st.integers(1, 40), min_size=1, max_size=9))
def test_paragraphs_share_a_turns_time_without_gap_or_overlap(lengths: list[int]) -> None:
    shared = spread(Time(1_000, 61_000, exact=True), lengths)
    assert shared[0].start_ms == 1_000
    assert shared[-1].end_ms == 61_000
    assert all(a.end_ms == b.start_ms for a, b in itertools.pairwise(shared))
    assert [time.exact for time in shared] == [True] + [False] * (len(lengths) - 1)


def test_a_later_paragraph_starts_in_proportion_to_the_text_before_it() -> None:
    shared = spread(Time(60_000, 64_000, exact=True), [3, 1])
    assert [time.start_ms for time in shared] == [60_000, 63_000]


def test_an_id_is_the_time_and_survives_turns_put_in_elsewhere() -> None:
    before = episode_of(conversation(0, 20, 40))
    after = episode_of(conversation(0, 10, 20, 40))
    assert [turn.id for turn in before.turns] == ["t=0", "t=20", "t=40"]
    assert {turn.id for turn in before.turns} <= {turn.id for turn in after.turns}


def test_turns_of_the_same_second_and_later_paragraphs_have_ids_of_their_own() -> None:
    episode = episode_of("Ada 0:05\n\nOne.\n\nTwo.\n\nBen 0:05\n\nThree.\n\nFour.")
    ids = [p.id for turn in episode.turns for p in turn.paragraphs]
    assert ids == ["t=5", "t=5-2", "t=5.2", "t=5.2-2"]


def test_text_without_times_is_named_by_its_words() -> None:
    episode = episode_of("First of all, we met.\n\nThen nothing.")
    assert episode.turns[0].id == "w-first-of-all-we-met"
    assert episode.turns[0].time is None


def test_a_long_silence_is_one_gap_and_usual_speech_is_none() -> None:
    _, episode, findings = examined(conversation(0, 20, 40, 60, 80, 300, 320).encode())
    assert [(f.code, f.line) for f in findings] == [("timing-gap", 17)]
    assert [turn.gap_ms > 0 for turn in episode.turns] == [n == 4 for n in range(7)]


def test_a_gap_is_not_speech() -> None:
    episode = episode_of(conversation(0, 20, 40, 60, 80, 300, 320))
    turn = episode.turns[4]
    last = turn.paragraphs[-1].time
    assert last is not None
    assert last.end_ms is not None
    assert last.end_ms < 105_000
    assert sum(share.talk_ms for share in episode.statistics.shares) < 160_000


def test_a_short_transcript_has_no_rate_to_judge_by() -> None:
    _, _, findings = examined(conversation(0, 20, 900).encode())
    assert findings == []


def test_stamps_of_whole_seconds_are_not_held_against_quick_answers() -> None:
    quick = "\n\n".join(f"{'Ada' if n % 2 else 'Ben'} 0:{n:02}\n\nYes. No. Yes." for n in range(40))
    _, _, findings = examined(quick.encode())
    assert findings == []


def test_chapters_are_never_crossed_by_a_turn() -> None:
    episode = episode_of("0:00 – One\n\nAda 0:00\n\nA.\n\n0:30 – Two\n\nB.\n\nAda 0:40\n\nC.")
    assert [[t.id for t in c.turns] for c in episode.chapters] == [["t=0"], ["w-b", "t=40"]]


def test_without_headings_long_conversations_are_cut_into_parts_that_say_so() -> None:
    episode = episode_of(conversation(*range(0, 4000, 20)))
    assert len(episode.chapters) == round(200 * 50 / 1800)
    assert all(chapter.inferred for chapter in episode.chapters)
    assert sum(len(chapter.turns) for chapter in episode.chapters) == 200
    assert [chapter.title for chapter in episode.chapters][:2] == ["Part 1", "Part 2"]


def test_no_chapter_takes_the_name_of_another_page() -> None:
    text = "0:00 – Index\n\nAda 0:00\n\nA.\n\n0:30 – Transcript\n\nAda 0:30\n\nB.\n\n"
    text += "0:40 – ?!\n\nAda 0:40\n\nC.\n\n0:50 – Index\n\nAda 0:50\n\nD."
    ids = [chapter.id for chapter in episode_of(text).chapters]
    assert ids == ["index-2", "transcript-2", "chapter-3", "index-3"]


def test_spellings_of_one_name_are_one_speaker() -> None:
    people = (Person("Ada Marsh", aliases=("A. Marsh",), role="host"),)
    text = "Ben 0:00\n\nA.\n\nA. Marsh 0:05\n\nB.\n\nADA MARSH 0:09\n\nC."
    episode = episode_of(text, Site(people=people))
    assert [(s.name, s.number, s.role) for s in episode.speakers] == [
        ("Ada Marsh", 1, "host"),
        ("Ben", 2, ""),
    ]
    assert [turn.speaker_id for turn in episode.turns] == ["ben", "ada-marsh", "ada-marsh"]


def test_a_finding_is_accepted_by_its_code_and_place() -> None:
    reading, _ = importers.read(
        Source("seeds/a.txt", conversation(0, 20, 40, 60, 80, 300, 320).encode())
    )
    interpreted = passes.interpret(reading)
    entry = Acceptance("timing-gap", 80_000, 0, "cut by the owner", "content/a.toml", 4)
    _, findings = passes.to_episode(interpreted, Brief(accept=(entry,)), Site())
    assert [(f.code, f.severity) for f in findings] == [("timing-gap", Severity.ACCEPTED)]
    assert "cut by the owner" in findings[0].message
    by_line = replace(entry, start_ms=None, line=17)
    _, findings = passes.to_episode(interpreted, Brief(accept=(by_line,)), Site())
    assert [f.severity for f in findings] == [Severity.ACCEPTED]
    elsewhere = replace(entry, start_ms=20_000)
    _, findings = passes.to_episode(interpreted, Brief(accept=(elsewhere,)), Site())
    assert [(f.code, f.path, f.line) for f in findings] == [
        ("timing-gap", "seeds/a.txt", 17),
        ("accept-unused", "content/a.toml", 4),
    ]


def test_lost_words_cannot_be_accepted() -> None:
    from generator.model.diagnostic import Diagnostic
    from generator.passes.acceptance import accept

    lost = Diagnostic("a.txt", 3, Severity.ERROR, "words-lost", "x")
    findings = accept([lost], [Acceptance("words-lost", None, 3, "why not", "a.toml", 1)])
    assert findings[0].severity is Severity.ERROR


def test_a_chapter_does_not_begin_with_a_stamp_below_its_first_words() -> None:
    text = "**Ada:** Good morning.\n\n**Ben:** Yes.\n\n**Break:** \\[10:49\\]\n\n**Ada:** We go on."
    assert [chapter.time for chapter in episode_of(text).chapters] == [None]


def test_a_heading_that_stands_twice_is_one_chapter() -> None:
    text = "# Talk\n\n## Arrival\n\n## Arrival\n\n**Ada:** Yes.\n\n## Letters\n\n**Ben:** No.\n\n"
    text += "## Arrival\n\n**Ada:** Again."
    assert [chapter.title for chapter in episode_of(text).chapters] == [
        "Arrival",
        "Letters",
        "Arrival",
    ]


@given(st.lists(st.sampled_from(["Yes.", "Yes 2.", "No!", "Yes 2 2", "No 3"]), max_size=30))
def test_turns_of_the_same_words_are_numbered_without_a_clash(said: list[str]) -> None:
    text = "\n\n".join(f"**{'Ada' if n % 2 else 'Ben'}:** {words}" for n, words in enumerate(said))
    ids = [turn.id for turn in episode_of(text).turns]
    assert len(set(ids)) == len(ids)
    assert [i for i in ids if i.startswith("w-no")][:1] in ([], ["w-no"], ["w-no-3"])


SAID_OFTEN = st.lists(st.sampled_from(["No.", "No 2.", "Yes."]), min_size=1, max_size=3)


@given(st.lists(SAID_OFTEN, min_size=1, max_size=8))
def test_no_paragraph_has_the_id_of_another_whatever_is_said_again(said: list[list[str]]) -> None:
    text = "\n\n".join(
        f"**{'Ada' if n % 2 else 'Ben'}:** " + "\n\n".join(paragraphs)
        for n, paragraphs in enumerate(said)
    )
    ids = [p.id for turn in episode_of(text).turns for p in turn.paragraphs]
    assert len(ids) >= len(said)
    assert len(set(ids)) == len(ids)
