"""Whatever a folder holds, the command line answers in words: no stack trace, no lost words."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import talkbook
from tests.project import TALK, make


def build(folder: Path, *options: str) -> Any:
    run = talkbook("--project", folder, "build", *options)
    assert "Traceback" not in run.stderr + run.stdout
    assert run.returncode in (0, 1)
    return run


def codes(folder: Path) -> list[str]:
    run = talkbook("--project", folder, "check", "--json")
    assert "Traceback" not in run.stderr
    return [d["code"] for d in json.loads(run.stdout)["diagnostics"]]


@pytest.mark.parametrize(
    ("data", "code", "status"),
    [
        (b"", "empty", 1),
        (b"   \n\n \n", "empty", 1),
        (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 8, "not-text", 1),
        (b"Nobody is named here.\n\nNot here either.\n", "no-speakers", 0),
        (b"\xff\xfe" + "Ada 0:00\n\nGrüße.\n".encode("utf-16-le"), "", 0),
        (b"Ada 0:00\n\n" + b"word " * 1_000_000, "", 0),
        (b"?!\n\nAda 0:00\n\nYes.\n", "", 0),
        (b"<script>x</script> 0:00\n\n<script>alert(1)</script> & more\n", "", 0),
    ],
    ids=["empty", "blank", "binary", "prose", "utf-16", "5 MB line", "punctuation", "script"],
)
def test_one_strange_transcript(tmp_path: Path, data: bytes, code: str, status: int) -> None:
    make(tmp_path, {"seeds/strange.txt": data})
    run = build(tmp_path)
    assert run.returncode == status, run.stderr
    assert (f"[{code}]" in run.stderr) is bool(code)
    assert (tmp_path / "site" / "index.html").exists() is (status == 0)


def test_a_strange_transcript_does_not_stop_the_others(tmp_path: Path) -> None:
    make(tmp_path, {"seeds/a.txt": TALK, "seeds/b.txt": b"\0\1\2" * 999, "seeds/c.txt": ""})
    run = build(tmp_path)
    assert run.returncode == 1
    assert "seeds/b.txt: error[not-text]" in run.stderr
    assert "seeds/c.txt: error[empty]" in run.stderr
    assert "We found the letters" in (tmp_path / "site" / "a" / "transcript.html").read_text(
        "utf-8"
    )


def test_text_of_a_transcript_is_never_markup(tmp_path: Path) -> None:
    evil = '"><script>alert(1)</script>'
    make(
        tmp_path,
        {
            "seeds/a.txt": f"{evil}\n\n{evil}\n\n0:00 – {evil}\n\nX{evil} 0:00\n\nSaid {evil}.\n",
            "content/site.toml": 'title = "<b>T</b>"\nurl = "https://example.org/"\n',
        },
    )
    assert build(tmp_path).returncode == 0
    for page in (tmp_path / "site").rglob("*"):
        if page.suffix in (".html", ".xml"):
            text = page.read_text("utf-8")
            assert "<script>alert" not in text, page
            assert "<b>T" not in text, page
    for script in (tmp_path / "site" / "search").rglob("*.js"):
        # A call of plain data to the line: no text can end its line, or the data.
        lines = script.read_text("utf-8").split("\n")
        assert lines.pop() == ""
        for line in lines:
            call = re.fullmatch(r"talkbook\.[a-z]+\((.*)\);", line)
            assert call, line
            json.loads(f"[{call[1]}]")


def test_two_episodes_of_one_name_both_get_a_folder(tmp_path: Path) -> None:
    make(tmp_path, {"seeds/a.txt": f"Same\n\n{TALK}", "seeds/b.txt": f"Same\n\n{TALK}"})
    run = build(tmp_path)
    assert "seeds/b.txt: error[slug-taken]" in run.stderr
    assert (tmp_path / "site" / "same" / "index.html").is_file()
    assert (tmp_path / "site" / "same-2" / "index.html").is_file()


@pytest.mark.parametrize("name", ["assets", "search", "pages", "speakers"])
def test_no_episode_takes_a_folder_of_the_site(tmp_path: Path, name: str) -> None:
    make(tmp_path, {"seeds/a.txt": TALK, "content/episodes/a.toml": f'slug = "{name}"\n'})
    assert "[slug-taken]" in build(tmp_path).stderr
    assert (tmp_path / "site" / f"{name}-2" / "transcript.html").is_file()


def test_no_content_and_no_transcripts(tmp_path: Path) -> None:
    run = build(tmp_path)
    assert run.returncode == 1
    assert "[no-transcripts]" in run.stderr
    assert not (tmp_path / "site").exists()


def test_a_file_where_the_folder_should_be_and_a_link_to_nowhere(tmp_path: Path) -> None:
    make(tmp_path, {"seeds": b"not a folder"})
    assert "[cannot-read]" in build(tmp_path).stderr
    other = make(tmp_path / "other", {"seeds/a.txt": TALK})
    (other / "seeds" / "gone.txt").symlink_to(other / "no-such-file")
    run = build(other)
    assert "seeds/gone.txt: error[cannot-read]" in run.stderr.replace(
        "no-such-file", "seeds/gone.txt"
    )
    assert (other / "site" / "index.html").is_file()


def test_links_of_pages_are_checked_with_line_and_hint(tmp_path: Path) -> None:
    page = "---\ntitle: A\n---\n\n# Top\n\n[x](abuot.md) [y](#tpo)\n\n[z](about.md#too)\n"
    make(
        tmp_path,
        {"seeds/a.txt": TALK, "content/pages/a.md": page, "content/pages/about.md": "# Too\n"},
    )
    run = build(tmp_path)
    assert "content/pages/a.md:7: error[link-broken]: there is no page abuot.md" in run.stderr
    assert "hint: write about.md" in run.stderr
    assert "a.md has no heading #tpo" in run.stderr
    assert "#too" not in run.stderr


def test_a_name_of_two_hundred_characters_and_names_in_other_scripts(tmp_path: Path) -> None:
    long = "Anna " + "A" * 100
    make(
        tmp_path,
        {"seeds/a.txt": f"{long} 0:00\n\nYes.\n\nليلى حسن 0:05\n\nنعم.\n\n🚗 0:09\n\nBeep.\n"},
    )
    assert build(tmp_path).returncode == 0
    names = {path.name for path in (tmp_path / "site" / "speakers").iterdir()}
    assert "ليلى-حسن.html" in names
    assert not codes(tmp_path)


def test_an_episode_file_without_a_transcript(tmp_path: Path) -> None:
    make(tmp_path, {"seeds/a.txt": TALK, "content/episodes/b.toml": 'slug = "b"\n'})
    assert "no-such-transcript" in codes(tmp_path)
