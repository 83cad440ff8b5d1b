"""What people write in `content/`, and what they are told when it is wrong."""

import pytest

from generator.config import read_brief, read_page, read_site
from generator.model.diagnostic import Diagnostic
from generator.model.source import Source


def check(findings: list[Diagnostic], expected: list[tuple[str, int, str]]) -> None:
    assert [(f.code, f.line, f.hint) for f in findings] == expected


def site_of(text: str) -> list[Diagnostic]:
    return read_site(Source("content/site.toml", text.encode()))[1]


def brief_of(text: str) -> list[Diagnostic]:
    return read_brief(Source("content/episodes/a.toml", text.encode()))[1]


def test_every_key_of_the_site_is_read() -> None:
    text = """title = "T"
url = "https://example.org/x"
language = "de"
description = "D"
author = "A"
email = "a@example.org"
image = "https://example.org/i.jpg"
theme = "default"
repository = "https://github.com/a/b/"
branch = "dev"
outputs = ["txt", "epub"]
[license]
name = "CC BY 4.0"
url = "https://creativecommons.org/licenses/by/4.0/"
[[people]]
name = "Ada"
aliases = ["A."]
role = "host"
group = "crew"
href = "https://example.org/ada"
image = "https://example.org/ada.jpg"
"""
    site, findings = read_site(Source("content/site.toml", text.encode()))
    check(findings, [])
    assert (site.title, site.url, site.language) == ("T", "https://example.org/x/", "de")
    assert (site.repository, site.branch) == ("https://github.com/a/b", "dev")
    assert site.outputs == ("txt", "epub")
    assert site.license is not None
    assert site.license.name == "CC BY 4.0"
    person = site.people[0]
    assert (person.name, person.aliases, person.role) == ("Ada", ("A.",), "host")


def test_without_a_file_there_are_defaults() -> None:
    site, findings = read_site(None)
    check(findings, [])
    assert (site.title, site.url, site.language) == ("Transcripts", "", "en")


def test_an_unknown_key_names_its_line_and_the_key_meant() -> None:
    check(site_of('title = "T"\n\nlangauge = "de"\n'), [("unknown-key", 3, "write language")])
    check(
        site_of('[[people]]\nname = "A"\n[[people]]\nname = "B"\nrolle = "host"\n'),
        [("unknown-key", 5, "write role")],
    )
    check(brief_of('slug = "a"\npublised = 2025-01-01\n'), [("unknown-key", 2, "write published")])


def test_a_value_of_the_wrong_kind_names_its_line_and_the_rest_is_read() -> None:
    site, findings = read_site(Source("s.toml", b'language = "fr"\n\ntitle = 3\n'))
    check(findings, [("wrong-type", 3, 'write title = "..."')])
    assert (site.title, site.language) == ("Transcripts", "fr")
    check(brief_of("[[accept]]\nline = 3\n"), [("wrong-type", 1, "add the key")])
    check(brief_of('published = "soon"\n'), [("wrong-type", 1, "correct published")])


def test_broken_toml_names_its_line() -> None:
    findings = site_of('title = "T"\nurl = https\n')
    assert [(f.code, f.line) for f in findings] == [("toml-syntax", 2)]
    assert [f.code for f in read_site(Source("s.toml", b"\xff\xfe\x00"))[1]] == ["toml-syntax"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "example.org"])
def test_only_web_addresses_become_links(address: str) -> None:
    site, findings = read_site(Source("s.toml", f'url = "{address}"\n'.encode()))
    assert [f.code for f in findings] == ["wrong-value"]
    assert site.url == ""
    text = f'[[people]]\nname = "A"\nhref = "{address}"\n'
    site, findings = read_site(Source("s.toml", text.encode()))
    assert [(f.code, f.line) for f in findings] == [("wrong-value", 3)]
    assert site.people[0].href == ""


def test_an_output_that_does_not_exist_is_a_finding() -> None:
    findings = site_of('outputs = ["txt", "pdf"]\n')
    assert [(f.code, f.line) for f in findings] == [("wrong-value", 1)]
    assert "epub" in findings[0].hint


def test_recordings_and_acceptances_of_an_episode() -> None:
    text = """youtube = "abc"
[[media]]
url = "https://example.org/a.mp3"
duration = "1:02:03"
[[accept]]
code = "timing-gap"
at = "0:32:28"
because = "cut"
[[accept]]
code = "no-speakers"
line = 4
because = "a speech"
"""
    brief, findings = read_brief(Source("a.toml", text.encode()))
    check(findings, [])
    assert [(m.kind, m.mime_type, m.duration_ms) for m in brief.media] == [
        ("youtube", "", None),
        ("audio", "audio/mpeg", 3_723_000),
    ]
    assert [(a.code, a.start_ms, a.line, a.defined_line) for a in brief.accept] == [
        ("timing-gap", 1_948_000, 0, 5),
        ("no-speakers", None, 4, 9),
    ]


@pytest.mark.parametrize("slug", ["../up", "a/b", "Ä b", "a b"])
def test_a_slug_is_one_plain_name(slug: str) -> None:
    brief, findings = read_brief(Source("a.toml", f'slug = "{slug}"\n'.encode()))
    assert [(f.code, f.line) for f in findings] == [("wrong-value", 1)]
    assert "/" not in brief.slug
    assert ".." not in brief.slug


def test_front_matter_of_a_page() -> None:
    text = "---\ntitle: About\norder: 3\ntitel: x\n---\n\n# Hello\n"
    page, findings = read_page(Source("content/pages/about-us.md", text.encode()))
    assert (page.slug, page.title, page.order, page.first_line) == ("about-us", "About", 3, 6)
    check(findings, [("unknown-key", 4, "write title")])
    page, _ = read_page(Source("content/pages/about-us.md", b"Only text."))
    assert (page.title, page.markdown) == ("About us", "Only text.")


def test_an_origin_that_does_not_exist_is_an_error_that_lists_those_that_do() -> None:
    expected = [("wrong-value", 1, "write one of machine, edited, verbatim")]
    check(site_of('origin = "robot"\n'), expected)
    check(brief_of('origin = "robot"\n'), expected)
    check(site_of('origin = "machine"\n'), [])
