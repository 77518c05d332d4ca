"""Căn cứ, giả định và ô gốc của một số liệu ở mức đầu: what a figure rests on, to read without opening
anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape

from budget.explain_rests import Rests
from budget.explain_terms import Term
from budget.law_review import applied
from budget.law_values import LawValue
from budget.report.ground import Origin, Saved, assumption_value, edited_on
from budget.report.law_words import mark_words, source_of, title_words, value_words
from budget.report.words import Words
from budget.simulate import Result

SHOWN = 5
"""Lines that stand open; the rest is one click away."""

NORMS = "norms."
"""Assumptions of a plan that stand in place of a decision of the office, with no document declared."""


@dataclass(frozen=True, slots=True)
class Basis:
    """Một căn cứ: a value of a parameter of the law; `year` is that in which it counts, None where that is
    the year of the page.
    """

    parameter: str
    title: str
    value: str
    year: int | None
    source: str
    mark: str
    about_mark: str
    unconfirmed: bool
    held: LawValue


def bases(rests: Rests, result: Result, words: Words, year: int) -> list[Basis]:
    """Các căn cứ in their order; two years of the same value are one line."""
    found = []
    for name, years in rests.law:
        parameter = result.law.parameter(name)
        seen = set()
        for of in years:
            other = None if of == year else of
            for value in applied(result.law, name, of):
                source = source_of(value, words, of)
                if (value, source) not in seen:
                    seen.add((value, source))
                    said = value_words(parameter, value, words)
                    title, mark = title_words(parameter, words), mark_words(value, words, of)
                    sure = value.mark_in(of)
                    about = words.t(f"law.mark_note.{sure}")
                    found.append(Basis(name, title, said, other, source, mark, about, sure == "M", value))
    return found


def assumed(rests: Rests, result: Result, words: Words, origin: Origin) -> dict[str, str]:
    """Các giả định, each once, with who set it; the default where the scenario does not say."""
    found: dict[str, str] = {}
    for term in rests.assumptions:
        value, given = assumption_value(term, result, words)
        setter = origin.setter(term.assumption) if given else None
        who = words.t("explain.rests_given" if given else "explain.rests_default")
        if setter is not None:
            author = setter.author or words.t("explain.nobody")
            told = {"author": author, "number": setter.number, "at": setter.at, "plan": setter.of}
            who = words.t(f"explain.rests_{_how(setter)}", **told)
        if term.assumption.startswith(NORMS):
            who = words.t("explain.rests_norm", who=who)
        found.setdefault(value, who)
    return found


def _how(setter: Saved) -> str:
    if setter.of:
        return "copied"
    return "set" if setter.number else "tried" if setter.at else "varied"


def cells(columns: Sequence[Term], words: Words, origin: Origin) -> list[str]:
    """Các ô gốc: the cells of one sheet in one sentence, what one person typed by hand on one day for one
    reason in another.
    """
    sheets: dict[tuple[str, str], list[str]] = {}
    by_hand: dict[tuple[str, date, str], list[str]] = {}
    without = []
    for term in columns:
        name, source = words.column(term.column), origin.sources.get(term.column)
        if source is None:
            without.append(name)
        elif source.by or source.why:
            who = source.by or words.t("explain.nobody")
            by_hand.setdefault((who, edited_on(source), source.why), []).append(name)
        else:
            cell = words.t("explain.rests_cell", column=name, cell=source.cell)
            sheets.setdefault((source.file, source.sheet), []).append(cell)
    found = []
    for (file, sheet), listed in sheets.items():
        key = "rests_cells" if sheet else "rests_line"  # text files have no sheets
        found.append(words.t(f"explain.{key}", file=file, sheet=sheet, cells="; ".join(listed)))
    for (who, at, why), names in by_hand.items():
        told = {"by": who, "at": at, "why": why}
        found.append(words.t("explain.source_edit", column="; ".join(names), **told))
    if without:
        none = "explain.rests_sample" if origin.sample else "explain.rests_none"
        found.append(words.t(none, columns="; ".join(without)))
    return found


@dataclass
class RestsPage:
    """Phần căn cứ của một trang: a parameter of the law that stands under one figure is only named under the
    next ones.

    `link` leads from a parameter to its place on the page of the law.
    """

    result: Result
    words: Words
    year: int
    origin: Origin
    link: Callable[[str], str]
    told: dict[str, str] = field(default_factory=dict)
    marks: set[str] = field(default_factory=set)

    def to_html(self, rests: Rests) -> str:
        """Căn cứ, giả định, ô gốc của một số liệu; what it does not have is left out."""
        every = bases(rests, self.result, self.words, self.year)
        new = [basis for basis in every if basis.parameter not in self.told]
        above = {basis.parameter: basis.title for basis in every if basis.parameter in self.told}
        rows = [self._row(basis, new[k - 1] if k else None) for k, basis in enumerate(new)]
        if above:
            names = self.words.t("explain.rests_told", names=", ".join(above.values()))
            rows.insert(min(len(rows), SHOWN), f'<p class="told">{escape(names)}</p>')
        self.told |= {basis.parameter: basis.title for basis in new}
        said = assumed(rests, self.result, self.words, self.origin)
        sections = (
            ("law", len(every), rows, self._marks(new)),
            ("assumption", len(said), _assumptions(said), ""),
            ("source", 0, _sentences(cells(rests.columns, self.words, self.origin)), ""),
        )
        body = "".join(self._section(kind, n, lines, foot) for kind, n, lines, foot in sections if lines)
        return f'<div class="rests">{body}</div>' if body else ""

    def _marks(self, shown: list[Basis]) -> str:
        """What the marks mean, each once a page."""
        marks = dict.fromkeys(basis.about_mark for basis in shown if basis.about_mark not in self.marks)
        self.marks |= marks.keys()
        return f'<p class="told">{escape(" ".join(marks))}</p>' if marks else ""

    def _section(self, kind: str, n: int, lines: list[str], foot: str) -> str:
        words = self.words
        count = f" <span>({escape(words.numbers.count(n))})</span>" if n > SHOWN else ""
        more = ""
        if hidden := lines[SHOWN:]:
            summary = escape(words.t("explain.rests_more", n=len(hidden)))
            more = f"<details><summary>{summary}</summary>{''.join(hidden)}</details>"
        head = f"<h3>{escape(words.t(f'explain.rests_{kind}'))}{count}</h3>"
        return f'<section class="{kind}">{head}<div>{"".join(lines[:SHOWN])}{more}{foot}</div></section>'

    def _row(self, basis: Basis, before: Basis | None) -> str:
        """One line; a second value of the same parameter does not name it again."""
        title, to = escape(basis.title), escape(self.link(basis.parameter))
        name = f'<a href="{to}" target="_self">{title}</a>'
        if before and before.parameter == basis.parameter:
            name = "<span></span>"
        value = basis.value
        if basis.year is not None:
            value = self.words.t("explain.value_of", year=basis.year, value=value)
        kind = ' class="unconfirmed"' if basis.unconfirmed else ""
        mark = f'<span{kind} title="{escape(basis.about_mark)}">{escape(basis.mark)}</span>'
        return (
            f'<div class="basis">{name}'
            f"<span>{escape(value)}</span><span>{escape(basis.source)}</span>{mark}</div>"
        )


def _assumptions(said: Mapping[str, str]) -> list[str]:
    """A line an assumption; who set it stands where it is somebody else than on the line above."""
    lines: list[str] = []
    before = ""
    for value, who in said.items():
        told = "" if who == before and len(lines) != SHOWN else who
        lines.append(f'<div class="assumed"><span>{escape(value)}</span><span>{escape(told)}</span></div>')
        before = who
    return lines


def _sentences(texts: list[str]) -> list[str]:
    return [f"<p>{escape(text)}</p>" for text in texts]
