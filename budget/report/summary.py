"""Tóm tắt so sánh: five sentences with the figures of a comparison, neutral, to be copied into a letter.

Every figure is read from the model's indicators; nothing is judged and nothing is left out for any scenario.
"""

from __future__ import annotations

from collections.abc import Callable

from budget.compare import extremes
from budget.report.reached import reached
from budget.report.risk_words import spans
from budget.report.words import Words
from budget.report.workbook_comparison import Comparison
from budget.risks import worse_years

NAMED = 2
"""Units that gain and that lose most, called by name."""


def summary(shown: Comparison, words: Words) -> tuple[str, ...]:
    """Năm câu tóm tắt: what is compared, what is cut and who pays, who gains and loses most, the schools'
    norm, the deficits with the years in which a plan makes them deeper or misses the law's minimum.

    All amounts stand in the chosen unit of measure, but for a change that it would hardly show. A sentence
    that tells of several plans has a line for each.
    """
    names = [result.scenario.name for result in shown.results]
    found = [shown.at(result) for result in shown.results]
    others = [k for k in range(len(names)) if k != shown.baseline]
    first = found[0]
    least = words.numbers.in_dong(words.numbers.step)

    def each(of: list[int], say: Callable[[int], str]) -> str:
        """One plan goes on in the sentence, of several each has a line."""
        return f" {say(of[0])}" if len(of) == 1 else "\n- " + ";\n- ".join(say(k) for k in of)

    def support(k: int) -> str:
        change, basis = shown.change(k), shown.at(shown.basis(k)).support
        told = words.t("summary.unchanged", basis=about["basis"])
        if change:
            share = words.numbers.percent_signed(change / basis) if basis else ""
            nothing = words.numbers.percent_signed(0)
            amount = words.t("summary.little" if abs(change) < least else "summary.moved", change=change)
            told = (
                amount
                if share in ("", nothing)
                else words.t("summary.moved_share", amount=amount, share=share)
            )
        return words.t(
            "summary.support_of",
            name=names[k],
            saved=found[k].saved,
            released=found[k].released,
            cut=found[k].cut,
            amount=found[k].support,
            change=told,
        )

    def adds(k: int) -> bool:
        """As printed, roadmap and measures make the reduction, and the change the support."""
        n, i, basis = words.numbers, found[k], shown.at(shown.basis(k)).support
        moved = shown.change(k)
        cut = n.in_steps(i.released) + n.in_steps(i.cut) == n.in_steps(i.saved)
        return cut and (abs(moved) < least or n.in_steps(basis) + n.in_steps(moved) == n.in_steps(i.support))

    def reach(k: int) -> str:
        said = words.t("summary.reach_of", name=names[k], reach=reached(shown.reach(k), words))
        before, after = shown.support(shown.basis(k)), shown.support(shown.results[k])
        up, down = extremes(before, after, NAMED)
        units = shown.results[k].units.name
        for way, which in (("down", down), ("up", up)):
            if which:
                listed = [
                    words.t("summary.unit", name=units[i], change=int(after[i] - before[i])) for i in which
                ]
                said += words.t(f"summary.most_{way}", units=words.list(listed))
        return said

    def schools(k: int) -> str:
        i = found[k]
        return words.t(
            "summary.schools_of",
            name=names[k],
            n=i.schools_at_norm,
            of=i.schools_with_norm,
            gap=i.norm_gap,
            pupils=i.pupils_below_norm,
        )

    def deficits(k: int) -> str:
        i = found[k]
        return words.t("summary.deficits_of", name=names[k], n=i.deficit_units, missing=-i.deficit)

    everyone = list(range(len(names)))
    about = {"year": shown.year, "basis": _basis(shown, words)}
    quos = [shown.at(quo).support for quo in shown.quos]
    rounding = "" if all(adds(k) for k in others) else "\n" + words.t("summary.rounding", least=least)
    what = "summary.scope_quo" if len(quos) == 1 else "summary.scope_quos"
    return (
        words.t(
            what,
            n=len(names),
            units=first.units,
            schools=first.schools,
            pupils=first.pupils,
            quo=quos[0],
            base=first.base_support,
            base_year=shown.results[0].years[0],
            **about,
        ),
        words.t("summary.support", list=each(others, support), **about) + rounding,
        words.t("summary.reach", list=each(others, reach), **about),
        words.t("summary.schools", list=each(everyone, schools), **about),
        words.t("summary.deficits", list=each(everyone, deficits), **about) + _worse(shown, names, words),
    )


def _worse(shown: Comparison, names: list[str], words: Words) -> str:
    """Các năm có đơn vị thiếu thêm, hoặc giảm chưa đủ mức tối thiểu của luật: of every plan, where one
    has such a year; else "".
    """
    found = [worse_years(result) for result in shown.results]
    said = ""
    for kind in found[0]:
        if any(one[kind] for one in found):
            listed = [
                words.t(
                    "summary.years_of",
                    name=name,
                    years=spans(one[kind], words) if one[kind] else words.t("summary.years_none"),
                )
                for name, one in zip(names, found, strict=True)
            ]
            said += "\n" + words.t(f"summary.{kind}", list="; ".join(listed))
    return said


def _basis(shown: Comparison, words: Words) -> str:
    if shown.baseline is None:
        return words.t("compare.status_quo")
    return words.t("compare.quoted", name=shown.results[shown.baseline].scenario.name)
