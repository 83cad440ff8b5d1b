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
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from generator.model.card import Mention
from generator.model.episode import Episode
from generator.model.speech import without_events
from generator.model.value import value
from generator.renderers.search.tokens import UNSPACED, stop_words

TERMS = 90
"""So many terms of an episode are kept, the most named first: thousands of cards stay small."""
PLACES = 12
"""So many places of a term are kept, from the first."""

LETTER = rf"(?![{UNSPACED}])[^\W_]"
WORD = rf"(?:[A-Za-z0-9]++|{LETTER})+(?:['’](?:[A-Za-z0-9]++|{LETTER})+)*"
# Small letters and nothing that could belong to them; a single letter may begin `a.m.`. And `I`,
# which names no one.
SMALL = r"(?:(?![a-z]\.)[a-z]++(?:['’][a-z]++)?|I(?:['’](?:m|d|ve|ll))?(?![.&+#]))(?!['’\w])"
SMALL_WORD = re.compile(SMALL)
# Most words are small and stand beside no name: a stretch of these is found at once.
STRETCHES = re.compile(
    rf"({SMALL}(?:,? {SMALL})*+)|(?:[^\W\d_]\.){{2,}}(?!\w)|Ph\.D\b\.?|[A-Z]+&[A-Z]+\b"
    rf"|[A-Z](?:\+\+|#)(?!\w)|{WORD}"
)
TITLED = re.compile(r"[《〈『]([^《》〈〉『』\n]{1,40})[》〉』]")
POSSESSIVE = re.compile(r"['’](?:s|S)?$|['’](?:ll|re|ve|d|m)$")
PLURAL = re.compile(r"([A-Z][A-Z0-9]+)s")
INITIAL = re.compile(r"[A-Z]")
# In these signs the variants of a term may differ.
NO_MATTER = dict.fromkeys(map(ord, "-‐‑.’'"))


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


INSIDE = _set("of the de la le du des del della di da dos van von der den bin al")
# Before a name, with a full stop that ends no sentence; the name alone is the term.
HONORIFICS = _set("mr mrs ms dr prof sen rep gov gen st hon rev sir lord lady")
# Capitals that English grammar asks for, of words that name no one.
GRAMMAR = _set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december "
    "ah alright exactly hey hi hm hmm nah oh ok okay please sorry sure thanks uh um wait wow "
    "yeah yep yes"
)
# Stop words that are more often acronyms, when they are written in capitals.
ACRONYMS = _set("it us")
# What may stand between two words of one sentence; after anything else a capital says nothing.
WITHIN = re.compile(r"[ \t]*[,;]?[ \t]*(?:['’\"”)\]][ \t]*)?[,;]?[ \t]*")
CROWDED = 0.2
"""From this share of words with a capital inside sentences, capitals are grammar."""
ENOUGH = 8
"""Fewer capitals than that prove no habit."""
SHOUTED = 0.7


@value
class Token:
    """A word of a turn, and what its capital says."""

    text: str
    key: str
    """In small letters."""
    start: int
    end: int
    before: str
    """What stands between the token before and this one."""
    opens: bool
    """Whether a sentence starts here."""

    @property
    def capital(self) -> bool:
        """Whether the first letter is a capital."""
        return self.text[0].isupper()

    @property
    def marked(self) -> bool:
        """Whether no grammar asks for its capitals."""
        rest = self.text[1:]
        if not rest or (rest.islower() and rest.isalpha()):
            return False
        if self.text[0].isdigit():  # `3D` and `5MB` are measures
            return sum(c.isalpha() for c in rest) > 2 and any(c.isupper() for c in rest)
        if self.key in stop_words() and self.key not in ACRONYMS:
            return False  # `THE` is only loud
        inner = any(c.isupper() for c in rest)
        numbered = self.capital and any(c.isdigit() for c in rest)
        return (inner or numbered) and self.key not in GRAMMAR


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

    def is_name(self, token: Token) -> bool:
        """Whether this word by itself names someone or something."""
        if token.marked:
            return True
        key = token.key
        inside = self.inside.get(key, 0)
        if inside <= self.small.get(key, 0):
            return False
        opens = self.opening.get(key, 0) > 2 * inside and key not in self.people
        return not opens and len(key) > 1 and key not in GRAMMAR


def mentions_of(episode: Episode) -> tuple[Mention, ...]:
    """Return what the episode names, most named first; at most `TERMS`."""
    turns = [turn for turn in episode.turns if not turn.event]
    texts = [without_events("\n".join(p.text for p in turn.paragraphs)) for turn in turns]
    written = [list(STRETCHES.finditer(text)) for text in texts]
    said = [list(tokens(text, found)) for text, found in zip(texts, written, strict=True)]
    words = _counted(word for found in written for word in found)
    people = _people(episode)
    habits = _habits(words, [token for one in said for token in one], people)
    if habits is None:
        return ()
    shown: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, list[str]] = defaultdict(list)
    for turn, text, all_tokens in zip(turns, texts, said, strict=True):
        titled = () if text.isascii() else TITLED.findall(text)
        for name in (*_names(text, all_tokens, habits), *titled):
            term = people.get(name.casefold(), name)
            key = _key(term)
            shown[key][term] += 1
            places[key].append(turn.id)
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


def _counted(stretches: Iterable[re.Match[str]]) -> Counter[str]:
    """Return how often each word is written."""
    small: list[str] = []
    others: list[str] = []
    for found in stretches:
        (small if found.lastindex else others).append(found.group())
    words = Counter(" ".join(small).replace(",", "").split())
    words.update(others)
    return words


def tokens(text: str, stretches: Iterable[re.Match[str]]) -> Iterator[Token]:
    """Yield those of the words of `text` that may be part of a name, in order.

    Nine of ten words are small and stand beside no capital: they are passed over.
    """
    end, written, is_linked = 0, "", False
    for stretch in stretches:
        # Small words matter one by one only while they may belong to the name before.
        is_small = stretch.lastindex is not None
        for found in SMALL_WORD.finditer(text, *stretch.span()) if is_small else (stretch,):
            last, written = written, found.group()
            between = text[end : found.start()]
            small = is_small or written.islower()
            if small and not (is_linked and (written in INSIDE or between == "-")):
                is_linked = False
                written, end = stretch.group(), stretch.end()
                break
            is_linked = True
            word = _owner(written)
            if word.endswith("s") and (plural := PLURAL.fullmatch(word)):
                word = plural[1]
            goes_on = between in (" ", "-") or WITHIN.fullmatch(between) or _joins(last, between)
            opens = not (end and goes_on)
            end = found.end()
            yield Token(word, word.casefold(), found.start(), end, between, opens)


def _owner(written: str) -> str:
    """Return a word without what says that it owns something, or does."""
    return POSSESSIVE.sub("", written) if "'" in written or "’" in written else written


def _joins(before: str, between: str) -> bool:
    """Whether the full stop in `between` ends an initial or a title, not a sentence."""
    if between != ". ":
        return False
    word = before.rpartition(" ")[2]
    return (bool(INITIAL.fullmatch(word)) and word != "I") or word.casefold() in HONORIFICS


def _habits(
    words: Counter[str], part_of_names: Sequence[Token], people: Collection[str]
) -> Habits | None:
    """Return how the words are written; None for a text all in capitals."""
    small: dict[str, int] = {}
    for word, count in words.items():
        if word[0].islower():
            key = _owner(word).casefold()
            small[key] = small.get(key, 0) + count
    capitals = [token for token in part_of_names if token.capital and token.text != "I"]
    inside = Counter(token.key for token in capitals if not token.opens)
    opening = Counter(token.key for token in capitals if token.opens)
    loud = sum(count for word, count in words.items() if word.isupper())
    if loud > SHOUTED * max(1, words.total()):
        return None
    share = inside.total() / max(1, inside.total() + sum(small.values()))
    crowded = share > CROWDED and inside.total() >= ENOUGH
    return Habits(small, inside, opening, crowded, people)


def _names(text: str, all_tokens: Sequence[Token], habits: Habits) -> Iterator[str]:
    for run in _runs(all_tokens, habits):
        kept = _trimmed(run, habits)
        words = [token for token in kept if token.capital or token.marked]
        if not words or (len(words) == 1 and not _alone(words[0], habits)):
            continue
        whole = text[kept[0].start : kept[-1].start] + kept[-1].text
        yield " ".join(whole.split())


def _alone(token: Token, habits: Habits) -> bool:
    return token.marked if habits.crowded else habits.is_name(token)


def _runs(all_tokens: Sequence[Token], habits: Habits) -> Iterator[list[Token]]:
    """Yield tokens that stand together and may be a name, small words inside it included."""
    run: list[Token] = []
    for token in all_tokens:
        if run and not _continues(run, token, habits):
            yield run
            run = []
        linked = token.before == "-" or (token.key in INSIDE and not habits.crowded)
        named = (token.capital and token.text != "I") or token.marked
        if named or (run and linked):
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _continues(run: Sequence[Token], token: Token, habits: Habits) -> bool:
    last = run[-1]
    if token.before == ". " and len(run) == 1 and habits.small.get(token.key):
        return False  # `vitamin C. But`
    if last.end + len(token.before) != token.start:
        return False  # small words stand between
    if token.opens or last.end - last.start > len(last.text):
        return False  # a possessive ends a name: what follows belongs to it, and is another
    # What hangs on a hyphen and is small leads on only by another: `LLM-as-a-Judge`.
    hanging = last.before == "-" and last.text[0].islower()
    return token.before == "-" or (token.before in (" ", ". ") and not hanging)


def _trimmed(run: Sequence[Token], habits: Habits) -> list[Token]:
    """Return the run without what only stands before or after the name."""
    kept = list(run)
    while kept and kept[-1].text[0].islower() and not kept[-1].marked:
        kept.pop()
    while kept and (
        (kept[0].opens and not habits.is_name(kept[0]))
        or kept[0].key in HONORIFICS
        or kept[0].key in GRAMMAR
        or (kept[0].key in INSIDE and not kept[0].capital)
    ):
        kept.pop(0)
    return kept


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


def merged(
    all_mentions: Sequence[Sequence[Mention]], most: int
) -> dict[str, list[tuple[int, Mention]]]:
    """Return the mentions of the terms that most episodes name, each with its episode's number.

    These are `most` terms, and all that are in as many episodes as the last of them. Of a term
    that episodes write in several ways, the commonest is the name.
    """
    episodes = Counter(mention.term for mentions in all_mentions for mention in mentions)
    spellings: dict[str, list[str]] = {}
    for term in episodes:
        spellings.setdefault(_key(term), []).append(term)
    named_in = {key: sum(episodes[term] for term in terms) for key, terms in spellings.items()}
    fewest = min(sorted(named_in.values(), reverse=True)[:most], default=0)
    wanted = {t: key for key, terms in spellings.items() if named_in[key] >= fewest for t in terms}
    shown: dict[str, Counter[str]] = defaultdict(Counter)
    found: dict[str, list[tuple[int, Mention]]] = defaultdict(list)
    for number, mentions in enumerate(all_mentions):
        for mention in mentions:
            key = wanted.get(mention.term)
            if key is not None:
                shown[key][mention.term] += mention.count
                found[key].append((number, mention))
    return {max(shown[key], key=lambda term: shown[key][term]): found[key] for key in found}
