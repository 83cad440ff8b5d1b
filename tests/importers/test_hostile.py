"""Files made to hurt: each ends in a finding or in words, soon, and without a stack trace."""

import io
import json
import struct
import time
import zipfile
from pathlib import Path

import pytest

from generator import importers
from generator.importers.text import decode
from generator.model.source import Source
from tests.conftest import talkbook
from tests.fuzz.target import WORD_DOCUMENT, docx_of, settled
from tests.importers.outline import examined
from tests.importers.written import WRITERS, Said

# Far above what any of these takes, and far below what a square of the length would take.
LONGEST_S = 5.0
LONG = 200_000
ROOTS = {
    "xml-ttml": "<tt><body><p begin='1s'>So {} then.</p></body></tt>",
    "xml-ohms": "<ROOT><record><transcript>ADA: So {} then.</transcript></record></ROOT>",
    "xml-tei-parla": "<TEI><text><body><u who='#A'><seg>So {} then.</seg></u></body></text></TEI>",
    "xml-youtube": "<transcript><text start='1' dur='1'>So {} then.</text></transcript>",
    "xml-eaf": "<ANNOTATION_DOCUMENT><TIER TIER_ID='A'><ANNOTATION><ALIGNABLE_ANNOTATION>"
    "<ANNOTATION_VALUE>So {} then.</ANNOTATION_VALUE>"
    "</ALIGNABLE_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>",
}
LAUGHS = '<!ENTITY l0 "lol">' + "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12)
)
ENTITIES = {
    "laughs": (LAUGHS, "&l11;"),
    "quadratic": (f'<!ENTITY a "{"a" * 50_000}">', "&a;" * 50_000),
    "file": ('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"),
    "address": ('<!ENTITY a SYSTEM "http://127.0.0.1:9/a">', "&a;"),
}
# Pieces of marks, each alone; then those that need their spaces.
REPEATED = (
    *[
        r"(",
        r"[",
        r"<",
        r":",
        r"*",
        r"0:",
        r"0",
        r"-->",
        r"&",
        r"#",
        r"\[",
        r"_",
        r"[[",
        r"]]",
        r"{",
        r"{\p1",
        r"http://",
        r"<00:00.000>",
        r"`",
        r"[a](",
        r"</",
        r"<b>",
        r"\"",
        r"♪",
    ],
    *(" ", "\t", "a ", "A: ", "<c ", "<br ", "\n \n", "- ", "| a ", "(a) ", "[0:00] "),
    *("Mr. A ", ">> ", "&=a ", "\x15", "<sync ", "<?xml "),
)
IN_FRONT_MATTER = (
    "---\ntitle: {}\n---\n\n**Ada:** So then.",
    "---\nt:\n- line: So\n- line: {}\n---\n",
    "+++\ntitle = {}\n+++\n\n**Ada:** So then.",
)
HEADS = ("", "**", "**a", "[", "# a", "#", "a: ", "[0:00] ", "- a", "* a [[", "attendees", "<")


def read(data: bytes, format_name: str = "") -> tuple[str, set[str], str]:
    """Return format, codes and the words of a file, and see that it took no longer than it may."""
    begun = time.process_time()
    source = Source("seeds/case", data)
    reading, choice = importers.read(source, format_name)
    settled(reading, choice.format)
    assert time.process_time() - begun < LONGEST_S
    said = " ".join(u.text for u in reading.transcript.utterances)
    return choice.format, {finding.code for finding in reading.findings}, said


@pytest.mark.parametrize("bomb", ENTITIES)
@pytest.mark.parametrize("format_name", ROOTS)
def test_entities_of_its_own_are_not_read_and_said_so(format_name: str, bomb: str) -> None:
    declared, used = ENTITIES[bomb]
    root = ROOTS[format_name]
    name = root[1 : root.index(">")]
    text = f"<?xml version='1.0'?><!DOCTYPE {name} [{declared}]>{root.format(used)}"
    found, codes, said = read(text.encode())
    assert found == format_name
    assert "xml-broken" in codes
    assert len(said) < 100
    assert "root:" not in said


@pytest.mark.parametrize("format_name", ROOTS)
def test_xml_of_a_hundred_thousand_levels_is_a_finding(format_name: str) -> None:
    assert "xml-broken" in read(ROOTS[format_name].format("<s>" * 100_000).encode())[1]


@pytest.mark.parametrize("text", ["[" * 100_000, "[" * 100_000 + "]" * 100_000])
def test_json_of_a_hundred_thousand_levels_is_refused(text: str) -> None:
    assert read(text.encode())[:2] == ("json-other", {"not-a-transcript"})
    inside = f'{{"segments": [{{"startTime": 1, "body": {text}}}]}}'
    assert read(inside.encode())[:2] == ("json-other", {"not-a-transcript"})


@pytest.mark.parametrize(
    "number", ["NaN", "Infinity", "-1", "1e999", "9" * 5000, '"NaN"', '"1e999"', '"99999999:00"']
)
def test_a_number_that_is_no_time_is_a_finding_and_its_words_are_kept(number: str) -> None:
    text = f'{{"segments": [{{"startTime": {number}, "body": "So then."}}]}}'
    found, codes, said = read(text.encode())
    assert (found, said) == ("json-podcastns", "So then.")
    assert "time-bad" in codes


def test_half_a_character_in_json_is_shown_as_one_that_is_missing() -> None:
    said = read(b'{"segments": [{"startTime": 1, "body": "So \\ud83d\\ude00 \\ud83d then."}]}')[2]
    assert said == "So \U0001f600 \ufffd then."


@pytest.mark.parametrize("mark", ["", "\\"])
def test_json_that_breaks_off_is_refused_and_not_taken_for_speech(mark: str) -> None:
    text = '{"segments": [{"startTime": 1, "body": "So then."}, {"sta' + mark
    assert read(text.encode())[:2] == ("json-other", {"not-a-transcript"})


def packed(size: int) -> bytes:
    """Return a Word file with one very long word, of zeros that pack well."""
    return docx_of(WORD_DOCUMENT.replace("Yes.", "0" * size).encode())


def with_false_sizes(data: bytes) -> bytes:
    """Return a zip whose sizes, in its list and before the entry, are not true."""
    lying = bytearray(data)
    at = lying.rfind(b"PK\x01\x02")
    lying[at + 24 : at + 28] = struct.pack("<I", 1000)
    head = lying.find(b"word/document.xml") - 30
    lying[head + 22 : head + 26] = struct.pack("<I", 1000)
    return bytes(lying)


def nested() -> bytes:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(50_000_000))
    return docx_of(WORD_DOCUMENT.encode(), **{"word/media/a.zip": inner.getvalue()})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (packed(50_000_000), "file-unpacks"),
        (docx_of(WORD_DOCUMENT.encode(), **{"word/a.png": bytes(50_000_000)}), "file-unpacks"),
        (with_false_sizes(packed(50_000_000)), "file-broken"),
        (docx_of(WORD_DOCUMENT.replace("<w:p>", "<w:p>" * 100_000).encode()), "file-broken"),
        (docx_of(b""), "file-broken"),
        (packed(1000)[:-40], "not-a-transcript"),
    ],
    ids=["text", "picture", "false sizes", "levels", "empty", "cut off"],
)
def test_a_word_file_that_is_a_bomb_or_broken_is_a_finding(data: bytes, code: str) -> None:
    assert code in read(data)[1]


def test_a_table_in_a_word_file_is_as_wide_as_its_cells_whatever_it_says() -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="900000000"/></w:tcPr>'
    table = f"<w:tbl><w:tblGrid/><w:tr>{cell}<w:p>"
    document = WORD_DOCUMENT.replace("<w:p>", table).replace(
        "</w:p>", "</w:p></w:tc></w:tr></w:tbl>"
    )
    assert read(docx_of(document.encode()))[2] == "Ada Marsh: Yes."


def test_tables_in_tables_of_a_word_file_keep_their_words() -> None:
    inside, end = "<w:tbl><w:tr><w:tc>" * 50, "</w:tc></w:tr></w:tbl>" * 50
    document = WORD_DOCUMENT.replace("<w:p>", f"{inside}<w:p>").replace("</w:p>", f"</w:p>{end}")
    assert read(docx_of(document.encode()))[2] == "Ada Marsh: Yes."


def test_a_zip_in_a_word_file_is_never_unpacked() -> None:
    assert read(nested())[2] == "Ada Marsh: Yes."


@pytest.mark.parametrize("head", IN_FRONT_MATTER)
@pytest.mark.parametrize(
    "deep",
    [
        *("[" * 50_000, "- " * 50_000, "? " * 50_000, ": " * 50_000, "{a: " * 50_000),
        # A level a line, and in YAML 1.1 a line can end so.
        "".join(f"\x85{' ' * level}a:" for level in range(1, 600)),
    ],
    ids=["[", "-", "?", ":", "{", "lines"],
)
def test_front_matter_that_nests_deeply_is_a_finding(head: str, deep: str) -> None:
    _, codes, _ = read(head.format(deep).encode())
    assert codes & {"front-matter", "yaml-syntax"}


def test_a_page_nested_deeper_than_any_browser_goes_keeps_its_words() -> None:
    page = "<html><body>" + "<div>" * 100_000 + "Ada 0:00<p>So then.</p><p>Ben 0:09</p><p>Yes."
    assert read(page.encode())[2] == "So then. Yes."


@pytest.mark.parametrize("name", ["txt-name-time", "md-bold-name", "vtt-plain", "json-podcastns"])
def test_a_line_of_twenty_megabytes_is_read(name: str) -> None:
    text = "word " * 3_999_999 + "word"
    talk = [Said("Ada Marsh", 0, 9000, text), Said("Ben Reyes", 9000, 10_000, "Yes.")]
    written = WRITERS[name].write(talk)
    assert isinstance(written, str)
    begun = time.process_time()
    reading, _ = importers.read(Source("seeds/case", written.encode()), name)
    assert time.process_time() - begun < 6 * LONGEST_S
    assert reading.transcript.utterances[0].text == text


def test_nul_bytes_are_a_finding_and_never_in_the_book() -> None:
    for text in ("Ada 0:00\n\nSo\0 then.", "WEBVTT\n\n00:00.000 --> 00:01.000\n<v A\0>So\0 then."):
        _, codes, said = read(text.encode())
        assert "nul-bytes" in codes
        assert said == "So\ufffd then."


def test_a_hundred_thousand_captions_of_one_moment_are_all_kept() -> None:
    cue = "00:00.000 --> 00:01.000\nSo then {}.\n\n"
    data = ("WEBVTT\n\n" + "".join(cue.format(n) for n in range(100_000))).encode()
    reading, _ = importers.read(Source("seeds/case", data))
    assert len(reading.transcript.utterances) == 100_000
    assert [f.code for f in reading.findings] == ["time-overlaps"]


@pytest.mark.parametrize(
    "text",
    [
        "WEBVTT\n\n" + "".join(f"00:00.000 --> 00:01.000\n<v S{n}>So.\n\n" for n in range(3000)),
        "".join(f"Ada{n} Marsh 0:00\n\nSo.\n\n" for n in range(3000)),
        "# T\n\n" + "".join(f"## H{n}\n\n**Ada:** So.\n\n" for n in range(5000)),
        "1\n00:00:00,000 --> 00:00:01,000\nSo.\n\n" + "x0 --> y\nSo.\n\n" * 10_000,
    ],
    ids=["voices", "names", "headings", "broken timings"],
)
def test_thousands_of_anything_take_no_square_of_their_time(text: str) -> None:
    assert read(text.encode())[1] is not None


@pytest.mark.parametrize("head", HEADS)
def test_a_line_of_one_thing_over_and_over_is_read_in_time(head: str) -> None:
    for piece in REPEATED:
        line = head + piece * (LONG // len(piece)) + "x"
        begun = time.process_time()
        examined(line.encode())
        assert time.process_time() - begun < LONGEST_S, piece


@pytest.mark.parametrize("name", sorted({WRITERS[n].write: n for n in WRITERS}.values()))
def test_any_format_reads_one_thing_over_and_over_in_time(name: str) -> None:
    importer = next(i for i in importers.IMPORTERS if name in i.formats)
    for piece in REPEATED:
        text = piece * (LONG // 8 // len(piece)) + "x"
        written = WRITERS[name].write([Said("Ada Marsh", 0, 9000, text)])
        data = written if isinstance(written, bytes) else written.encode()
        begun = time.process_time()
        settled(importer.read(decode(Source("seeds/case", data)), name), name)
        assert time.process_time() - begun < LONGEST_S, piece


@pytest.mark.parametrize("name", ["laughs.xml", "deep.json", "bomb.docx", "nul.txt", "spaces.md"])
def test_inspect_answers_in_words(tmp_path: Path, name: str) -> None:
    data = {
        "laughs.xml": f"<!DOCTYPE tt [{LAUGHS}]>{ROOTS['xml-ttml'].format('&l11;')}".encode(),
        "deep.json": b"[" * 100_000,
        "bomb.docx": packed(50_000_000),
        "nul.txt": b"Ada 0:00\n\nSo\0 then.",
        "spaces.md": b"**Ada" + b" " * LONG + b"x",
    }[name]
    (tmp_path / name).write_bytes(data)
    for options in ((), ("--json",), ("--cues",)):
        run = talkbook("inspect", str(tmp_path / name), *options)
        assert "Traceback" not in run.stderr + run.stdout
        assert run.returncode in (0, 1)
        if options == ("--json",):
            assert json.loads(run.stdout)["format"]
