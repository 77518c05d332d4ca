"""Rủi ro, mức giảm và quy định đòi giảm chi bằng lời, the same on slides, in submission and minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from budget.report.law_words import source_words
from budget.report.words import Words

FEW = 10
"""Units below the legal minimum that are all named; of more only the first is."""


def risk_sentences(found: Mapping[str, Mapping[str, Any]], words: Words, most: int = 0) -> list[str]:
    """Các rủi ro của một năm, a sentence a kind: `found` as `budget.risks.risks` gives it.

    The units below the legal minimum are named with what each lacks, the law with its rate; up to `most` of
    those whose roadmap asks too much are named with the revenue that they must find.
    """
    said = []
    for kind, risk in found.items():
        told = {"n": risk["n"], "amount": risk.get("amount", 0)}
        if kind == "statutory_missed":
            told |= {"rate": Decimal(risk["rate"]), "source": source_words(_lowered(risk["source"]), words)}
        line = words.t(f"deck.risk_{kind}", **told)
        named = _named(kind, risk, words, most)
        said.append(f"{line.removesuffix('.')}: {named}." if named else line)
    return said


def years_said(found: Mapping[str, Mapping[int, int]], words: Words) -> str:
    """Câu về rủi ro của các năm khác, `found` as `budget.risks.other_years` gives it: how many in which
    years, years in a row that have equally many told as one span; "" for none.
    """
    listed = [
        words.t("deck.risk_in_years", what=words.t(f"deck.risk_short_{kind}"), years=_spans(years, words))
        for kind, years in found.items()
    ]
    return words.t("deck.risk_years", listed="; ".join(listed)) if listed else ""


def _spans(years: Mapping[int, int], words: Words) -> str:
    spans: list[tuple[int, int, int]] = []
    for year, n in years.items():
        if spans and spans[-1][1:] == (year - 1, n):
            spans[-1] = (spans[-1][0], year, n)
        else:
            spans.append((year, year, n))
    return ", ".join(
        words.t("deck.risk_span" if last > first else "deck.risk_year", first=first, last=last, n=n)
        for first, last, n in spans
    )


def level_said(level: Mapping[str, Any], year: int, words: Words) -> str:
    """Câu nói mức giảm là của cái gì, `level` as `budget.risks.level` gives it; "" where nothing is saved."""
    if not level:
        return ""
    told = {"share": level["of_base"] or 0, "of_quo": level["of_quo"] or 0, "n": level["units"]}
    # the record of a decision that was made before units cut were counted has no such number
    scope = "deck.level_scope_cut" if level.get("cut", told["n"]) != told["n"] else "deck.level_scope"
    told["scope"] = words.t(scope, n=told.pop("n"), cut=level.get("cut"))
    return words.t("deck.level", year=year, saved=level["saved"], base=level["base"], **told)


def required_said(required: Mapping[str, str], words: Words) -> str:
    """Câu nói quy định nào đòi giảm chi, `required` as `budget.risks.required` gives it; "" for none."""
    if not required:
        return ""
    return words.t(
        "deck.required", rate=Decimal(required["rate"]), source=source_words(required["source"], words)
    )


def minimum_said(minimum: Mapping[str, Any], year: int, words: Words) -> str:
    """Câu nói mức giảm tối thiểu của luật có đạt không, `minimum` as `budget.risks.minimum` gives it; "" for
    no such rule.
    """
    if not minimum:
        return ""
    key = "none" if not minimum["owe"] else "missed" if minimum["missed"] else "met"
    return words.t(
        f"deck.minimum_{key}",
        year=year,
        rate=Decimal(minimum["rate"]),
        owe=minimum["owe"],
        missed=minimum["missed"],
        met=minimum["owe"] - minimum["missed"],
    )


def _named(kind: str, risk: Mapping[str, Any], words: Words, most: int) -> str:
    if kind == "statutory_missed":
        most, key = (FEW if risk["n"] <= FEW else 1), "deck.risk_lacks"
    else:
        key = "deck.risk_must_find"
    listed: Sequence[Sequence[Any]] = risk.get("listed", ())[:most]
    names = [words.t(key, name=name, amount=amount) for name, amount in listed]
    if names and risk["n"] > len(names):
        names.append(words.t("deck.others", n=risk["n"] - len(names)))
    return "; ".join(names)


def _lowered(source: str) -> str:
    """The first letter small, within a sentence."""
    return source[:1].lower() + source[1:]
