"""The colours of speakers, measured: contrast after WCAG, distance by CIEDE2000."""

import re
from collections.abc import Iterator
from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import pytest

from generator.renderers.assets import assets_of
from generator.renderers.palette import (
    COLOURS,
    MARKS,
    PAPERS,
    VISIONS,
    colours,
    contrast,
    linear,
    mark_of,
    simulated,
    tokens,
)
from tests.renderers import seed

EYES = ("most", "protanopia", "deuteranopia", "tritanopia")
Lab = tuple[float, float, float]
# The least distance between two speakers by their number: 2.3 is one that is just seen.
LEAST = {2: 20, 3: 10, 4: 6, 6: 4.5}


def lab(rgb: tuple[float, float, float]) -> Lab:
    """CIELAB of linear RGB, white D65 (IEC 61966-2-1, CIE 15)."""
    red, green, blue = rgb
    xyz = (
        (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047,
        0.2126729 * red + 0.7151522 * green + 0.0721750 * blue,
        (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883,
    )
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def ciede2000(one: Lab, other: Lab) -> float:
    """Sharma, Wu and Dalal 2005, equations 2 to 22."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    g = 0.5 * (1 - sqrt(mean**7 / (mean**7 + 25**7)))
    c1, c2 = hypot((1 + g) * a1, b1), hypot((1 + g) * a2, b2)
    h1, h2 = (degrees(atan2(b, (1 + g) * a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    middle = h1 + h2 if c1 * c2 == 0 else (h1 + h2) / 2 + (180 if abs(h1 - h2) > 180 else 0)
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    t = 1 - 0.17 * cos(radians(middle - 30)) + 0.24 * cos(radians(2 * middle))
    t += 0.32 * cos(radians(3 * middle + 6)) - 0.20 * cos(radians(4 * middle - 63))
    s_l = 1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2)
    s_c, s_h = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    bend = 30 * exp(-((((middle % 360) - 275) / 25) ** 2))
    r_t = -2 * sqrt(chroma**7 / (chroma**7 + 25**7)) * sin(radians(2 * bend))
    d_l, d_c = (l2 - l1) / s_l, (c2 - c1) / s_c
    d_h = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / s_h
    return sqrt(d_l**2 + d_c**2 + d_h**2 + r_t * d_c * d_h)


def papers() -> tuple[list[str], list[str]]:
    found = PAPERS.findall(dict(seed.theme().styles)["tokens.css"])
    return [light for light, _ in found], [dark for _, dark in found]


def schemes() -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield the name of a scheme, its colours and its papers."""
    pairs = colours(*papers())
    yield "light", [light for light, _ in pairs], papers()[0]
    yield "dark", [dark for _, dark in pairs], papers()[1]


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_distances_are_those_of_the_published_table(one: Lab, other: Lab, distance: float) -> None:
    assert ciede2000(one, other) == pytest.approx(distance, abs=0.0001)


def test_a_name_is_text_of_enhanced_contrast_on_every_paper_in_both_schemes() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    for name, found, sheets in schemes():
        assert len(sheets) == 2
        for colour in found:
            assert min(contrast(colour, sheet) for sheet in sheets) >= 7, (name, colour)


@pytest.mark.parametrize("speakers", LEAST)
@pytest.mark.parametrize("eye", range(4), ids=EYES)
def test_speakers_are_told_apart_by_every_kind_of_eye(speakers: int, eye: int) -> None:
    for name, found, _ in schemes():
        seen = [lab(simulated(linear(colour), VISIONS[eye])) for colour in found[:speakers]]
        nearest = min(ciede2000(one, other) for one, other in combinations(seen, 2))
        assert nearest >= LEAST[speakers], (name, speakers, nearest)


def test_grey_stays_grey_for_every_kind_of_eye() -> None:
    for vision in VISIONS:
        assert simulated((0.5, 0.5, 0.5), vision) == pytest.approx((0.5, 0.5, 0.5), abs=0.001)


def test_after_six_colours_come_other_glyphs() -> None:
    assert [mark_of(n) for n in (1, 6, 7, 12, 13)] == [1, 6, 7, 12, 1]
    css = dict(seed.theme().styles)["parts.css"]
    rules = re.findall(r'\[data-speaker="(\d+)"\] \{ --speaker: var\((.*?)\); --glyph: "(.)"', css)
    assert [int(number) for number, _, _ in rules] == [*range(1, MARKS + 1)]
    assert len({glyph for _, _, glyph in rules}) == MARKS
    for number, colour, _ in rules:
        assert colour == f"--speaker-{(int(number) - 1) % COLOURS + 1}"


def test_the_style_sheet_names_the_colours() -> None:
    style = next(a for a in assets_of(seed.theme()).artifacts if "style." in a.path)
    for number, (light, dark) in enumerate(colours(*papers()), 1):
        assert f"--speaker-{number}:light-dark({light},{dark})" in style.data.decode()


def test_a_theme_with_colours_of_its_own_keeps_them() -> None:
    assert tokens({"tokens.css": ":root { --paper: white; --speaker-1: red; }"}) == ""


@pytest.mark.parametrize("paper", ["#808080", "#000000", "#ff0000"])
def test_paper_that_allows_no_such_contrast_has_six_colours_all_the_same(paper: str) -> None:
    assert len(set(colours([paper], [paper]))) == COLOURS
