"""A conversation with a recording of real sound, made here."""

import math
import wave
from io import BytesIO
from pathlib import Path

from tests.project import make

LENGTH_S = 60
RATE = 8000
WORDS = "The lantern stood in the shed by the gate and nobody asked who had left it there."
OFFSETS = """
[[media]]
url = "media/cut.wav"
offsets = [{ at = "0:00", shift = "0:05" }, { at = "0:24", shift = "0:10" }]
"""
# Two chapters of turns three seconds long; the third turn has three paragraphs in twelve.
TURNS = ((0, 1), (3, 1), (6, 3), (18, 1), (21, 1), (24, 1), *((at, 1) for at in range(27, 60, 3)))


def sound(seconds: int) -> bytes:
    """Return a WAV file with a tone of that length."""
    tone = (128 + round(40 * math.sin(2 * math.pi * 220 * n / RATE)) for n in range(RATE))
    second = bytes(tone)
    file = BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(1)
        written.setframerate(RATE)
        written.writeframes(second * seconds)
    return file.getvalue()


def talk() -> str:
    """A conversation of a minute: whole seconds for turns, nothing for paragraphs inside them."""
    parts = []
    for number, (at, paragraphs) in enumerate(TURNS):
        if at in (0, 24):
            parts.append(f"00:00:{at:02} – {'The shed' if at == 0 else 'The gate'}")
        parts.append(f"{('Ada Berg', 'Tom Lind')[number % 2]} 00:00:{at:02}")
        parts += [f"{WORDS} {WORDS} {WORDS}"] * paragraphs
    return "\n\n".join(parts) + "\n"


def write(folder: Path, media: str, files: dict[str, bytes]) -> Path:
    """Write a project whose episode has the recordings that `media` says in TOML."""
    facts = f'title = "Lanterns"\nslug = "lanterns"\n{media}'
    recordings = {f"content/media/{name}": data for name, data in files.items()}
    return make(
        folder,
        {
            "seeds/talk.txt": talk(),
            "content/site.toml": 'title = "Talks"\n',
            "content/episodes/talk.toml": facts,
            **recordings,
        },
    )
