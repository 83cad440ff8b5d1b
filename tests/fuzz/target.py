"""What must hold for any bytes, read as any format: used by hypothesis and by the long run."""

import io
import re
import time
import zipfile
from functools import cache
from pathlib import Path
from textwrap import dedent

from generator import importers, inspection, passes
from generator.importers import IMPORTERS
from generator.importers.text import decode
from generator.model.site import Brief, Site
from generator.model.source import Source
from generator.model.transcript import Reading

FORMATS = tuple(importers.formats())
CASES = Path(__file__).parent.parent / "importers" / "cases"
UNBALANCED = ("words-lost", "words-invented")
# A second is a thousand times what a small file takes.
LONGEST_S = 1.0
EXAMPLE = re.compile(r"(?:^    .*\n)(?:(?:    .*)?\n)*", re.MULTILINE)
WORD_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
    '.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>",
}
WORD_DOCUMENT = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>Ada Marsh: Yes.</w:t></w:r></w:p></w:body></w:document>"
)


def docx_of(document: bytes, **parts: bytes) -> bytes:
    """Return a Word file around the XML of its document, with more parts by name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in WORD_PARTS.items():
            archive.writestr(zipfile.ZipInfo(name), text)
        archive.writestr(zipfile.ZipInfo("word/document.xml"), document, zipfile.ZIP_DEFLATED)
        for name, data in parts.items():
            archive.writestr(name, data)
    return packed.getvalue()


@cache
def seeds(format_name: str) -> tuple[bytes, ...]:
    """Return small files to start from: the format's cases, and its family's examples."""
    if format_name == "docx":
        return (WORD_DOCUMENT.encode(),)
    cases = sorted((CASES / format_name).glob("*"))
    texts = [path.read_text("utf-8").partition("\n----\n")[0] for path in cases]
    importer = next(i for i in IMPORTERS if format_name in i.formats)
    examples = EXAMPLE.findall(importer.manual or "")
    return tuple(text.encode() for text in (*texts, *map(dedent, examples)))


def check(data: bytes, format_name: str = "") -> None:
    """Read `data` as `format_name`, or as what it looks like, to the end of the passes.

    Raises:
        AssertionError: the account of words is out of balance, or it took too long.
        Exception: whatever an importer or a pass raises; none of them should.

    """
    if format_name == "docx":
        data = docx_of(data)
    begun = time.process_time()
    source = Source("seeds/case.txt", data)
    if format_name:
        manuscript = decode(source)
        importer = next(i for i in IMPORTERS if format_name in i.formats)
        settled(importer.read(manuscript, format_name), format_name)
        importer.sniff(manuscript)
    else:
        reading, choice = importers.read(source)
        settled(reading, choice.format)
    for conformant in (False, True):
        importers.timed_cues(source, format_name, conformant=conformant)
    took_s = time.process_time() - begun
    assert took_s < LONGEST_S, f"{took_s:.1f} s for {len(data)} bytes as {format_name!r}"


def settled(reading: Reading, format_name: str) -> None:
    """Run the passes on a reading, print its account, and see that no word is missing."""
    interpreted = passes.interpret(reading)
    episode, findings = passes.to_episode(interpreted, Brief(), Site())
    choice = importers.Choice(format_name, 1.0, "")
    assert inspection.as_text_lines(choice, interpreted.transcript, episode, findings)
    assert inspection.as_json(choice, interpreted.transcript, episode, findings)
    wrong = [finding.message for finding in findings if finding.code in UNBALANCED]
    assert not wrong, wrong
