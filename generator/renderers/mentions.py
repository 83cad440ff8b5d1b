"""Who and what an episode names: people, works and terms, found by their capitals. Pure, no model.

Evidence is a capital inside a sentence; a capital at a sentence's start says nothing by itself.

1. A token is a run of letters and digits; `AT&T`, `U.S.`, `C++` and `don't` are one token.
2. A token is *marked* when its capital cannot come from the grammar: a capital after the first
   letter, or a capital and a digit (`OpenAI`, `SSI`, `R1`).
3. Tokens with a capital, divided by one space or one hyphen, are one name (`Yann LeCun`, `GPT-3`);
   small words such as `of` and `van` may stand inside it, and digits after a hyphen.
4. At a sentence's start the first token counts only if it is marked, or is a name elsewhere.
5. A single word that is written small at least as often is no name (`Will`, `But`).
6. Where every fifth word has a capital (German nouns, titles, all in capitals), capitals say less:
   only marked tokens and names of two words are taken; of a text all in capitals, nothing.
7. In scripts without capitals, works in title marks are taken, and Latin names as above.

Variants are one term: possessive (`OpenAI's`), plural of an acronym (`LLMs`), hyphens and dots
(`GPT3`, `US`), and a speaker's first or last name (`Ilya`).
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from operator import itemgetter

from generator.model.card import Mention, mention_lines, mention_of
from generator.model.episode import Episode
from generator.model.speech import without_events
from generator.model.value import value
from generator.renderers.capitals import (
    GRAMMAR,
    HONORIFICS,
    INSIDE,
    Token,
    Word,
    how_often,
    tokens,
    without_owning,
)
from generator.renderers.search.tokens import is_common

TERMS = 90
"""So many terms of an episode are kept, the most named first: thousands of cards stay small."""
PLACES = 12
"""So many places of a term are kept, from the first."""

TITLED = re.compile(r"[《〈『]([^《》〈〉『』\n]{1,40})[》〉』]")
# In these signs the variants of a term may differ.
NO_MATTER = dict.fromkeys(map(ord, "-‐‑.’'"))


CROWDED = 0.2
"""From this share of words with a capital inside sentences, capitals are grammar."""
ENOUGH = 8
"""Fewer capitals than that prove no habit."""
SHOUTED = 0.7


@value
class Habits:
    """How the words of an episode are written, over all its turns."""

    small: Mapping[str, int]
    inside: Counter[str]
    """Words with a capital inside a sentence ..."""
    opening: Counter[str]
    """... and at the start of one, where `Hey` is at home."""
    crowded: bool
    people: Collection[str]
    """First and last names of the speakers: those may open sentences, as they are called."""

    def is_name(self, word: Word) -> bool:
        """Whether this word by itself names someone or something."""
        if word.is_marked:
            return True
        key = word.key
        inside = self.inside.get(key, 0)
        if inside <= self.small.get(key, 0):
            return False
        opens = self.opening.get(key, 0) > 2 * inside and key not in self.people
        return not opens and len(key) > 1 and key not in GRAMMAR


def mentions_of(episode: Episode) -> tuple[Mention, ...]:
    """Return what the episode names, most named first; at most `TERMS`."""
    turns = [turn for turn in episode.turns if not turn.event]
    texts = [without_events("\n".join(p.text for p in turn.paragraphs)) for turn in turns]
    # A new line ends a sentence, so that no name goes from one turn to the next.
    text = "\n".join(texts)
    people = _people(episode)
    found = list(tokens(text))
    habits = _habits(how_often(text), found, people)
    if habits is None:
        return ()
    begins = list(accumulate((len(one) + 1 for one in texts), initial=0))
    names = [(bisect_right(begins, start) - 1, name) for start, name in _names(text, found, habits)]
    if not is_common(text):
        titled = ((turn, TITLED.findall(one)) for turn, one in enumerate(texts))
        names += [(turn, " ".join(name.split())) for turn, found in titled for name in found]
        names.sort(key=itemgetter(0))
    shown: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, list[str]] = defaultdict(list)
    for turn, name in names:
        term = people.get(name.casefold(), name)
        key = _key(term)
        shown[key][term] += 1
        places[key].append(turns[turn].id)
    return _most_named(shown, places)


def _most_named(
    shown: dict[str, Counter[str]], places: dict[str, list[str]]
) -> tuple[Mention, ...]:
    # Both sorts are stable: among equals, what is named first goes first.
    most = sorted(shown, key=lambda key: -len(places[key]))[:TERMS]
    return tuple(
        Mention(
            term=max(shown[key], key=lambda term: shown[key][term]),
            count=len(places[key]),
            places=" ".join(list(dict.fromkeys(places[key]))[:PLACES]),
        )
        for key in most
    )


def _habits(
    words: Mapping[str, int], part_of_names: Iterable[Token], people: Collection[str]
) -> Habits | None:
    """Return how the words are written; None for a text all in capitals."""
    small: dict[str, int] = {}
    loud = 0
    for written, count in words.items():
        word = written.lstrip("'")
        if word[:1].islower():
            key = without_owning(word).casefold()
            small[key] = small.get(key, 0) + count
        elif word.isupper():
            loud += count
    if loud > SHOUTED * max(1, sum(words.values())):
        return None
    inside: Counter[str] = Counter()
    opening: Counter[str] = Counter()
    for token in part_of_names:
        if token.word.is_capital:
            (opening if token.opens else inside)[token.word.key] += 1
    share = inside.total() / max(1, inside.total() + sum(small.values()))
    crowded = share > CROWDED and inside.total() >= ENOUGH
    return Habits(small, inside, opening, crowded, people)


def _names(text: str, found: Iterable[Token], habits: Habits) -> Iterator[tuple[int, str]]:
    """Yield where a name begins in the text, and the name."""
    for run in _runs(found, habits):
        kept = _trimmed(run, habits)
        words = [token.word for token in kept if token.word.is_capital or token.word.is_marked]
        if not words or (len(words) == 1 and not _alone(words[0], habits)):
            continue
        start, last = kept[0].start, kept[-1]
        yield start, " ".join((text[start : last.start] + last.word.text).split())


def _alone(word: Word, habits: Habits) -> bool:
    return word.is_marked if habits.crowded else habits.is_name(word)


def _runs(found: Iterable[Token], habits: Habits) -> Iterator[list[Token]]:
    """Yield tokens that stand together and may be a name, small words inside it included."""
    run: list[Token] = []
    for token in found:
        if run and not _continues(run, token, habits):
            yield run
            run = []
        word = token.word
        linked = token.gap == "-" or (word.key in INSIDE and not habits.crowded)
        if word.is_capital or word.is_marked or (run and linked):
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _continues(run: Sequence[Token], token: Token, habits: Habits) -> bool:
    gap, last = token.gap, run[-1]
    if gap not in (" ", "-", ". ") or token.opens:
        return False
    key = token.word.key
    if gap == ". " and len(run) == 1 and habits.small.get(key) and key not in INSIDE:
        return False  # `vitamin C. But`
    if last.end - last.start > len(last.word.text):
        return False  # a possessive ends a name: what follows belongs to it, and is another
    # What hangs on a hyphen and is small leads on only by another: `LLM-as-a-Judge`.
    return gap == "-" or not (last.gap == "-" and last.word.text[0].islower())


def _trimmed(run: Sequence[Token], habits: Habits) -> Sequence[Token]:
    """Return the run without what only stands before or after the name."""
    start, end = 0, len(run)
    while end and run[end - 1].word.text[0].islower() and not run[end - 1].word.is_marked:
        end -= 1
    while start < end and (
        (run[start].opens and not habits.is_name(run[start].word))
        or run[start].word.key in HONORIFICS
        or run[start].word.key in GRAMMAR
        or (run[start].word.key in INSIDE and not run[start].word.is_capital)
    ):
        start += 1
    return run[start:end]


def _people(episode: Episode) -> dict[str, str]:
    """Return the speakers' full names by their first and last names, where these differ."""
    named: dict[str, set[str]] = defaultdict(set)
    for speaker in episode.speakers:
        parts = speaker.name.split()
        for part in {parts[0], parts[-1]} if parts else ():
            named[part.casefold()].add(speaker.name)
    return {part: min(names) for part, names in named.items() if len(names) == 1}


def _key(term: str) -> str:
    """Return what the variants of a term share."""
    return term.translate(NO_MATTER).casefold()


def merged(all_mentions: Sequence[bytes], most: int) -> dict[str, list[tuple[int, Mention]]]:
    """Return the mentions of the terms that most episodes name, each with its episode's number.

    `all_mentions` is of each episode, as its card has it. The terms are `most`, and all that are in
    as many episodes as the last of them. Of a term that episodes write in several ways, the
    commonest is the name.
    """
    episodes = Counter(term for _, term, _ in _each(all_mentions))
    spellings: dict[str, list[str]] = {}
    for term in episodes:
        spellings.setdefault(_key(term), []).append(term)
    named_in = {key: sum(episodes[term] for term in terms) for key, terms in spellings.items()}
    fewest = min(sorted(named_in.values(), reverse=True)[:most], default=0)
    wanted = {t: key for key, terms in spellings.items() if named_in[key] >= fewest for t in terms}
    shown: dict[str, Counter[str]] = defaultdict(Counter)
    found: dict[str, list[tuple[int, Mention]]] = defaultdict(list)
    for number, term, line in _each(all_mentions):
        if (key := wanted.get(term)) is not None:
            mention = mention_of(line)
            shown[key][term] += mention.count
            found[key].append((number, mention))
    return {max(shown[key], key=lambda term: shown[key][term]): found[key] for key in found}


def _each(all_mentions: Iterable[bytes]) -> Iterator[tuple[int, str, str]]:
    """Yield the number of the episode, the term, and the line of each mention."""
    for number, mentions in enumerate(all_mentions):
        for line in mention_lines(mentions):
            yield number, line[: line.index("\t")], line
