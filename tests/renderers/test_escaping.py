"""Pages are escaped as Jinja2 and MarkupSafe escape them."""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from generator.model.slug import slugify, unique
from generator.renderers.compiled import Templates
from generator.renderers.escaping import escaped


class Place(NamedTuple):
    name: str


class Written(str):
    __slots__ = ()

    def __html__(self) -> str:
        return "<i>"


@given(st.text(st.sampled_from("<>&\"';ab é本😀")) | st.text())
def test_a_text_is_escaped_as_markupsafe_does(text: str) -> None:
    assert escaped(text) == str(escape(text))


@given(st.text(st.sampled_from("<>&\"'\u0338\uff1c\ufe64 aé本")) | st.text())
def test_there_is_nothing_to_escape_in_a_slug_of_which_ids_are_made(text: str) -> None:
    slug = unique(slugify(text), {slugify(text): 1})
    assert escaped(slug) == slug


@pytest.mark.parametrize("value", [Markup("<b>"), Place("<&>"), Written("<"), 3, -2.5, True, None])
def test_any_other_value_is_too(value: object) -> None:
    assert escaped(value) == str(escape(value))


@pytest.mark.parametrize(
    "text",
    [
        "<p>{{ x }}</p>{{ 1 }}{{ '<' }}",
        "{{ x|safe }}{{ x|e }}{{ x ~ '<' }}{{ x|length }}",
        "{% autoescape false %}{{ x }}{% endautoescape %}{{ x }}",
        "{% autoescape y %}{{ x }}{% endautoescape %}",
        "{% set z %}<p>{{ x }}{% endset %}{{ z }}",
        "{% macro m(a) %}<p>{{ a }}{{ caller() }}{% endmacro %}{% call m(x) %}{{ x }}{% endcall %}",
        "{% filter upper %}<p>{{ x }}{% endfilter %}",
        "{% for c in x %}{{ c }}{{ loop.index }}{% endfor %}",
    ],
)
def test_templates_put_out_what_jinja_puts_out(text: str) -> None:
    pages = {"a": text}
    ours, theirs = (
        kind(loader=DictLoader(pages), autoescape=True, undefined=StrictUndefined)
        .get_template("a")
        .render(x="<b> & 'c'", y=True)
        for kind in (Templates, Environment)
    )
    assert ours == theirs


def test_a_name_that_a_template_does_not_have_is_an_error() -> None:
    template = Templates(autoescape=True, undefined=StrictUndefined).from_string("{{ x }}")
    with pytest.raises(UndefinedError):
        template.render()
