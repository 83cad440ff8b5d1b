"""People: as the site's owner lists them, and as an episode has them."""

from generator.model.value import value


@value
class Person:
    """Someone the owner names in `site.toml`."""

    name: str
    aliases: tuple[str, ...] = ()
    """Other spellings that sources use for the same person."""
    role: str = ""
    """As in podcast:person: "host", "guest", ..."""
    group: str = ""
    href: str = ""
    image_url: str = ""


@value
class Speaker:
    """Someone who speaks in an episode (podcast:person)."""

    id: str
    """A slug of the name, unique in the episode: `ilya-sutskever`."""
    name: str
    number: int
    """From 1 within the episode: picks the colour and the glyph. People of `site.toml` come
    first, in their order there, then the others in the order in which they first speak."""
    role: str = ""
    group: str = ""
    href: str = ""
    image_url: str = ""
