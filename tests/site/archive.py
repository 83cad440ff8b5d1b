"""A small archive of invented talks for tests in a browser: two shows, three years, five people."""

from pathlib import Path

from tests.project import make

TALKS = (
    ("gardens/soil", 2021, "Ada Berg", "Noor Haddad"),
    ("gardens/rain", 2022, "Ada Berg", "Tom Lind"),
    ("gardens/seeds", 2022, "Ada Berg", "Ivy Okoro"),
    ("harbours/piers", 2022, "Ben Ruiz", "Noor Haddad"),
    ("harbours/tides", 2023, "Ben Ruiz", "Tom Lind"),
    ("harbours/ropes", 2023, "Ben Ruiz", "Ivy Okoro"),
)
LINES = (
    "We began with a lantern and a map of {name}, and nobody had asked Kepler Works about it.",
    "There was a copper lantern in the shed, and then a second lantern by the gate.",
    "I remember that the old pump failed twice before anyone wrote to Kepler Works.",
    "What do you do when the water is too high, and the lantern is out?",
    "You wait, and you count, and you write the numbers of {name} down.",
    "In the end a lantern is only a lantern when someone carries it home.",
)


def talk(name: str, host: str, guest: str) -> str:
    """A conversation of 36 turns, two a minute; the lantern is in most of them."""
    turns = []
    for number in range(36):
        clock = f"{number // 2}:{number % 2 * 30:02}"
        line = LINES[number % len(LINES)].format(name=name)
        turns.append(f"{(host, guest)[number % 2]} {clock}\n\n{line}\n")
    return "\n".join(turns)


def write(folder: Path) -> Path:
    """Write the project, and return its folder."""
    files: dict[str, str | bytes] = {"content/site.toml": 'title = "Two shows"\n'}
    for path, year, host, guest in TALKS:
        stem = path.split("/")[1]
        files[f"seeds/{path}.txt"] = talk(stem, host, guest)
        facts = f'title = "About {stem}"\nslug = "{stem}"\npublished = {year}-03-0{len(stem)}\n'
        files[f"content/episodes/{stem}.toml"] = facts
    return make(folder, files)
