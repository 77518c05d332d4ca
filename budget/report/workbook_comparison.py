"""Nội dung so sánh: the scenarios of one workbook, their status quo, and what each is compared with."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from budget.compare import Band, bands, status_quo_of
from budget.indicators import Indicators, Reach, indicators, reach
from budget.money import Array, whole
from budget.report.conclusion import Agreed
from budget.report.words import Words
from budget.simulate import Result

LONGEST_MARK, LONGEST_SHORT = 6, 18
"""Letters of the mark before a name, such as "A" or "PA 1", and of a name short enough to stand for one."""

MOST = 6
"""Scenarios that one workbook compares."""

AgreedOn = tuple[int, Agreed] | None
"""The place of the plan that was decided on, and how; None for none."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """So sánh một đến sáu phương án trong một năm.

    `quos` are the different status quos of the scenarios (one where they share what its money depends on);
    `quo_of` gives each scenario its own. `normed`, `normed_of`: the same where other norms make another one,
    for what is measured by the norm. `baseline` is the scenario that all are compared with; None: each with
    its status quo.
    """

    results: tuple[Result, ...]
    year: int
    baseline: int | None
    quos: tuple[Result, ...]
    quo_of: tuple[int, ...]
    normed: tuple[Result, ...]
    normed_of: tuple[int, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """Các năm that at least one scenario reaches."""
        return max((result.years for result in self.results), key=len)

    @property
    def fingerprint(self) -> str:
        """Dấu vân tay của cả bảng so sánh: of one scenario its own, else 16 hex digits over all of them."""
        marks = [result.fingerprint for result in self.results]
        if len(marks) == 1:
            return marks[0]
        parts = f"{self.year} {self.baseline} {' '.join(marks)}"
        return hashlib.sha256(parts.encode()).hexdigest()[:16]

    @property
    def largest(self) -> int:
        """Số tiền lớn nhất of the sheets for readers, đồng: a total of spending or support of any year."""
        amounts = [
            abs(result[figure]).sum(axis=0).max(initial=0.0)
            for result in (*self.quos, *self.results)
            for figure in ("spending", "own_revenue", "support", "status_quo", "norm")
        ]
        return int(max(amounts))

    def basis(self, k: int) -> Result:
        """Căn cứ so sánh của phương án thứ k: its status quo, or the scenario that all are compared with."""
        return self.quo(k) if self.baseline is None else self.results[self.baseline]

    def quo(self, k: int) -> Result:
        """Hiện trạng của phương án thứ k, by the norms of that plan."""
        return self.normed[self.normed_of[k]]

    def at(self, result: Result) -> Indicators:
        """Chỉ tiêu của năm so sánh, worked out once for each result."""
        if result not in self._found:
            self._found[result] = indicators(result, self.year)
        return self._found[result]

    @cached_property
    def _found(self) -> dict[Result, Indicators]:
        return {}

    def support(self, result: Result) -> Array:
        """Kinh phí của từng đơn vị trong năm so sánh (n,), whole đồng."""
        return whole(result["support"][:, result.year(self.year)])

    def change(self, k: int) -> int:
        """Chênh lệch tổng kinh phí của phương án thứ k so với căn cứ của nó trong năm so sánh, đồng."""
        return self.at(self.results[k]).support - self.at(self.basis(k)).support

    @property
    def own(self) -> bool:
        """Mỗi phương án so với hiện trạng riêng, as their assumptions differ."""
        return self.baseline is None and len(self.quos) > 1

    @property
    def norms_apart(self) -> bool:
        """Định mức khác nhau trên cùng hiện trạng: no one figure by the norm is that of the status quo."""
        return len(self.normed) > len(self.quos)

    def mixed(self, k: int, *, by_norm: bool = False) -> bool:
        """Chênh lệch so với phương án căn cứ gồm cả phần do giả định: it is on other assumptions, or, of a
        figure `by_norm`, measured by another norm.
        """
        of = self.normed_of if by_norm else self.quo_of
        return self.baseline is not None and of[k] != of[self.baseline]

    def assumed(self, k: int) -> int:
        """Phần chênh lệch do giả định, đồng: how far the status quo of the kth plan is from that of its
        basis.
        """
        if self.baseline is None:
            return 0
        own, other = (self.quos[self.quo_of[n]] for n in (k, self.baseline))
        return self.at(own).support - self.at(other).support

    @property
    def quos_apart(self) -> int:
        """Các hiện trạng chênh nhau nhiều nhất bao nhiêu, đồng."""
        supports = [self.at(quo).support for quo in self.quos]
        return max(supports) - min(supports)

    def odd(self, years: Collection[int] | None = None) -> int:
        """Chênh lệch lớn nhất của một phương án so với căn cứ trong các năm (None: all), đồng, unsigned."""
        moved = (one for k in range(len(self.results)) for one in self.changes(k))
        return max((abs(by) for year, by in moved if years is None or year in years), default=0)

    def changes(self, k: int) -> list[tuple[int, int]]:
        """Chênh lệch từng năm (year, đồng) of all years that both reach."""
        own, basis = self.results[k], self.basis(k)
        both = zip(own.totals["support"].tolist(), basis.totals["support"].tolist(), strict=False)
        return [(year, int(a - b)) for year, (a, b) in zip(own.years, both, strict=False)]

    def in_all(self, k: int) -> int | None:
        """Chênh lệch cộng các năm sau năm gốc, đồng; None where the plan or its basis ends earlier."""
        moved, years = dict(self.changes(k)), self.years[1:]
        return sum(moved[year] for year in years) if years and set(years) <= set(moved) else None

    def reach(self, k: int) -> Reach:
        """Phạm vi tác động của phương án thứ k so với căn cứ của nó."""
        return reach(self.support(self.basis(k)), self.support(self.results[k]), self._pupils(k))

    def bands(self, k: int) -> tuple[Band, ...]:
        """Được và mất của phương án thứ k so với căn cứ của nó."""
        return bands(self.support(self.basis(k)), self.support(self.results[k]), self._pupils(k))

    def _pupils(self, k: int) -> Array:
        result = self.results[k]
        return whole(result["pupils"][:, result.year(self.year)])


def comparison(results: Sequence[Result], year: int | None = None, baseline: int | None = None) -> Comparison:
    """Lập bảng so sánh. `year` None: the last that all scenarios reach; `baseline` a position in `results`
    or None.

    Raises ValueError: no scenario or more than six, one that was not computed, one on other data, a year or
    baseline that is not there.
    """
    if not 1 <= len(results) <= MOST:
        raise ValueError(f"{len(results)} scenarios; a workbook compares 1 to {MOST}")
    for result in results:
        if not result.computed:
            raise ValueError(f"scenario {result.scenario.name!r} was not computed; leave it out")
        if result.units.fingerprint != results[0].units.fingerprint:
            raise ValueError(
                f"scenario {result.scenario.name!r} stands on other data; compute all on the same"
            )
    last = min(result.years[-1] for result in results)
    chosen = last if year is None else year
    if not results[0].years[0] <= chosen <= last:
        raise ValueError(f"year {chosen}; all scenarios reach {results[0].years[0]} to {last}")
    if baseline is not None and not 0 <= baseline < len(results):
        raise ValueError(f"baseline {baseline}; there are scenarios 0 to {len(results) - 1}")
    own = [status_quo_of(result.units, result.scenario, result.law) for result in results]
    return Comparison(
        tuple(results), chosen, baseline, *_different(own, norms=False), *_different(own, norms=True)
    )


def _different(own: Sequence[Result], *, norms: bool) -> tuple[tuple[Result, ...], tuple[int, ...]]:
    """The different status quos in the order of their first scenario, each to its farthest horizon. Their
    money does not depend on the norms: another norm makes another one only by `norms`.
    """
    same: dict[str, object] = {"name": "-", "author": "", "note": "", "horizon": None}
    same |= {} if norms else {"norms": {}}
    keys = [quo.scenario.model_copy(update=same).canonical + quo.law.fingerprint for quo in own]
    order = list(dict.fromkeys(keys))
    longest = [
        max((quo for quo, k in zip(own, keys, strict=True) if k == key), key=lambda r: len(r.years))
        for key in order
    ]
    return tuple(longest), tuple(order.index(key) for key in keys)


def basis_name(shown: Comparison, k: int, words: Words) -> str:
    """Tên căn cứ so sánh: "hiện trạng 2025" or the name of a scenario."""
    if shown.baseline is None:
        return words.t("workbook.status_quo_of_year", year=shown.year)
    return shown.results[shown.baseline].scenario.name


def decided_line(shown: Comparison, decided: AgreedOn, words: Words) -> str:
    """Câu về phương án đã chốt, for the head of a sheet, and of which the meeting made it; "" where none was
    decided on.
    """
    if decided is None:
        return ""
    place, agreed = decided
    result, at = shown.results[place], agreed.at
    said = words.t("memo.decided", name=result.scenario.name, day=at.date(), number="")
    origin = " ".join(agreed.origin.split())
    born = words.t("conclusion.born_book", origin=origin) if origin else ""
    return f"{said} {born}".rstrip()


def quo_name(shown: Comparison, place: int, words: Words, *, by_norm: bool = False) -> str:
    """Tên cột hiện trạng; where scenarios do not share one, with the name of the first that it belongs to."""
    of = shown.normed_of if by_norm else shown.quo_of
    if not any(of):
        return words.t("app.status_quo")
    key = "workbook.status_quo_norm" if by_norm and shown.norms_apart else "workbook.status_quo_of"
    return words.t(key, name=shown.results[of.index(place)].scenario.name)


def marks(names: Sequence[str]) -> list[str]:
    """Ký hiệu mà tên phương án bắt đầu bằng: "A" of "A. Giữ nguyên", "B2" for a second B; "" where a name
    begins with none.
    """
    heads = [name.replace(":", ".").split(".")[0].strip() for name in names]
    own = [head if 0 < len(head) <= LONGEST_MARK else "" for head in heads]
    found: list[str] = []
    for mark in own:
        # a second B is not called as another plan calls itself
        again = (f"{mark}{n}" for n in count(2) if f"{mark}{n}" not in {*own, *found})
        found.append(next(again) if mark and mark in found else mark)
    return found


def tags(names: Sequence[str], words: Words) -> tuple[str, ...]:
    """Ký hiệu ngắn của từng phương án, on screen and on slides: the mark that its name begins with. Those
    without one go all by their names, where these are short and differ, else all by number ("PA 2"): a name
    beside a number would leave open which plan is the second.
    """
    found = marks(names)
    rest = [name for name, mark in zip(names, found, strict=True) if not mark]
    short = len({*rest}) == len(rest) and all(len(name) <= LONGEST_SHORT for name in rest)
    pairs = enumerate(zip(names, found, strict=True), 1)
    return tuple(mark or (name if short else words.t("compare.tag", n=n)) for n, (name, mark) in pairs)


def bears(name: str, tag: str) -> bool:
    """Tên đã bắt đầu bằng ký hiệu, whatever blanks either has: it need not stand before the name."""
    return " ".join(name.split()).startswith(" ".join(tag.split()))


def unsaid_tags(shown: Comparison, words: Words) -> str:
    """Ký hiệu không có trong tên phương án, each with its plan; "" where every name begins with it."""
    names = [" ".join(result.scenario.name.split()) for result in shown.results]
    pairs = zip(tags([result.scenario.name for result in shown.results], words), names, strict=True)
    listed = (words.t("deck.short_names", tag=tag, name=n) for tag, n in pairs if not bears(n, tag))
    return "; ".join(listed)


def basis_of_years(shown: Comparison, words: Words) -> str:
    """Tên căn cứ so sánh qua các năm: "hiện trạng cùng năm" or the name of a scenario."""
    if shown.baseline is None:
        return words.t("workbook.status_quo_of_years")
    return shown.results[shown.baseline].scenario.name
