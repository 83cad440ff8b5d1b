"""Names for addresses that keep the letters of every script."""

import unicodedata

# What `slugify` makes of the characters that need no table of Unicode: most text has no others.
ASCII = {code: " " for code in range(128) if not chr(code).isalnum()} | {ord("'"): None}


def slugify(text: str) -> str:
    """Return `text` as a piece of an address: lower case, letters and digits, single hyphens.

    Latin letters lose their accents; letters of other scripts stay, because browsers show them
    in the address bar (RFC 3987). Apostrophes vanish, so that `SSI’s` gives `ssis`.

    >>> slugify("“We are SSI’s”, 2.0 – Łukasz & Zoë")
    'we-are-ssis-2-0-łukasz-zoe'
    >>> slugify("?!")
    ''
    """
    folded = text.casefold()
    if folded.isascii():
        return "-".join(folded.translate(ASCII).split())
    kept = []
    for character in unicodedata.normalize("NFKD", folded):
        if character.isalnum():
            kept.append(character)
        elif unicodedata.combining(character):
            if kept and not kept[-1].isascii():
                kept.append(character)
        elif character not in "'’‘ʼ":
            kept.append(" ")
    return unicodedata.normalize("NFC", "-".join("".join(kept).split()))


def unique(slug: str, taken: dict[str, int], mark: str = "-") -> str:
    """Return `slug`, or `slug-2`, `slug-3`, ... if it is taken, and add it to `taken`.

    `taken` has for each name the last number that was tried for it, so that the thousandth
    "yes" of a conversation costs no more than the second.
    """
    nth = taken.get(slug, 0) + 1
    candidate = slug if nth == 1 else f"{slug}{mark}{nth}"
    while nth > 1 and candidate in taken:
        nth += 1
        candidate = f"{slug}{mark}{nth}"
    taken[slug] = nth
    taken.setdefault(candidate, 1)
    return candidate
