"""Đơn vị được miễn mức giảm tối thiểu mà phương án vẫn giảm, hoặc còn mức của các năm trước, bằng lời."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from budget.planning import given_up, legal_minimum, owing, still_owed
from budget.report.law_words import source_of
from budget.report.risk_words import year_spans
from budget.report.words import Words
from budget.simulate import Result


def spared_ground(result: Result, year: int, words: Words) -> str:
    """Vì sao đơn vị nhóm 3 được miễn trong năm, with the document.

    Law: exemption.
    """
    law = result.law
    why = f"reductions.spared_{law.text('exemption', year).replace(' ', '_')}"
    return words.t(
        "reductions.by_ground", why=words.t(why), source=source_of(law.at("exemption", year), words, year)
    )


def spared_said(result: Result, year: int, i: int, words: Words) -> str:
    """Câu nói đơn vị i được miễn trong năm, by its kind or by what it declares, and what of the cut the law
    does not ask: it still counts the years before, cumulated; "" for one that is not spared, or of which
    nothing is cut.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    least = legal_minimum(result, year)
    if not least.spared[i] or (gone := int(given_up(result, year)[i])) <= 0:
        return ""
    asked = int(least.by_unit[i])
    key = "free" if not asked else "held" if gone <= asked else "beyond"
    told = {"money": gone, "least": asked, "beyond": gone - asked}
    what = words.t(f"explain.spared_{key}", years=_asked_before(result, year, i), **told)
    return words.t(
        "explain.spared_declared" if _declared(result, year, i) else "explain.spared",
        why=spared_ground(result, year, words),
        year=year,
        what=what,
    )


def _declared(result: Result, year: int, i: int) -> bool:
    """Được miễn theo khai báo của đơn vị i, and not by its kind."""
    return result.units.kind[i] not in result.law.names("essential_kinds", year)


def spared_cut(result: Result, year: int, units: Sequence[int], words: Words) -> list[str]:
    """Các đơn vị (vị trí) được miễn trong năm mà phương án vẫn giảm, by what they declare, or though what the
    law asks of them is that of the years before: a sentence each, in the order of these units.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    least, cut = legal_minimum(result, year), given_up(result, year)
    found = []
    for i in units:
        declared, asked = _declared(result, year, i), int(least.by_unit[i])
        if not least.spared[i] or cut[i] <= 0 or not (declared or asked):
            continue
        # what the law asks of the years before may be but part of what is cut
        part = {"asked": asked, "years": _asked_before(result, year, i) if asked else ""}
        how = "spared_part" if asked < cut[i] else "spared_before"
        before = words.t(f"meeting.{how}", **part) if asked else ""
        key = "meeting.spared_cut" if declared else "meeting.spared_cut_kind"
        told = {"name": result.units.name[i], "year": year, "cut": int(cut[i])}
        found.append(words.t(key, before=before, **told))
    return found


def _asked_before(result: Result, year: int, i: int) -> str:
    """Các năm trước mà luật buộc đơn vị i giảm."""
    return year_spans([y for y in result.years if y < year and i in owing(result, y)])


def spared_owing(result: Result, year: int, words: Words) -> dict[int, str]:
    """Đơn vị được miễn trong năm mà còn mức tối thiểu của các năm trước chưa giảm: by position a sentence of
    which years and how much, the most first.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    least = legal_minimum(result, year)
    left = still_owed(result, year, least) * least.spared
    found = np.flatnonzero(left)[np.argsort(-left[left > 0], kind="stable")].tolist()
    return {
        i: words.t(
            "meeting.kept_owing",
            name=result.units.name[i],
            year=year,
            years=_asked_before(result, year, i),
            owed=int(left[i]),
        )
        for i in found
    }
