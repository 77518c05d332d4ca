"""Mạch trình bày: what all slides of a deck speak of: comparison, proposed plan, office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from budget.afterwards import concluded, ended, granted, period_of
from budget.compare import Change, changes
from budget.completeness import provisional
from budget.indicators import Indicators
from budget.report.conclusion import Agreed, Telling, conclusions
from budget.report.deck_text import NAME_LETTERS
from budget.report.law_documents import Issued, grounds
from budget.report.letters import without_middle
from budget.report.office_names import approves
from budget.report.palette import LIGHT, inks_of
from budget.report.tried_said import Tried
from budget.report.words import Words
from budget.report.workbook_comparison import Comparison, basis_name, quo_name, tags, unsaid_tags
from budget.simulate import Result

Line = tuple[str, Result, str, bool]
"""A line of a picture: name, plan, ink, and whether it is a status quo (dashed)."""

HARDLY = 0.0005
"""A change below this share of the whole is told as about none."""


@dataclass(frozen=True, eq=False)
class Story:
    """Mạch trình bày. `proposed`: position of the plan that the office proposes; `decided`: how it was
    decided on; `tried`: what came of draws of the plans, None where that is not told.
    """

    shown: Comparison
    proposed: int
    words: Words
    organisation: Mapping[str, str]
    created: datetime
    decided: Agreed | None = None
    tried: Tried | None = None

    @property
    def result(self) -> Result:
        """Phương án đề nghị."""
        return self.shown.results[self.proposed]

    @property
    def period(self) -> tuple[int, int]:
        """Thời kỳ ổn định of the autonomy that is decided on with the plan."""
        return period_of(self.result)

    @property
    def concluded(self) -> Mapping[str, Any]:
        """Điều được kết luận khi chốt, as the record of a decision keeps it."""
        return concluded(self.result, self.shown.year)

    def conclusions(
        self, authority: str = "", reasons: Telling = "named", *, in_words: bool = True
    ) -> list[str]:
        """Các nội dung kết luận as in the minutes, a draft while the plan is proposed, where a meeting sends
        them to the `authority`; else kiến nghị. `reasons`, `in_words`: as there.
        """
        day, name, words = self.created.date(), self.full_name, self.words
        about = (self.concluded, name, self.office, words, self.decided, day, authority, reasons)
        chair = self.decided.chair if self.decided else ""
        presided = approves(chair, authority, self.organisation, words)
        return conclusions(*about, in_words=in_words, presided=presided)

    @property
    def granted(self) -> dict[int, int]:
        """Kinh phí của từng năm mà quyết định ghi, as `budget.afterwards.granted`."""
        return granted(self.result)

    @property
    def later_years(self) -> str:
        """Các năm của phương án sau thời kỳ ổn định, a projection; "" for none."""
        first, end = self.period[1] + 1, self.result.years[-1]
        key = "conclusion.projected" if first < end else "conclusion.projected_one"
        return self.words.t(key, first=first, last=end) if first <= end else ""

    @property
    def ended(self) -> bool:
        """Thời kỳ ổn định đã kết thúc before the day of the paper."""
        return ended(self.result, self.created.year)

    @property
    def asked_as(self) -> str:
        """Đuôi từ khóa của câu đề nghị: of a period that has ended nothing is asked but to take note."""
        return "_decided" if self.decided else "_ended" if self.ended else ""

    def grounds(self) -> list[Issued]:
        """Căn cứ of the years that are granted, the one in view and later ones of its period, the same in
        every paper and on every slide: years after them are a projection.
        """
        first, last = self.shown.year, max(self.shown.year, self.period[1])
        years = tuple(year for year in self.result.years if first <= year <= last)
        return grounds(self.result.law, years, self.created.date(), office=self.organisation)

    @property
    def basis(self) -> Result:
        """Căn cứ so sánh của phương án đề nghị."""
        return self.shown.basis(self.proposed)

    @property
    def quo(self) -> Result:
        """Hiện trạng của phương án đề nghị."""
        return self.shown.quo(self.proposed)

    @property
    def name(self) -> str:
        """Tên phương án đề nghị, short enough for a title: cut in its middle."""
        return without_middle(self.full_name, NAME_LETTERS[0])

    @property
    def full_name(self) -> str:
        """Tên phương án đề nghị, in full."""
        return " ".join(self.result.scenario.name.split())

    @property
    def basis_name(self) -> str:
        """Tên căn cứ so sánh."""
        return basis_name(self.shown, self.proposed, self.words)

    @property
    def unit(self) -> str:
        """Đơn vị tính."""
        return self.words.numbers.unit_name()

    @property
    def office(self) -> str:
        """Tên cơ quan trình."""
        return self.organisation.get("name", "") or self.words.t("deck.office_unset")

    @property
    def found(self) -> Indicators:
        """Chỉ tiêu của phương án đề nghị."""
        return self.shown.at(self.result)

    @property
    def before(self) -> Indicators:
        """Chỉ tiêu của căn cứ so sánh."""
        return self.shown.at(self.basis)

    @property
    def change(self) -> Change:
        """Thay đổi tổng kinh phí so với căn cứ."""
        return Change(self.before.support, self.found.support)

    @property
    def stays(self) -> bool:
        """Tổng kinh phí bằng hoặc gần bằng căn cứ so sánh."""
        change = self.change
        return not change.difference or (change.share is not None and abs(change.share) < HARDLY)

    def by_change(self) -> list[tuple[int, Change]]:
        """Đơn vị xếp theo mức thay đổi: positions with their change, the largest loss first; equal ones by
        code.
        """
        shown, codes = self.shown, self.result.units.code
        listed = changes(shown.support(self.basis), shown.support(self.result))
        return sorted(enumerate(listed), key=lambda item: (item[1].difference, codes[item[0]]))

    @property
    def before_name(self) -> str:
        """Đầu cột của số tiền trước: the status quo by its year, else that it is another plan."""
        if self.shown.baseline is not None:
            return self.words.t("deck.lose_before")
        return self.words.t("deck.lose_before_quo", year=self.shown.year)

    def gainers(self) -> list[tuple[int, Change]]:
        """Đơn vị được tăng, the largest gain first; equal ones by code."""
        codes = self.result.units.code
        won = [one for one in self.by_change() if one[1].difference > 0]
        return sorted(won, key=lambda item: (-item[1].difference, codes[item[0]]))

    @property
    def origin(self) -> str:
        """Phương án được sửa tại cuộc họp thành phương án chốt; "" where none was."""
        return " ".join(self.decided.origin.split()) if self.decided else ""

    @property
    def submitted(self) -> int:
        """Số phương án đã trình: all but one that was born in the meeting."""
        return len(self.shown.results) - bool(self.origin)

    def place(self, result: Result) -> int:
        """Vị trí của một phương án trong bảng so sánh."""
        return next(k for k, one in enumerate(self.shown.results) if one is result)

    def lines(self, *, by_norm: bool = False) -> list[Line]:
        """Các đường so sánh: name, result, ink, and whether it is a status quo (dashed); `by_norm`: of
        figures that the norms of each plan make.
        """
        quos = [
            (quo_name(self.shown, n, self.words, by_norm=by_norm), quo, LIGHT.status_quo, True)
            for n, quo in enumerate(self.shown.normed if by_norm else self.shown.quos)
        ]
        names = [" ".join(result.scenario.name.split()) for result in self.shown.results]
        inks = inks_of(names, LIGHT.scenarios, self.proposed, self.origin)
        plans = [
            (result.scenario.name, result, ink, False)
            for result, ink in zip(self.shown.results, inks, strict=True)
        ]
        return [*quos, *plans]

    def tags(self, *, by_norm: bool = False) -> list[str]:
        """Tên ngắn của các đường so sánh: the status quo by name, the plans as everywhere else."""
        tags, of = self.plan_tags(), self.shown.normed_of if by_norm else self.shown.quo_of
        own = [self.words.t("compare.quo_of", tag=tags[of.index(q)]) for q in range(max(of) + 1)]
        return [*(own if any(of) else [self.words.t("app.status_quo")]), *tags]

    def plan_tags(self) -> tuple[str, ...]:
        """Ký hiệu của các phương án."""
        return tags([result.scenario.name for result in self.shown.results], self.words)

    def unsaid_tags(self) -> str:
        """Ký hiệu không có trong tên phương án, each with its plan; "" where every name begins with it."""
        return unsaid_tags(self.shown, self.words)

    def note_of(self, result: Result) -> str:
        """Ghi chú của phương án, as its officer wrote it; "" in a paper of another language."""
        return " ".join(result.scenario.note.split()) if self.words.language == "vi" else ""

    def provisional(self) -> str:
        """Câu về số liệu tạm: how many units, and what they lack; "" where nothing is provisional."""
        lacking = provisional(self.result.units)
        columns = list(dict.fromkeys(column for listed in lacking.values() for column in listed))
        if not lacking:
            return ""
        named = self.words.list([self.words.column(column).lower() for column in columns])
        return self.words.t("deck.risk_provisional", n=len(lacking), columns=named)

    def model_note(self) -> str:
        """Nguồn của các số tính được."""
        said = self.words.t(
            "deck.note_model",
            base=self.result.units.base_year,
            name=self.full_name,
            mark=self.result.fingerprint,
        )
        return f"{said} {self.provisional()}".rstrip()

    def data_note(self) -> str:
        """Nguồn của các số gốc."""
        units = self.result.units
        mark = units.fingerprint[:16]
        return self.words.t("deck.note_data", base=units.base_year, units=len(units), mark=mark)

    def money_note(self, label: str, value: float) -> str:
        """Một số tiền đến đồng, for the notes."""
        return self.words.t("deck.note_figure", label=label, value=value)
