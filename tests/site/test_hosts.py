"""What hosts are told: the same headers and redirects in the words of each, and nothing that a record could slip in."""

from __future__ import annotations

import re

import pytest
from atlas.site.headers import as_headers, rules
from atlas.site.nginx import as_nginx, read_redirects

POLICY = "default-src 'none'; script-src 'self' 'sha256-a+b/c='"


@pytest.mark.parametrize("base", ["/", "/atlas/"])
def test_every_host_is_told_the_same_headers(base: str) -> None:
    found = rules(POLICY)
    headers, nginx = as_headers(found, base), as_nginx(found, "", base)
    for path, named in found.items():
        assert f"{base}{path}\n" in headers
        start = f'location ^~ "{base}{path.removesuffix("*")}" {{' if path != "*" else f'location "{base}" {{'
        block = nginx[nginx.index(start) : nginx.index("}", nginx.index(start) + len(start))] if path != "*" else nginx
        for name, value in {**found["*"], **named}.items():
            assert f'add_header {name} "{value}" always;' in block
    for name, value in found["*"].items():
        assert f"\n  {name}: {value}\n" in headers
        assert nginx.count(f'add_header {name} "{value}" always;') == len(found), "each part of nginx needs it again"


def test_no_header_of_a_folder_stands_for_all_too() -> None:
    """Hosts join the values of two rules that hold for one path."""
    everywhere = set(rules(POLICY)["*"])
    assert all(not everywhere & set(named) for path, named in rules(POLICY).items() if path != "*")


def test_a_former_address_leads_on_with_query_and_fragment() -> None:
    text = "/atlas/a/old/ /atlas/a/new/ 301\n/atlas/a/term/ /atlas/glossary/#term 301\n"
    assert read_redirects(text) == {"/atlas/a/old/": "/atlas/a/new/", "/atlas/a/term/": "/atlas/glossary/#term"}
    nginx = as_nginx(rules(POLICY), text, "/atlas/")
    assert 'location = "/atlas/a/old/" { return 301 "/atlas/a/new/$is_args$args"; }' in nginx
    assert 'location = "/atlas/a/term/" { return 301 "/atlas/glossary/$is_args$args#term"; }' in nginx


@pytest.mark.parametrize(
    "line",
    ['/a"{return/ /b/ 301', "/a/ /$request_body 301", "/a/;} /b/ 301", "/a/ //evil.example;/ 301", "/a\\/ /b/ 301"],
)
def test_an_address_that_nginx_would_take_for_a_word_of_its_own_is_left_to_its_page(line: str) -> None:
    assert "return 301" not in as_nginx(rules(POLICY), line, "/")


def test_a_path_with_spaces_and_signs_is_one_word() -> None:
    nginx = as_nginx(rules(POLICY), "", "/my%20atlas/")
    assert 'location "/my atlas/" {' in nginx
    assert re.search(r'error_page [\d =]+"/my atlas/404\.html";', nginx)
