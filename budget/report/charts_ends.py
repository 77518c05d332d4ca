"""Tên của đường ở cuối đường: one for lines that lie on one another or end there, none over a line."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from budget.report.chart_style import NAME_SIZE, PIXELS, WIDER, Look, label_end, spread
from budget.report.letters import width_of

NARROW = 50
"""Letters of a title in a chart in which names told together would take a third of the width."""

TOGETHER = 24
"""Letters of the names that are told together where their lines end on one another."""

INNER = 10
"""Pixels by which the name of a line that ends before others stands above its end."""

End = tuple[str, Any, str]
"""The name of a line, its heights and its colour."""


def ends_of(look: Look, lines: Sequence[End], near: float) -> list[End]:
    """Ends of the lines; those at most `near` to one another in every year are one, as far as names fit."""
    found: list[End] = []
    for name, y, color in lines:
        for k, (names, line, _) in enumerate(found):
            both = f"{names}, {name}"
            if len(both) <= TOGETHER and np.allclose(y, line, rtol=0, atol=near, equal_nan=True):
                found[k] = (both, line, look.colors.secondary)
                break
        else:
            found.append((name, y, color))
    return found


def count_names(ends: Sequence[End], near: float) -> int:
    """How many names stand at the ends of lines: those that meet there are told in one."""
    told = [(name, float(y[~np.isnan(y)][-1]), "") for name, y, _ in ends if not np.isnan(y).all()]
    return len(_met(told, near, "", dict.fromkeys((name for name, _, _ in told), 0.0)))


def _broken(look: Look, name: str) -> str:
    """Names told together, one a line where the chart is narrow."""
    return name.replace(", ", ",\n") if look.letters < NARROW else name


def _met(
    ends: list[tuple[str, float, str]], near: float, ink: str, middle: Mapping[str, float]
) -> list[tuple[str, float, str]]:
    """Ends (name, height, colour) at most `near` to one another, told together in `ink` where they fit, else
    in the order of their lines, by the `middle` height of each.
    """
    found: list[list[tuple[str, float, str]]] = []
    for end in sorted(ends, key=lambda end: end[1]):
        if found and end[1] - found[-1][0][1] <= near:
            found[-1].append(end)
        else:
            found.append([end])
    told: list[tuple[str, float, str]] = []
    for same in found:
        names = ", ".join(end[0] for end in ends if end in same)
        if len(same) > 1 and len(names) <= TOGETHER:
            told.append((names, same[0][1], ink))
        else:
            same.sort(key=lambda end: middle[end[0]])
            told += [(name, same[0][1], color) for name, _, color in same]
    return told


def run_through(lines: Sequence[Any], gap: float) -> bool:
    """Có đường vẽ tiếp qua chỗ tên của một đường đã hết: names over the end of lines that end before others
    stand `gap` apart, the first as high over its end.
    """
    known = [np.flatnonzero(~np.isnan(y)) for y in lines]
    lasts = [int(one[-1]) if one.size else -1 for one in known]
    for n, last in enumerate(lasts):
        onward = [y for y, end in zip(lines, lasts, strict=True) if end > last >= 0]
        beside = sum(end == last for end in lasts)
        low, high = lines[n][last], lines[n][last] + (beside + 0.5) * gap
        if any(min(y[last : last + 2]) <= high and max(y[last : last + 2]) >= low for y in onward):
            return True
    return False


def name_ends(figure: go.Figure, look: Look, ends: Sequence[End], near: float, gap: float) -> None:
    """The name of every line (name, heights, colour) beside its own last point, where it ends before the
    others too; those that end as `near` to one another in one, others by `gap` apart.
    """
    by_year: dict[int, list[tuple[str, float, str]]] = {}
    middle = {name: float(np.nanmean(y)) for name, y, _ in ends if not np.isnan(y).all()}
    for name, y, color in ends:
        known = np.flatnonzero(~np.isnan(y))
        if known.size:
            last = int(known[-1])
            by_year.setdefault(last, []).append((name, float(y[last]), color))
    for last, found in by_year.items():
        told = _met(found, near, look.colors.secondary, middle)
        places = spread([at for _, at, _ in told], gap)
        for (name, _, color), at in zip(told, places, strict=True):
            # over the lines that go on beside it
            label_end(
                figure, look, last, at, _broken(look, name), color, 0 if last == max(by_year) else INNER
            )
        if last == max(by_year):
            figure.update_layout(margin_r=_room(_broken(look, name) for name, _, _ in told))


def _room(names: Iterable[str]) -> int:
    """Room on the right for the longest name at 12 px."""
    lines = (line for name in names for line in name.split("\n"))
    wide = max((width_of(line, NAME_SIZE) for line in lines), default=0.0)
    return min(math.ceil(wide * PIXELS * WIDER) + 20, 220)
