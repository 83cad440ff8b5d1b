"""Data as classic scripts, because `file://` refuses fetch."""

import json


def script(function: str, *arguments: object) -> bytes:
    r"""Return a script that calls `talkbook.<function>` with plain data.

    No argument can end the script or break a line of it.

    >>> script("text", "a/0", [])
    b'talkbook.text("a/0",[]);\n'
    """
    texts = [json.dumps(data, ensure_ascii=False, separators=(",", ":")) for data in arguments]
    text = f"talkbook.{function}({','.join(texts)});\n"
    if "\u2028" in text or "\u2029" in text:
        text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return text.encode("utf-8", "surrogatepass")
