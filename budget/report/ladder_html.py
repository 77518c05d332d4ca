"""Bậc thang trên trang: the printed lines as HTML, each of which opens to its own ladder, its law
and its source.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2s
from html import escape
from typing import Any

from budget.explain_terms import Term
from budget.report.ground import Ground
from budget.report.ladder import Ladder, Rung, ladder, units_ladder
from budget.report.words import Words

SIGNS = {
    "start": "",
    "plus": "+",
    "minus": "−",
    "times": "×",
    "divide": ":",
    "larger": "≥",
    "smaller": "≤",
    "basis": "·",
    "equals": "=",
}

Grounds = Callable[[Term], list[Ground]]


@dataclass
class LadderPage:
    """Một trang giải trình: what was explained above is not explained again below.

    `grounds` gives those of a term; `year` is the year that lines are of unless they say another; `names` of
    the units by code, and `unit` the way to the explanation of one (code, figure, year); `links` lead from a
    sum over all units, by its figure, to the units.
    """

    words: Words
    year: int
    grounds: Grounds
    names: Mapping[str, str]
    unit: Callable[[str, str, int], str]
    links: Mapping[str, str] = field(default_factory=dict)
    told: set[tuple[Any, ...]] = field(default_factory=set)

    def to_html(self, term: Term) -> str:
        """Bậc thang của một số liệu, its formula above and its grounds below."""
        place = self._here(term)
        return f'<div class="explained"{place}>{self._inside(term, fewest=1)}</div>'

    def _inside(self, term: Term, fewest: int = 2) -> str:
        """`fewest`: lines that are worth a ladder; below a line that shows the figure its own is not."""
        grounds = self.grounds(term)
        formula = [g for g in grounds if g.kind == "formula"]
        others = [g for g in grounds if g.kind != "formula"]
        return (
            self._grounds(formula)
            + self._rungs(ladder(term, self.words, self.year), fewest)
            + self._units(term)
            + self._grounds(others)
            + self._link(term)
        )

    def _units(self, term: Term) -> str:
        """The units of a sum, each leading to its own explanation."""
        steps = units_ladder(term, self.words, self.names)
        if steps is None:
            return ""
        return f'<div class="ladder units">{"".join(self._unit(rung) for rung in steps.rungs)}</div>'

    def _unit(self, rung: Rung) -> str:
        what, part = escape(rung.label), rung.term
        if part is not None and part.unit and part.year and rung.op != "equals":
            address = self.unit(part.unit, part.figure, part.year)
            what = f'<a href="{escape(address)}" target="_self">{what}</a>'
        kind = rung.op if part is not None else "rounding"
        return f'<div class="rung {kind}">{self._line(rung, what)}</div>'

    def _line(self, rung: Rung, what: str) -> str:
        word = self.words.t(f"explain.op.{rung.op}")
        return (
            f'<span class="op" title="{escape(word)}">{SIGNS[rung.op]}</span>'
            f'<span class="what">{what}</span>'
            f'<span class="amount">{escape(rung.printed)}</span>'
        )

    def _link(self, term: Term) -> str:
        if term.figure not in self.links:
            return ""
        text = escape(self.words.t("explain.each_unit"))
        return f'<p><a href="{escape(self.links[term.figure])}" target="_self">{text}</a></p>'

    def _rungs(self, steps: Ladder, fewest: int) -> str:
        lines = steps.rungs if len(steps.rungs) >= fewest else ()
        both = (("ladder", lines), ("ladder beside", steps.beside))
        return "".join(
            f'<div class="{of}">{"".join(self._rung(rung) for rung in rungs)}</div>'
            for of, rungs in both
            if rungs
        )

    def _rung(self, rung: Rung) -> str:
        words, line = self.words, self._line(rung, escape(rung.label))
        if rung.term is None:
            note = escape(words.t("explain.rounding_help"))
            return f'<div class="rung rounding" title="{note}">{line}</div>'
        if rung.op == "equals" or rung.term.how == "constant":
            return f'<div class="rung {rung.op}">{line}</div>'
        if _key(rung.term) in self.told and rung.term.terms:
            # the browser opens every line around the place that is gone to
            above = f'<a href="#{_place(rung.term)}" target="_self">{escape(words.t("explain.above"))}</a>'
            inside, place = f'<p class="formula">{above}</p>', ""
        else:
            place = self._here(rung.term)
            inside = self._inside(rung.term)
        if not inside:
            return f'<div class="rung {rung.op}">{line}</div>'
        mark = self._mark(rung.term)
        return (
            f'<details class="step"><summary class="rung {rung.op}"{place}>{line}{mark}</summary>'
            f'<div class="inside">{inside}</div></details>'
        )

    def _here(self, term: Term) -> str:
        """Marks the place where a term is first explained, if anything leads to it again."""
        if first := _key(term) not in self.told:
            self.told.add(_key(term))
        return f' id="{_place(term)}"' if first and term.terms else ""

    def _mark(self, term: Term) -> str:
        if not any(ground.unconfirmed for ground in self.grounds(term)):
            return ""
        return f'<span class="unconfirmed">{escape(self.words.t("explain.unconfirmed"))}</span>'

    def _grounds(self, grounds: list[Ground]) -> str:
        texts = []
        for ground in grounds:
            unsure = f' <span class="unconfirmed">{escape(ground.mark)}</span>' if ground.mark else ""
            texts.append(f'<p class="{ground.kind}">{escape(ground.text)}{unsure}</p>')
        return "".join(texts)


def _key(term: Term) -> tuple[Any, ...]:
    return (term.figure, term.unit, term.year, term.value, term.number, term.how)


def _place(term: Term) -> str:
    """Chỗ giải trình của một thành phần trên trang, to be gone to."""
    return f"line-{blake2s(repr(_key(term)).encode(), digest_size=8).hexdigest()}"
