"""Curves: the plots of formulas that the atlas computes."""

from __future__ import annotations

from typing import Literal

CurveName = Literal["ppo-clip", "dpo-loss", "chinchilla-surface", "schedules"]
"""A plot of a formula by its name."""
