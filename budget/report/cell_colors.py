"""Màu ô của bản đồ nhiệt: by the value, never so strong that no ink of the theme stands out on it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from budget.report.chart_style import Look
from budget.report.palette import blend

CELLS = {"light": (0.6, 4), "dark": (0.45, 3)}
"""How strong the inks of loss and gain, and how many colours of the ramp, a cell takes: on what is darker, or
in the dark lighter, no ink of the figure in it stands out well.
"""


def _full_colour(plotted: NDArray[np.float64]) -> float:
    """The change that has the full colour: nine of ten that are not zero stay within it."""
    known = np.abs(plotted[~np.isnan(plotted)])
    known = known[known > 0]
    return float(np.quantile(known, 0.9)) if known.size else 1.0


def cell_colors(look: Look, plotted: NDArray[np.float64], *, signed: bool) -> list[list[str]]:
    """Màu của từng ô, `plotted` (rows, columns) as on the axis; "" where nothing is known."""
    p, known = look.colors, plotted[~np.isnan(plotted)]
    strong, most = CELLS[look.theme]
    ends = [blend(ink, p.paper, strong) for ink in (p.loss, p.gain)]
    stops = [ends[0], p.paper, ends[1]] if signed else list(p.ramp[:most])
    full = _full_colour(plotted)
    low, high = (-full, full) if signed else (known.min(initial=np.inf), known.max(initial=-np.inf))

    def color(value: float) -> str:
        if np.isnan(value):
            return ""
        place = np.clip((value - low) / (high - low), 0.0, 1.0) * (len(stops) - 1) if high > low else 0.0
        start = min(int(place), len(stops) - 2)
        return blend(stops[start + 1], stops[start], float(place - start))

    return [[color(float(value)) for value in row] for row in plotted]
