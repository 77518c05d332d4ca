"""The head of a table: which rows it takes, and the row of column numbers below it (tiêu đề bảng)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from budget.intake.grid import Grid, Value, is_number
from budget.intake.headings import block_of, completes, knows, names_unit
from budget.intake.labels import is_footer, is_measure, is_number_heading, names_measures
from budget.intake.marks import mark_of, split_mark
from budget.intake.text import fold
from budget.intake.wordlists import word_lists

_NUMBERED = re.compile(r"^\(?\s*(\d{1,3})\s*\)?$")
_LETTERED = re.compile(r"^\(?[A-Za-z]\)?$")
_FORMULA = re.compile(r"^\(?\s*[\dA-Z]{1,3}\s*\)?\s*=\s*.+$|^\d{1,3}(?:…|\.\.+)$|^\d{1,3}\s*[+:/x*-]\s*\d")
# A number written as text that can only be an amount: 1.773.300, (12,500), 1 200,5
_AMOUNT = re.compile(r"^[(-]?\d{1,3}(?:[.,\s]\d{3})+(?:[.,]\d+)?\)?$")
MAX_HEAD = 6


@dataclass(slots=True)
class RowFacts:
    """What a row holds, for finding tables: counts and the text cells."""

    texts: list[tuple[int, str]]
    numbers: int
    years: int

    @property
    def filled(self) -> int:
        return len(self.texts) + self.numbers + self.years


def facts(row: list[Value]) -> RowFacts:
    """Count texts, numbers and year-like numbers of a row."""
    texts: list[tuple[int, str]] = []
    numbers = years = 0
    for column, value in enumerate(row):
        if value is None:
            continue
        kind = type(value)  # this is asked of every cell: the plain type is the quickest answer
        if kind is int or kind is float:
            if 1990 <= value <= 2100 and value == int(value):
                years += 1
            else:
                numbers += 1
        elif kind is str and _is_amount(value):
            numbers += 1
        else:
            texts.append((column, str(value)))
    return RowFacts(texts, numbers, years)


def _is_amount(value: Value) -> bool:
    """A number, or a text that can only be one."""
    if isinstance(value, str):
        return value[:1] in "0123456789(-" and _AMOUNT.match(value) is not None
    return is_number(value)


class Heads:
    """Finds heads among the rows of a grid."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.rows = [facts(row) for row in grid.rows]

    def head_score(self, row: int) -> float:
        """How much a row looks like the first row of a head; 3 and more is a head."""
        line = self.rows[row]
        if len(line.texts) < 2 or line.numbers > 0:
            return 0.0
        ordinal = any(self._ordinal_heading(row, column, text) for column, text in line.texts)
        starts = word_lists().starts("heading_starts")
        short = [
            (column, text)
            for column, text in line.texts
            if len(text) < 160 and not text.rstrip().endswith(":")
        ]
        worded = sum(1 for _, text in short if starts.match(fold(text)))
        known = sum(1 for _, text in short if knows(text))
        likely = ordinal or worded + known >= 0.6 * len(short)
        if len(short) < 2 or not (likely or self._stands_over_numbers(row, short) or self._spans(row)):
            return 0.0
        score = 4.0 * ordinal + 0.7 * known + 0.5 * worded + 0.2 * len(short)
        if ordinal:
            return score
        shaped = 3.0 * (self._stands_over_numbers(row, short) or self._spans(row))
        return score + shaped if len(short) > 2 or self._numbers_below(row) else 0.0

    def _stands_over_numbers(self, row: int, short: list[tuple[int, str]]) -> bool:
        """A row of words over columns of numbers, though no word is known."""
        columns = [column for column, text in short if sum(1 for ch in text if ch.isalpha()) > 2]
        if len(columns) < 3 or len({text for _, text in short}) < len(short):
            return False
        below = [r for r in range(row + 1, min(row + 9, len(self.rows))) if self.rows[r].filled]
        held = sum(1 for c in columns[1:] if any(_is_amount(self.grid.value(r, c)) for r in below))
        return held >= 0.6 * (len(columns) - 1)

    def _spans(self, row: int) -> bool:
        """A row whose merged cells reach down and others across, as only heads have them."""
        own = [m for m in self.grid.merged if m[0] == row and self.grid.value(row, m[1]) is not None]
        under = [m for m in self.grid.merged if m[0] == row + 1 and m[3] > m[1]]
        if sum(1 for m in own if m[3] > m[1]) >= 2 and len(under) >= 3:
            return True
        return any(0 < m[2] - m[0] < MAX_HEAD for m in own) and any(m[3] > m[1] for m in own)

    def _ordinal_heading(self, row: int, column: int, text: str) -> bool:
        if is_number_heading(text):
            return True
        below = self.grid.value(row + 1, column)
        return isinstance(below, str) and len(text) < 8 and is_number_heading(f"{text} {below}")

    def _numbers_below(self, row: int) -> bool:
        following = [line for line in self.rows[row + 1 : row + 10] if line.filled]
        return sum(1 for line in following if line.numbers) * 2 >= max(len(following), 1)

    def is_number_row(self, row: int) -> bool:
        """Tell whether a row only numbers the columns: 1, 2, 3=4+5, (1), A, B."""
        cells = [value for value in self.grid.rows[row] if value is not None] if row < len(self.rows) else []
        if len(cells) < 2:
            return False
        numbers: list[int] = []
        fitting = 0
        for value in cells:
            text = str(int(value)) if is_number(value) and value == int(value) else str(value).strip()
            if "=" not in text and sum(1 for ch in text if ch.isalpha()) > 3:
                return False
            match = _NUMBERED.match(text)
            if match:
                numbers.append(int(match[1]))
                fitting += 1
            elif _LETTERED.match(text) or _FORMULA.match(text):
                fitting += 1
        if fitting < 0.8 * len(cells) or len(numbers) < 2 or numbers[0] > 5:
            return len(cells) > 2 and fitting == len(cells) and not numbers
        steps = sum(1 for a, b in pairwise(numbers) if 0 < b - a <= 3)
        return steps >= 0.8 * (len(numbers) - 1)

    def head_rows(self, start: int) -> tuple[list[int], int | None]:
        head = [start]
        keys = self._keys(start)
        for row in range(start - 1, max(start - 4, -1), -1):
            if self._is_upper_head(row, keys, start):
                head[:0] = range(row, head[0])
            elif self.rows[row].filled or not any(m[0] < row <= m[2] < start for m in self.grid.merged):
                break
        if self.rows[head[0]].texts[0][0] <= min(keys):
            keys = self._keys(head[0])
        row, reach = start + 1, self._reach(start)
        while row < len(self.rows) and len(head) < MAX_HEAD and not self.is_number_row(row):
            if not self._is_lower_head(row, keys) and (row > reach or self.rows[row].filled):
                break
            head.append(row)
            row += 1
        while not self.rows[head[-1]].filled:
            head.pop()
        if row < len(self.rows) and not self.rows[row].filled:
            row += 1
        return head, row if self.is_number_row(row) else None

    def _reach(self, start: int) -> int:
        """The last row down to which cells of a head row are merged."""
        own = (m[2] for m in self.grid.merged if m[0] == start and m[2] - m[0] < MAX_HEAD)
        return max(own, default=start)

    def _keys(self, start: int) -> list[int]:
        """The columns of a head row that are blank in the rows below it: number and name."""
        columns = [column for column, _ in self.rows[start].texts]
        first = columns[:2] if self._has_ordinal(start) else columns[:1]
        named = [column for column, text in self.rows[start].texts if names_unit(text)]
        return sorted({*first, *named})

    def _has_ordinal(self, row: int) -> bool:
        return any(self._ordinal_heading(row, column, text) for column, text in self.rows[row].texts)

    def _is_upper_head(self, row: int, keys: list[int], start: int) -> bool:
        line = self.rows[row]
        if line.numbers or len(line.texts) < 2:
            return False
        if any(
            len(text) > 80 or is_footer(text) or (is_measure(text) and (":" in text or not names_unit(text)))
            for _, text in line.texts
        ):
            return False
        inside = {column for column, _ in self.rows[start].texts}
        if max(column for column, _ in line.texts) > max(inside) + 3:
            return False
        if self._has_ordinal(row) or any(names_unit(text) for _, text in line.texts):
            return True
        starts = word_lists().starts("heading_starts")
        if starts.match(fold(line.texts[0][1])) and len(line.texts) * 2 >= len(self.rows[start].texts):
            return line.texts[0][0] <= min(inside) and ":" not in line.texts[0][1]
        wide = {left for top, left, _, right in self.grid.merged if top == row and right > left}
        groups = sum(
            1 for column, text in line.texts if column in wide or (block_of(text) and ":" not in text)
        )
        if any(column <= max(keys) for column, _ in line.texts):
            return groups >= 3 and groups * 2 >= len(line.texts)
        return self._has_ordinal(start) or groups * 2 >= len(line.texts)

    def _is_lower_head(self, row: int, keys: list[int]) -> bool:
        line = self.rows[row]
        if not line.texts or line.numbers:
            return False
        filled = dict(line.texts)
        if names_measures([text for _, text in line.texts]):
            return True
        if any(key in filled for key in keys):
            return self._continues(row, keys, filled)
        if len(line.texts) == 1 and line.texts[0][0] <= max(keys):
            return False
        return not all(mark_of(text) or len(text) <= 1 or split_mark(text)[0] for _, text in line.texts)

    def _runs_on(self, row: int, keys: list[int], filled: dict[int, str]) -> bool:
        """A row that only ends what the row above began: Thanh toán / cá nhân, Tên đơn / vị."""
        ends = {
            column
            for column, text in filled.items()
            if (above := self.grid.text(row - 1, column)) and (text[:1].islower() or completes(above, text))
        }
        return (
            len(filled) > 1 and len(ends) >= 0.6 * len(filled) and all(k in ends for k in keys if k in filled)
        )

    def _continues(self, row: int, keys: list[int], filled: dict[int, str]) -> bool:
        """A head whose key cells go on downwards: Số / TT, Tên / đơn vị."""
        if row == 0 or mark_of(filled.get(keys[0])):
            return False
        if self._runs_on(row, keys, filled):
            return True
        first = self.grid.text(row - 1, keys[0])
        if keys[0] in filled:
            return is_number_heading(f"{first} {filled[keys[0]]}") and not is_number_heading(first)
        goes_on = [
            key
            for key in keys
            if key in filled
            and len(filled[key]) < 15
            and (above := self.grid.text(row - 1, key))
            and knows(f"{above} {filled[key]}")
        ]
        return len(filled) > 1 and len(goes_on) == sum(1 for key in keys if key in filled)
