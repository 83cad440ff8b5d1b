"""The colours of speakers, chosen for the theme's paper, and the marks that make them no need.

Each next colour is the one farthest from all before it, in both schemes and for four kinds of eyes
(colours as seen with protanopia, deuteranopia and tritanopia after Machado, Oliveira and Fernandes
2009). So the first two are as far apart as can be, as are the first three, and nobody's colour
changes when another speaker joins. All are text on the paper: WCAG's enhanced contrast.

Distances are those of Oklab (Ottosson 2020), which cost little; the tests measure the result by
CIEDE2000.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from math import cos, dist, radians, sin

COLOURS = 6
"""More could not be told apart; a seventh speaker has the first colour and another glyph."""
MARKS = 12
"""Pairs of colour and glyph; a thirteenth speaker begins again."""
CONTRAST = 7.0
HUES = range(0, 360, 15)
FIRST_HUE = 255
"""The blue of the links."""
LIGHT_LEVELS = (0.42, 0.37, 0.33)
DARK_LEVELS = (0.80, 0.75, 0.86, 0.91)
"""How light the colours on light and on dark paper are, in Oklab; the first is tried first."""
LIGHT_CHROMA, DARK_CHROMA = 0.17, 0.13
"""Letters that glow tire the eye."""
PAPERS = re.compile(r"--(?:paper|raised):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)")
# Severity 1.0, for linear RGB (table 1 of the paper's supplement).
VISIONS = (
    ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
)

WEIGHTS = (0.3, 1.0, 1.0, 1.0)
"""Most eyes tell hues best: without this, three of six colours would be blues."""

Triple = tuple[float, float, float]
Seen = tuple[Triple, ...]
"""A colour in Oklab, for each of `VISIONS`."""


def mark_of(number: int) -> int:
    """Return which colour and glyph a speaker has: from 1 to `MARKS`."""
    return (number - 1) % MARKS + 1


def tokens(styles: Mapping[str, str]) -> str:
    """Return CSS that names the colours `--speaker-1` and so on; nothing for a theme without
    `--paper: light-dark(#…, #…)` in its `tokens.css`, which then has colours of its own.
    """
    papers = PAPERS.findall(styles.get("tokens.css", ""))
    if not papers:
        return ""
    pairs = colours([light for light, _ in papers], [dark for _, dark in papers])
    values = (f"--speaker-{n}:light-dark({a},{b});" for n, (a, b) in enumerate(pairs, 1))
    return f"@layer tokens{{:root{{{''.join(values)}}}}}"


def colours(light_papers: Sequence[str], dark_papers: Sequence[str]) -> list[tuple[str, str]]:
    """Return `COLOURS` pairs of a colour on light and one on dark paper.

    On paper that is neither, the colours are those that come nearest to the contrast.
    """
    by_hue = {
        hue: (
            _candidates(hue, LIGHT_LEVELS, LIGHT_CHROMA, light_papers),
            _candidates(hue, DARK_LEVELS, DARK_CHROMA, dark_papers),
        )
        for hue in HUES
    }
    chosen: list[tuple[str, str]] = []
    schemes: tuple[list[Seen], list[Seen]] = ([], [])
    left = [FIRST_HUE, *(hue for hue in HUES if hue != FIRST_HUE)]
    while len(chosen) < COLOURS:
        best = max(left[:1] if not chosen else left, key=lambda hue: _apart(by_hue[hue], schemes))
        left.remove(best)
        pair = [
            max(candidates, key=lambda one: _nearest(candidates[one], seen))
            for candidates, seen in zip(by_hue[best], schemes, strict=True)
        ]
        for one, candidates, seen in zip(pair, by_hue[best], schemes, strict=True):
            seen.append(candidates[one])
        chosen.append((pair[0], pair[1]))
    return chosen


def _apart(
    schemes: tuple[dict[str, Seen], dict[str, Seen]], chosen: tuple[list[Seen], list[Seen]]
) -> float:
    """Return how far a hue at its best is from the colours that are chosen, in either scheme."""
    return min(
        max(_nearest(seen, others) for seen in candidates.values())
        for candidates, others in zip(schemes, chosen, strict=True)
    )


def _nearest(seen: Seen, others: Sequence[Seen]) -> float:
    distances = (
        dist(a, b) * weight
        for other in others
        for a, b, weight in zip(seen, other, WEIGHTS, strict=True)
    )
    # Rounded, so that no machine's last digit decides.
    return round(min(distances, default=0.0), 6)


def _candidates(
    hue: int, levels: Sequence[float], chroma: float, papers: Sequence[str]
) -> dict[str, Seen]:
    """Return the colours of a hue that can be read on all papers, as strong as can be shown."""
    found = [_strongest(level, hue, chroma) for level in levels]
    contrasts = {one: min(contrast(one, paper) for paper in papers) for one in found}
    enough = min(CONTRAST, max(contrasts.values()))
    return {one: seen_as(one) for one in found if contrasts[one] >= enough}


def _strongest(level: float, hue: int, chroma: float) -> str:
    """Return the colour of this hue, with less chroma if no screen could show it."""
    across, down = cos(radians(hue)), sin(radians(hue))
    rgb = _linear_of(level, chroma * across, chroma * down)
    while not all(-0.0001 <= part <= 1.0001 for part in rgb):
        chroma -= 0.01
        rgb = _linear_of(level, chroma * across, chroma * down)
    return _hex(rgb)


def contrast(one: str, other: str) -> float:
    """Return WCAG's contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    low, high = sorted(_luminance(linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def _luminance(rgb: Triple) -> float:
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def seen_as(colour: str) -> Seen:
    """Return the colour in Oklab as each kind of eye sees it."""
    return tuple(_oklab(simulated(linear(colour), vision)) for vision in VISIONS)


def simulated(rgb: Triple, vision: Sequence[Triple]) -> Triple:
    """Return linear RGB as seen with `vision`, one of `VISIONS`."""
    parts = (sum(a * b for a, b in zip(row, rgb, strict=True)) for row in vision)
    red, green, blue = (min(1.0, max(0.0, part)) for part in parts)
    return red, green, blue


@cache
def linear(colour: str) -> Triple:
    """Return `#rrggbb` as linear RGB, each 0 to 1 (IEC 61966-2-1)."""
    red, green, blue = (_decoded(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return red, green, blue


def _decoded(part: float) -> float:
    return float(((part + 0.055) / 1.055) ** 2.4) if part > 0.04045 else part / 12.92


def _encoded(part: float) -> int:
    part = min(1.0, max(0.0, part))
    return round(255 * (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055))


def _hex(rgb: Triple) -> str:
    return "#" + "".join(f"{_encoded(part):02x}" for part in rgb)


def _oklab(rgb: Triple) -> Triple:
    red, green, blue = rgb
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _linear_of(level: float, a: float, b: float) -> Triple:
    """Return Oklab's inverse: linear RGB, outside of 0 to 1 where no screen shows the colour."""
    long = (level + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (level - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (level - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
