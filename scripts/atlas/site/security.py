"""The content security policy: what a page may load, with the hashes of the theme's inline scripts."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

MOST_SCRIPTS = 3
_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL)
_CHARSET = re.compile(r'<meta charset="?utf-8"?>')
_META = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)')
_STYLED = re.compile(r"<[a-zA-Z][^<>]*\sstyle=")


class Unsafe(Exception):
    """A page that the policy would break; the message says which and why."""


def inline_scripts(path: str, text: str) -> frozenset[str]:
    """The bodies of the inline scripts of a page that a browser would run; data in scripts is passed over.

    Raises:
        Unsafe: the page has an inline style.
    """
    found = [(script["attributes"], script["body"]) for script in _SCRIPT.finditer(text)]
    styled = _STYLED.search(_SCRIPT.sub("", text)) if " style=" in text else None
    if styled:
        raise Unsafe(f"{path}: a style attribute, which the policy forbids: {styled.group()[:120]}")
    return frozenset(body for attributes, body in found if "src=" not in attributes and "json" not in attributes)


def policy(pages: Iterable[tuple[str, frozenset[str]]], styles: Iterable[str] = ()) -> str:
    """The policy for a site, from the paths and inline scripts of its pages, and styles that a script puts into them.

    Raises:
        Unsafe: the site has more inline scripts than the theme brings.
    """
    scripts: dict[str, str] = {}
    for path, found in pages:
        for script in found:
            scripts.setdefault(script, path)
    if len(scripts) > MOST_SCRIPTS:
        shown = "; ".join(
            f"{path}: {script[:60]}" for script, path in sorted(scripts.items(), key=lambda item: item[1])
        )
        raise Unsafe(f"{len(scripts)} inline scripts, but at most {MOST_SCRIPTS} are allowed: {shown}")
    hashes = sorted(_hash(script) for script in scripts)
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *hashes]),
            " ".join(["style-src 'self'", *sorted(map(_hash, styles))]),
            *(f"{name} 'self'" for name in ("font-src", "connect-src", "worker-src")),
            "img-src 'self' data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def with_policy(text: str, found: str) -> str:
    """A page with the policy as its first statement after the character set; other texts as they are."""
    return _CHARSET.sub(
        lambda match: f'{match.group()}<meta http-equiv="Content-Security-Policy" content="{found}">', text, count=1
    )


def from_disk(page: str) -> str:
    """A page whose policy allows what stands on the same disk, where browsers see no two files as of one origin."""

    def widened(match: re.Match[str]) -> str:
        found = match[2].replace("'self'", "'self' file:").replace("worker-src 'self' file:", "worker-src 'self' blob:")
        return match[1] + found.replace("connect-src 'self' file:", "connect-src 'self'")

    return _META.sub(widened, page)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
