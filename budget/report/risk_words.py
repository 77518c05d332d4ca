"""Rủi ro bằng lời: a sentence a kind, with the units that matter by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

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
            told |= {"rate": Decimal(risk["rate"]), "source": _lowered(risk["source"])}
        line = words.t(f"deck.risk_{kind}", **told)
        named = _named(kind, risk, words, most)
        said.append(f"{line.removesuffix('.')}: {named}." if named else line)
    return said


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
