"""Căn cứ của việc tăng kinh phí cho trường: the document of the office's norm, or that it has to name one."""

from __future__ import annotations

import numpy as np

from budget.law import LawValue
from budget.norms import office_norm
from budget.report.words import Words
from budget.simulate import Result


def ungrounded(result: Result, year: int) -> list[str]:
    """Loại trường được tăng trong năm mà căn cứ để trống trong tờ trình."""
    return [kind for kind, value in _norms(result, year).items() if value is None]


def _norms(result: Result, year: int) -> dict[str, LawValue | None]:
    """Each kind of schools given more, with the norm of the office that the plan takes for it, if any."""
    given = result.units.school & (result["increase"][:, result.year(year)] > 0)
    kinds = dict.fromkeys(result.units.kind[i] for i in np.flatnonzero(given).tolist())
    planned = {str(kind) for kind in result.scenario.norms}
    return {kind: None if kind in planned else office_norm(kind, result.law, year) for kind in kinds}


def raise_ground_said(result: Result, year: int, words: Words) -> str:
    """Căn cứ tăng cho trường trong năm: the documents of the norms that the office has entered for the kinds
    of schools given more; for kinds without one that the law known here has no article of it, and that the
    office names its own. "" where no school is given anything.

    Law: OFFICE_NORM.
    """
    found = _norms(result, year)
    if not found:
        return ""
    sources = list(dict.fromkeys(value.source for value in found.values() if value))
    if not sources:
        return words.t("memo.raise_open")
    named = words.t("memo.raise_norm", sources=words.list(sources))
    return named if all(found.values()) else f"{named} {words.t('memo.raise_rest')}"
