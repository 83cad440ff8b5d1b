"""Changes to files by chance, made of what transcripts are made of."""

import random
from collections.abc import Sequence

LONGEST = 4096
# What grammars of transcripts are made of.
PIECES = (
    *("\n", "\n\n", " ", "\t", ":", ": ", "**", "[", "]", "(", ")", "<", ">", "</", "-->", " --> "),
    *("00:00:01.000", "0:01", "[00:00]", "(0:01)", "00:00:01,000", "WEBVTT", "NOTE ", "Ada Marsh"),
    *(
        '"',
        '\\"',
        "{",
        "}",
        "null",
        "-1",
        "1e999",
        "&amp;",
        "&#0;",
        "\x15",
        "\0",
        "\ufeff",
        "—",
        "é",
    ),
    *("<v Ada>", "---\n", "- line: ", "who: ", "# ", "## ", "Q: ", "A: ", "\r\n", "\r", "\u2028"),
    *(
        "![CDATA[",
        "]]>",
        "<!--",
        "[[",
        "]]",
        "{\\an8}",
        "|",
        ",",
        ";",
        ">> ",
        "- ",
        "\u202e",
        "\x85",
    ),
)


def mutated(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Return `data` with some bytes, pieces or lines changed; its first byte is kept."""
    head, body = data[:1], bytearray(data[1:])
    for _ in range(chance.randint(1, 5)):
        at = chance.randint(0, len(body))
        end = min(len(body), at + chance.choice((1, 2, 4, 16, 64)))
        match chance.randrange(6):
            case 0:
                body[at:at] = chance.choice(PIECES).encode() * chance.choice((1, 1, 1, 2, 40))
            case 1:
                del body[at:end]
            case 2:
                body[at:end] = chance.choice(PIECES).encode()
            case 3:
                body[at:at] = body[at:end] * chance.choice((1, 2, 9))
            case 4 if at < len(body):
                body[at] = chance.randrange(256)
            case _:
                other = chance.choice(others)
                begin = chance.randint(1, len(other))
                body[at:at] = other[begin : begin + chance.choice((4, 32, 200))]
    return head + bytes(body[:LONGEST])
