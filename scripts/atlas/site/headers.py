"""The headers with which a host should answer, by path: said once, for every kind of host."""

from __future__ import annotations

from collections.abc import Mapping

Headers = Mapping[str, str]

Rules = Mapping[str, Headers]
"""Path from the top of a site to the headers of what stands there; one that ends in ``*`` is that of a folder."""

EVERYWHERE = "*"

_LONG = {"Cache-Control": "public, max-age=31536000, immutable"}
"""For what pages ask for by its version or hash."""


def rules(policy: str) -> Rules:
    """The headers of a site with a policy. What has no ``Cache-Control`` here is for hosts to keep for a short time."""
    return {
        EVERYWHERE: {
            "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        },
        "assets/css/*": _LONG,
        "assets/js/*": _LONG,
        "assets/javascripts/*": _LONG,
        "assets/stylesheets/*": _LONG,
        "assets/fonts/*": {"Cache-Control": "public, max-age=604800"},
        "api/*": {"Access-Control-Allow-Origin": "*"},
    }


def as_headers(found: Rules, base: str) -> str:
    """Rules as ``_headers``, which Cloudflare, Netlify and others read, for a site at a path of its host."""
    lines = []
    for path, headers in found.items():
        lines.append(base + path)
        lines += [f"  {name}: {value}" for name, value in headers.items()]
    return "\n".join([*lines, ""])
