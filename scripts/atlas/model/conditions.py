"""What a JSON Schema can say of values that hang together, for the models whose validators hold the same."""

from __future__ import annotations

from typing import Any

Condition = dict[str, Any]


def when(key: str, values: tuple[str, ...], *then: Condition) -> Condition:
    """The condition that holds where a key has one of some values."""
    return {"if": {"properties": {key: {"enum": list(values)}}, "required": [key]}, "then": all_of(*then)}


def needs(*keys: str) -> Condition:
    """The condition that keys are there, and not empty."""
    return {"required": list(keys), "properties": {key: {"not": {"type": "null"}} for key in keys}}


def lacks(*keys: str) -> Condition:
    """The condition that keys are not there, or empty."""
    return {"properties": {key: {"type": "null"} for key in keys}}


def any_of(*conditions: Condition) -> Condition:
    """The condition that one of some holds."""
    return {"anyOf": list(conditions)}


def all_of(*conditions: Condition) -> Condition:
    """The condition that all of some hold."""
    return {"allOf": list(conditions)}


def exactly_one(*keys: str) -> Condition:
    """The condition that one of some keys is there, and no other of them."""
    return any_of(*(all_of(needs(key), lacks(*(other for other in keys if other != key))) for key in keys))


def within(keys: tuple[str, ...], bounds: Condition) -> Condition:
    """The condition that numbers lie within bounds, where they are there."""
    return {"properties": dict.fromkeys(keys, bounds)}


_NUMBERS = ("amount", "low", "high")

FIGURE = all_of(
    when("kind", ("disclosed",), needs("cite", "at")),
    when("kind", ("unverified",), needs("cite")),
    when("kind", ("estimated",), needs("as_of")),
    when("kind", ("derived",), needs("formula"), lacks(*_NUMBERS, "text")),
    when("kind", ("undisclosed",), lacks(*_NUMBERS, "formula")),
    when(
        "kind",
        ("disclosed", "estimated", "unverified"),
        lacks("formula"),
        any_of(
            all_of(needs("text"), lacks(*_NUMBERS)),
            all_of(needs("amount"), lacks("low", "high", "text")),
            all_of(needs("amount", "low"), lacks("high", "text"), {"properties": {"bound": {"const": "upper"}}}),
            all_of(needs("amount", "high"), lacks("low", "text"), {"properties": {"bound": {"const": "lower"}}}),
            all_of(any_of(needs("low"), needs("high")), lacks("amount", "text")),
        ),
    ),
    when("unit", ("share",), within(_NUMBERS, {"minimum": 0, "maximum": 1})),
    when("unit", ("percent",), within(_NUMBERS, {"minimum": 0, "maximum": 100})),
    when("unit", ("parameters", "tokens", "flop"), within(_NUMBERS, {"exclusiveMinimum": 0})),
    when(
        "unit",
        ("examples", "comparisons", "prompts", "episodes", "steps", "gpus", "people", "layers", "bytes", "gpu-hours"),
        within(_NUMBERS, {"minimum": 0}),
    ),
)
"""What the parts of a figure must be together."""

AUTHOR = any_of(
    all_of(needs("literal"), lacks("family", "given", "non_dropping_particle", "suffix")),
    all_of(needs("family"), lacks("literal")),
)
"""An author is an organisation or a person."""

REACHABLE = any_of(
    needs("arxiv"), needs("doi"), needs("url"), {"properties": {"type": {"const": "manuscript"}}, "required": ["type"]}
)
"""A source can be read somewhere."""
