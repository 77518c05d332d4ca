"""Mức giảm tối thiểu của luật có đạt không: of the year, of other years, who is spared, and cumulated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from budget.report.law_words import rule_words
from budget.report.risk_words import and_others, first_of, named_of, year_spans
from budget.report.words import Words

NO_KEYS: Mapping[str, str] = {}

Part = tuple[str, int, int, int]
"""A unit with all that is cut of it, how much of this is the minimum of years before, and what the
roadmap takes, đồng.
"""


def minimum_said(
    minimum: Mapping[str, Any], year: int, words: Words, *, above: bool = False, below: str = ""
) -> list[str]:
    """Các câu nói mức giảm tối thiểu của luật có đạt không, of the year, the other years (counted where none
    is listed), who is spared, and cumulated: `minimum` as `budget.risks.minimum` gives it; `above`: where
    section I of the paper has told by what it is tested; `below`: in place of the names of who falls short
    cumulated; nothing for no such rule.
    """
    if not minimum:
        return []
    key = "none" if not minimum["owe"] else "missed" if minimum["missed"] else "met"
    said = words.t(
        f"memo.minimum_{key}" if above and minimum["owe"] else f"deck.minimum_{key}",
        year=year,
        rate=Decimal(minimum["rate"]),
        owe=minimum["owe"],
        missed=minimum["missed"],
        met=minimum["owe"] - minimum["missed"],
        listed=and_others(
            [name for name, _ in minimum["listed"][: first_of(minimum["missed"])]], minimum["missed"], words
        ),
    )
    if minimum["tested"]:
        said += " " + words.t(
            "deck.minimum_tested", before=year - 1, year=year, listed=_tested(minimum["tested"], words)
        )
    told, other = [said], minimum["other"]
    if other:
        names = [
            words.t("deck.below_unit", name=name, years=year_spans([y for y, _ in lacks]))
            for name, lacks in other["listed"][: first_of(other["n"])]
        ]
        key = "deck.minimum_other" if names else "memo.minimum_other"
        told.append(words.t(key, n=other["n"], listed=and_others(names, other["n"], words)))
    told += spared_said(minimum, year, words)
    together = minimum["cumulated"]
    if together["owe"]:
        key = "deck.minimum_short" if together["n"] else "deck.minimum_even"
        listed = below or named_of("statutory_missed", together, words, first_of(together["n"]))
        counts = {name: together[name] for name in ("base", "owe", "n")}
        told.append(words.t(key, year=year, listed=listed, **counts))
    if together["given"]:
        told.append(words.t("deck.minimum_given", year=year, listed=given_said(together["given"], words)))
    return told


def _tested(tested: Sequence[tuple[str, int, int]], words: Words) -> str:
    """The figures by which each unit meets the minimum or misses it; of one that keeps no support, that."""
    return "; ".join(
        words.t(
            "deck.minimum_tested_unit" if now else "deck.minimum_tested_none",
            name=name,
            before=before,
            now=now,
            share=now / before - 1 if before else 0,
        )
        for name, before, now in tested
    )


def spared_said(minimum: Mapping[str, Any], year: int, words: Words) -> list[str]:
    """Câu về đơn vị được miễn trong năm; those that only the data mark so are told apart, and whom of them
    the plan cuts, by what.
    """
    spared, declared = minimum["spared"], minimum["declared"]
    who = [
        words.t(f"deck.minimum_{by}", listed=and_others(list(of[: first_of(len(of))]), len(of), words))
        for by, of in (("by_kind", spared), ("declared", declared))
        if of
    ]
    told = {"n": len(spared) + len(declared), "but": rule_words(minimum["but"], words)}
    said = [words.t("deck.minimum_spared", year=year, who=" ".join(who), **told)] if who else []
    if exempt := minimum["exempt"]:
        told["n"] = len(exempt)
        listed = and_others(list(exempt[: first_of(len(exempt))]), len(exempt), words)
        reading = words.t("deck.minimum_reading") if minimum.get("reading") else ""
        said.append(words.t("deck.minimum_exempt", year=year, listed=listed, reading=reading, **told))
    return [*said, *filter(None, [_beyond(minimum.get("beyond", ()), year, words)])]


def _beyond(cut: Sequence[Sequence[Any]], year: int, words: Words) -> str:
    """Câu về đơn vị được miễn mà phương án vẫn giảm: first those that owe by law for the years before, then
    the others, each with all that is cut, the most first; "" for none.
    """
    # a record of before does not tell the minimum apart, or not what the roadmap takes of it
    parts = [
        (name, gone + more + sum(owed[:1]), sum(owed[:1]), owed[1] if len(owed) > 1 else gone)
        for name, gone, more, *owed in cut
    ]
    told = {"year": year}
    said = []
    if before := [one for one in parts if one[2]]:
        said.append(
            words.t("deck.minimum_beyond_before", listed=_cut(before, words), **told, way=_way(before, words))
        )
    if own := [one for one in parts if not one[2]]:
        said.append(words.t("deck.minimum_beyond", listed=_cut(own, words), **told, way=_way(own, words)))
    return " ".join(said)


def _way(parts: Sequence[Part], words: Words) -> str:
    """Theo lộ trình, biện pháp hay cả hai."""
    by = {
        "roadmap": any(road for *_, road in parts),
        "measures": any(amount > road for _, amount, _, road in parts),
    }
    return words.list([words.t(f"deck.minimum_by_{one}") for one, holds in by.items() if holds])


def _cut(parts: Sequence[Part], words: Words) -> str:
    order = sorted(parts, key=lambda one: -one[1])
    named = [
        words.t(
            f"deck.minimum_beyond_{'unit' if not before else 'part' if before < amount else 'all'}",
            name=name,
            amount=amount,
            before=before,
        )
        for name, amount, before, *_ in order[: first_of(len(order))]
    ]
    return and_others(named, len(parts), words)


def given_said(
    given: Sequence[Sequence[Any]],
    words: Words,
    key: str = "deck.given_unit",
    apart: Mapping[str, str] = NO_KEYS,
) -> str:
    """Đơn vị được cấp thêm không ít hơn số giảm, with both amounts: `given` as `budget.risks.given_back`;
    `apart`: of units, by name, of which another sentence than `key` tells.
    """
    named = [
        words.t(apart.get(name, key), name=name, cut=cut, given=more)
        for name, cut, more in given[: first_of(len(given))]
    ]
    return and_others(named, len(given), words)
