"""Unit of measure, year and managing body round a table (đơn vị tính, năm, cơ quan quản lý)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from budget.intake.grid import Grid, address, is_number
from budget.intake.labels import is_dateline
from budget.intake.layout import Region
from budget.intake.text import fold
from budget.intake.wordlists import word_lists

SCALES = {"dong": 1, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_BLANK_IN_NUMBER = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_ALONE = re.compile(r"(?<![\d/.,-])((?:19|20)\d\d)(?![\d/.,-]*\d)")


@dataclass(frozen=True, slots=True)
class Measure:
    """A cell that names a unit of measure: place, text and scale (dong, thousand, million, billion)."""

    row: int
    column: int
    text: str
    scale: str

    @property
    def cell(self) -> str:
        return address(self.row, self.column)


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    table = word_lists().raw["measure"]
    order = ("other", "billion", "million", "thousand", "dong")
    return [
        (scale, re.compile(r"(?:^|\s)(?:" + "|".join(map(re.escape, table[scale])) + r")(?=\s|$)"))
        for scale in order
    ]


@lru_cache(maxsize=8192)
def scale_of(text: str) -> str:
    """The scale a text names first ("" for none, "other" for a measure that is no money of Vietnam)."""
    folded = _BLANK_IN_NUMBER.sub("", fold(text))
    found = [
        (match.start(), order, scale)
        for order, (scale, p) in enumerate(_patterns())
        if (match := p.search(folded))
    ]
    return min(found)[2] if found else ""


@lru_cache(maxsize=8192)
def whole_scale(text: str) -> str:
    """The scale of a text that is nothing but a unit of measure, such as "(triệu đồng)"."""
    folded = _BLANK_IN_NUMBER.sub("", fold(text))
    for scale in SCALES:
        if folded in word_lists().raw["measure"][scale]:
            return scale
    return ""


def scale_in_heading(text: str) -> str:
    """The scale a heading gives its own column: in brackets, or as a whole line of the head."""
    for inner in re.findall(r"\(([^()]*)\)", text):
        rest = _after_label(inner)
        if whole_scale(inner) or (rest and whole_scale(rest)):
            return whole_scale(inner) or whole_scale(rest)
    return whole_scale(text)


def _after_label(text: str) -> str:
    """What stands after "Đơn vị tính" in a text, "" when it does not begin so."""
    folded = fold(text)
    match = word_lists().starts("measure_starts").match(folded)
    return folded[match.end() :].strip() if match else ""


def measures_near(grid: Grid, region: Region) -> list[Measure]:
    """The cells that name the unit of measure of a table, from the top (ô đơn vị tính)."""
    found: list[Measure] = []
    for row in range(region.title, min(region.first, grid.height)):
        cells = [(c, v) for c, v in enumerate(grid.rows[row]) if isinstance(v, str)]
        for column, text in cells:
            if row in region.head and not _after_label(text):
                continue
            scale = _scale_at(grid, row, column, text)
            if scale in SCALES:
                found.append(Measure(row, column, text, scale))
    return found


def measures_in_head(grid: Grid, region: Region) -> list[Measure]:
    """The headings that give their column a unit of measure in brackets (đơn vị tính trong tiêu đề)."""
    return [
        Measure(row, column, value, scale)
        for row in region.head
        for column, value in enumerate(grid.rows[row][: region.right + 1])
        if isinstance(value, str) and "(" in value and (scale := scale_in_heading(value))
    ]


def _scale_at(grid: Grid, row: int, column: int, text: str) -> str:
    if len(text) > 200:
        return ""
    rest = _after_label(text)
    if rest:
        scale = scale_of(rest)
        return scale if scale and _early(rest, scale) else ""
    if word_lists().starts("measure_starts").match(fold(text)):
        for right in range(column + 1, column + 4):
            value = grid.value(row, right)
            if value is not None:
                return whole_scale(str(value))
        return ""
    inside = re.findall(r"\(([^()]*)\)", text)
    for inner in inside:
        rest = _after_label(inner)
        if rest and scale_of(rest) in SCALES:
            return scale_of(rest)
        named = [scale for part in re.split(r"[,;]", inner) if (scale := whole_scale(part))]
        if named:  # TỔNG HỢP (năm 2026, triệu đồng)
            return named[0]
    return whole_scale(text)


def _early(rest: str, scale: str) -> bool:
    """The measure must begin what follows the label: "Đơn vị: Trường ... " names an office."""
    folded = _BLANK_IN_NUMBER.sub("", rest)
    pattern = dict(_patterns())[scale]
    match = pattern.search(folded)
    return match is not None and match.start() <= 4


@dataclass(frozen=True, slots=True)
class Year:
    """A year and the cell that names it ("" for the sheet's or the file's name)."""

    year: int
    cell: str
    text: str


def years_near(grid: Grid, region: Region, file: str) -> list[Year]:
    """The years named above a table, the surest first: label, title, headings, sheet, file (năm)."""
    labels = word_lists().words("year_of_data")
    sure: list[Year] = []
    titles: list[Year] = []
    loose: list[Year] = []
    for row in range(region.title, min(region.head[0], grid.height)):
        for column, value in enumerate(grid.rows[row]):
            if not isinstance(value, str):
                continue
            folded = fold(value)
            if any(folded.startswith(label) for label in labels):
                sure += _labelled_year(grid, row, column, value)
            elif not _is_legal(value) and not is_dateline(value):
                titles += [Year(y, address(row, column), value) for y in _title_years(folded)]
                loose += [Year(y, address(row, column), value) for y in _loose_years(value)]
    heads = [
        Year(y, address(row, column), value)
        for row in region.head
        for column, value in enumerate(grid.rows[row])
        if isinstance(value, str) and column <= region.right
        for y in _title_years(fold(value))
    ]
    sheet, name = (
        [Year(int(y), "", name) for y in _YEAR.findall(name.replace("_", " "))[:1]]
        for name in (grid.name, file)
    )
    heads.sort(key=lambda year: -year.year)
    return sure + titles + loose + sheet + heads + name  # a file's name often tells when it was sent


def _labelled_year(grid: Grid, row: int, column: int, text: str) -> list[Year]:
    inside = _YEAR.findall(text)
    if inside:
        return [Year(int(inside[0]), address(row, column), text)]
    for right in range(column + 1, column + 4):
        value = grid.value(row, right)
        if is_number(value) and 1990 <= value <= 2100:
            return [Year(int(value), address(row, right), str(int(value)))]
        if isinstance(value, str) and _YEAR.fullmatch(value.strip()):
            return [Year(int(value), address(row, right), value)]
    return []


def _title_years(folded: str) -> list[int]:
    """Years after the word for year; a school year counts as the year it begins."""
    words = "|".join(
        re.escape(fold(w)) for w in word_lists().raw["year_words"] + word_lists().raw["school_year"]
    )
    parts = "|".join(re.escape(fold(w)) for w in word_lists().raw["parts_of_year"])
    found = re.findall(rf"(?:{words}) ((?:19|20)\d\d)\b", folded)
    found += re.findall(rf"\b(?:{parts})(?: \d{{1,2}}| [ivx]{{1,3}})? ((?:19|20)\d\d)\b", folded)
    return [int(y) for y in found][:1]


def _loose_years(text: str) -> list[int]:
    """The year of a short title without the word for year, as DỰ TOÁN 2025; no date, no document's number."""
    folded = fold(text)
    plans = "|".join(re.escape(fold(word)) for word in word_lists().raw["plans_of_year"])
    of_plan = re.search(rf"\b(?:{plans}) (?:19|20)\d\d\b", folded)  # Trường xã Hàm Liêm, dự toán 2024
    if len(text) > 100 or not (of_plan or word_lists().starts("plan_words").match(folded)):
        return []
    found = {int(year) for year in _ALONE.findall(text)}
    return list(found) if len(found) == 1 else []


def _is_legal(text: str) -> bool:
    low = text.lower()
    return any(word in low for word in word_lists().raw["legal_words"])


def owner_near(grid: Grid, region: Region) -> tuple[str, str]:
    """The managing body named above a table and its cell (cơ quan quản lý), ("", "") for none."""
    lists = word_lists()
    labels = lists.words("owner_labels")
    lines: list[tuple[str, str]] = []
    for row in range(region.title, min(region.head[0], grid.height)):
        for column, value in enumerate(grid.rows[row]):
            if not isinstance(value, str) or len(value) > 120:
                continue
            label, _, rest = value.partition(":")
            if fold(label) in labels:
                if rest.strip(" .…"):
                    return rest.strip(), address(row, column)
                for right in range(column + 1, column + 4):
                    text = grid.value(row, right)
                    if isinstance(text, str):
                        return ("", "") if fold(text) in labels else (text, address(row, right))
            elif value.lower().startswith(tuple(lists.raw["owner_starts"])) and row < region.title + 8:
                lines.append((value, address(row, column)))
    return lines[0] if lines else ("", "")
