"""Thể thức: the head with quốc hiệu and office, and the block of signatures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from budget.report.office_names import head_of
from budget.report.signing import signing
from budget.report.workbook_book import Page


def official_head(page: Page, organisation: Mapping[str, str]) -> None:
    """Đầu biểu: superior body and office at the left, quốc hiệu and tiêu ngữ at the right.

    `organisation` may have superior, name.
    """
    middle, words = _middle(page), page.words
    centre: dict[str, Any] = {"align": "center", "font_size": 12}
    superior, office = (name.upper() for name in head_of(organisation, words))
    left = [superior, office] if superior else [office, ""]
    page.across(page.row, 0, middle - 1, left[0], bold=not superior, **centre)
    page.across(page.row, middle, page.last, words.t("workbook.country"), bold=True, **centre)
    page.row += 1
    page.across(page.row, 0, middle - 1, left[1], bold=True, **centre)
    page.across(page.row, middle, page.last, words.t("workbook.motto"), bold=True, underline=1, **centre)
    page.row += 2


def decision_line(page: Page, said: str) -> None:
    """Câu về phương án đã chốt, below the title; nothing for ""."""
    if said:
        page.row -= 1
        page.line(said, "wrap", first=page.first, bold=True, align="center")
        page.row += 1


def signatures(page: Page, organisation: Mapping[str, str], first: int = 0) -> None:
    """Khối chữ ký: place and a day left to the pen, Người lập biểu and Thủ trưởng đơn vị.

    `organisation` may have place, preparer, signatory, signatory_title. `first`: the first column of the
    block.
    """
    middle, words, start = _middle(page), page.words, page.row
    page.row += 1
    place = organisation.get("place", "") or words.t("workbook.place_unset")
    day = words.t("memo.place_and_day", place=place, day=words.t("memo.blank_day"))
    page.across(page.row, middle, page.last, day, italic=True, align="center")
    page.row += 1
    title = signing(organisation.get("signatory_title", "") or words.t("workbook.signatory"), words)
    names = [organisation.get(who, "") or words.t("workbook.name_unset") for who in ("preparer", "signatory")]
    bold: dict[str, Any] = {"bold": True}
    italic: dict[str, Any] = {"italic": True}
    left = [(words.t("workbook.preparer").upper(), bold), (words.t("workbook.sign"), italic)]
    right = [(line.upper(), bold) for line in title.splitlines()]
    right.append((words.t("workbook.sign_and_seal"), italic))
    height = len(right) + 3
    halves = (first, middle - 1, left, names[0]), (middle, page.last, right, names[1])
    for column, last, told, name in halves:
        for line, (text, look) in [*enumerate(told), (height, (name, bold))]:
            page.across(page.row + line, column, last, text, align="center", **look)
    page.row += height + 1
    # never alone on a page: some of what is signed stands above
    page.keep(*range(start - 4, page.row))


def _middle(page: Page) -> int:
    """The column at which the right half of the page begins: what stands there gets about half of the
    width."""
    shown = page.widths[: page.last + 1]
    half, used = sum(shown) / 2, 0.0
    for column, width in enumerate(shown):
        if used + width / 2 >= half and column > 0:
            return min(column, page.last)
        used += width
    return page.last
