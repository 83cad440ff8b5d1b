"""What several outputs need of an episode is worked out once, and never taken for another's."""

from generator.renderers.once import kept_for_last
from tests.renderers import seed


def test_the_very_same_arguments_give_the_last_result() -> None:
    made: list[object] = []

    @kept_for_last
    def numbered(*_: object) -> int:
        made.append(None)
        return len(made)

    one, two = [1], [1]
    assert [numbered(one), numbered(one)] == [1, 1]
    assert numbered(two) == 2, "an equal argument is another"
    assert numbered(one) == 3, "only the last result is kept"
    assert numbered(one, two) == 4


def test_questions_are_those_of_their_own_episode() -> None:
    from generator.renderers.questions import questions_of

    asked = seed.episode_of(b"Ada 0:00\n\nWho wrote these letters to you?\n\nBen 0:09\n\nMine.\n")
    told = seed.episode_of(b"Ada 0:00\n\nThe letters were mine.\n\nBen 0:09\n\nI know.\n")
    counts = [questions_of(one).count for one in (asked, told, asked, asked)]
    assert counts == [1, 0, 1, 1]
