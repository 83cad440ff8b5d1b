"""Word files.

`docx`: the text of the paragraphs, as Teams, Otter, Rev and people save it. Names and times are
looked for as in plain text. A table of two columns is read as names and words.
"""

import io
import zipfile
from typing import Any

from generator.importers import carried
from generator.importers.gather import Guess, Importer, built, error
from generator.importers.text import Manuscript
from generator.model.transcript import Reading

FORMATS = ("docx",)
MARK = b"PK\x03\x04"
# A file that unpacks to more than this, or to so many times its size, is an attack.
MOST_BYTES, MOST_TIMES = 200_000_000, 200
MOST_FILES = 5000


def sniff(manuscript: Manuscript) -> Guess | None:
    """A zip with Word's document in it."""
    if not manuscript.data.startswith(MARK):
        return None
    names = _names(manuscript.data)
    if "word/document.xml" not in names:
        return None
    return Guess("docx", 1.0, "a Word document")


def _names(data: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()[:MOST_FILES]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return []


def _too_large(data: bytes) -> bool:
    """Whether the file unpacks to more than it may.

    Raises:
        zipfile.BadZipFile: a part is not what the list of parts says of it.

    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        size = sum(entry.file_size for entry in entries)
        most = min(MOST_BYTES, MOST_TIMES * len(data) + 1_000_000)
        if len(entries) > MOST_FILES or size > most:
            return True
        # The sizes may be lies: this unpacks piece by piece, where others take all at once.
        if archive.testzip():
            raise zipfile.BadZipFile
    return False


def read(manuscript: Manuscript, _format_name: str) -> Reading:
    """Return the conversation; the lines of findings are numbers of paragraphs."""
    path = manuscript.path
    try:
        if _too_large(manuscript.data):
            message = "the file unpacks to more than a transcript can be"
            return _nothing(
                manuscript, error(path, 0, "file-unpacks", message, "save it anew in Word")
            )
        texts = _texts(manuscript.data)
    except Exception as problem:  # noqa: BLE001 - python-docx raises what its parts raise
        message = f"the Word file cannot be read: {type(problem).__name__}"
        hint = "save it anew in Word, or as plain text"
        return _nothing(manuscript, error(path, 0, "file-broken", message, hint))
    blocks = [(text, number) for number, text in enumerate(texts, 1) if text.strip()]
    return carried.read(manuscript, blocks)


def _nothing(manuscript: Manuscript, finding: Any) -> Reading:
    return Reading(built(manuscript, ()), (finding,))


def _texts(data: bytes) -> list[str]:
    from docx import Document  # 80 ms to import
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    document = Document(io.BytesIO(data))
    texts = []
    for item in document.iter_inner_content():
        if hasattr(item, "rows"):
            # Not `row.cells`: that has a cell as often as the columns it says it spans, and leaves
            # out the tables in it.
            for row in item.rows:
                cells = [cell.iter(qn("w:p")) for cell in row._tr.tc_lst]  # noqa: SLF001
                texts.append(_row(["\n".join(Paragraph(p, item).text for p in c) for c in cells]))
        else:
            texts.append(item.text.replace("\r", "\n").replace("\x0b", "\n"))
    return texts


def _row(cells: list[str]) -> str:
    filled = [" ".join(cell.split()) for cell in cells if cell.strip()]
    if len(filled) == 2 and len(filled[0]) < 60:
        return f"{filled[0].rstrip(':')}: {filled[1]}"
    return "\n".join(filled)


IMPORTER = Importer(FORMATS, __doc__, sniff, read)
