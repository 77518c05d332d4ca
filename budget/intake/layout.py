"""Where the tables of a sheet stand: head, column numbers, data, lines below (tìm bảng trên trang tính)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from budget.intake.grid import Grid, Value, is_number
from budget.intake.headings import block_of, knows, names_unit
from budget.intake.marks import mark_of, split_mark
from budget.intake.text import fold
from budget.intake.wordlists import word_lists

_NUMBERED = re.compile(r"^\(?\s*(\d{1,3})\s*\)?$")
_LETTERED = re.compile(r"^\(?[A-Za-z]\)?$")
_FORMULA = re.compile(r"^\(?\s*[\dA-Z]{1,3}\s*\)?\s*=\s*.+$|^\d{1,3}(?:…|\.\.+)$|^\d{1,3}\s*[+:/x*-]\s*\d")
GAP = 40  # blank rows that end a table
MAX_HEAD = 6


@dataclass(slots=True)
class Region:
    """A table on a sheet, rows and columns 0-based and inclusive."""

    head: list[int]
    number_row: int | None
    first: int
    last: int
    left: int
    right: int
    title: int  # first row that may speak of this table
    below: int  # first row under the table
    repeated: set[int] = field(default_factory=set)  # head rows printed again inside the data


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
        if isinstance(value, str):
            texts.append((column, value))
        elif is_number(value):
            if 1990 <= value <= 2100 and value == int(value):
                years += 1
            else:
                numbers += 1
        else:
            texts.append((column, str(value)))
    return RowFacts(texts, numbers, years)


def find_regions(grid: Grid) -> list[Region]:
    """Find every table of a sheet, from top to bottom."""
    return _Finder(grid).run()


def region_with_head(grid: Grid, head: list[int]) -> Region:
    """The table below head rows that the user named (0-based)."""
    return _Finder(grid).below(sorted(head))


@lru_cache(maxsize=16384)
def is_number_heading(text: str) -> bool:
    """Tell whether a heading is that of ordinal numbers (STT)."""
    return len(text) < 20 and fold(text) in word_lists().words("number_heading")


@lru_cache(maxsize=16384)
def is_footer(text: str) -> bool:
    """Tell whether a text belongs to the lines below a table (chữ ký, ghi chú)."""
    lists = word_lists()
    low = text.lower().lstrip("-*( ")
    if any(low.startswith(word) for word in lists.raw["footer_starts"]):
        return True
    return re.search(lists.raw["footer_pattern"], low) is not None


class _Finder:
    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.rows = [facts(row) for row in grid.rows]

    def run(self) -> list[Region]:
        regions: list[Region] = []
        at = 0
        while at < len(self.rows):
            start = self._next_head(at)
            if start is None:
                break
            region = self._region(start, at)
            regions.append(region)
            at = max(region.below, start + 1)
        return regions

    # -- the head -----------------------------------------------------------------------------------------

    def _next_head(self, at: int) -> int | None:
        best: tuple[float, int] | None = None
        for row in range(at, len(self.rows)):
            if best is not None and (row > best[1] + 6 or self._is_data(row)):
                break
            score = self._head_score(row)
            if score >= 3 and (best is None or score > best[0] + 2):
                best = (score, row)
        return best[1] if best else None

    def _is_data(self, row: int) -> bool:
        line = self.rows[row]
        return line.numbers >= 2 and not self.is_number_row(row)

    def _head_score(self, row: int) -> float:
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
        held = sum(1 for c in columns[1:] if any(is_number(self.grid.value(r, c)) for r in below))
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

    def _head_rows(self, start: int) -> tuple[list[int], int | None]:
        head = [start]
        keys = self._keys(start)
        for row in range(start - 1, max(start - 4, -1), -1):
            if not self._is_upper_head(row, keys, start):
                break
            head.insert(0, row)
        if self.rows[head[0]].texts[0][0] <= min(keys):
            keys = self._keys(head[0])
        row = start + 1
        while row < len(self.rows) and len(head) < MAX_HEAD:
            if self.is_number_row(row):
                return head, row
            if not self._is_lower_head(row, keys):
                break
            head.append(row)
            row += 1
        return head, row if row < len(self.rows) and self.is_number_row(row) else None

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
        if any(len(text) > 80 or is_footer(text) or _is_measure(text) for _, text in line.texts):
            return False
        inside = {column for column, _ in self.rows[start].texts}
        if max(column for column, _ in line.texts) > max(inside) + 3:
            return False
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
        if _names_measures([text for _, text in line.texts]):
            return True
        if any(key in filled for key in keys):
            return self._continues(row, keys, filled)
        if len(line.texts) == 1 and line.texts[0][0] <= max(keys):
            return False
        return not all(mark_of(text) or len(text) <= 1 or split_mark(text)[0] for _, text in line.texts)

    def _continues(self, row: int, keys: list[int], filled: dict[int, str]) -> bool:
        """A head whose key cells go on downwards: Số / TT, Tên / đơn vị."""
        if row == 0 or mark_of(filled.get(keys[0])):
            return False
        above = self.grid.text(row - 1, keys[0])
        if keys[0] in filled:
            return is_number_heading(f"{above} {filled[keys[0]]}") and not is_number_heading(above)
        goes_on = [
            key for key in keys if key in filled and len(filled[key]) < 15 and knows(f"{self.grid.text(row - 1, key)} {filled[key]}")
        ]
        return len(filled) > 1 and len(goes_on) == sum(1 for key in keys if key in filled)

    # -- the data -----------------------------------------------------------------------------------------

    def below(self, head: list[int]) -> Region:
        """The region of a given head."""
        after = head[-1] + 1
        return self._table(head, after if self.is_number_row(after) else None, 0)

    def _region(self, start: int, title: int) -> Region:
        head, number_row = self._head_rows(start)
        return self._table(head, number_row, title)

    def _table(self, head: list[int], number_row: int | None, title: int) -> Region:
        left, right = self._span(head)
        begin = (number_row if number_row is not None else head[-1]) + 1
        below, repeated = self._extent(begin, head, left)
        content = [row for row in range(begin, below) if self.rows[row].filled]
        last = content[-1] if content else below - 1
        first = content[0] if content and self._holds_data(content) else begin
        return Region(head, number_row, first, max(last, first - 1), left, right, title, below, repeated)

    def _holds_data(self, content: list[int]) -> bool:
        """False for an empty form, whose first row with content is its total."""
        return not is_total_label(self._label(content[0])) or content[0] != content[-1]

    def _span(self, head: list[int]) -> tuple[int, int]:
        columns = [
            column for row in head for column, value in enumerate(self.grid.rows[row]) if value is not None
        ]
        right = max(columns)
        for top, left, bottom, merged_right in self.grid.merged:
            if top <= head[-1] and bottom >= head[0] and left in columns:
                right = max(right, min(merged_right, left + 60))
        return min(columns), right

    def _label(self, row: int) -> str:
        for _, text in self.rows[row].texts[:3]:
            if not mark_of(text):
                return text
        return ""

    def _extent(self, begin: int, head: list[int], left: int) -> tuple[int, set[int]]:
        """The first row below the table, and the rows inside that repeat its head."""
        repeated: set[int] = set()
        blank = 0
        seen = False
        row = begin
        while row < len(self.rows):
            line = self.rows[row]
            if not line.filled:
                blank += 1
                if blank > GAP:
                    return row - blank + 1, repeated
                row += 1
                continue
            blank = 0
            if row in repeated or self.is_footer_row(row, seen):
                if row not in repeated:
                    return row, repeated
            elif self._head_score(row) >= 3 and not self._marked(row, left):
                same = self._same_head(row, head)
                if not same:
                    return self._back_over_titles(row, begin), repeated
                repeated.update(same)
            elif seen and is_total_label(self._label(row)) and self._ends_here(row, left):
                return row + 1, repeated
            seen = seen or self._marked(row, left) or line.numbers > 0
            row += 1
        return len(self.rows), repeated

    def is_footer_row(self, row: int, seen: bool) -> bool:
        """Tell whether a row is the first of the lines below the table."""
        line = self.rows[row]
        if line.numbers or len(line.texts) > 6:
            return False
        if any(mark_of(text) == "digit" for _, text in line.texts[:1]):
            return False
        return any(is_footer(text) for _, text in line.texts) and (seen or len(line.texts) > 0)

    def _marked(self, row: int, left: int) -> bool:
        return bool(mark_of(self.grid.value(row, left)))

    def _same_head(self, row: int, head: list[int]) -> set[int]:
        """Rows of a head that is printed again (each page its own), or nothing."""
        rows = range(row, min(row + len(head), len(self.rows)))
        same = [
            self.rows[again].texts == self.rows[first].texts for again, first in zip(rows, head, strict=False)
        ]
        if not all(same):
            return set()
        found = set(rows)
        after = row + len(head)
        if after < len(self.rows) and self.is_number_row(after):
            found.add(after)
        return found

    def _back_over_titles(self, head: int, begin: int) -> int:
        row = head
        while row > begin and self._is_title(row - 1):
            row -= 1
        return row

    def _is_title(self, row: int) -> bool:
        line = self.rows[row]
        return line.numbers == 0 and len(line.texts) <= 2 and not any(mark_of(text) for _, text in line.texts)

    def _ends_here(self, row: int, left: int) -> bool:
        """A total closes the table unless numbered rows or named amounts follow it closely."""
        marked = any(self._marked(r, left) for r in range(max(row - 30, 0), row))
        for after in range(row + 1, min(row + 12, len(self.rows))):
            line = self.rows[after]
            if not line.filled:
                continue
            if self.is_footer_row(after, seen=True) or self._head_score(after) >= 3:
                return True
            if self._marked(after, left) or is_total_label(self._label(after)):
                return False
            if line.numbers:
                return marked or not self._label(after)
        return True


def _names_measures(texts: list[str]) -> bool:
    """Tell whether a row only says in what each column is counted: đồng, người, lớp."""
    measures = word_lists().words("column_measures")
    return len(texts) > 2 and sum(1 for text in texts if fold(text) in measures) >= 0.8 * len(texts)


def _is_measure(text: str) -> bool:
    return word_lists().starts("measure_starts").match(fold(text)) is not None


@lru_cache(maxsize=16384)
def is_total_label(text: str) -> bool:
    """Tell whether a label is that of a grand total (Tổng cộng). Accents count: cộng is not công."""
    low = text.lower().strip(" .:*-")
    raw = word_lists().raw
    if low in raw["total_exact"] or fold(low) in {"tong cong", "tong so"}:
        return True
    return any(low.startswith(word) for word in raw["total_starts"]) and len(low) < 80
