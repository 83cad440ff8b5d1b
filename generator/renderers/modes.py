"""What a reader can have shown of a conversation without a script: one speaker, only the questions.

A radio button is asked for by `:has()`, which cannot compare its value with a turn's attribute. So
each speaker who can be chosen has a rule, the same in every site.
"""

from collections.abc import Iterable, Mapping, Sequence

from generator.model.episode import Episode, Turn
from generator.model.value import value
from generator.renderers.questions import Inquiry

SPEAKERS = 60
"""Who comes later in a conversation cannot be chosen."""


@value
class Modes:
    """What can be chosen on a page."""

    people: tuple[tuple[int, str], ...]
    """Number and name of each who speaks on the page; none where only one does."""
    numbers: Mapping[str, int]
    """The same numbers by speaker id."""
    asking: frozenset[str]
    """Ids of the paragraphs that ask."""
    timed: bool


def modes_of(episode: Episode, inquiry: Inquiry, turns: Sequence[Turn]) -> Modes:
    """Return what can be chosen on a page with these turns of `episode`."""
    speaking = {turn.speaker_id for turn in turns}
    people = [s for s in episode.speakers if s.id in speaking and s.number <= SPEAKERS]
    if len(speaking) == 1:
        people = []
    return Modes(
        tuple((speaker.number, speaker.name) for speaker in people),
        {speaker.id: speaker.number for speaker in people},
        _asking(inquiry, turns),
        any(turn.time for turn in turns),
    )


def _asking(inquiry: Inquiry, turns: Iterable[Turn]) -> frozenset[str]:
    here = {turn.id for turn in turns}
    return frozenset(
        question.paragraph_id
        for _, all_ in inquiry.by_chapter
        for asked in all_
        if asked.turn.id in here
        for question in asked.questions
    )


def rules() -> str:
    """Return CSS that leaves only the turns of the speaker who is chosen."""
    others = ",".join(
        f':where(.modes:has([value="{number}"]:checked)~.chapter)>.turn:not([data-number="{number}"])'
        for number in range(1, SPEAKERS + 1)
    )
    return f"@layer modes{{{others}{{display:none}}}}"
