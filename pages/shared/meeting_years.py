"""Theo năm trong cuộc họp: one thing as title, chart and table: what plans cut, or what they differ by."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

import plotly.graph_objects as go
import streamlit as st

from budget.indicators import indicators
from budget.planning import cut_scope
from budget.report import charts
from budget.report.alike import only_rounding
from budget.report.chart_style import Look, Series, in_lines
from budget.report.course_said import course_said
from budget.report.deck_story import Story
from budget.report.deck_trends import year_message
from budget.report.differing import difference_cell, difference_said
from budget.report.first_year_said import first_year_said
from budget.report.ground_said import back_said
from budget.report.printed import rounded
from budget.report.story_said import within_net, within_of
from budget.report.targets_said import targets_measured
from budget.report.workbook_comparison import basis_of_years
from budget.risks import levels
from budget.simulate import Result
from budget.target_course import course
from pages.shared import comparing, explaining, parts, state
from pages.shared.comparing import LEGEND, Compared
from pages.shared.meeting import Meeting, Slide
from pages.shared.meeting_options import MORE_PLANS
from pages.shared.meeting_parts import link, table

CHART = 270
"""Height of the chart by year before the window gives it what the table below leaves."""

MOST_BELOW = 5
"""Rows of the table that leave room for the chart above it; more stand beside it, by tag."""

MOST_ALONE = 2
"""Years, the base year among them, of which there is no sum."""

Made = tuple[go.Figure, str, int]
"""Biểu đồ, bảng và số dòng của bảng."""

LETTERS = 18
"""Points of the letters in a chart; they grow with the window."""

WIDE, HALF, NAMES = 94, 40, 144
"""Letters on a line of a chart above its table and of one beside it; of all plans on the one line above a
chart, whose height the table needs.
"""

NESTED = 4
"""Pixels above which a line is as thick as it is for one within it."""

FULL, ROW = 3, 41
"""Rows of a table that leave a chart its height, and pixels of each more."""

LABEL, ROOM, LINE = 24, 215, 27
"""Beside a table, letters of the names of plans on one line and pixels for them; pixels of a line of what is
said above a chart.
"""


def slide(meeting: Meeting) -> Slide:
    """Theo năm: what every plan differs from its baseline, or, where none does, what it cuts; the amounts
    below.
    """
    shown, w = meeting.story.shown, meeting.story.words
    found = [levels(result) for result in shown.results]
    saves = any(saved for by_year in found for saved, _ in by_year.values())
    return _cuts(meeting, found) if saves and only_rounding(shown, w) else _differences(meeting, found)


def _cuts(meeting: Meeting, found: list[dict[int, tuple[int, float]]]) -> Slide:
    """Giảm chi từng năm: totals that equal their baseline are no picture."""
    story, w, compared = meeting.story, meeting.story.words, meeting.compared
    shown, base, target = story.shown, story.shown.years[0], _target(meeting)
    own = found[story.proposed]
    # the year in view and where it leads; the table has all
    ends = [y for y in (shown.year, story.result.years[-1]) if y in own]
    listed = [w.t("meeting.years_cut_at", amount=own[y][0], year=y) for y in dict.fromkeys(ends)]
    basis = w.t("compare.status_quo_own") if shown.own else basis_of_years(shown, w)
    stays = difference_said(shown.odd(), basis, w, brief=True)
    scope = {"tag": compared.tags[story.proposed], "n": int(cut_scope(story.result).sum())}
    # one share an amount: where a target is of other units than all that are cut, its own stands alone
    key = "meeting.years_cut_bare" if target else "meeting.years_cut_subtitle"
    subtitle = w.t(key, unit=story.unit, base=base, difference=stays, **scope)
    back = back_said(story.result, shown.year, w)
    told = w.t("meeting.years_back", year=shown.year, back=back) if back else ""
    subtitle = _led(story, subtitle, target, _course(meeting), told, story.later_years)
    # the slide of the plans tells what units lose in all
    net = w.t("meeting.years_cut_gross") if within_net(story) else ""
    title = w.t("meeting.years_cut", name=story.name, listed=w.list(listed), net=net)
    return _slide(meeting, title, subtitle, lambda: _cuts_made(meeting, found, bare=bool(target)))


def _cuts_made(meeting: Meeting, found: list[dict[int, tuple[int, float]]], *, bare: bool) -> Made:
    """Số giảm chi của mỗi phương án; `bare`: amounts without their share."""
    story, w, compared = meeting.story, meeting.story.words, meeting.compared
    shown, look = story.shown, _look(compared, len(found))
    drawn, rows = [], []
    for k, by_year in enumerate(found):
        to = {y: meeting.ways(k, year=y)("", "given_up") for y in by_year}
        values = [0.0, *(float(by_year[y][0]) if y in by_year else float("nan") for y in shown.years[1:])]
        texts = [
            "",
            *(
                w.t("plan.hover", year=y, amount=by_year[y][0]) if y in by_year else ""
                for y in shown.years[1:]
            ),
        ]
        drawn.append(
            Series(
                compared.tags[k],
                values,
                look.colors.scenarios[k],
                texts,
                codes=["", *(to.get(y, "") for y in shown.years[1:])],
            )
        )
        cells = [link(_cut(*by_year[y], bare=bare), to[y]) if y in by_year else "" for y in shown.years[1:]]
        rows.append(("proposed" if k == story.proposed else "", [_marked(meeting, k), *cells]))
    return (
        charts.lines(look, shown.years, drawn, "", "", from_zero=True, height=_height(len(rows))),
        table([story.unit, *map(str, shown.years[1:])], rows, many=True),
        len(rows),
    )


def _cut(saved: int, share: float, *, bare: bool) -> str:
    w = state.words()
    if bare:
        return w.numbers.money(saved) if saved else "-"
    return w.t("meeting.years_cut_cell", amount=saved, share=w.share(share)) if saved else "-"


def _differences(meeting: Meeting, found: list[dict[int, tuple[int, float]]]) -> Slide:
    story, title = meeting.story, year_message(meeting.story)
    # the year above the chart is told with all that is cut
    net = story.words.t("meeting.years_net") if within_net(story) and within_of(story) in title else ""
    subtitle = _subtitle(meeting, found[story.proposed], net)
    return _slide(meeting, title, subtitle, lambda: _differences_made(meeting))


def _differences_made(meeting: Meeting) -> Made:
    """Chênh lệch của mỗi phương án so với căn cứ, below the amounts of the status quo."""
    story, w, compared = meeting.story, meeting.story.words, meeting.compared
    shown = story.shown
    look = _look(compared, len(shown.quos) + len(shown.results))
    drawn, rows = [], []
    for q, quo in enumerate(shown.quos):
        first = shown.quo_of.index(q)
        name = escape(comparing.quo_tag(compared, q))
        rows.append(("", [name, *_yearly(quo, shown.years, meeting, first, quo=True)]))
    for k, result in enumerate(shown.results):
        against = dict(shown.changes(k))
        if k != shown.baseline:
            values = [float(against.get(y, float("nan"))) for y in shown.years]
            texts = [
                w.t("plan.hover", year=y, amount=against[y]) if y in against else "" for y in shown.years
            ]
            codes = [meeting.ways(k, year=y)("") for y in shown.years]
            drawn.append(Series(compared.tags[k], values, look.colors.scenarios[k], texts, codes=codes))
        cells = [_marked(meeting, k), *_yearly(result, shown.years, meeting, k)]
        rows.append(("proposed" if k == story.proposed else "", cells))
    adds = len(rows) <= MOST_BELOW and len(shown.years) > MOST_ALONE
    heads = [story.unit, *map(str, shown.years)]
    if adds:
        rows = [
            (level, [*cells, whole]) for (level, cells), whole in zip(rows, _in_all(meeting), strict=True)
        ]
        heads = [story.unit + _rounded(meeting), *heads[1:], w.t("meeting.years_in_all")]
    called = w.t("compare.status_quo_own").capitalize() if shown.own else w.t("app.status_quo")
    if shown.baseline is not None:
        called = compared.tags[shown.baseline]
    zero = Series(called, [0.0] * len(shown.years))
    drawn_is = w.t("deck.years_difference", basis=basis_of_years(shown, w))
    return (
        charts.lines(look, shown.years, drawn, "", drawn_is, status_quo=zero, height=_height(len(rows))),
        table(heads, rows, many=True),
        len(rows),
    )


def _in_all(meeting: Meeting) -> list[str]:
    """Chênh lệch của các năm cộng lại, a row each; figures of no one year, they lead nowhere."""
    shown, w = meeting.story.shown, meeting.story.words
    sums = [None if k == shown.baseline else shown.in_all(k) for k in range(len(shown.results))]
    told = ["" if one is None else difference_cell(one, w, brief=True) for one in sums]
    return [*([""] * len(shown.quos)), *told]


def _rounded(meeting: Meeting) -> str:
    """Dấu làm tròn, where the printed figures of the years do not make a printed sum; else ""."""
    shown, marks = meeting.story.shown, []
    for k, result in enumerate(shown.results):
        if (whole := shown.in_all(k)) is not None:
            own, basis = (_of_years(one, shown.years[1:]) for one in (result, shown.basis(k)))
            marks.append(rounded(meeting.story.words, whole, *own, *(-amount for amount in basis)))
    return next(filter(None, marks), "")


def _of_years(result: Result, years: Sequence[int]) -> list[int]:
    return [int(result.totals["support"][result.year(y)]) for y in years]


def _subtitle(meeting: Meeting, own: Mapping[int, tuple[int, float]], net: str) -> str:
    """What is drawn, and what the proposed plan cuts in each year; `net`: that losses of the title are."""
    story, w = meeting.story, meeting.story.words
    said = w.t("deck.years_difference", basis=basis_of_years(story.shown, w))
    if not any(saved for saved, _ in own.values()):
        return _led(story, said, story.later_years)
    tag, listed = meeting.compared.tags[story.proposed], ", ".join(_shares(own))
    share = w.t("meeting.years_share", tag=tag, listed=listed, base=story.shown.years[0])
    told = (_target(meeting) or share, _course(meeting), _kept(meeting), net, story.later_years)
    return _led(story, said, *told)


def _kept(meeting: Meeting) -> str:
    """Số giảm chi không cấp cho ai của phương án đề nghị, in years in which it gives others something, and
    that every school has reached the norm, where that is why; "" for none.
    """
    story, w = meeting.story, meeting.story.words
    every = {y: indicators(story.result, y) for y in story.result.years[1:]}
    left = {y: one for y, one in every.items() if one.increase and not w.numbers.slight(one.kept)}
    if not left:
        return ""
    listed = ", ".join(w.t("meeting.years_kept_in", amount=one.kept, year=y) for y, one in left.items())
    full = all(one.schools_at_norm == one.schools_with_norm > 0 for one in left.values())
    key = "years_kept_norm" if full else "years_kept"
    return w.t(f"meeting.{key}", tag=meeting.compared.tags[story.proposed], listed=listed)


def _led(story: Story, *said: str) -> str:
    """What is drawn, led by the year that is decided on."""
    return f"**{first_year_said(story)}** {'; '.join(filter(None, said))}"


def _target(meeting: Meeting) -> str:
    """Mục tiêu của phương án đề nghị tính trên gì, where it is not of all whom the shares are of."""
    story, w = meeting.story, meeting.story.words
    found = targets_measured(story.result, story.shown.year, w)
    return w.t("meeting.years_target", year=story.shown.year, target=found) if found else ""


def _course(meeting: Meeting) -> str:
    """Vì sao các năm giảm khác mục tiêu; "" where shares are not of the units of the target, too."""
    story, w = meeting.story, meeting.story.words
    said = "" if _target(meeting) else course_said(course(story.result), w)
    return w.t("meeting.years_course", tag=meeting.compared.tags[story.proposed], course=said) if said else ""


def _shares(own: Mapping[int, tuple[int, float]]) -> list[str]:
    w = state.words()
    return [w.t("meeting.years_cut_in", share=share, year=year) for year, (_, share) in own.items()]


def _slide(meeting: Meeting, title: str, subtitle: str, make: Callable[[], Made]) -> Slide:
    """One chart with the table of the same figures below it."""
    story = meeting.story

    def draw() -> None:
        figure, below, rows = make()
        beside = _beside(rows)
        st.html(f"<style>:root {{ --rows: {0 if beside else rows + 1}; }}</style>")
        left, right = st.columns((2, 3), gap="medium") if beside else (st.container(), st.container())
        with left, st.container(key="meeting-chart", height=CHART, border=False):
            explaining.chart(_large(figure, beside=beside), "meeting-years", fill=True)
        with right:
            parts.html(below)

    def notes() -> list[str]:
        w, shown = story.words, story.shown
        basis = w.t("compare.status_quo_own") if shown.own else basis_of_years(shown, w)
        told = [story.money_note(str(y), amount) for y, amount in shown.changes(story.proposed)]
        return [w.t("meeting.years_note", name=story.full_name, basis=basis), *told, story.model_note()]

    return Slide(title, subtitle, draw, notes)


def _beside(rows: int) -> bool:
    """Bảng đứng cạnh biểu đồ: it has too many rows to stand below."""
    return rows > MOST_BELOW


def _look(compared: Compared, rows: int) -> Look:
    """Giao diện biểu đồ cạnh hay trên một bảng có ngần ấy dòng."""
    return (
        compared.look(HALF)
        if _beside(rows)
        else compared.look(WIDE, min(LEGEND, NAMES // len(compared.saved)))
    )


def _height(rows: int) -> int:
    """Chiều cao biểu đồ, by which names at the ends of lines stand apart."""
    return CHART if _beside(rows) else CHART - ROW * max(rows - FULL, 0)


def _marked(meeting: Meeting, k: int) -> str:
    mark = f'<span class="mark" style="background:var(--scenario-{k + 1})"></span>'
    few = len(meeting.compared.tags) <= MORE_PLANS
    return mark + escape(meeting.compared.label(k, 40) if few else meeting.compared.tags[k])


def _yearly(result: Result, span: Sequence[int], meeting: Meeting, k: int, *, quo: bool = False) -> list[str]:
    totals = dict(zip(result.years, result.totals["support"].tolist(), strict=True))
    money = meeting.story.words.numbers.money
    return [link(money(totals[y]), meeting.ways(k, quo=quo, year=y)("")) if y in totals else "" for y in span]


def _large(figure: go.Figure, *, beside: bool) -> go.Figure:
    """Biểu đồ chữ lớn: the same chart for the back of a room, with room for letters that a large screen makes
    larger still; `beside` its table the names at the end of a line of it stand on several.
    """
    figure.update_layout(font_size=LETTERS, hoverlabel_font_size=LETTERS, legend_font_size=LETTERS)
    figure.update_layout(title_text=str(figure.layout.title.text).replace("12px", f"{LETTERS}px"))
    if beside:
        figure.for_each_annotation(_in_lines)
        figure.update_xaxes(tickangle=0, nticks=len(figure.data[0].x) // 2 + 1)
    below = str(figure.layout.title.text).count("<br>") - 1
    figure.update_layout(
        margin_r=ROOM if beside else min(figure.layout.margin.r * 2, 320),
        margin_t=60 + LINE * max(below, 0),
        margin_l=92,
    )
    figure.update_xaxes(tickfont_size=LETTERS)
    figure.update_yaxes(tickfont_size=LETTERS)
    figure.update_annotations(font_size=LETTERS)
    figure.for_each_trace(_thick, selector={"type": "scatter"})
    return figure


def _in_lines(label: go.layout.Annotation) -> None:
    """Tên nhiều phương án ở cuối đường: as many on a line as have room there."""
    label.text = "<br>".join(in_lines(label.text.replace("<br>", " "), LABEL))


def _thick(line: go.Scatter) -> None:
    """Twice as thick as on a page; hardly those that are thick for the borders of lines on one another."""
    if line.line.width:
        line.line.width *= 2 if line.line.width <= NESTED else 1.25
    if line.marker.size:
        line.marker.size = line.marker.size * 5 / 3
