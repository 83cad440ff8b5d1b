"""Every finding has a code that the manual explains."""

import os
import re
from pathlib import Path

from generator.model.codes import CODES

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "content" / "pages" / "findings.md"
HEAD = """---
title: Findings
description: What each finding of talkbook means, by its code.
order: 9
---

A finding says where something is wrong, what it is, and what to type to mend it:

```text
seeds/interview.txt:412: warning[time-runs-back]: turn starts at 41:07, before the one above (41:20)
  hint: write a time from 41:20 on, or accept it in the episode's TOML
```

An **error** means that the site would be wrong; the exit status is 1. A **warning** is probably a
mistake and fails `--strict`. A **note** is worth knowing. Findings that you have looked at can be
[accepted](configuration.md#accept-a-finding). Of one kind that a file has more often,
ten are listed and the others counted; `talkbook inspect` with the file's name shows all.
"""


def page() -> str:
    parts = [f"## {code}\n\n{meaning}\n" for code, meaning in sorted(CODES.items())]
    return "\n".join([HEAD, *parts])


EMITTED = re.compile(
    r'Severity\.[A-Z]+,\s*"([a-z-]+)"|error\[([a-z-]+)\]'
    r'|\b(?:warning|note|error)\(\s*[^,"]+,\s*[^,"]+,\s*"([a-z-]+)"'
)


def test_the_manual_explains_every_code() -> None:
    if os.environ.get("UPDATE"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text("utf-8") == page()


def test_every_code_that_is_emitted_is_explained() -> None:
    used = set()
    for path in (ROOT / "generator").rglob("*.py"):
        if path.name != "codes.py":
            source = path.read_text("utf-8")
            used |= {code for code in CODES if re.search(rf'"{code}"|\[{code}\]', source)}
            for found in EMITTED.finditer(source):
                code = found[1] or found[2] or found[3]
                assert code in CODES, f"{path.name}: {found.group()}"
    assert used == set(CODES)
