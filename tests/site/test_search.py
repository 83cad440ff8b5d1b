"""A reader searches, in a real browser: on the web, under a sub-path, and from disk."""

from typing import Any

import pytest

from tests.site.pages import CHAPTER, COVER, EPISODE, PHONE, TRANSCRIPT, listen

# The first hit's words must be on screen and marked when the page it leads to has loaded.
LANDED = """async () => {
  await new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)));
  const found = [...CSS.highlights.get('find')];
  const boxes = found.map((range) => range.getBoundingClientRect());
  const seen = boxes.some((b) => b.top >= 48 && b.bottom <= innerHeight);
  return { words: found.map(String), seen };
}"""


def search(page: Any, text: str) -> list[dict[str, str]]:
    """Open the search if it is closed, type, and return the hits."""
    if not page.locator("dialog[open]").count():
        page.keyboard.press("/")
    field = page.get_by_role("combobox")
    field.fill("")
    page.locator(".search-status:empty").wait_for(state="attached")
    field.fill(text)
    page.locator(".search-status:not(:empty)").wait_for()
    page.locator(".hit-text:empty").first.wait_for(state="detached")
    return page.eval_on_selector_all(
        "[role=option].hit",
        """all => all.map((a) => ({ href: a.getAttribute('href'), text: a.innerText,
          marks: [...a.querySelectorAll('mark')].map((m) => m.textContent).join(' ') }))""",
    )


def test_nothing_of_it_is_loaded_before_it_is_opened(page: Any, served: str) -> None:
    log = listen(page)
    page.goto(served + COVER)
    page.wait_for_load_state("networkidle")
    assert not [url for url in log.requests if "search" in url]
    page.keyboard.press("/")
    page.get_by_role("combobox").wait_for()
    assert [url for url in log.requests if "search" in url]
    assert log.complaints == []


@pytest.mark.parametrize("how", ["/", "Control+k", "button"])
def test_it_opens_in_three_ways_and_escape_gives_the_focus_back(
    page: Any, home: str, how: str
) -> None:
    page.goto(home + CHAPTER)
    if how == "button":
        page.get_by_role("button", name="Search").click()
    else:
        page.keyboard.press(how)
    page.get_by_role("combobox").wait_for()
    assert page.evaluate("document.activeElement.getAttribute('role')") == "combobox"
    page.keyboard.press("Escape")
    page.locator("dialog[open]").wait_for(state="detached")
    page.locator(".search-open:focus").wait_for()


def test_a_hit_has_speaker_time_words_and_marks(page: Any, home: str) -> None:
    page.goto(home + COVER)
    hits = search(page, "research taste")
    said = next(hit for hit in hits if "Patel" in hit["text"] or "Sutskever" in hit["text"])
    assert ":" in said["text"]
    assert "research" in said["marks"].lower()
    assert any("taste" in hit["marks"].lower() for hit in hits)


def test_enter_leads_to_the_turn_with_the_words_marked_and_in_view(page: Any, home: str) -> None:
    page.goto(home + COVER)
    hits = search(page, "convergence")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: TRANSCRIPT in url)
    page.wait_for_load_state("load")
    landed = page.evaluate(LANDED)
    assert landed["seen"]
    assert {word.lower() for word in landed["words"]} <= {"convergence", "converge", "converging"}
    assert hits[0]["href"].split("#")[1] == page.url.split("#")[1]
    page.keyboard.press("Escape")
    assert not page.evaluate("CSS.highlights.has('find')")


def test_the_arrow_keys_choose(page: Any, home: str) -> None:
    page.goto(home + COVER)
    hits = search(page, "scaling")
    assert len(hits) > 3
    chosen = "document.querySelector('[aria-selected=true]').getAttribute('href')"
    assert page.evaluate(chosen) == hits[0]["href"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(chosen) == hits[2]["href"]
    page.keyboard.press("ArrowUp")
    active = page.get_by_role("combobox").get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("href") == hits[1]["href"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("don't", "don’t"), ("RESEARCH", "research"), ("Kásparov", "kasparov"), ("ssi", "SSI’s")],
)
def test_spelling_that_makes_no_difference(page: Any, served: str, one: str, other: str) -> None:
    page.goto(served + COVER)
    first = [hit["href"] for hit in search(page, one)]
    second = [hit["href"] for hit in search(page, other)]
    assert first
    assert first == second


@pytest.mark.parametrize("word", ["money", "today", "key", "play", "way"])
def test_words_that_a_careless_stemmer_loses(page: Any, served: str, word: str) -> None:
    page.goto(served + COVER)
    hits = search(page, word)
    assert hits
    assert word[:3] in hits[0]["marks"].lower()


def test_the_beginning_of_a_word_and_a_wrong_letter(page: Any, served: str) -> None:
    page.goto(served + COVER)
    assert "generaliz" in search(page, "generaliz")[0]["marks"].lower()
    hits = search(page, "genralization")
    assert hits
    assert "generalization" in page.locator(".search-status").inner_text()


def test_a_phrase_is_found_as_it_was_said(page: Any, home: str) -> None:
    page.goto(home + COVER)
    hits = search(page, '"age of research"')
    assert hits
    assert all("age of research" in hit["text"].lower() for hit in hits)
    assert search(page, '"research of age"') == []


def test_only_words_that_are_not_indexed_are_found_too(page: Any, served: str) -> None:
    page.goto(served + COVER)
    hits = search(page, "what is it")
    assert hits
    assert "what is it" in " ".join(hits[0]["text"].lower().split())
    assert all(hit["marks"] for hit in hits)


@pytest.mark.parametrize(
    ("typed", "anchor"), [("32:28", "t=1948"), ("1:13:00", "t=4296"), ("0:32:30", "t=1948")]
)
def test_a_time_leads_to_the_turn_at_that_time(
    page: Any, served: str, typed: str, anchor: str
) -> None:
    page.goto(served + COVER)
    hits = search(page, typed)
    assert hits[0]["href"].split("#")[1].split("-")[0] == anchor


@pytest.mark.parametrize("typed", ["zzqxjvk", "c++", "a~b", "^", '"', "-", "(", "3:", "\\", "*"])
def test_nothing_typed_fails(page: Any, served: str, typed: str) -> None:
    log = listen(page)
    page.goto(served + COVER)
    search(page, typed)
    assert log.complaints == []
    if typed == "zzqxjvk":
        assert page.locator(".search-status").inner_text() == "No results for “zzqxjvk”"


def test_the_number_of_results_is_announced(page: Any, served: str) -> None:
    page.goto(served + COVER)
    search(page, "alignment")
    assert page.get_by_role("status").inner_text().split()[1] == "results"


def test_the_query_is_in_the_address_and_opens_the_search(page: Any, home: str) -> None:
    page.goto(home + CHAPTER)
    search(page, "brain regions")
    page.wait_for_url(lambda url: "q=brain+regions" in url)
    page.goto(home + CHAPTER + "?q=convergence")
    page.locator("[role=option]").first.wait_for()
    assert page.get_by_role("combobox").input_value() == "convergence"
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "?" not in url)


def test_chapter_titles_go_first_and_pages_are_found(page: Any, served: str) -> None:
    page.goto(served + COVER)
    assert search(page, "emotions and value functions")[0]["href"].startswith(
        f"{EPISODE}/emotions-and-value-functions.html"
    )
    assert any(hit["href"].startswith("pages/") for hit in search(page, "configuration"))


def test_a_text_that_is_gone_leaves_the_hits(page: Any, served: str) -> None:
    page.route("**/search/text/**", lambda route: route.abort())
    page.goto(served + COVER)
    page.keyboard.press("/")
    page.get_by_role("combobox").fill("convergence")
    page.locator("[role=option]").first.wait_for()
    assert page.locator("[role=option]").first.get_attribute("href").endswith(TRANSCRIPT)


def test_on_a_phone_it_fills_the_screen(browser: Any, served: str) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True)
    page = context.new_page()
    page.goto(served + CHAPTER)
    page.get_by_role("button", name="Search").tap()
    page.get_by_role("combobox").fill("scaling")
    page.locator("[role=option]").first.wait_for()
    box = page.locator("dialog").bounding_box()
    assert (box["x"], box["width"]) == (0, 360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("[role=option]").first.tap()
    page.wait_for_url(lambda url: "find=" in url or "#" in url)
    context.close()


def test_the_slash_is_a_letter_inside_a_field(page: Any, served: str) -> None:
    page.goto(served + COVER)
    search(page, "a")
    page.keyboard.type("/")
    assert page.get_by_role("combobox").input_value() == "a/"


def test_names_are_proposed_and_chosen_with_the_keyboard(page: Any, home: str) -> None:
    page.goto(home + COVER)
    page.keyboard.press("/")
    field = page.get_by_role("combobox")
    field.fill("speaker:")
    page.locator(".search-status", has_text="2 names to choose from").wait_for()
    page.keyboard.press("ArrowDown")
    assert "speaker:" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.locator("[role=option]").first.wait_for()
    assert field.input_value().startswith("speaker:")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "combobox"
    field.press_sequentially("research")
    page.locator("mark", has_text="research").first.wait_for()
    names = page.locator(".hit .hit-who b").all_inner_texts()
    assert len(set(names) - {"Chapter"}) == 1


def test_a_misspelt_word_is_put_right_by_a_button(page: Any, served: str) -> None:
    page.goto(served + COVER)
    search(page, "genralization")
    page.get_by_role("button", name="Did you mean “generalization”?").click()
    assert page.get_by_role("combobox").input_value() == "generalization"
    page.get_by_role("button", name="Did you mean").wait_for(state="detached")


def test_keys_that_mark_text_or_move_by_words_stay_the_readers_own(page: Any, served: str) -> None:
    page.goto(served + COVER)
    search(page, "scaling research")
    chosen = "document.querySelector('[aria-selected=true]').id"
    before = page.evaluate(chosen)
    for keys in ("Shift+ArrowUp", "Control+ArrowLeft", "Home", "End", "Alt+ArrowDown"):
        page.keyboard.press(keys)
    assert page.evaluate(chosen) == before
    page.keyboard.press("Control+a")
    assert page.evaluate("String(getSelection())") == "scaling research"


def test_how_to_search_is_told_behind_a_line(page: Any, served: str) -> None:
    page.goto(served + COVER)
    search(page, "scaling")
    page.get_by_text("How to search").click()
    assert page.get_by_text("speaker:ilya").is_visible()


def test_a_slow_search_says_that_it_works(page: Any, served: str) -> None:
    held: list[Any] = []
    page.route("**/search/index.js", lambda route: held.append(route))  # noqa: PLW0108
    page.goto(served + COVER)
    page.keyboard.press("/")
    page.get_by_role("combobox").fill("scaling")
    page.locator("dialog[data-waits]").wait_for()
    held[0].continue_()
    page.locator("[role=option]").first.wait_for()
    assert page.locator("dialog[data-waits]").count() == 0
