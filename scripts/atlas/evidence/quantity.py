"""Derived figures: arithmetic over other figures, with bounds carried through and the working shown."""

from __future__ import annotations

import ast
import itertools
import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from atlas.catalog.catalog import Catalog
from atlas.catalog.placed import PlacedFigure
from atlas.model.figure import Figure

_OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class NotDerivable(ValueError):
    """A derived figure that cannot be computed; the message says why."""


@dataclass(frozen=True)
class Quantity:
    """A number as far as it is known: its best value, its least and greatest value, and whether it is rounded.

    A missing end means that nothing bounds it on that side; ``value`` is None where only bounds are known.
    """

    value: float | None
    low: float | None
    high: float | None
    about: bool = False

    @property
    def is_upper(self) -> bool:
        """True where the value is the greatest value: at most."""
        return not self.is_exact and _close(self.value, self.high)

    @property
    def is_lower(self) -> bool:
        """True where the value is the least value: at least."""
        return not self.is_exact and _close(self.value, self.low)

    @property
    def is_exact(self) -> bool:
        """True where least and greatest value agree."""
        return self.low is not None and self.low == self.high


def stated(figure: Figure) -> Quantity | None:
    """The quantity of a figure that states one itself; None for text, undisclosed and derived figures."""
    if figure.amount is not None:
        if figure.bound == "upper":
            return Quantity(figure.amount, figure.low, figure.amount)
        if figure.bound == "lower":
            return Quantity(figure.amount, figure.amount, figure.high)
        return Quantity(figure.amount, figure.amount, figure.amount, about=figure.bound == "about")
    if figure.low is not None or figure.high is not None:
        middle = figure.low if figure.high is None else figure.high if figure.low is None else None
        return Quantity(middle, figure.low, figure.high)
    return None


def quantity(catalog: Catalog, figure: Figure, trail: tuple[str, ...] = ()) -> Quantity | None:
    """The quantity of any figure, computing derived ones; None where there is no number.

    Raises:
        NotDerivable: a formula has a missing input, an input without a number, a circle, or divides by zero.
    """
    if figure.formula is None:
        return stated(figure)
    values: dict[str, Quantity] = {}
    for name, address in figure.formula.inputs.items():
        if address in trail:
            raise NotDerivable(f"the formula comes back to '{address}': break the circle")
        placed = catalog.named_figures.get(address)
        if placed is None:
            raise NotDerivable(f"its input '{address}' does not exist")
        value = _of_input(catalog, placed, (*trail, address))
        if value is None or value.value is None:
            raise NotDerivable(f"its input '{address}' has no single number")
        values[name] = value
    return evaluate(figure.formula.expression, values)


def _of_input(catalog: Catalog, placed: PlacedFigure, trail: tuple[str, ...]) -> Quantity | None:
    """The quantity of an input, worked out once, since many formulas may rest on it."""

    def worked_out() -> Quantity | None:
        if len(trail) > _MOST_IN_A_ROW:
            raise NotDerivable(f"it rests on more than {_MOST_IN_A_ROW} formulas in a row: derive it from fewer")
        return quantity(catalog, placed.figure, trail)

    return catalog.once(("quantity", trail[-1]), worked_out)


def inputs(catalog: Catalog, figure: Figure) -> tuple[PlacedFigure, ...]:
    """The figures that a derived figure is computed from, in the order of their names; none for other figures."""
    if figure.formula is None:
        return ()
    return tuple(catalog.named_figures[address] for _, address in sorted(figure.formula.inputs.items()))


def evaluate(expression: str, inputs: Mapping[str, Quantity]) -> Quantity:
    """The value of an expression; its ends are the least and greatest over all ends of the inputs.

    An input without a least value may be zero, one without a greatest value may be without limit.

    Raises:
        NotDerivable: the expression is not arithmetic, names an unknown input, leaves one unused, or divides by zero.
    """
    tree = _parsed(expression)
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    if used != set(inputs):
        odd = sorted(used ^ set(inputs))[0]
        raise NotDerivable(f"'{odd}' is not both in the expression and among its inputs")
    try:
        value = _value(tree, {name: float(item.value or 0.0) for name, item in inputs.items()})
    except ZeroDivisionError as error:
        raise NotDerivable("it divides by zero") from error
    if not math.isfinite(value):
        raise NotDerivable("its result is larger than any number")
    about = any(item.about for item in inputs.values())
    if all(item.is_exact for item in inputs.values()):
        return Quantity(value, value, value, about=about)
    low, high = _ends(tree, inputs)
    return Quantity(value, low, high, about=about)


def _close(first: float | None, second: float | None) -> bool:
    return first is not None and second is not None and math.isclose(first, second)


_WITHOUT_LIMIT = 1e200
_MOST_IN_A_ROW = 30
_MOST_OPEN = 10
"""Inputs of a formula that may be known by bounds only: each doubles the combinations of their ends."""


def _ends(tree: ast.expr, inputs: Mapping[str, Quantity]) -> tuple[float | None, float | None]:
    """Least and greatest value over all combinations of the ends of the inputs; None where there is no such end."""
    names = sorted(inputs)
    if sum(not item.is_exact for item in inputs.values()) > _MOST_OPEN:
        raise NotDerivable(f"more than {_MOST_OPEN} of its inputs are ranges or bounds: derive it in steps")
    ends = [_both_ends(inputs[name]) for name in names]
    corners = [_corner(tree, dict(zip(names, corner, strict=True))) for corner in itertools.product(*ends)]
    low, high = min(corners), max(corners)
    return (low if low > 1 / _WITHOUT_LIMIT**0.5 else None, high if high < _WITHOUT_LIMIT**0.5 else None)


def _both_ends(item: Quantity) -> tuple[float, ...]:
    """The least and greatest value of an input, once where they are one."""
    low, high = float(item.low or 0.0), float(item.high or _WITHOUT_LIMIT)
    return (low,) if item.is_exact and item.high else (low, high)


def _corner(tree: ast.expr, values: Mapping[str, float]) -> float:
    try:
        return _value(tree, values)
    except ZeroDivisionError:
        return _WITHOUT_LIMIT


def _parsed(expression: str) -> ast.expr:
    try:
        return ast.parse(expression, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise NotDerivable(f"'{expression}' is not arithmetic") from error


def _value(node: ast.expr, values: Mapping[str, float]) -> float:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return float(node.value)
    if isinstance(node, ast.Name) and node.id in values:
        return values[node.id]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand, values)
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return _OPERATORS[type(node.op)](_value(node.left, values), _value(node.right, values))
    raise NotDerivable("an expression has only names, numbers, + - * / and brackets")
