"""Zensical, the other engine: the same site from the same staged pages and overrides, under its own theme."""
