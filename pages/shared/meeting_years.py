"""Kinh phí theo năm trong cuộc họp: what every plan differs from its baseline, and the amounts below."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import plotly.graph_objects as go
import streamlit as st

from budget.report import charts
from budget.report.alike import only_rounding
from budget.report.chart_style import Series
from budget.report.deck_trends import year_message
from budget.report.workbook_comparison import basis_of_years
from budget.simulate import Result
from pages.shared import compare_charts, explaining, parts, state
from pages.shared.meeting import Meeting, Slide
from pages.shared.meeting_parts import link, table

CHART = 270
"""Height of the chart by year before the window gives it what the table below leaves."""

LETTERS = 18
"""Points of the letters in a chart; they grow with the window."""


def slide(meeting: Meeting) -> Slide:
    """Kinh phí theo năm: what every plan differs from its baseline, and the amounts below."""
    story, w, compared = meeting.story, meeting.story.words, meeting.compared
    shown, look = story.shown, state.look(110)
    basis = basis_of_years(shown, w)
    drawn, rows = [], []
    span = [str(y) for y in shown.years]
    for k, quo in enumerate(shown.quos):
        name = w.t("app.status_quo") if len(shown.quos) == 1 else f"{w.t('app.status_quo')} {k + 1}"
        first = shown.quo_of.index(k)
        rows.append(("", [escape(name), *_yearly(quo, shown.years, meeting, first, quo=True)]))
    for k, result in enumerate(shown.results):
        against = dict(shown.changes(k))
        if k != shown.baseline:
            values = [float(against.get(y, float("nan"))) for y in shown.years]
            texts = [
                w.t("plan.hover", year=y, amount=against[y]) if y in against else "" for y in shown.years
            ]
            codes = [meeting.ways(k, year=y)("") for y in shown.years]
            drawn.append(Series(compared.tags[k], values, look.colors.scenarios[k], texts, codes=codes))
        mark = f'<span class="mark" style="background:var(--scenario-{k + 1})"></span>'
        cells = [mark + escape(compared.label(k, 40)), *_yearly(result, shown.years, meeting, k)]
        rows.append(("proposed" if k == story.proposed else "", cells))
    called = w.t("app.status_quo") if shown.baseline is None else compared.tags[shown.baseline]
    zero: Series | None = Series(called, [0.0] * len(shown.years))
    unit = w.t("deck.years_difference", basis=basis)
    if only_rounding(shown, w):  # differences of rounding are no picture: what the plans give is
        drawn, zero, unit = compare_charts.given_lines(compared, look), None, w.t("compare.given_what")
    figure = large(charts.lines(look, shown.years, drawn, "", "", status_quo=zero, height=CHART))

    def draw() -> None:
        parts.html(f'<div class="wide"><h3>{escape(unit)}</h3></div>')
        st.html(f"<style>:root {{ --rows: {len(rows) + 1}; }}</style>")
        with st.container(key="meeting-chart", height=CHART, border=False):
            explaining.chart(figure, "meeting-years", fill=True)
        parts.html(table([story.unit, *span], rows, many=True))

    return Slide(
        year_message(story),
        "",
        draw,
        [
            *(
                story.money_note(f"{story.full_name}, {y}", amount)
                for y, amount in shown.changes(story.proposed)
            ),
            story.model_note(),
        ],
    )


def _yearly(result: Result, span: Sequence[int], meeting: Meeting, k: int, *, quo: bool = False) -> list[str]:
    totals = dict(zip(result.years, result.totals["support"].tolist(), strict=True))
    money = meeting.story.words.numbers.money
    return [link(money(totals[y]), meeting.ways(k, quo=quo, year=y)("")) if y in totals else "" for y in span]


def large(figure: go.Figure) -> go.Figure:
    """Biểu đồ chữ lớn: the same chart for the back of a room, with room for letters that a large screen makes
    larger still.
    """
    figure.update_layout(font_size=LETTERS, hoverlabel_font_size=LETTERS, legend_font_size=LETTERS)
    figure.update_layout(title_text=str(figure.layout.title.text).replace("12px", f"{LETTERS}px"))
    figure.update_layout(margin_r=min(figure.layout.margin.r * 2, 320), margin_t=60, margin_l=92)
    figure.update_xaxes(tickfont_size=LETTERS)
    figure.update_yaxes(tickfont_size=LETTERS)
    figure.update_annotations(font_size=LETTERS)
    figure.for_each_trace(_thick, selector={"type": "scatter"})
    return figure


def _thick(line: go.Scatter) -> None:
    """Twice as thick as on a page: lines that lie on one another keep their borders."""
    if line.line.width:
        line.line.width *= 2
    if line.marker.size:
        line.marker.size = line.marker.size * 5 / 3
