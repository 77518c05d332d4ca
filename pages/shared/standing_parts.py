"""Phần của trang Hiện trạng: cards, charts, one school among its like, erosion, and the table by level."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from budget.autonomy import GROUPS
from budget.compare import status_quo_of
from budget.indicators import Indicators, indicators
from budget.money import Array
from budget.report import charts, charts_bars, charts_spread
from budget.report.chart_style import Series
from budget.simulate import Result
from budget.standing import (
    FEWEST_PEERS,
    Situation,
    Standing,
    erosion,
    schools_alike,
    situation,
    standing,
    ward_peers,
)
from budget.units import SCHOOL_KINDS
from pages.shared import cached, explaining, parts, state
from pages.shared.comparing import unit_in_view

NORM = "default_teaching_share"


@dataclass(frozen=True, eq=False)
class View:
    """Hiện trạng năm gốc đang xem."""

    result: Result
    year: int
    norm: float
    mark: str
    all: Situation
    by_kind: dict[str, Situation]
    standing: Standing
    ward_peers: Array
    found: Indicators


def view(result: Result) -> View:
    """Tính một lần những gì trang này nói."""
    year, units = result.years[0], result.units
    value = result.law.at(NORM, year)
    norm = float(value.number())
    kinds = np.array(units.kind)
    present = [kind for kind in state.words().kinds() if kind in units.kind]
    return View(
        result,
        year,
        norm,
        value.mark,
        situation(result, year, norm),
        {kind: situation(result, year, norm, kinds == kind) for kind in present},
        standing(result, year),
        ward_peers(result, year),
        indicators(result, year),
    )


def ways(v: View, **choices: Any) -> Callable[..., str]:
    """To the explanation of what this page shows: the status quo of the base year."""
    return explaining.ways(scenario=None, year=v.year, **choices)


def cards(v: View) -> None:
    """Năm chỉ số của năm gốc."""
    w, a = state.words(), v.all
    to = ways(v, **explaining.EVERY)
    fourth = v.found.units_by_group[GROUPS[-1]]
    parts.cards(
        [
            parts.Card(
                w.t("overview.support"),
                w.t("overview.short", amount=a.support),
                note=w.t("overview.support_note", units=a.units),
                link=to("", "support"),
            ),
            parts.Card(
                w.t("overview.units"),
                w.numbers.count(a.units),
                note=w.t("overview.units_note", schools=a.schools, pupils=a.pupils),
            ),
            parts.Card(
                w.t("overview.ratio"),
                w.numbers.percent(a.ratio),
                note=w.t("overview.ratio_note", n=fourth, group=GROUPS[-1]),
                help=w.t("overview.ratio_help"),
                link=to("", "ratio"),
            ),
            parts.Card(
                w.t("overview.below"),
                w.t("overview.of", n=a.below, of=a.schools),
                note=w.t("overview.below_note", share=a.teaching_share, norm=v.norm),
                link=ways(v, **explaining.EVERY | {"kinds": SCHOOL_KINDS})("", "operations_share"),
            ),
            parts.Card(
                w.t("overview.deficits"),
                w.t("overview.of", n=a.deficits, of=a.units),
                note=w.t("overview.deficits_note", missing=-v.found.deficit),
                link=to("", "deficit"),
            ),
        ]
    )


def support(v: View) -> None:
    """Kinh phí theo cấp học, the largest first."""
    w, look = state.words(), state.look(66)
    order = sorted(v.by_kind, key=lambda kind: -v.by_kind[kind].support)
    colors = dict(zip(w.kinds(), look.colors.kinds, strict=True))
    first = order[0]
    texts = [
        w.t("overview.support_hover", kind=kind, amount=s.support, units=s.units, pupils=s.pupils)
        for kind, s in ((kind, v.by_kind[kind]) for kind in order)
    ]
    figure = charts_bars.bars(
        look,
        [w.t("compare.of_kind", kind=w.kind(kind), n=v.by_kind[kind].units) for kind in order],
        [float(v.by_kind[kind].support) for kind in order],
        w.t("overview.support_title", kind=first, amount=v.by_kind[first].support, total=v.all.support),
        w.t("overview.support_subtitle", year=v.year),
        colors=[colors[kind] for kind in order],
        codes=[ways(v, **explaining.EVERY | {"kinds": (kind,)})("", "support") for kind in order],
        texts=texts,
    )
    explaining.chart(figure, "overview-support", year=v.year)


def groups(v: View) -> None:
    """Số đơn vị theo nhóm tự chủ."""
    w, look = state.words(), state.look(66)
    counts = v.found.units_by_group
    most = max(counts, key=lambda group: counts[group])
    figure = charts_bars.bars(
        look,
        [w.t(f"group.{group}") for group in counts],
        [float(n) for n in counts.values()],
        w.t("overview.groups_title", n=counts[most], of=v.all.units, group=most),
        w.t("overview.groups_subtitle", year=v.year),
        measure="count",
        colors=look.colors.groups,
        codes=[ways(v, **explaining.EVERY | {"groups": (group,)})("", "ratio") for group in counts],
        texts=[w.t("overview.groups_hover", group=group, n=n) for group, n in counts.items()],
    )
    explaining.chart(figure, "overview-groups", year=v.year)


def shares(v: View) -> None:
    """Chi hoạt động trong chi thường xuyên của từng trường, with the norm."""
    w = state.words()
    title = w.t("overview.shares_title", n=v.all.below, of=v.all.schools, norm=v.norm)
    note = w.t("overview.unconfirmed") if v.mark == "M" else ""
    subtitle = w.t("overview.shares_subtitle", year=v.year, norm=v.norm) + note
    rows, codes = _strips(v, v.standing.teaching_share, "overview.shares_hover")
    figure = charts_spread.strips(state.look(66), rows, title, subtitle, norm=v.norm, codes=codes)
    _open(v, parts.chart(figure, "overview-shares", pick=True, year=v.year), "operations_share")


def per_pupil(v: View) -> None:
    """Chi hoạt động mỗi học sinh của từng trường."""
    w = state.words()
    rows, codes = _strips(v, v.standing.per_pupil, "overview.pupil_hover")
    known = [s for s in v.by_kind.values() if s.schools]
    low, high = (f(s.per_pupil or 0 for s in known) for f in (min, max))
    alike = w.numbers.short(low) == w.numbers.short(high)
    title = w.t("overview.pupil_title_alike" if alike else "overview.pupil_title", low=low, high=high)
    figure = charts_spread.strips(
        state.look(66), rows, title, w.t("overview.pupil_subtitle", year=v.year), measure="money", codes=codes
    )
    _open(v, parts.chart(figure, "overview-pupil", pick=True, year=v.year), "per_pupil")


def _open(v: View, code: str | None, figure: str) -> None:
    """The explanation of a school whose dot was clicked; a province has too many dots for an address each."""
    if code:
        explaining.open_unit(code, figure, scenario=None, year=v.year)


def _strips(v: View, values: np.ndarray, words: str) -> tuple[list[Series], list[list[str]]]:
    w, units, look = state.words(), v.result.units, state.look()
    rows, codes = [], []
    colors = dict(zip(w.kinds(), look.colors.kinds, strict=True))
    for kind, about in v.by_kind.items():
        here = [i for i in range(len(units)) if units.kind[i] == kind and not math.isnan(values[i])]
        if about.schools and here:
            texts = [w.t(words, name=units.name[i], value=float(values[i])) for i in here]
            rows.append(Series(w.kind(kind), [float(values[i]) for i in here], colors[kind], texts))
            codes.append([units.code[i] for i in here])
    return rows, codes


def one_school(v: View) -> None:
    """Một trường so với các trường giống nó, in sentences."""
    w, units = state.words(), v.result.units
    schools = [units.code[i] for i in range(len(units)) if units.school[i]]
    if not schools:
        return
    with parts.panel("school", w.t("overview.school"), w.t("overview.school_text")):
        code = unit_in_view(units, schools, "overview", {"": partial(ways(v), figure="per_pupil")})
        for line in sentences(v, units.position(code)):
            parts.note(line)


def sentences(v: View, i: int) -> list[str]:
    """Các câu so sánh của một trường."""
    w, s, units = state.words(), v.standing, v.result.units
    per_pupil_, share = float(s.per_pupil[i]), float(s.teaching_share[i])
    if math.isnan(per_pupil_):
        return [w.t("overview.no_pupils")]
    said = [w.t("overview.say_pupil", amount=per_pupil_, year=v.year)]
    if not math.isnan(float(s.higher[i])):
        said.append(_lower("kind", float(s.higher[i]), n=int(s.peers[i])))
    for same_ward, among in ((False, "alike"), (True, "ward")):
        alike = schools_alike(v.result, v.year, i, same_ward=same_ward)
        if alike is not None:
            about = {"median": alike.median} | ({"ward": units.ward[i]} if same_ward else {})
            said.append(_lower(among, alike.higher, n=len(alike.positions), **about))
        else:
            said.append(_apart_in_ward(v, i) if same_ward else w.t("overview.say_alone", least=FEWEST_PEERS))
    below = share < v.norm
    said.append(w.t("overview.say_below" if below else "overview.say_reached", share=share, norm=v.norm))
    return said


def _lower(among: str, share: float, n: int, **about: Any) -> str:
    """Bao nhiêu trong n trường giống nó chi cao hơn, a `share` of them; or that it is the lowest or the
    highest of all.
    """
    w = state.words()
    if share in (0, 1):
        end = "lowest" if share else "highest"
        return w.t(f"overview.say_{among}_{end}", n=n + 1, **about)
    return w.t(f"overview.say_{among}", above=round(share * n), share=w.share(share), n=n, **about)


def _apart_in_ward(v: View, i: int) -> str:
    """Vì sao trường chưa so được trong phường, xã, what to enter where that helps, and how many are."""
    w, units, peers = state.words(), v.result.units, v.ward_peers
    done = {"done": int((peers >= FEWEST_PEERS).sum()), "of": v.all.schools, "least": FEWEST_PEERS}
    if not units.ward[i]:
        return w.t("overview.say_no_ward", column=w.column("ward"), **done)
    return w.t("overview.say_ward_alone", ward=units.ward[i], n=int(peers[i]), **done)


def erosion_chart(v: View) -> None:
    """Bào mòn: what operations cost and what is there for them under the status quo, over the years."""
    w = state.words()
    chosen = cached.saved_scenario()
    saved = chosen or next(iter(cached.store().scenarios()), None)
    with parts.panel("erosion"):
        if saved is None:
            parts.html(f'<h2 class="panel-title">{parts.rich(w.t("overview.erosion"))}</h2>')
            parts.note(w.t("overview.erosion_none"))
            return
        scenario = cached.scenario(saved.text)
        key = (v.result.units.fingerprint, scenario.fingerprint, v.result.law.fingerprint)
        quo = cached.derived("status_quo", key, lambda: status_quo_of(v.result.units, scenario, v.result.law))
        if not quo.computed:
            parts.note(w.t("overview.erosion_none"))
            return
        path = erosion(quo)
        # the year in view where the path reaches it: the base year itself has nothing eroded yet
        told = next((e for e in path[1:] if e.year == state.year()), path[-1])
        texts = [
            w.t("overview.erosion_hover", year=e.year, wanted=e.wanted, there=e.available, real=e.real)
            for e in path
        ]
        look = state.look(66, filed=saved.name)
        only = explaining.EVERY | {"kinds": SCHOOL_KINDS}
        wanted, there = (
            [explaining.link("", name, quo=True, **only, scenario=saved.id, year=e.year) for e in path]
            for name in ("operations", "available")
        )
        figure = charts.lines(
            look,
            [e.year for e in path],
            [
                Series(
                    w.t("overview.wanted"),
                    [float(e.wanted) for e in path],
                    look.colors.accent,
                    texts,
                    codes=wanted,
                )
            ],
            w.t("overview.erosion_title", year=told.year, real=told.real),
            w.t(
                "overview.erosion_subtitle" if chosen else "overview.erosion_subtitle_first", name=saved.name
            ),
            status_quo=Series(
                w.t("overview.there"), [float(e.available) for e in path], hover=texts, codes=there
            ),
            from_zero=True,
            height=260,
        )
        explaining.chart(figure, "overview-erosion", year=told.year)
