"""Tóm tắt so sánh: a few plain sentences with the figures of a comparison, neutral, to be pasted into a
submission.

Every figure is read from the model's indicators; nothing is judged, and each sentence tells of every plan.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from budget.asked import hard_roadmaps
from budget.indicators import indicators
from budget.planning import cut_scope
from budget.report.differing import difference_said
from budget.report.printed import parted
from budget.report.reached import reached
from budget.report.risk_words import spans
from budget.report.targets_said import service_said, targets_brief
from budget.report.words import Words
from budget.report.workbook_comparison import Comparison, bears, tags
from budget.risks import levels, worse_years
from budget.shortfall import added_revenue
from budget.simulate import Result
from budget.targeted import led, target_cuts


def summary(shown: Comparison, words: Words) -> tuple[str, ...]:
    """Các câu tóm tắt: what is compared with what; what is cut of how many units; the support beside that of
    the basis, and which unit loses most; what is given to how many schools, and how many units gain and lose;
    the deficits, and the years in which a plan makes them deeper; the schools' norm, and in which years how
    many units stay below the law's minimum.

    The plans are called by their marks after the first line; amounts stand in the chosen unit of measure, but
    for a difference that it would hardly show.
    """
    return (
        _scope(shown, words),
        _cuts(shown, words),
        _support(shown, words),
        _given(shown, words),
        _deficits(shown, words),
        _norm(shown, words),
    )


def _plans(shown: Comparison, words: Words) -> tuple[str, ...]:
    """“phương án A”; a name in quotes, as its last word may be a number that a figure follows."""
    return tuple(
        words.t("summary.plan", tag=tag if len(tag) == 1 else words.t("compare.quoted", name=tag))
        for tag in _marks(shown, words)
    )


def _marks(shown: Comparison, words: Words) -> tuple[str, ...]:
    return tags([result.scenario.name for result in shown.results], words)


def _others(shown: Comparison) -> list[int]:
    return [k for k in range(len(shown.results)) if k != shown.baseline]


def _basis(shown: Comparison, words: Words) -> str:
    if shown.baseline is not None:
        return words.t("compare.quoted", name=shown.results[shown.baseline].scenario.name)
    return words.t("summary.own" if shown.own else "compare.status_quo")


def _scope(shown: Comparison, words: Words) -> str:
    first = shown.at(shown.results[0])
    names = [
        name if bears(name, tag) else words.t("summary.name", tag=tag, name=name)
        for tag, name in zip(_marks(shown, words), (r.scenario.name for r in shown.results), strict=True)
    ]
    about = {"year": shown.year, "units": first.units, "schools": first.schools}
    basis = words.t("summary.own_each") if shown.own else _basis(shown, words)
    return words.t("summary.scope", n=len(names), names="; ".join(names), basis=basis, **about)


def _cuts(shown: Comparison, words: Words) -> str:
    listed = []
    for plan, result in zip(_plans(shown, words), shown.results, strict=True):
        saved, share = levels(result).get(shown.year, (0, 0.0))
        told = {"plan": plan, "saved": saved, "share": words.share(share), "base": shown.years[0]}
        key = _how(result, shown.year) if saved else "none"
        targets = targets_brief(result, shown.year, words)
        service = service_said(result, shown.year, words)
        told["targets"] = f", {targets}" if targets else ""
        told["service"] = f" ({service})" if service else ""
        listed.append(words.t(f"summary.cuts_{key}", n=int(cut_scope(result).sum()), **told))
    return words.t("summary.cuts", list="; ".join(listed))


def _how(result: Result, year: int) -> str:
    """Tỷ lệ nói trước: the share of the one target that is of other units than the scope, else of these."""
    found = target_cuts(result, year)
    return "aimed" if found is not None and found.saved and led(result, year).aimed else "of"


def _loses(shown: Comparison, words: Words) -> str:
    """Đơn vị giảm nhiều nhất so với căn cứ, in which plan; "" where none loses, or where differences are of
    other assumptions too.
    """
    most, named, n = 0, "", words.numbers
    for k in _others(shown):
        if shown.mixed(k):
            continue
        result, basis = shown.results[k], shown.basis(k)
        now, was = (of.published("support")[:, of.year(shown.year)] for of in (result, basis))
        i = int(np.argmin(now - was))
        if int(now[i] - was[i]) < most:
            most = int(now[i] - was[i])
            less = n.dong(abs(most)) if n.slight(most) else n.money_with_unit(abs(most))
            told = {"unit": result.units.name[i], "less": less, "plan": _plans(shown, words)[k]}
            named = words.t("summary.loses", **told)
    return named


def _support(shown: Comparison, words: Words) -> str:
    """Of the plans that are compared with another figure; that differences are exact, where the printed
    figures do not make them.
    """
    listed, apart, plans = [], False, _plans(shown, words)
    for k in _others(shown):
        was, now = shown.at(shown.basis(k)).support, shown.at(shown.results[k]).support
        share = words.share_signed((now - was) / was if was else None)
        beside = words.t("summary.basis_amount", basis=_basis(shown, words), before=was)
        difference = difference_said(now - was, beside, words, share)
        listed.append(words.t("summary.support_of", plan=plans[k], after=now, difference=difference))
        apart |= not words.numbers.slight(now - was) and parted(words.numbers, was, now)
    rounding = words.t("summary.rounding") if apart else ""
    told = {"rounding": rounding, "loses": _loses(shown, words)}
    return words.t("summary.support", year=shown.year, list="; ".join(listed), **told)


def _given(shown: Comparison, words: Words) -> str:
    """What schools are given, and others where there are any; who gains and loses in all."""
    listed, plans = [], _plans(shown, words)
    for plan, result in zip(plans, shown.results, strict=True):
        parts = []
        for who, within in (("schools", result.units.school), ("others", ~result.units.school)):
            found = indicators(result, shown.year, within)
            told = {"n": found.increase_units, "pupils": found.increase_pupils, "given": found.increase}
            parts += [words.t(f"summary.given_{who}", **told)] if found.increase else []
        what = words.t("summary.given_of" if parts else "summary.given_none", plan=plan)
        listed.append(f"{what} {words.list(parts)}".rstrip())
    moved = [
        words.t("summary.reach_of", plan=plans[k], reach=reached(shown.reach(k), words))
        for k in _others(shown)
    ]
    reach = words.t("summary.reach", basis=_basis(shown, words), list="; ".join(moved)) if moved else ""
    return words.t("summary.given", list="; ".join(listed), reach=reach)


def _deficits(shown: Comparison, words: Words) -> str:
    listed, deeper, revenue = [], [], []
    for k, plan in enumerate(_plans(shown, words)):
        if relied := _relied(shown.results[k], shown.year, plan, words):
            revenue.append(relied)
        deeper.append(_in_years(worse_years(shown.results[k])["deeper"], plan, words))
        was, now = shown.at(shown.basis(k)), shown.at(shown.results[k])
        key = "summary.deficits_basis" if k == shown.baseline else "summary.deficits_of"
        units = {"before": was.deficit_units, "after": now.deficit_units}
        # fewer units may lack more in all
        money = {"lacked": was.lacking, "lacking": now.lacking}
        listed.append(words.t(key, plan=plan, basis=_basis(shown, words), **units, **money))
    told = {"list": "; ".join(listed), "deeper": "; ".join(deeper)}
    # of the plans that count on any
    told["revenue"] = words.t("summary.revenue", year=shown.year, list="; ".join(revenue)) if revenue else ""
    return words.t("summary.deficits", year=shown.year, **told)


def _relied(result: Result, year: int, plan: str, words: Words) -> str:
    """“phương án C trông vào 3.000 triệu đồng, 4 đơn vị khó đạt (...)”: revenue added by its roadmap, and of
    how many units that is more than the plan holds plausible; "" where it counts on none.
    """
    revenue, n = added_revenue(result, year), len(hard_roadmaps(result, year))
    if not revenue:
        return ""
    limit = result.scenario.assumptions.plausible_growth
    hard = words.t("summary.revenue_hard", n=n, limit=limit) if n else ""
    return words.t("summary.revenue_of", plan=plan, revenue=revenue, hard=hard)


def _in_years(found: Mapping[int, int], plan: str, words: Words) -> str:
    """“phương án A 6 đơn vị (2023-2027)”."""
    years = spans(found, words, "summary.span_units") if found else words.t("summary.years_none")
    return words.t("summary.years_of", plan=plan, years=years)


def _norm(shown: Comparison, words: Words) -> str:
    norm, below = [], []
    for k, plan in enumerate(_plans(shown, words)):
        now, was = shown.at(shown.results[k]), shown.at(shown.basis(k)).norm_gap
        beside = (
            ""
            if k == shown.baseline
            else words.t("summary.norm_beside", basis=_basis(shown, words), before=was)
        )
        told = {
            "plan": plan,
            "n": now.schools_below_norm,
            "of": now.schools_with_norm,
            "missing": now.norm_gap,
        }
        key = "summary.norm_of" if now.schools_below_norm else "summary.norm_met"
        norm.append(words.t(key, beside=beside, **told))
        below.append(_in_years(worse_years(shown.results[k])["statutory_missed"], plan, words))
    apart = words.t("summary.norms_apart") if shown.norms_apart else ""
    said = words.t("summary.norm", list="; ".join(norm), apart=apart)
    lines = [said] if shown.at(shown.results[0]).schools_with_norm else []
    return " ".join([*lines, words.t("summary.below", list="; ".join(below))])
