"""Các phần của một trang: head, indicators, panels, notes, empty states, errors and the footnote.

A page is: `with parts.header(...)` for its title and actions, `parts.cards(...)`, panels with charts, a table
of `pages.shared.grid`, levers of `pages.shared.levers`, and `parts.footnote(...)`. Texts: `state.words()`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any, Literal, NoReturn

import streamlit as st

from budget.report.chart_style import NBSP
from pages.shared import file_names, plan_shown, state

if TYPE_CHECKING:
    import plotly.graph_objects as go
    from streamlit.delta_generator import DeltaGenerator

    from budget.findings import Finding

Tone = Literal["gain", "loss", ""]

_PERCENT = re.compile(r"<style.*?</style>|<[^>]*>|(?<=\d) (?=%)", re.DOTALL)
"""The space between a figure and its percent sign; tags and styles, in which it stays, are taken whole."""


class Done(BaseException):
    """Trang đã hiện xong; caught by `pages.shared.frame.run`. No error: `except Exception` lets it pass."""


def stop() -> NoReturn:
    """Dừng trang ở đây. After `st.stop()` nothing of the session could be read or saved any more."""
    raise Done


@dataclass(frozen=True, slots=True)
class Card:
    """Một chỉ số: label, value as text (with its unit), what it is compared with, and how many it reaches.

    `difference` is inked by `tone`: "gain", "loss" or "" (neither). `note` follows it in grey. `link` is
    where a click on the value leads. `of`, the share of what it is, has a line below the value. `lines`, each
    a label with what it says and its ink, stand below all; with `folded` they open below these words.
    """

    label: str
    value: str
    difference: str = ""
    tone: Tone = ""
    note: str = ""
    help: str = ""
    link: str = ""
    of: str = ""
    lines: tuple[tuple[str, str, Tone], ...] = ()
    folded: str = ""


def html(body: str, width: Literal["stretch", "content"] = "stretch") -> None:
    """HTML đã thoát ký tự; callers escape what comes from people and files. A figure and its percent sign
    stay on a line, in the names of plans too.
    """
    st.html(_PERCENT.sub(lambda found: NBSP if found[0] == " " else found[0], body), width=width)


def together(said: str) -> str:
    """Số đếm và các năm của nó, such as "5 (2023-2024), 3 (2025-2027)": a line breaks between two of them
    and not in one.
    """
    return said.replace(" (", f"{NBSP}(").replace("-", "-\N{WORD JOINER}")


def rich(text: str) -> str:
    """Chữ an toàn cho HTML, with **bold** kept as emphasis."""
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escape(text))


def link(text: str, address: str) -> str:
    """Chữ dẫn đến một địa chỉ của chương trình, as HTML."""
    return f'<a href="{escape(address)}" target="_self">{escape(text)}</a>'


def header(title: str, sentence: str = "", saved_at: datetime | None = None) -> DeltaGenerator:
    """Đầu trang: title, one sentence with the finding, and room on the right for the actions.

    with parts.header(w.t("compare.title"), w.t("compare.finding", ...), saved_at=scenario.saved_at):
        st.button(...)
    """
    with st.container(horizontal=True, vertical_alignment="center", key="part-head"):
        html(f'<h1 class="title">{escape(title)}</h1>', "content")
        actions = st.container(
            horizontal=True, horizontal_alignment="right", vertical_alignment="center", key="part-actions"
        )
    if sentence:
        html(f'<p class="sentence">{rich(sentence)}</p>')
    if saved_at is not None:
        with actions:
            html(
                f'<span class="saved">{escape(state.words().t("app.saved_at", at=saved_at))}</span>',
                "content",
            )
    return actions


def cards(items: Sequence[Card], *, wide: bool = False) -> None:
    """Hàng chỉ số: up to five cards side by side; `wide` ones, whose lines need the room, go on below."""
    kind = "cards wide" if wide else "cards"
    html(f'<div class="{kind}">{"".join(_card(card) for card in items)}</div>')


def panel(key: str, title: str = "", subtitle: str = "") -> DeltaGenerator:
    """Khung: `with parts.panel("coverage", title, subtitle):` draws on paper with a line around it."""
    box = st.container(border=True, key=f"panel-{key}", gap="small")
    if title:
        second = f'<p class="subtitle">{rich(subtitle)}</p>' if subtitle else ""
        box.html(f'<h2 class="panel-title">{rich(title)}</h2>{second}')
    return box


def fold(label: str, key: str) -> DeltaGenerator | None:
    """Khung gập: while it is closed its inside is neither made nor sent, and there is no place for it.

        inside = parts.fold(w.t("reductions.more"), "reductions.more")
        if inside:
            with inside: ...

    Once more after it was closed there is: what was chosen in it a moment before still counts.
    """
    box = st.expander(label, key=f"fold.{key}", on_change="rerun")
    before = state.note(f"fold.{key}")
    state.keep(f"fold.{key}", box.open or None)
    return box if box.open or before else None


def chart(
    figure: go.Figure, key: str, *, pick: bool = False, fill: bool = False, year: int | None = None
) -> str | None:
    """Biểu đồ. With `pick`, gives back the `customdata` of the mark that was clicked (a unit code, an
    address), else None; the hover text then says that a click leads on. `fill`: as high as its container.
    The words have a short name of what it shows by its key, for its picture; `year`: where it is of another
    than the one in view.
    """
    if pick:
        said = "%{hovertext}<br>" + escape(state.words().t("table.click")) + "<extra></extra>"
        figure.for_each_trace(lambda t: t.update(hovertemplate=said) if t.customdata is not None else None)
    save = state.words().t("table.chart_png")
    config = {
        "displaylogo": False,
        "displayModeBar": True,
        "displayNotifier": False,  # its notes are in English, and lie over buttons
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {
            "format": "png",
            "scale": 2,
            "filename": file_names.of_picture(figure, key, year),
        },
        "locale": "app",
        "locales": {"app": {"dictionary": {"Download plot as a PNG": save, "Download plot as a png": save}}},
    }
    event: Any = st.plotly_chart(
        figure,
        theme=None,
        key=key,
        config=config,
        height="stretch" if fill else "content",
        on_select="rerun" if pick else "ignore",
        selection_mode="points",
    )
    points = event["selection"]["points"] if pick and event else []
    code = points[0].get("customdata") if points else None
    return str(code[0] if isinstance(code, list) else code) if code else None


def copyable(text: str, label: str, shown: str) -> None:
    """Đoạn chữ để chép, with a button for it: Streamlit's own shows only when pointed at. The text itself is
    folded below `shown`.
    """
    done = escape(state.words().t("table.copied"))
    html(
        f'<button type="button" class="copy" data-text="{escape(text)}" data-label="{escape(label)}"'
        f' data-done="{done}">{escape(label)}</button>'
    )
    with st.expander(shown):
        st.code(text, language=None, wrap_lines=True)


def copy_address() -> None:
    """Nút chép địa chỉ of what is in view: opened by another person it shows the same."""
    w, where = state.words(), "here" if state.on_this_computer() else "help"
    about, said = w.t(f"app.copy_address_{where}"), w.t(f"app.copied_address_{where}")
    told = (
        f'aria-label="{escape(w.t("app.copy_address"))}" title="{escape(about)}" data-said="{escape(said)}"'
    )
    html(
        f'<button type="button" class="copy icon" data-label="link" data-done="check" {told}>link</button>',
        "content",
    )


def sentence(text: str) -> None:
    """Câu nêu điều tìm được, as wide as the page, with **bold** kept as emphasis."""
    html(f'<p class="sentence">{rich(text)}</p>')


def note(text: str) -> None:
    """Lời nhắc in one grey line: what is held fixed, why a change changes nothing."""
    html(f'<p class="note">{rich(text)}</p>')


def note_of(said: str, of: Sequence[str] = ()) -> None:
    """Lời nhắc in one grey line, which opens what it is of, a line each."""
    if not of:
        note(said)
        return
    lines = "".join(f"<p>{rich(one)}</p>" for one in of)
    html(f'<details class="note"><summary>{rich(said)}</summary>{lines}</details>')


def note_folded(text: str) -> None:
    """Lời nhắc dài: what stands before its first colon in one grey line, which opens the rest. The line ends
    without the colon: nothing follows it before it is opened.
    """
    head, _, rest = text.partition(": ")
    note_of(head, [rest] if rest else ())


def details(title: str, lines: Sequence[str]) -> None:
    """Chi tiết của một câu trả lời, folded: what it is made of and what else is true of it, a line each."""
    if lines:
        with st.expander(title):
            detail(lines)


def detail(lines: Sequence[str]) -> None:
    """Các dòng chi tiết, below what they are of."""
    html("".join(f'<p class="detail">{rich(line)}</p>' for line in lines))


def money_note() -> None:
    """Đơn vị tính, above a table or a row of cards."""
    w = state.words()
    html(f'<p class="measure">{escape(w.t("table.unit", unit=w.numbers.unit_name()))}</p>')


def empty(title: str, text: str, action: str, on_click: Callable[[], Any] | str, key: str = "empty") -> None:
    """Trang chưa có gì: what it will show and the one button that gets there.

    `on_click` is a callback, or the file of the page to go to ("pages/data/import.py").
    """
    with st.container(border=True, key=f"panel-{key}", horizontal_alignment="center"):
        html(f'<div class="empty"><h2>{escape(title)}</h2><p>{rich(text)}</p></div>')
        if isinstance(on_click, str):
            if st.button(action, key=f"{key}.go", type="primary"):
                st.switch_page(on_click)
        else:
            st.button(action, key=f"{key}.go", type="primary", on_click=on_click)


def message(severity: str, what: str, where: str = "", remedy: str = "", more: Sequence[str] = ()) -> None:
    """Thông báo: what, where, what to do. `severity` error, warning, note or done; only an error is red.
    `more` is told of it in lines of their own, folded below.
    """
    w = state.words()
    label = w.t(f"severity.{severity}")
    place = f'<span class="where">{escape(where)}</span>' if where else ""
    way = f'<span class="remedy">{rich(remedy)}</span>' if remedy else ""
    lines = "".join(f"<p>{rich(line)}</p>" for line in more)
    head = escape(w.t("message.more", n=len(more)))
    folded = f"<details><summary>{head}</summary>{lines}</details>" if more else ""
    role = "alert" if severity == "error" else "status"
    html(
        f'<div class="message {severity}" role="{role}"><span class="severity">{escape(label)}</span>'
        f"<span>{rich(what)}</span>{place}{way}{folded}</div>"
    )


def finding(item: Finding, names: dict[str, str] | None = None, beside: str = "") -> None:
    """Một phát hiện as a message with its place in the file; `beside`: what it is compared with."""
    where = " · ".join(part for part in (item.file, item.sheet, item.cell) if part)
    message(item.severity, state.words().finding(item, names), where, beside)


def footnote(
    basis: str,
    *,
    estimated: float | None = None,
    fingerprint: str = "",
    compared: bool = False,
    reach: str = "",
) -> None:
    """Chân trang: legal basis, reach, share of the total that rests on estimates, fingerprint.

    `estimated` is a fraction of one; None where nothing is estimated or it is not known. `compared`: whether
    the fingerprint is that of a comparison, not of one plan.
    """
    w = state.words()
    pieces = [reach, w.t("footnote.estimated", share=estimated) if estimated else "", basis]
    if fingerprint:
        key = "footnote.compared" if compared else "footnote.fingerprint"
        pieces.append(w.t(key, mark=plan_shown.blocks(fingerprint)))
    html(f'<p class="footnote">{rich(" · ".join(piece for piece in pieces if piece))}</p>')


def _card(card: Card) -> str:
    tone = f' class="{card.tone}"' if card.tone else ""
    second = f"<span{tone}>{rich(card.difference)}</span>" if card.difference else ""
    third = f"<span>{rich(card.note)}</span>" if card.note else ""
    joined = " · ".join(piece for piece in (second, third) if piece)
    share = f"<div>{rich(card.of)}</div>" if card.of else ""
    below = "".join(
        f'<div><dt>{rich(label)}</dt><dd class="{ink}">{rich(said)}</dd></div>'
        for label, said, ink in card.lines
    )
    listed = f"<dl>{below}</dl>" if below else ""
    if below and card.folded:
        listed = f"<details><summary>{rich(card.folded)}</summary>{listed}</details>"
    title = f' title="{escape(card.help)}"' if card.help else ""
    value = f'<div class="value">{rich(card.value)}</div>'
    if card.link:
        value = f'<a class="value" href="{escape(card.link)}" target="_self">{rich(card.value)}</a>'
    return (
        f'<div class="card"{title}><div class="label">{rich(card.label)}</div>'
        f'{value}<div class="below">{share}{joined}{listed}</div></div>'
    )
