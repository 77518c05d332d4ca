"""Where the tables of a sheet stand: head, column numbers, data, lines below (tìm bảng trên trang tính)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from budget.intake.grid import Grid
from budget.intake.heads import Heads
from budget.intake.labels import is_footer, is_group_label, is_number_heading, is_total_label
from budget.intake.marks import mark_of, split_mark

GAP = 40  # blank rows that end a table


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
    outer: tuple[int, int] = (0, 0)  # the columns of all tables that stand side by side with this one


def find_regions(grid: Grid) -> list[Region]:
    """Find every table of a sheet, from top to bottom."""
    return _Finder(grid).run()


def region_with_head(grid: Grid, head: list[int]) -> Region:
    """The table below head rows that the user named (0-based)."""
    return _Finder(grid).below(sorted(head))


class _Finder(Heads):
    """Walks down a sheet from table to table."""

    def run(self) -> list[Region]:
        regions: list[Region] = []
        at = 0
        while at < len(self.rows):
            start = self._next_head(at)
            if start is None:
                break
            region = self._region(start, at)
            regions += self._side_by_side(region)
            at = max(region.below, start + 1)
        return regions

    def _side_by_side(self, region: Region) -> list[Region]:
        """The tables of a region, cut where the heading of ordinal numbers comes again in the same row."""
        region.outer = (region.left, region.right)
        for row in region.head:
            starts = [c for c, text in self.rows[row].texts if is_number_heading(text)]
            if len(starts) > 1 and all(b - a > 1 for a, b in pairwise(starts)):
                cuts = [region.left, *starts[1:], region.right + 1]
                return [replace(region, left=a, right=b - 1) for a, b in pairwise(cuts)]
        return [region]

    def _next_head(self, at: int) -> int | None:
        best: tuple[float, int] | None = None
        for row in range(at, len(self.rows)):
            if best is not None and (row > best[1] + 6 or self._is_data(row)):
                break
            score = self.head_score(row)
            if score >= 3 and (best is None or score > best[0] + 2):
                best = (score, row)
        return best[1] if best else None

    def _is_data(self, row: int) -> bool:
        line = self.rows[row]
        return line.numbers >= 2 and not self.is_number_row(row)

    def below(self, head: list[int]) -> Region:
        """The region of a given head."""
        after = head[-1] + 1
        region = self._table(head, after if self.is_number_row(after) else None, 0)
        region.outer = (region.left, region.right)
        return region

    def _region(self, start: int, title: int) -> Region:
        head, number_row = self.head_rows(start)
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
            elif self.head_score(row) >= 3 and not self._marked(row, left):
                same = self._same_head(row, head)
                if not same:
                    return self._back_over_titles(row, begin), repeated
                repeated.update(same)
            elif seen and is_total_label(self._label(row)) and self._ends_here(row, begin, head, left):
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

    def _ends_here(self, row: int, begin: int, head: list[int], left: int) -> bool:
        """A total closes the table unless its head comes again, or numbered rows or named amounts follow."""
        marked = any(self._marked(r, left) for r in range(max(row - 30, begin), row))
        between = True  # so far only the names of groups
        for after in range(row + 1, min(row + 12, len(self.rows))):
            line = self.rows[after]
            if not line.filled:
                continue
            if self.is_footer_row(after, seen=True) or self.head_score(after) >= 3:
                return not between or not self._same_head(after, head)
            if self._marked(after, left) or is_total_label(self._label(after)):
                return False
            if line.numbers:
                return marked or not self._label(after)
            between = between and all(is_group_label(split_mark(text)[1]) for _, text in line.texts)
        return True
