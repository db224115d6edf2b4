"""What the theme ships and no reader needs is not published."""

from __future__ import annotations

from pathlib import Path

from atlas.site.trimming import with_colours


def test_only_the_colours_of_the_site_stay() -> None:
    styles = (
        "@media screen{[data-md-color-scheme=slate]{a:b}[data-md-color-primary=red]{c:d}"
        "[data-md-color-accent=custom],[data-md-color-accent=pink]{e:f}}@media print{[data-md-color-primary=red]{g:h}}"
    )
    kept = (
        "@media screen{[data-md-color-scheme=slate]{a:b}[data-md-color-accent=custom],[data-md-color-accent=pink]{e:f}}"
    )
    assert with_colours(styles, {"custom"}) == kept
    assert with_colours(styles, {"custom", "red"}) == styles


def test_no_source_map_and_no_unused_search_is_published(built_site: Path) -> None:
    assert list(built_site.rglob("*.map")) == []
    assert list(built_site.rglob("lunr*")) == []
    scripts = [*built_site.rglob("*.js"), *built_site.rglob("*.css")]
    assert [path for path in scripts if "sourceMappingURL" in path.read_text(encoding="utf-8")] == []
