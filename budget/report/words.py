"""Lời văn: sentences from data/words with figures in the reader's language.

Templates are those of `str.format`, with these specs after the colon:

    money money_signed        in the chosen unit of measure, without its name      12.480   +4.120
    money_unit signed         the same with the unit's name                        −9.870 triệu đồng
    dong dong_signed          whole đồng with the unit                             12.480.000.000 đồng
    short short_signed        the unit that fits the size of the largest of them   6,1 tỷ đồng; in a paper
                              the chosen unit
    short_bare                the same without the unit, before another of it        6,1
    percent percent_signed    a measured share, truncated to one decimal           69,9 %
    rate                      a share that was set                                 2,5 %
    number number_signed      whole without decimals, else with two                27.410   0,06
    count count_signed        decimal decimal1 decimal3 decimal_signed                27.410   0,06
    date time moment year     23/11/2026   14:32   23/11/2026 14:32   2025; a date may be ISO text, as stored
    text                      as it is
    column kind               the heading of a column, the name of a kind, of data/schema
    figure                    the heading of a column, else the word at `sums.<value>`
    law                       the title of a law parameter, of data/law
    group.* (any table)       the word at the key `group.<value>`
    plural unit|units         the first for one, the second for any other number
"""

from __future__ import annotations

import string
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property, partial
from math import isnan
from typing import TYPE_CHECKING, Any

from budget.law import national_law
from budget.report.dictionary import dictionary
from budget.report.numbers import Numbers, exact, is_missing
from budget.units import COLUMN, KIND

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from budget.findings import Finding


_NOTHING = Decimal(0)
LEAST = 0.001
"""The smallest share that is printed."""
NAMED = 3
"""Items that a sentence lists; the others are counted."""

_SHORT = ("short", "short_bare", "short_signed")


class _Formatter(string.Formatter):
    def __init__(self, words: Words, largest: Decimal = _NOTHING) -> None:
        """`largest`: the largest amount of the sentence, in đồng, in whose unit all stand that are short."""
        self.words = words
        n = words.numbers
        short = n.visible if words.paper else partial(n.short, beside=largest)
        bare = n.money if words.paper else partial(n.short, beside=largest, bare=True)
        self.specs: dict[str, Callable[[Any], str]] = {
            "money": n.money,
            "money_signed": n.money_signed,
            "money_unit": n.money_with_unit,
            "signed": lambda x: n.money_with_unit(x, sign=True),
            "dong": n.dong,
            "dong_signed": lambda x: n.dong(x, sign=True),
            "short": short,
            "short_bare": bare,
            "short_signed": partial(short, sign=True),
            "percent": n.percent,
            "percent_signed": n.percent_signed,
            "rate": n.rate,
            "points": n.points,
            "points_signed": lambda x: n.points(x, sign=True),
            "count": n.count,
            "count_signed": lambda x: n.count(x, sign=True),
            "decimal": n.decimal,
            "decimal1": lambda x: n.decimal(x, 1),
            "decimal3": lambda x: n.decimal(x, 3),
            "number": n.number,
            "number_signed": lambda x: n.number(x, sign=True),
            "decimal_signed": lambda x: n.decimal(x, sign=True),
            "date": lambda day: n.date(date.fromisoformat(day) if isinstance(day, str) else day),
            "time": n.time,
            "moment": n.moment,
            "year": lambda x: str(int(x)),
            "text": str,
            "column": words.column,
            "figure": words.figure,
            "kind": words.kind,
            "law": words.law,
        }

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec in self.specs:
            return self.specs[format_spec](value)
        if format_spec.endswith(".*"):
            return self.words.t(format_spec[:-1] + str(value))
        if format_spec.startswith("plural "):
            return format_spec.removeprefix("plural ").split("|")[0 if abs(value) == 1 else 1]
        if format_spec == "" and isinstance(value, str):
            return value
        raise ValueError(f"a figure needs a format: {value!r} with the format {format_spec!r}")


@dataclass(frozen=True)
class Words:
    """Lời văn trong một ngôn ngữ ("vi", "en"), with money in one unit of measure; in a `paper` also what
    titles write short.
    """

    language: str = "vi"
    money_unit: str = "million"
    paper: bool = False
    numbers: Numbers = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Build the figures' formats for the same language and unit."""
        object.__setattr__(self, "numbers", Numbers(self.language, self.money_unit))

    @cached_property
    def _dictionary(self) -> Mapping[str, str]:
        # one look at the file for as long as these words are used: a page says some hundred things in a run
        return dictionary(self.language)

    @cached_property
    def _formatter(self) -> _Formatter:
        return _Formatter(self)

    def has(self, key: str) -> bool:
        """True where the key has words."""
        return key in self._dictionary

    def template(self, key: str) -> str:
        """Mẫu câu của một khóa, with its fields not filled in, for a sentence that a formula fills."""
        return self._dictionary[key]

    def t(self, key: str, /, **values: Any) -> str:
        """Lời của một khóa, with the named values filled in; amounts that are written short stand in one
        unit, that of the largest.

        Errors: KeyError that names the key and the file, or the value that is needed and was not given.
        """
        return self.part(_NOTHING, key, **values)

    def part(self, largest: float | int | Decimal, key: str, /, **values: Any) -> str:
        """Lời của một khóa, as `t`, for a part of a sentence whose largest amount, in đồng, is given."""
        words = self._dictionary
        if key not in words:
            raise KeyError(f"data/words/{self.language}.toml has no key {key}")
        try:
            most = max(abs(exact(largest)), self._largest(words[key], values))
            formatter = _Formatter(self, most) if most else self._formatter
            return formatter.vformat(words[key], (), values)
        except KeyError as missing:
            name = missing.args[0]
            raise KeyError(f"{key} in data/words/{self.language}.toml needs a value: {name}") from missing
        except (ValueError, TypeError, AttributeError) as wrong:
            raise ValueError(f"{key} in data/words/{self.language}.toml: {wrong}") from wrong

    def _largest(self, template: str, values: Mapping[str, Any]) -> Decimal:
        """The largest amount that the template writes short, where there are several; else 0."""
        if template.count(":short") < 2:
            return _NOTHING
        named = {name for _, name, spec, _ in self._formatter.parse(template) if spec in _SHORT}
        return max(
            (abs(exact(x)) for name in named if name and not is_missing(x := values[name])), default=_NOTHING
        )

    def finding(self, finding: Finding, names: Mapping[str, str] | None = None) -> str:
        """Câu của một phát hiện, from `finding.<kind>`. `names` gives the unit's name for its code.

        Beside the finding's own numbers the template may use unit (code), name, year, file, sheet and cell.
        """
        unit = finding.unit or ""
        values = {
            "unit": unit,
            "name": (names or {}).get(unit, unit),
            "year": finding.year,
            "file": finding.file,
            "sheet": finding.sheet,
            "cell": finding.cell,
        }
        # who has no revenue of its own has no growth of it
        unknown = "_unknown" if "growth" in finding.numbers and isnan(finding.numbers["growth"]) else ""
        return self.t(f"finding.{finding.kind}{unknown}", **{**values, **finding.numbers})

    def column(self, column: str) -> str:
        """Tên cột trong từ điển dữ liệu (data/schema/units.csv)."""
        return str(getattr(COLUMN[column], self.language))

    def figure(self, figure: str) -> str:
        """Tên một số liệu: that of its column, else of a sum of columns."""
        return self.column(figure) if figure in COLUMN else self.t(f"sums.{figure}")

    def law(self, parameter: str) -> str:
        """Tên tham số pháp luật (data/law)."""
        return str(getattr(national_law().parameter(parameter), f"title_{self.language}"))

    def kind(self, kind: str) -> str:
        """Tên loại hình đơn vị (data/schema/kinds.csv)."""
        return str(getattr(KIND[kind], self.language))

    def kinds(self) -> tuple[str, ...]:
        """Các loại hình in the order of the data dictionary."""
        return tuple(KIND)

    def share(self, ratio: float) -> str:
        """Tỷ lệ in a sentence: 5,8 %; of what is more than nothing and prints as that, "dưới 0,1 %"."""
        n = self.numbers
        if ratio > 0 and n.percent(ratio) == n.percent(0):
            return self.t("number.below", least=LEAST)
        return n.percent(ratio)

    def reached(self, ratio: float, wanted: Decimal) -> str:
        """Mức đạt được in a sentence; as finely as what is `wanted` where one that is met prints as less."""
        n, places = self.numbers, Decimal(10) ** -max(3, -int(wanted.normalize().as_tuple().exponent))
        met = n.cut(ratio) < wanted <= Decimal(repr(ratio)).quantize(places)
        return n.rate(wanted) if met else self.share(ratio)

    def share_signed(self, ratio: float | None) -> str:
        """Tỷ lệ thay đổi in a sentence: −4,2 %; "" where it prints as nothing, or is of nothing."""
        n = self.numbers
        said = "" if ratio is None else n.percent_signed(ratio)
        return "" if said == n.percent_signed(0) else said

    def list(self, items: Sequence[str]) -> str:
        """Liệt kê: "a, b và c"."""
        if len(items) < 2:
            return "".join(items)
        return self.t("number.and", first=", ".join(items[:-1]), last=items[-1])

    def few(self, items: Sequence[str], more: str = "number.others", most: int = NAMED) -> str:
        """Liệt kê vài mục đầu: at most `most` of the items, the others counted in the sentence `more`."""
        rest = len(items) - most
        return self.list([*items[:most], *([self.t(more, n=rest)] if rest > 0 else [])])


def searchable(text: str) -> str:
    """Chữ để tìm: lower case without marks, so that "phu thuy" finds "Phú Thủy"."""
    flat = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in flat if not unicodedata.combining(letter)).strip()
