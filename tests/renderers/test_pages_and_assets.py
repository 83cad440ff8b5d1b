"""Documentation pages, and the theme's own files."""

import pytest

from generator.model.site import Page, Site
from generator.renderers import pages
from generator.renderers.assets import assets_of, squeeze
from generator.renderers.scripts import join, unjoined
from tests.renderers.seed import theme


def page_of(markdown: str, slug: str = "a") -> Page:
    return Page(slug, "A", "", 1, markdown, f"content/pages/{slug}.md", 1)


def test_headings_paragraphs_and_code_have_ids() -> None:
    html = pages.read(
        page_of("## The first\n\nText.\n\n- one\n- two\n\n## The first\n\nMore.\n")
    ).html
    for place in ("the-first", "the-first--1", "the-first-2", "the-first-2--1"):
        assert f'id="{place}"' in html


def test_code_is_highlighted_by_classes_and_unknown_languages_stay_plain() -> None:
    html = pages.read(page_of('```python\nx = "<b>"\n```\n\n```nonsense\na < b\n```\n')).html
    assert 'class="s2"' in html
    assert "&lt;b&gt;" in html
    assert "a &lt; b" in html
    assert "style=" not in html


def test_links_between_pages_lead_to_their_html() -> None:
    html = pages.read(page_of("[x](other.md#place) [y](https://example.org/a.md)")).html
    assert 'href="other.html#place"' in html
    assert 'href="https://example.org/a.md"' in html


def test_a_broken_link_has_line_and_hint() -> None:
    site = Site(pages=(page_of("Line\n\n[x](other.md#plaec)\n"), page_of("## Place\n", "other")))
    findings = pages.broken_links(site)
    assert [(f.line, f.code, f.hint) for f in findings] == [
        (3, "link-broken", "write other.md#place")
    ]


def test_files_of_the_theme_are_named_by_their_content() -> None:
    made = assets_of(theme())
    paths = [artifact.path for artifact in made.artifacts]
    assert len(set(paths)) == len(paths) == 7
    assert made.style.startswith("assets/style.")
    assert made.style in paths


def test_squeezing_keeps_what_css_says() -> None:
    css = '/* x */ a , b {\n  color : red;\n  content: "; {" / "";\n}\n'
    css += "@media (min-width: 2px) { c d { e: f; } }"
    assert squeeze(css) == ('a,b{color :red;content:"; {" / ""}@media (min-width:2px){c d{e:f}}\n')


def test_modules_are_joined_in_the_order_they_need() -> None:
    modules = {
        "main.js": 'import { two } from "./b.js";\nexport const answer = two();\n',
        "b.js": 'import { one } from "./a.js";\n// why\n'
        "export function two() {\n  return one + 1;\n}\n",
        "a.js": "export const one = 1;\n",
    }
    [code] = unjoined(modules, "main.js")
    assert code.index("one = 1") < code.index("two()") < code.index("answer = two()")
    [joined] = join(modules, "main.js")
    assert joined == '"use strict";{const a=1;function b(){return a+1;}\nconst c=b();}\n'


def test_what_a_script_has_that_is_loaded_before_is_not_repeated() -> None:
    modules = {
        "book.js": 'import { one } from "./a.js";\none();\n',
        "search.js": 'import { one } from "./a.js";\nimport { two } from "./b.js";\none(two);\n',
        "a.js": "export function one() {}\n",
        "b.js": "export const two = 2;\n",
    }
    book, search = join(modules, "book.js", "search.js")
    assert book == '"use strict";function a(){}\na();\n'
    assert search == '"use strict";{const b=2;a(b);}\n'


@pytest.mark.parametrize(
    ("modules", "message"),
    [
        ({"main.js": 'import x from "./a.js";\n'}, "main.js:1: cannot be joined"),
        ({"main.js": "\nexport default 1;\n"}, "main.js:2: cannot be joined"),
        ({"main.js": 'import { x } from "./no.js";\n'}, "there is no module no.js"),
        (
            {
                "main.js": 'import { x } from "./a.js";\n',
                "a.js": 'import { y } from "./main.js";\n',
            },
            "imports itself",
        ),
        (
            {
                "main.js": 'import { one, two } from "./a.js";\n',
                "a.js": "export const one = 1;\nconst two = 2;\n",
            },
            "main.js: a.js exports no two",
        ),
        (
            {
                "main.js": 'import { one } from "./a.js";\nconst { two, three } = one;\n',
                "a.js": "export const one = {};\nlet three;\n",
            },
            "main.js: three is a name in a.js too",
        ),
    ],
)
def test_what_cannot_be_joined_names_module_and_line(modules: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        join(modules, "main.js")
