"""Values of JSON files by strangers: whatever stands there, a usable value or none."""

import re
from typing import Any, Final

from generator.importers.patterns import pattern
from generator.model.clock import parse_clock

LONGEST_MS = 1000 * 3600 * 1000
BAD: Final = -1
"""What `time_ms` returns for a time that cannot be used."""
LANGUAGE = pattern(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.ASCII)
# Names that whisper writes for languages (openai/whisper, tokenizer.py), and three-letter codes
# that have a two-letter form (BCP 47 wants the shorter one).
NAMES = """
afrikaans=af albanian=sq amharic=am arabic=ar armenian=hy assamese=as azerbaijani=az bashkir=ba
basque=eu belarusian=be bengali=bn bosnian=bs breton=br bulgarian=bg burmese=my cantonese=yue
castilian=es catalan=ca chinese=zh croatian=hr czech=cs danish=da dutch=nl english=en
estonian=et faroese=fo finnish=fi flemish=nl french=fr galician=gl georgian=ka german=de
greek=el gujarati=gu haitian=ht hausa=ha hawaiian=haw hebrew=he hindi=hi hungarian=hu
icelandic=is indonesian=id italian=it japanese=ja javanese=jv kannada=kn kazakh=kk khmer=km
korean=ko lao=lo latin=la latvian=lv letzeburgesch=lb lingala=ln lithuanian=lt luxembourgish=lb
macedonian=mk malagasy=mg malay=ms malayalam=ml maltese=mt mandarin=zh maori=mi marathi=mr
moldavian=ro moldovan=ro mongolian=mn myanmar=my nepali=ne norwegian=no nynorsk=nn occitan=oc
panjabi=pa pashto=ps persian=fa polish=pl portuguese=pt punjabi=pa pushto=ps romanian=ro
russian=ru sanskrit=sa serbian=sr shona=sn sindhi=sd sinhala=si sinhalese=si slovak=sk
slovenian=sl somali=so spanish=es sundanese=su swahili=sw swedish=sv tagalog=tl tajik=tg
tamil=ta tatar=tt telugu=te thai=th tibetan=bo turkish=tr turkmen=tk ukrainian=uk urdu=ur
uzbek=uz valencian=ca vietnamese=vi welsh=cy yiddish=yi yoruba=yo
eng=en deu=de ger=de fra=fr fre=fr spa=es ita=it por=pt nld=nl dut=nl jpn=ja zho=zh chi=zh rus=ru
pol=pl swe=sv dan=da nor=no fin=fi tur=tr kor=ko ara=ar hin=hi ukr=uk ces=cs cze=cs
"""
CODES = dict(pair.split("=") for pair in NAMES.split())
# Tools write these where they could not tell.
UNKNOWN = frozenset(["unknown", "uu", "speaker_unknown", "unidentified", "none", "null"])


def entries(value: Any) -> list[Any]:
    """Return a list as it is; an empty one for anything else."""
    return value if isinstance(value, list) else []


def fields(value: Any) -> dict[str, Any]:
    """Return an object as it is; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def first(value: Any) -> dict[str, Any]:
    """Return the first entry of a list, as an object."""
    return fields(value[0]) if isinstance(value, list) and value else {}


def is_number(value: Any) -> bool:
    """Whether `value` is a number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def text_of(value: Any) -> str | None:
    """Return text on one line, white space collapsed; None where there is no text at all.

    >>> text_of(" two  words ")
    'two words'
    """
    if isinstance(value, str):
        return " ".join(value.split())
    # Bounded: Python refuses to write out integers of more than 4,300 digits.
    if is_number(value) and abs(value) < 1e300:
        return str(value)
    return None


def speaker_of(value: Any) -> str | None:
    """Return a speaker's name as written; a bare number is given a word.

    None where the entry does not say; empty where it says that nobody knows.

    >>> speaker_of(2)
    'Speaker 2'
    """
    name = text_of(value)
    if not name:
        return None
    if name.casefold() in UNKNOWN:
        return ""
    return f"Speaker {name}" if name.isdigit() else name


def confidence_of(value: Any) -> float | None:
    """Return how sure the tool was, 0 to 1."""
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return None
    return float(value) if is_number(value) and 0 <= value <= 1 else None


def time_ms(value: Any, unit_ms: int = 1000) -> int | None:
    """Return a time in milliseconds: a number of units, a clock, or Google's seconds and nanos.

    None where there is none; `BAD` for what is no time, is negative, or is beyond 1000 hours.

    >>> time_ms("00:01:32.1"), time_ms("12.900s"), time_ms(-3)
    (92100, 12900, -1)
    """
    if value is None:
        return None
    if isinstance(value, dict):
        return _google_ms(value)
    if isinstance(value, str):
        return _written_ms(value, unit_ms)
    if not is_number(value):
        return BAD
    # Also refuses NaN, which is not between any two numbers.
    return round(value * unit_ms) if 0 <= value <= LONGEST_MS // unit_ms else BAD


def _written_ms(value: str, unit_ms: int) -> int | None:
    written = value.strip()
    if not written:
        return None
    try:
        if ":" in written:
            ms = parse_clock(written)
            return ms if ms <= LONGEST_MS else BAD
        return time_ms(float(written.removesuffix("s")), unit_ms)
    except ValueError:
        return BAD


def _google_ms(value: dict[str, Any]) -> int | None:
    if not value.keys() & {"seconds", "nanos"}:
        # Zero is the default in protocol buffers, and left out.
        return 0 if not value else BAD
    seconds, nanos = value.get("seconds", 0), value.get("nanos", 0)
    whole_ms = BAD if isinstance(seconds, dict) else time_ms(seconds)
    if whole_ms is None or whole_ms == BAD or not is_number(nanos) or not 0 <= nanos < 1e9:
        return BAD
    return whole_ms + int(nanos) // 1_000_000


def language_of(value: Any) -> str:
    """Return a language as BCP 47; empty where it is unknown.

    >>> language_of("english"), language_of("en_us"), language_of("auto")
    ('en', 'en-US', '')
    """
    if not isinstance(value, str):
        return ""
    written = value.strip().casefold().replace("_", "-")
    code = CODES.get(written, written)
    if code in ("auto", "und", "mul", "multi") or not LANGUAGE.fullmatch(code):
        return ""
    language, *rest = code.split("-")
    return "-".join([language, *(_subtag(part) for part in rest)])


def _subtag(part: str) -> str:
    if len(part) == 2:
        return part.upper()
    return part.title() if len(part) == 4 and part.isalpha() else part
