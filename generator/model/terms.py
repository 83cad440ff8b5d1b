"""What the search knows of one episode, or of one page: made apart, merged into one index."""

from generator.model.value import value


@value
class Unit:
    """What a search hit is: a title, a turn, or a part of a long one."""

    link: str
    """Where a hit leads: `#t=75` on the page of the whole conversation, or a page of the site."""
    speaker_id: str
    speaker_name: str
    start_s: int
    """Seconds into the recording; -1 without a time."""
    text: str


@value
class Entry:
    """An episode or a page among the results: its hits are shown together."""

    title: str
    part_of: str
    """What it belongs to, shown beside its title."""
    path: str
    """The page that its title leads to."""
    whole: str
    """The page on which the anchors of its units stand."""
    show: str
    day: int
    """Of its publication, counted from 1, which is 0001-01-01; 0 when nobody says."""
    length_s: int
    """Of the recording; 0 when unknown."""
    key: str
    """Its texts are at `search/text/<key>-<number>.js`; a hash of them, two digits as a folder."""
    heads: int
    """So many of its units are titles; they come first."""
    starts_s: tuple[int, ...]
    """The first second of what is said in each file of texts; ascending."""
    chapters: tuple[int, ...]
    """Of each title but the first, how many units stand before what it is the title of; and last,
    how many there are. Empty without chapters."""
    lengths: tuple[int, ...]
    """Indexed words of each unit."""


@value
class Terms:
    """Entries, and where each stem occurs in their units."""

    entries: tuple[Entry, ...] = ()
    postings: tuple[bytes, ...] = ()
    """`renderers.search.postings.Postings`, packed: one for each range of terms."""
