"""Raw HTML of staged pages, kept from an engine that takes every relative address in it for that of a source file.

Zensical puts ``../`` before such addresses, though those of staged pages are already what a browser needs, and takes
out the mark of what no reader searches for. Both are given other names while the engine has them.
"""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

from atlas.site.sections import EXCLUDED

_SCHEME = "as-staged:"
"""What makes an address one of another site in the eyes of the engine."""

_MARK = "data-as-staged-exclude"
"""What stands for the mark of what no reader searches for."""

_ADDRESS = re.compile(r'((?:href|src)=")(?![a-zA-Z][a-zA-Z0-9+.-]*:|/|#|")')
_KEPT = re.compile(rf'((?:href|src)="){_SCHEME}')

_BEFORE_IT_IS_PUT_BACK = 40
"""Priority above that of the step that puts raw HTML back into the page (30)."""


class AsStaged(Extension):
    """Hides the addresses in raw HTML, which Markdown keeps aside until the page is written."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name that the library calls
        """Register the step after Markdown."""
        md.postprocessors.register(_Hide(md), "as_staged", _BEFORE_IT_IS_PUT_BACK)


class _Hide(Postprocessor):
    def run(self, text: str) -> str:
        blocks = self.md.htmlStash.rawHtmlBlocks
        blocks[:] = [hidden(block) if isinstance(block, str) else block for block in blocks]
        return text.replace(EXCLUDED, _MARK)


def hidden(text: str) -> str:
    """Raw HTML with names that the engine leaves alone."""
    return _ADDRESS.sub(rf"\1{_SCHEME}", text).replace(EXCLUDED, _MARK)


def restored(text: str) -> str:
    """A page of the engine with the names that were hidden."""
    return _KEPT.sub(r"\1", text).replace(_MARK, EXCLUDED)
