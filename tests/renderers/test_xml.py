"""Elements of XML as text."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.renderers import xml

# What XML 1.0 allows; a carriage return in the text of an element is read as a line feed.
ALLOWED = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"))
WHITE = st.text(st.sampled_from("\t\n\r \"'<>&a"))


@given(attribute=st.one_of(ALLOWED, WHITE), content=ALLOWED)
def test_what_is_written_is_read_back(attribute: str, content: str) -> None:
    read = etree.fromstring(xml.element("a", xml.text(content), xml_lang=attribute).encode())
    names = {"{http://www.w3.org/XML/1998/namespace}lang": attribute} if attribute else {}
    assert (read.text or "", dict(read.attrib)) == (content, names)


def test_characters_that_xml_forbids_are_shown_as_unreadable() -> None:
    forbidden = "\x00\x08\x0b\x0c\x1f\ud800\udfff\ufffe\uffff"
    assert xml.text(f"a{forbidden}b\t\n") == "a" + "\ufffd" * len(forbidden) + "b\t\n"
