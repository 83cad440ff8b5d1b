"""Names for addresses that keep the letters of every script."""

import unicodedata


def slugify(text: str) -> str:
    """Return `text` as a piece of an address: lower case, letters and digits, single hyphens.

    Latin letters lose their accents; letters of other scripts stay, because browsers show them
    in the address bar (RFC 3987). Apostrophes vanish, so that `SSI’s` gives `ssis`.

    >>> slugify("“We are SSI’s”, 2.0 – Łukasz & Zoë")
    'we-are-ssis-2-0-łukasz-zoe'
    >>> slugify("?!")
    ''
    """
    kept = []
    for character in unicodedata.normalize("NFKD", text.casefold()):
        if character.isalnum():
            kept.append(character)
        elif unicodedata.combining(character):
            if kept and not kept[-1].isascii():
                kept.append(character)
        elif character not in "'’‘ʼ":
            kept.append(" ")
    return unicodedata.normalize("NFC", "-".join("".join(kept).split()))


def unique(slug: str, taken: set[str]) -> str:
    """Return `slug`, or `slug-2`, `slug-3`, ... if it is taken, and add it to `taken`."""
    candidate, nth = slug, 1
    while candidate in taken:
        nth += 1
        candidate = f"{slug}-{nth}"
    taken.add(candidate)
    return candidate
