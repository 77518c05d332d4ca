"""Bảng chỉ tiêu so sánh: rows are indicators, columns the scenarios, each with its difference below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any
from urllib.parse import urlencode

from budget.compare import Change
from budget.indicators import Indicators, Reach
from budget.report.differing import difference_cell
from budget.report.headings import unbroken
from budget.report.risk_words import named_years
from budget.risks import below_minimum, risks
from budget.targeted import led
from pages.shared import compare_lines, frame, state
from pages.shared.compare_lines import Line, blocks, moved
from pages.shared.comparing import Compared, basis_name
from pages.shared.explaining import EVERY

MOVES = (("up", ("up_more", "up"), "gain"), ("down", ("down", "down_more"), "loss"), ("same", ("same",), ""))
"""Units whose support goes up, goes down, stays: their bands, and the ink of their number."""

SCOPE_ROW = ("plan", 2)
"""Where the share that is cut stands: after what is taken."""

NAMED = 2
"""Units that a cell names; the others are counted."""

LONGEST_HEAD = 44
"""Letters of a scenario's name above its column."""


def table(compared: Compared) -> str:
    """Bảng chỉ tiêu as HTML; everything is escaped."""
    w, shown = state.words(), compared.shown
    quos = [shown.at(quo) for quo in shown.quos]
    found = [shown.at(result) for result in shown.results]
    bases = [shown.at(shown.basis(k)) for k in range(len(found))]
    heads = [quo_name(compared, q) for q in range(len(quos))] + [
        compared.label(k, LONGEST_HEAD) for k in range(len(found))
    ]
    head = "".join(f'<th scope="col">{unbroken(name)}</th>' for name in heads)
    body = []
    difference = "change" if shown.baseline is None else "support"
    for title, lines in blocks(found[0], shown.years[0], among=shown.baseline is not None):
        name = escape(w.t(f"compare.block_{title}"))
        body.append(f'<tr class="group"><td class="text" colspan="{len(heads) + 1}">{name}</td></tr>')
        for place, line in enumerate(lines):
            if (title, place) == SCOPE_ROW:
                body += [_scope_row(compared, len(quos)), *_minimum_rows(compared, len(quos))]
            differs = moved(line, found, bases)
            only = EVERY | {"kinds": line.kinds}
            cells = [
                ""
                if line.by_norm and shown.norms_apart
                else _cell(line, quo, None, compared.quo_ways(q, **only)("", line.figure))
                for q, quo in enumerate(quos)
            ]
            cells += [
                _cell(
                    line,
                    now,
                    bases[k] if differs and k != shown.baseline else None,
                    compared.ways(k, **only)("", line.figure),
                    compared.apart(k, **only)("", difference) if line.figure == "support" else "",
                    mixed=shown.mixed(k, by_norm=line.by_norm),
                )
                for k, now in enumerate(found)
            ]
            body.append(_row(line.label, cells))
        if title == "support":
            body += _reach_rows(compared, len(quos))
    first = escape(w.t("compare.indicator"))
    return (
        f'<div class="figures" role="region" tabindex="0" aria-label="{first}"><table><thead><tr>'
        f'<th scope="col" class="text">{first}</th>{head}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def uneven(compared: Compared) -> bool:
    """Có chênh lệch đã in không bằng hiệu hai số đã in."""
    shown = compared.shown
    found, bases = (
        [shown.at(one) for one in some]
        for some in (shown.results, [shown.basis(k) for k in range(len(shown.results))])
    )
    return compare_lines.uneven(found, bases, among=shown.baseline is not None)


def quo_name(compared: Compared, place: int) -> str:
    """Tên cột của hiện trạng thứ `place`."""
    w, shown = state.words(), compared.shown
    if len(shown.quos) == 1:
        return w.t("compare.quo_year", year=shown.year)
    return w.t("compare.status_quo_of", year=shown.year, tag=compared.tags[shown.quo_of.index(place)])


def _row(label: str, cells: list[str]) -> str:
    figures = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr class="unit"><td class="text">{escape(label)}</td>{figures}</tr>'


def _cell(
    line: Line,
    now: Indicators,
    basis: Indicators | None,
    address: str,
    apart: str = "",
    *,
    mixed: bool = False,
) -> str:
    """The figure with the way to its units, and below it how far it is from the baseline, with its sign, its
    ink and, where the difference explains itself, the way `apart` to it. `mixed`: different assumptions are
    in it, which are neither gain nor loss.
    """
    value = line.read(now)
    text = escape(_text(line.spec, value))
    if line.figure:
        text = _link(text, address)
    if said := compare_lines.behind(line, now):
        text += f'<div class="change">{escape(said)}</div>'
    if basis is None or not line.compared:
        return text
    change = Change(line.read(basis), value)
    if change.difference == 0:
        return f'{text}<div class="change">{escape(state.words().t("compare.same"))}</div>'
    said = _difference(line, change)
    slight = line.spec == "money" and state.words().numbers.slight(change.difference)
    gains = (change.difference > 0) == (line.good == "up")
    tone = "" if line.good == "none" or slight or mixed else "gain" if gains else "loss"
    told = _link(escape(said), apart, f"cell {tone}".strip()) if apart else escape(said)
    return f'{text}<div class="change {tone}">{told}</div>'


def _link(text: str, address: str, ink: str = "cell") -> str:
    return f'<a class="{ink}" href="{escape(address)}" target="_self">{text}</a>'


def _difference(line: Line, change: Change) -> str:
    """With its sign and share; money that is no change in the chosen unit, to the đồng."""
    if line.spec != "money":
        return _text(f"{line.spec}_signed", change.difference)
    return difference_cell(change.difference, state.words(), change.share if line.shared else None)


def _text(spec: str, value: Any) -> str:
    numbers = state.words().numbers
    if value == 0:
        return "-"
    if spec == "money":
        return numbers.money(value)
    write: dict[str, Callable[[Any], str]] = {
        "count": numbers.count,
        "count_signed": lambda n: numbers.count(n, sign=True),
        "percent": numbers.percent,
        "percent_signed": numbers.percent_signed,
        "decimal": numbers.decimal,
    }
    return write[spec](value)


def _reach_rows(compared: Compared, quos: int) -> list[str]:
    """How many units, and pupils in them, go up, go down and stay against the baseline."""
    w, n, shown = state.words(), state.words().numbers, compared.shown
    reaches: list[Reach | None] = [
        None if k == shown.baseline else shown.reach(k) for k in range(len(shown.results))
    ]
    rows = []
    for what, prefix in (("units", ""), ("pupils", "pupils_")):
        cells = [""] * quos
        for k, one in enumerate(reaches):
            if one is None:
                cells.append("")
                continue
            cells.append(
                " · ".join(
                    _link(
                        escape(n.count(getattr(one, prefix + way))),
                        compared.to_units(bands, k),
                        "" if shown.mixed(k) else ink,
                    )
                    for way, bands, ink in MOVES
                )
            )
        rows.append(_row(w.t(f"compare.reach_{what}", basis=basis_name(compared)), cells))
    return rows


def _scope_row(compared: Compared, quos: int) -> str:
    """What a plan takes, as the share that it leads with, and of whom."""
    w, shown = state.words(), compared.shown
    cells = [""] * quos
    for k, result in enumerate(shown.results):
        one = led(result, shown.year)
        said = w.t("compare.led", share=w.share(one.share), of=compare_lines.led_by(one))
        to = compare_lines.led_way(compared, k, one, shown.year)
        cells.append(_link(escape(said) if one.share else "-", to))
    return _row(w.t("compare.line_led", base=shown.years[0]), cells)


def _minimum_rows(compared: Compared, quos: int) -> list[str]:
    """Đơn vị giảm chưa đủ mức tối thiểu của luật: how many in the year alone, and who in which years; nothing
    where the law names no minimum, or all meet it.
    """
    w, shown = state.words(), compared.shown
    below = [below_minimum(result) for result in shown.results]
    if not any(below):
        return []
    counts, names = [""] * quos, [""] * quos
    for k, found in enumerate(below):
        n = risks(shown.results[k], shown.year).get("statutory_missed", {"n": 0})["n"]
        to = f"{compared.ways(k, **EVERY)('', 'cut')}&{urlencode({frame.FINDING: 'statutory_missed'})}"
        counts.append(_link(escape(_text("count", n)), to))
        names.append(_named(found, to) if found else "-")
    return [
        _row(w.t("compare.line_below", year=shown.year), counts),
        _row(w.t("compare.line_below_other"), names),
    ]


def _named(below: Mapping[str, Any], to: str) -> str:
    """Đơn vị chưa đủ mức tối thiểu và các năm đó: the first by name, the others counted; all in the tip."""
    w = state.words()
    listed = [w.t("deck.below_unit", name=name, years=years) for name, years in named_years(below)]
    others = [w.t("number.others", n=below["n"] - NAMED)] if below["n"] > NAMED else []
    every, told = (escape("; ".join(some)) for some in (listed, listed[:NAMED] + others))
    return f'<div class="change names" title="{every}">{_link(told, to)}</div>'
