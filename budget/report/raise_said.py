"""Căn cứ của việc tăng kinh phí cho trường: the document of the office's norm, or that it has to name one."""

from __future__ import annotations

import numpy as np

from budget.norms import office_norm
from budget.report.words import Words
from budget.simulate import Result


def raise_ground_said(result: Result, year: int, words: Words) -> str:
    """Căn cứ tăng cho trường trong năm: the documents of the norms that the office has entered for the kinds
    of schools given more; for kinds without one that the law known here has no article of it, and that the
    office names its own. "" where no school is given anything.

    Law: OFFICE_NORM.
    """
    given = result.units.school & (result["increase"][:, result.year(year)] > 0)
    kinds = list(dict.fromkeys(result.units.kind[i] for i in np.flatnonzero(given).tolist()))
    if not kinds:
        return ""
    planned = {str(kind) for kind in result.scenario.norms}
    found = [None if kind in planned else office_norm(kind, result.law, year) for kind in kinds]
    sources = list(dict.fromkeys(value.source for value in found if value))
    if not sources:
        return words.t("memo.raise_open")
    named = words.t("memo.raise_norm", sources=words.list(sources))
    return named if all(found) else f"{named} {words.t('memo.raise_rest')}"
