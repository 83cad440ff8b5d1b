"""The picture of who talks when: true to time, whole, and small whatever the conversation."""

from itertools import pairwise

import pytest

from generator.model.episode import Episode
from generator.renderers.shape import MOST_LANES, MOST_LINKS, Shape, columns, shape_of
from tests.renderers import seed


def drawn(episode: Episode) -> Shape:
    names = {speaker.id: (speaker.name, speaker.number) for speaker in episode.speakers}
    shape = shape_of(episode, names)
    assert shape is not None
    return shape


def talk(*turns: str) -> Shape:
    """Return the shape of a conversation; each turn is `Name 0:00 words` or `Name words`."""
    lines = []
    for turn in turns:
        name, rest = turn.split(" ", 1)
        clock, _, said = rest.partition(" ") if rest[0].isdigit() else ("", "", rest)
        lines.append(f"{name} {clock}\n\n{said}\n" if clock else f"{name}: {said}\n")
    return drawn(seed.episode_of("\n".join(lines).encode()))


def test_a_block_is_where_its_turn_is_and_as_wide_as_it_is_long() -> None:
    shape = drawn(seed.episode())
    total_ms = seed.episode().statistics.duration_ms
    blocks = {p.turn_id: p.blocks for lane in shape.lanes for p in lane.pieces}
    spoken = [turn for turn in seed.episode().turns if not turn.event]
    assert len(blocks) == len(spoken)
    for turn in spoken:
        assert turn.time is not None
        [(start, width)] = blocks[turn.id]
        end_ms = total_ms if turn.time.end_ms is None else turn.time.end_ms
        assert start == pytest.approx(100 * turn.time.start_ms / total_ms, abs=0.16)
        length_ms = end_ms - turn.gap_ms - turn.time.start_ms
        assert width == pytest.approx(100 * length_ms / total_ms, abs=0.16)
        assert start + width <= 100.2


def test_each_turn_is_in_the_lane_of_who_speaks_and_says_so() -> None:
    for lane in drawn(seed.episode()).lanes:
        assert all(piece.label.startswith(f"{lane.name}, ") for piece in lane.pieces)


def test_a_gap_stands_between_the_words_before_and_after_it() -> None:
    shape = drawn(seed.episode())
    gap = shape.gaps[0]
    assert gap.label == "Not in this transcript: about 3 min 14 s"
    total_ms = seed.episode().statistics.duration_ms
    assert sum(gap.block) == pytest.approx(100 * 2_145_000 / total_ms, abs=0.05)
    for lane in shape.lanes:
        for start, width in (block for piece in lane.pieces for block in piece.blocks):
            assert start + width <= gap.block[0] + 0.16 or start >= sum(gap.block) - 0.05


def test_chapters_fill_the_width_and_their_shares_are_all_words() -> None:
    parts = drawn(seed.episode()).parts
    assert [part.title for part in parts] == [c.title for c in seed.episode().chapters]
    assert parts[0].block[0] == 0
    assert sum(parts[-1].block) == pytest.approx(100, abs=0.02)
    for one, following in pairwise(parts):
        assert sum(one.block) == pytest.approx(following.block[0], abs=0.02)
    assert all(99 <= sum(part.percents) <= 101 for part in parts)


def test_times_under_the_picture_are_round_and_few() -> None:
    labels = [label for _, label in drawn(seed.episode()).ticks]
    assert labels == ["0:00", "20:00", "40:00", "1:00:00", "1:20:00"]


def test_without_times_the_width_is_words() -> None:
    shape = talk("Ada one two three", "Ben four", "Ada five six seven", "Ben eight")
    assert not shape.timed
    assert [lane.pieces[0].blocks for lane in shape.lanes] == [((0.0, 37.5),), ((37.5, 12.5),)]
    assert shape.lanes[0].pieces[0].label == "Ada, 3 words"
    assert shape.gaps == ()
    assert shape.ticks[0] == (0.0, "0 words")


def test_turns_without_a_time_in_a_timed_conversation_are_counted_not_drawn() -> None:
    shape = talk("Ada Hello.", "Ben 0:10 One two three four five.", "Ada 0:20 And so on.")
    assert shape.timed
    assert shape.unplaced == 1
    assert sum(len(lane.pieces) for lane in shape.lanes) == 2


def test_thousands_of_turns_share_links_and_each_is_still_seen_in_its_lane() -> None:
    shape = talk(
        *(f"{'AdaBen'[n % 2 * 3 :][:3]} {n // 12}:{n % 12 * 5:02} Yes." for n in range(4000))
    )
    pieces = [piece for lane in shape.lanes for piece in lane.pieces]
    assert shape.shared
    assert MOST_LINKS / 4 < len(pieces) <= MOST_LINKS
    counted = sum(int(piece.label.split(", ")[-1].split()[0]) for piece in pieces)
    assert counted == 4000
    assert sum(len(piece.blocks) for piece in pieces) < 2 * MOST_LINKS
    assert all(len(path) < 20_000 for path in columns(shape))


def test_of_forty_speakers_those_who_say_least_share_a_lane() -> None:
    turns = [
        f"Speaker{'ABCDEFGHIJ'[n % 10]}{'abcd'[n // 10]} 0:{n:02} " + "word " * (40 - n)
        for n in range(40)
    ]
    shape = talk(*turns)
    assert len(shape.lanes) == MOST_LANES
    assert (shape.lanes[0].name, shape.lanes[-1].name) == ("SpeakerAa", "33 others")
    assert 98 <= sum(lane.percent for lane in shape.lanes) <= 102
    assert sum(len(lane.pieces) for lane in shape.lanes) == 40
    assert shape.lanes[-1].mark == 0


def test_times_that_run_back_stay_inside_the_picture() -> None:
    shape = talk("Ada 5:00 One two.", "Ben 1:00 Three.", "Ada 6:00 Four.")
    blocks = [block for lane in shape.lanes for piece in lane.pieces for block in piece.blocks]
    assert len(blocks) == 3
    assert all(
        0 <= start <= 100 and width > 0 and start + width <= 100.2 for start, width in blocks
    )


def test_people_without_a_name_have_a_lane() -> None:
    shape = drawn(seed.episode_of(b"One two.\n\nThree four.\n\n" + b"five " * 600 + b"\n\nSix.\n"))
    assert [(lane.name, lane.percent) for lane in shape.lanes] == [("No name", 100)]


def test_one_turn_has_no_shape() -> None:
    episode = seed.episode_of(b"Ada 0:00\n\nThat is all.\n")
    assert shape_of(episode, {"ada": ("Ada", 1)}) is None
    assert shape_of(seed.episode_of(b""), {}) is None


def test_a_column_of_the_slim_map_has_what_the_lane_has() -> None:
    shape = talk("Ada one two three", "Ben four", "Ada five six seven", "Ben eight")
    assert columns(shape) == [
        "M0 0h1v376h-1zM0 500h1v376h-1z",
        "M1 375h1v126h-1zM1 875h1v126h-1z",
    ]
