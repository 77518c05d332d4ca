"""Căn cứ dưới các số liệu của trang giải trình: found once, with the way to the page of the law and back."""

from __future__ import annotations

from urllib.parse import urlencode

import numpy as np

from budget.explain_rests import Rests, rests
from budget.explain_terms import Term
from budget.report.ground import Origin
from budget.report.rests import RestsPage
from budget.simulate import Result
from pages.shared import cached, frame, state


def page(result: Result, year: int, where: Origin, back: str) -> RestsPage:
    """Phần căn cứ của một trang; `back` is the address that the page of the law offers to return to."""
    base = state.link("law", view="time")

    def law(parameter: str) -> str:
        return f"{base}&{urlencode({'parameter': parameter, frame.BACK: back})}"

    return RestsPage(result, state.words(), year, where, law)


def of(result: Result, term: Term) -> Rests:
    """Những gì một số liệu dựa vào, of a unit or of the units that it is told for."""
    units = np.packbits(term.each.which).tobytes() if term.each else b""
    key = (result.fingerprint, term.figure, term.unit, term.year, units)
    return cached.derived("rests", key, lambda: rests(result, term))
