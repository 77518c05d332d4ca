"""Tóm tắt so sánh: five sentences with the figures of a comparison, neutral, to be copied into a letter.

Every figure is read from the model's indicators; nothing is judged and nothing is left out for any scenario.
"""

from __future__ import annotations

from collections.abc import Callable

from budget.compare import extremes
from budget.report.reached import reached
from budget.report.words import Words
from budget.report.workbook_comparison import Comparison

NAMED = 2
"""Units that gain and that lose most, called by name."""


def summary(shown: Comparison, words: Words) -> tuple[str, ...]:
    """Năm câu tóm tắt: what is compared, what is cut and who pays, who gains and loses most, the schools'
    norm, the deficits.
    """
    names = [result.scenario.name for result in shown.results]
    found = [shown.at(result) for result in shown.results]
    others = [k for k in range(len(names)) if k != shown.baseline]
    first = found[0]

    def each(of: list[int], say: Callable[[int], str]) -> str:
        return "; ".join(say(k) for k in of)

    def support(k: int) -> str:
        change, basis = shown.change(k), shown.at(shown.basis(k)).support
        return words.t(
            "summary.support_of",
            name=names[k],
            saved=found[k].saved,
            released=found[k].released,
            cut=found[k].cut,
            amount=found[k].support,
            change=change,
            share=change / basis if basis else None,
        )

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
        words.t("summary.support", list=each(others, support), **about),
        words.t("summary.reach", list=each(others, reach), **about),
        words.t("summary.schools", list=each(everyone, schools), **about),
        words.t("summary.deficits", list=each(everyone, deficits), **about),
    )


def _basis(shown: Comparison, words: Words) -> str:
    if shown.baseline is None:
        return words.t("compare.status_quo")
    return words.t("compare.quoted", name=shown.results[shown.baseline].scenario.name)
