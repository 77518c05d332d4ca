"""Chữ lớn cho phòng họp: tables and bars that the back of a room reads, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from pages.shared import parts

BAR = "<i"

Bar = tuple[str, float, str, str, str]
"""A row of a bar list: name, value, text, colour, where it leads."""


def link(text: str, address: str) -> str:
    """Chữ (HTML) có đường đi; without an address the text alone."""
    return f'<a href="{escape(address)}" target="_self">{text}</a>' if address else text


def filled(share: float, ink: str) -> str:
    """Một thanh that fills this share (0 to 1) of its place; nothing is no bar."""
    if not share:
        return f"{BAR}></i>"
    return f'{BAR} style="width:{share * 100:.1f}%;background:{ink}"></i>'


def table(
    heads: Sequence[str],
    rows: Sequence[tuple[str, Sequence[str]]],
    *,
    many: bool = False,
    dense: bool = False,
    texts: int = 1,
    lead: int = -1,
) -> str:
    """Bảng chữ lớn: cells are HTML, the first `texts` columns text; a row may be "proposed", "total",
    "kept" or "rounding". `lead`: the column that the eye goes to first.
    """

    def look_of(n: int, cell: str = "") -> str:
        bar = "bar" if cell.startswith(BAR) else ""
        return "text" if n < texts else "lead" if n == lead else bar

    head = "".join(f'<th class="{look_of(n)}">{escape(h)}</th>' for n, h in enumerate(heads))
    body = "".join(
        f'<tr class="{look}">'
        + "".join(f'<td class="{look_of(n, cell)}">{cell}</td>' for n, cell in enumerate(cells))
        + "</tr>"
        for look, cells in rows
    )
    size = "wide dense" if dense else "wide many" if many else "wide"
    return f'<div class="{size}"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def paragraphs(*said: str) -> str:
    """Các câu, a paragraph each; empty ones fall away."""
    return "".join(f"<p>{escape(one)}</p>" for one in said if one)


def rich(said: Sequence[str]) -> str:
    """Các câu, a paragraph each, with their emphasis; empty ones fall away."""
    return "".join(f"<p>{parts.rich(one)}</p>" for one in said if one)


def beside(drawn: str, text: str) -> None:
    """The figures, and beside them the text, which scrolls where it is long."""
    parts.html(f'<div class="decided"><div>{drawn}</div><div>{text}</div></div>')


def bar_list(rows: Sequence[Bar], title: str, whole: float = 0) -> str:
    """Thanh ngang chữ lớn, in the order given; the longest fills its place. Of a `whole` each fills the part
    that it is, on a track that shows what lacks and that a longer bar passes.
    """
    longest = max([whole, *(abs(value) for _, value, *_ in rows)]) or 1

    def bar(value: float, ink: str) -> str:
        if not whole:
            return filled(value / longest, ink)
        return f'<div class="track" style="width:{whole / longest:.1%}">{filled(value / whole, ink)}</div>'

    body = "".join(
        f'<tr><td class="text">{link(escape(name), address)}</td><td class="bar">{bar(abs(value), ink)}</td>'
        f"<td>{link(escape(text), address)}</td></tr>"
        for name, value, text, ink, address in rows
    )
    return f'<div class="wide"><h3>{escape(title)}</h3><table><tbody>{body}</tbody></table></div>'


def halves(left: str, right: str, below: str = "", *, wider: bool = False) -> None:
    """Hai nửa trang, the right one `wider` where its table has more columns, and what stands below both."""
    look = "halves wider" if wider else "halves"
    parts.html(f'<div class="{look}">{left}{right}</div>{below}')


def points(lines: Sequence[str]) -> str:
    """Các điểm, one below the other; "" for none."""
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>" if lines else ""
