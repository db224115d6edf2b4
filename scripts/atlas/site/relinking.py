"""Links to files: on disk a folder has no page of its own, so a link to one names the page in it."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote

from atlas.site.links import is_outside, way_of

_PART = re.compile(r"(<script\b[^>]*>)(.*?</script>)|<!--.*?-->|<[a-zA-Z][^<>]*>", re.DOTALL)
_TARGET = re.compile(r'(\s(?:(?:xlink:)?href|src)="|\scontent="0; url=)([^"]+)(?=")')


class Unlinked(Exception):
    """A link to no file; the message says where it stands."""


@dataclass(frozen=True)
class Files:
    """All paths of a site, and the path under which its absolute links begin."""

    paths: Collection[str]
    base: str

    def relinked(self, path: str, text: str) -> str:
        """An HTML text, whole or in part, that stands in the file at a path, with every link naming a file.

        Raises:
            Unlinked: a link leads to no file.
        """

        def part(found: re.Match[str]) -> str:
            tag, rest = (found[1], found[2]) if found[1] else (found[0], "")
            if tag.startswith("<!--"):
                return tag
            return _TARGET.sub(lambda match: match[1] + self._escaped(path, match[2]), tag) + rest

        return _PART.sub(part, text)

    def _escaped(self, path: str, written: str) -> str:
        target = html.unescape(written)
        found = self.target(path, target)
        return written if found == target else html.escape(found)

    def target(self, path: str, target: str) -> str:
        """A link of the file at a path as it leads to a file, with its query and fragment."""
        way = re.split("[?#]", target, maxsplit=1)[0]
        if not way or is_outside(target):
            return target
        files = way_of(path, target, self.base).files
        name = next((file for file in files if file in self.paths), None)
        if name is None:
            raise Unlinked(f"{path}: the link '{target}' leads to no file")
        if way.startswith("/"):
            return quote(posixpath.relpath(name, posixpath.dirname(path) or ".")) + target[len(way) :]
        if name == files[0] and not way.endswith("/"):
            return target
        return f"{way.removesuffix('/')}/index.html{target[len(way) :]}"
