"""Which pages are looked at closely: those that show a rule something new."""

from __future__ import annotations

import pytest

from tests.reader.shapes import of_new_shape, sampled, shapes

PAGE = '<main><h1>One</h1><p class="a">Text <a href="x">link</a></p><nav aria-label="On this page"></nav></main>'


@pytest.mark.parametrize(
    "same",
    [
        PAGE.replace("One", "Two").replace("link", "another link"),
        PAGE.replace('href="x"', 'href="y"'),
        PAGE.replace("</p>", '</p><p class="a">Text <a href="z">more</a></p>'),
    ],
)
def test_other_words_addresses_and_numbers_are_no_new_shape(same: str) -> None:
    assert of_new_shape({"a/": shapes(PAGE), "b/": shapes(same)}) == ["a/"]


@pytest.mark.parametrize(
    "new",
    [
        PAGE.replace('class="a"', 'class="b"'),
        PAGE.replace("<main>", '<main class="dark">'),
        PAGE.replace("<p ", '<p role="note" '),
        PAGE.replace("<p ", '<p aria-hidden="true" '),
        PAGE.replace(">link<", "><"),
        PAGE.replace("</main>", "<h3>Deep</h3></main>"),
        PAGE.replace("</main>", '<nav aria-label="On this page"></nav></main>'),
        PAGE.replace('<p class="a">', '<p class="a" aria-describedby="gone">'),
        PAGE.replace("link</a>", '<img src="x" alt=""></a>'),
    ],
)
def test_what_a_rule_can_tell_apart_is_a_new_shape(new: str) -> None:
    assert shapes(new) - shapes(PAGE)


def test_every_shape_is_on_a_chosen_page_and_no_page_is_chosen_in_vain() -> None:
    pages = {"a/": frozenset("ab"), "b/": frozenset("abc"), "c/": frozenset("cd"), "d/": frozenset("d")}
    assert of_new_shape(pages) == ["b/", "c/"]


def test_a_sample_is_the_same_for_the_same_seed_and_never_larger_than_the_whole() -> None:
    paths = [f"{number}/" for number in range(40)]
    assert sampled(paths, 20, 1) == sampled(paths[::-1], 20, 1)
    assert sampled(paths, 20, 1) != sampled(paths, 20, 2)
    assert sorted(sampled(["a/", "b/"], 20, 1)) == ["a/", "b/"]
