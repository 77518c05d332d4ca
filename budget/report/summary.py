"""Tóm tắt so sánh: five short lines with the figures of a comparison, neutral, to be copied into a letter.

Every figure is read from the model's indicators; nothing is judged, and each line tells of every plan.
"""

from __future__ import annotations

import numpy as np

from budget.asked import hard_roadmaps
from budget.planning import cut_scope
from budget.report.differing import difference_cell
from budget.report.printed import parted
from budget.report.risk_words import spans
from budget.report.targets_said import service_said, targets_brief
from budget.report.words import Words
from budget.report.workbook_comparison import Comparison, bears, tags
from budget.risks import levels, worse_years
from budget.targeted import aims, led


def summary(shown: Comparison, words: Words) -> tuple[str, ...]:
    """Năm dòng tóm tắt: what is compared; what is cut, how many units gain and lose; the support before and
    after, and which unit loses most; the deficits, and the years in which a plan makes them deeper; the
    schools' norm, and in which years how many units stay below the law's minimum.

    The plans are called by their marks after the first line; amounts stand in the chosen unit of measure, but
    for a difference that it would hardly show.
    """
    return (
        _scope(shown, words),
        _cuts(shown, words),
        _support(shown, words),
        _deficits(shown, words),
        _norm(shown, words),
    )


def _tags(shown: Comparison, words: Words) -> tuple[str, ...]:
    """Các ký hiệu; a name in quotes, as its last word may be a number that a figure follows."""
    return tuple(
        tag if len(tag) == 1 else words.t("compare.quoted", name=tag) for tag in _marks(shown, words)
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
    return words.t("summary.scope", n=len(names), names="; ".join(names), **about)


def _cuts(shown: Comparison, words: Words) -> str:
    listed = []
    for k, tag in enumerate(_tags(shown, words)):
        saved, share = levels(shown.results[k]).get(shown.year, (0, 0.0))
        reach = shown.reach(k)
        n = int(cut_scope(shown.results[k]).sum())
        of = words.t("summary.share_of", share=words.share(share), n=n) if n else words.share(share)
        said = _reached(shown, k, of, words)
        told = {"saved": saved, "share": said, "up": reach.up, "down": reach.down}
        key = "summary.cuts_basis" if k == shown.baseline else "summary.cuts_of"
        listed.append(words.t(key, tag=tag, **told))
    unit = words.numbers.unit_name()
    return words.t("summary.cuts", unit=unit, base=shown.years[0], list="; ".join(listed))


def _reached(shown: Comparison, k: int, share: str, words: Words) -> str:
    """Tỷ lệ giảm nói trước: amount and share of the one target that is of other units than the scope,
    and that of all service units where it leaves some out; of the scope, then those of each target, where
    there are several.
    """
    result, year = shown.results[k], shown.year
    targets = targets_brief(result, year, words)
    # five lines have no room for it where no target is set: the cards of the comparison tell it
    service = service_said(result, year, words) if aims(result, year) else ""
    if targets and led(result, year).aimed:
        return "; ".join(filter(None, (targets, service)))
    said = words.t("summary.target_share", targets=targets, share=share) if targets else share
    return "; ".join(filter(None, (said, service)))


def _loses(shown: Comparison, words: Words) -> str:
    """Đơn vị giảm nhiều nhất so với căn cứ, in which plan; "" where none loses, or where differences are of
    other assumptions too.
    """
    most, named = 0, ""
    for k in _others(shown):
        if shown.mixed(k):
            continue
        result, basis = shown.results[k], shown.basis(k)
        now, was = (of.published("support")[:, of.year(shown.year)] for of in (result, basis))
        i = int(np.argmin(now - was))
        if int(now[i] - was[i]) < most:
            most = int(now[i] - was[i])
            told = {"unit": result.units.name[i], "change": difference_cell(most, words)}
            named = words.t("summary.loses", tag=_tags(shown, words)[k], **told)
    return named


def _support(shown: Comparison, words: Words) -> str:
    """Of the plans that are compared with another figure; that differences are exact, where the printed
    figures do not make them.
    """
    listed, apart, marks = [], False, _tags(shown, words)
    for k in _others(shown):
        was, now = shown.at(shown.basis(k)).support, shown.at(shown.results[k]).support
        change = difference_cell(now - was, words, (now - was) / was if was else None)
        told = {"tag": marks[k], "before": was, "after": now, "change": change}
        slight = words.numbers.slight(now - was)
        key = "same" if now == was else "little" if slight else "of"
        listed.append(words.t(f"summary.support_{key}", **told))
        apart |= not slight and parted(words.numbers, was, now)
    rounding = words.t("summary.rounding") if apart else ""
    about = {"unit": words.numbers.unit_name(), "basis": _basis(shown, words), "rounding": rounding}
    return words.t("summary.support", list="; ".join(listed), loses=_loses(shown, words), **about)


def _deficits(shown: Comparison, words: Words) -> str:
    listed, deeper, hard = [], [], []
    for k, tag in enumerate(_tags(shown, words)):
        if n := len(hard_roadmaps(shown.results[k], shown.year)):
            hard.append(words.t("summary.years_of", tag=tag, years=words.numbers.count(n)))
        years = worse_years(shown.results[k])["deeper"]
        said = spans(years, words, "summary.span") if years else words.numbers.count(0)
        deeper.append(words.t("summary.years_of", tag=tag, years=said))
        was, now = shown.at(shown.basis(k)).deficit_units, shown.at(shown.results[k]).deficit_units
        key = "summary.deficits_basis" if k == shown.baseline else "summary.deficits_of"
        listed.append(words.t(key, tag=tag, before=was, after=now))
    told = {"list": "; ".join(listed), "deeper": "; ".join(deeper)}
    # who is asked for more than is plausible, of the plans that ask it
    told["hard"] = words.t("summary.hard", list="; ".join(hard)) if hard else ""
    return words.t("summary.deficits", basis=_basis(shown, words), **told)


def _norm(shown: Comparison, words: Words) -> str:
    norm, below, marks = [], [], _tags(shown, words)
    for k, tag in enumerate(marks):
        now, was = shown.at(shown.results[k]), shown.at(shown.basis(k)).norm_gap
        key = "summary.norm_basis" if k == shown.baseline else "summary.norm_of"
        told = {"at": now.schools_at_norm, "of": now.schools_with_norm, "before": was, "after": now.norm_gap}
        norm.append(words.t(key, tag=tag, **told))
        years = worse_years(shown.results[k])["statutory_missed"]
        which = spans(years, words, "summary.span") if years else words.t("summary.years_none")
        below.append(words.t("summary.years_of", tag=tag, years=which))
    apart = words.t("summary.norms_apart") if shown.norms_apart else ""
    said = words.t("summary.norm", unit=words.numbers.unit_name(), list="; ".join(norm), apart=apart)
    lines = [said] if shown.at(shown.results[0]).schools_with_norm else []
    return " ".join([*lines, words.t("summary.below", list="; ".join(below))])
