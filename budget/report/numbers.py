"""Số và ngày theo ngôn ngữ: figures as text, with the separators of Babel's locales.

One rule of rounding for all that is printed in a unit of money: an amount is its exact value half up
(`in_steps`), whether it stands alone, is a part of a total or is what two amounts differ by.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import cache, cached_property
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date, format_time

from budget.report.dictionary import dictionary

if TYPE_CHECKING:
    from collections.abc import Mapping

Figure = float | int | Decimal | None

MINUS = "−"
"""The true minus sign; it is as wide as a plus."""

MONEY_UNITS = ("dong", "thousand", "million", "billion")

_POWER = {"dong": 0, "thousand": 3, "million": 6, "billion": 9}
_PLACES = {"dong": 0, "thousand": 0, "million": 0, "billion": 2}
_LOCALES = {"vi": "vi", "en": "en_GB"}
_ROUNDED = 10**6
"""A total that differs by less is spoken of as the same, whatever the unit: plans are rounded so."""
_PERCENT_SIGN = {"vi": "\N{NO-BREAK SPACE}%", "en": "%"}
_LEAN = Decimal("1e-9")

MORE_PLACES = 2
"""Decimals that a small figure may take beyond those of its kind."""


def is_missing(x: Figure) -> bool:
    """Chưa có số: None or NaN."""
    return x is None or (isinstance(x, float) and math.isnan(x))


def exact(x: float | int | Decimal) -> Decimal:
    """The decimal figure that a float64 means (0.1, not 0.1000000000000000055)."""
    return x if isinstance(x, Decimal) else Decimal(repr(float(x))) if not isinstance(x, int) else Decimal(x)


@cache
def _separators(language: str) -> tuple[str, str]:
    """Dấu phân nhóm và dấu thập phân."""
    symbols = Locale.parse(_LOCALES[language]).number_symbols["latn"]
    return symbols["group"], symbols["decimal"]


@dataclass(frozen=True)
class Numbers:
    """Cách viết số: `language` vi or en, `money_unit` the unit of measure (đơn vị tính) of money.

    Amounts are given in đồng. Missing figures (None, NaN) become the word for "not known"; tables leave them
    blank themselves.
    """

    language: str = "vi"
    money_unit: str = "million"
    _group: str = field(init=False, repr=False, compare=False)
    _point: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Look the separators up once; refuse an unknown language or unit at once."""
        if self.money_unit not in MONEY_UNITS:
            raise ValueError(f"money unit {self.money_unit!r}; there are {', '.join(MONEY_UNITS)}")
        group, point = _separators(self.language)
        object.__setattr__(self, "_group", group)
        object.__setattr__(self, "_point", point)

    @property
    def separators(self) -> str:
        """Decimal and thousands separator, as Plotly wants them: ",." in Vietnamese, ".," in English."""
        return self._point + self._group

    @property
    def places(self) -> int:
        """Số chữ số thập phân of money in the chosen unit."""
        return _PLACES[self.money_unit]

    @property
    def least(self) -> int:
        """Chênh lệch nhỏ nhất của tổng được coi là khác, đồng: the smallest printed, or 1 triệu."""
        return max(self.in_dong(self.step), _ROUNDED)

    def slight(self, x: float | int | Decimal) -> bool:
        """Chênh lệch chỉ là số lẻ của tổng: below the `least`."""
        return abs(exact(x)) < self.least

    def vanishes(self, x: float | int | Decimal) -> bool:
        """Số tiền khác 0 mà in theo đơn vị tính là 0: less than half of the smallest that is printed."""
        return bool(x) and not self.in_steps(x)

    @cached_property
    def _words(self) -> Mapping[str, str]:
        return dictionary(self.language)

    def in_unit(self, x: float | int | Decimal) -> Decimal:
        """Số tiền theo đơn vị tính: an amount in đồng, exactly, in the chosen unit (for Excel and CSV)."""
        return exact(x).scaleb(-_POWER[self.money_unit])

    def in_steps(self, x: float | int | Decimal) -> Decimal:
        """Số tiền làm tròn theo đơn vị tính, half up, in the chosen unit: as it is printed."""
        return self.in_unit(x).quantize(self.step, ROUND_HALF_UP)

    def in_dong(self, printed: Decimal) -> int:
        """Số tiền đã in, back in đồng."""
        return int(printed.scaleb(_POWER[self.money_unit]))

    @property
    def step(self) -> Decimal:
        """Bước của số tiền đã in, in the chosen unit."""
        return Decimal(1).scaleb(-self.places)

    def unit_name(self) -> str:
        """Tên đơn vị tính: "triệu đồng"."""
        return self._words[f"number.{self.money_unit}"]

    def plain(self, x: float | int | Decimal, places: int, *, sign: bool = False) -> str:
        """A figure with so many decimals, half up; with its sign in front of gains too where `sign`."""
        amount = exact(x).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        text = f"{abs(amount):,f}".translate(str.maketrans(",.", self._group + self._point))
        if amount < 0:
            return MINUS + text
        return f"+{text}" if sign and amount > 0 else text

    def money(self, x: Figure, *, places: int | None = None) -> str:
        """Số tiền without the unit's name: 12.480."""
        return self._money(x, places, sign=False)

    def money_signed(self, x: Figure, *, places: int | None = None) -> str:
        """Chênh lệch số tiền with its sign: +4.120, −9.870."""
        return self._money(x, places, sign=True)

    def money_with_unit(self, x: Figure, *, sign: bool = False) -> str:
        """Số tiền kèm đơn vị tính: 12.480 triệu đồng."""
        return self._unknown() if is_missing(x) else f"{self._money(x, None, sign=sign)} {self.unit_name()}"

    def dong(self, x: Figure, *, sign: bool = False) -> str:
        """Số tiền đến đồng: 12.480.000.000 đồng, whatever the chosen unit."""
        if x is None or is_missing(x):
            return self._unknown()
        return f"{self.plain(x, 0, sign=sign)} {self._words['number.dong']}"

    def visible(self, x: float | int | Decimal, *, sign: bool = False) -> str:
        """Số tiền kèm đơn vị tính; in the unit that fits where the chosen one would print it as 0."""
        return self.short(x, sign=sign) if self.vanishes(x) else self.money_with_unit(x, sign=sign)

    def short(
        self, x: Figure, *, sign: bool = False, beside: float | int | Decimal = 0, bare: bool = False
    ) -> str:
        """Số tiền viết gọn in the unit that fits its size: 6,1 tỷ đồng, 480 triệu đồng. For titles.

        A difference (`sign`) of some hundred thousand đồng reads −0,8 triệu đồng, as the totals beside it.
        `beside`: the largest amount of the same sentence, in đồng; both then stand in one unit (0,5 tỷ đồng),
        unless the smaller would read as nothing in it. `bare`: without the unit where it is that of `beside`.
        """
        if x is None or is_missing(x):
            return self._unknown()
        unit = shared = _fitting(max(abs(exact(x)), abs(exact(beside))), sign=sign)
        if x and abs(exact(x)) < Decimal("0.05").scaleb(_POWER[unit]):
            unit = _fitting(abs(exact(x)), sign=sign)
        value = exact(x).scaleb(-_POWER[unit])
        # amounts of one sentence have their decimals alike: 112,4 beside 53,2
        fine = unit != "dong" and (abs(value) < 100 or beside)
        places = 1 if fine and value != value.to_integral_value() else 0
        said = self.plain(value, places, sign=sign)
        return said if bare and unit == shared else f"{said} {self._words[f'number.{unit}']}"

    def percent(self, ratio: Figure) -> str:
        """Tỷ lệ phần trăm of a fraction of one, truncated to one decimal as the circular prints it.

        69,97 % reads 69,9 %, never 70,0 %, which would be another group.
        """
        return self._percent(ratio, sign=False)

    def cut(self, ratio: float | int | Decimal) -> Decimal:
        """Tỷ lệ cắt còn một chữ số thập phân của phần trăm, as it is printed: a fraction of one."""
        size = (abs(exact(ratio)) + _LEAN).quantize(Decimal("0.001"), ROUND_DOWN)
        return -size if ratio < 0 else size

    def percent_signed(self, ratio: Figure) -> str:
        """Tỷ lệ thay đổi with its sign: −4,2 %."""
        return self._percent(ratio, sign=True)

    def percent_bare(self, ratio: Figure) -> str:
        """Tỷ lệ phần trăm before another that bears the sign: 41,2."""
        return self.percent(ratio).removesuffix(self._sign())

    def percent_beside(self, ratio: Figure) -> str:
        """Tỷ lệ thay đổi beside its amount: ≈ 0,0 % of one that is something and prints as nothing."""
        plain = self.percent_signed(ratio)
        return f"≈\N{NO-BREAK SPACE}{plain}" if ratio and plain == self.percent_signed(0) else plain

    def rate(self, ratio: Figure) -> str:
        """Mức quy định (a rate that was set, not measured): 19 %, 2,5 %; up to four decimals."""
        if ratio is None or is_missing(ratio):
            return self._unknown()
        return self.plain(exact(ratio) * 100, self.rate_places(ratio)) + self._sign()

    def points(self, points: float | int | Decimal, *, sign: bool = False) -> str:
        """Điểm phần trăm by which a rate differs from another: 2, 0,5; up to four decimals."""
        return self.plain(points, self.rate_places(exact(points) / 100), sign=sign)

    def rate_places(self, ratio: float | int | Decimal) -> int:
        """Số chữ số thập phân of a rate in percent, up to four."""
        value = (exact(ratio) * 100).quantize(Decimal("0.0001"), ROUND_HALF_UP).normalize()
        exponent = value.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0

    def count(self, n: Figure, *, sign: bool = False) -> str:
        """Số lượng (đơn vị, học sinh): 27.410."""
        return self._unknown() if n is None or is_missing(n) else self.plain(n, 0, sign=sign)

    def decimal(self, x: Figure, places: int = 2, *, sign: bool = False) -> str:
        """Số thập phân: 0,06; one too small for its places takes up to two more, so as not to read as
        nothing: 0,004.
        """
        if x is None or is_missing(x):
            return self._unknown()
        return self.plain(x, self.decimal_places(x, places), sign=sign)

    def decimal_places(self, x: float | int | Decimal, places: int = 2) -> int:
        """Số chữ số thập phân of a figure, up to two more than its places."""
        size = abs(exact(x))
        more = next((n for n in range(MORE_PLACES + 1) if size >= Decimal(5).scaleb(-places - n - 1)), 0)
        return places + more

    def number(self, x: Figure, *, sign: bool = False) -> str:
        """Số như nó vốn có: 27.410 without decimals, 0,06 with two."""
        if x is None or is_missing(x):
            return self._unknown()
        return self.plain(x, 0 if x == int(x) else 2, sign=sign)

    def read(self, text: str) -> Decimal | None:
        """Đọc một số người dùng gõ, with or without the language's separators; None where it is no number.

        A group separator must stand before three digits, so that 1.5 is never read as 15 in Vietnamese.
        """
        plain = "".join(text.replace(MINUS, "-").split())
        group, point = re.escape(self._group), re.escape(self._point)
        if not re.fullmatch(rf"-?(\d+|\d{{1,3}}({group}\d{{3}})+)({point}\d+)?", plain):
            return None
        return Decimal(plain.replace(self._group, "").replace(self._point, "."))

    def date(self, day: date) -> str:
        """Ngày: 23/11/2026."""
        return format_date(day, "dd/MM/yyyy", locale=_LOCALES[self.language])

    def time(self, moment: datetime) -> str:
        """Giờ: 14:32, on this computer's clock."""
        return format_time(_local(moment), "HH:mm", locale=_LOCALES[self.language])

    def moment(self, moment: datetime) -> str:
        """Ngày giờ: 23/11/2026 14:32, on this computer's clock."""
        return f"{self.date(_local(moment).date())} {self.time(moment)}"

    def _money(self, x: Figure, places: int | None, *, sign: bool) -> str:
        if x is None or is_missing(x):
            return self._unknown()
        return self.plain(self.in_unit(x), self.places if places is None else places, sign=sign)

    def _percent(self, ratio: Figure, *, sign: bool) -> str:
        return self._unknown() if ratio is None or is_missing(ratio) else self._cut(ratio, sign=sign)

    def _cut(self, ratio: float | int | Decimal, *, sign: bool) -> str:
        """A share in percent, truncated."""
        return self.plain(self.cut(ratio) * 100, 1, sign=sign) + self._sign()

    def _sign(self) -> str:
        return _PERCENT_SIGN[self.language]

    def _unknown(self) -> str:
        return self._words["number.unknown"]


def _fitting(size: Decimal, *, sign: bool) -> str:
    """The unit in which an amount of this size, in đồng, is written short."""
    return "billion" if size >= 10**9 else "million" if size >= (10**5 if sign else 10**6) else "dong"


def _local(moment: datetime) -> datetime:
    """The wall clock's reading; Babel would take a time without a zone for UTC and move it."""
    return (moment.astimezone() if moment.tzinfo else moment).replace(tzinfo=None)


def read_date(text: str) -> date | None:
    """Đọc ngày 23/11/2026 as people write it; None where it is no date."""
    try:
        return datetime.strptime(text.strip(), "%d/%m/%Y").date()  # noqa: DTZ007 a day has no zone
    except ValueError:
        return None
