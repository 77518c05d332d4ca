"""Tables as offices make them, habits mixed by chance, with the truth beside each."""

from __future__ import annotations

import csv
import io
import random
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from budget.intake.grid import address
from tests.intake.books import book

HEADINGS = {
    "pupils": ["Số HS", "Học sinh", "Tổng số học sinh", "Sĩ số"],
    "classes": ["Số lớp", "Nhóm, lớp"],
    "staff_quota": ["Biên chế", "Số người làm việc"],
    "salary": ["Quỹ lương", "Chi con người", "Chi thanh toán cá nhân", "Chi lương và các khoản đóng góp"],
    "professional": ["Chi hoạt động", "Chi nghiệp vụ chuyên môn"],
    "support": ["Kinh phí tự chủ", "Kinh phí giao thực hiện tự chủ", "Nguồn 13"],
    "tasks": ["Kinh phí không tự chủ", "Kinh phí nhiệm vụ không thường xuyên", "Nguồn 12"],
    "tuition": ["Học phí", "Thu học phí"],
}
COUNTS = frozenset({"pupils", "classes", "staff_quota"})
MEASURES = {1: "ĐVT: đồng", 1000: "Đơn vị tính: 1.000 đồng", 10**6: "(Đơn vị: triệu đồng)"}
KINDS = {
    "preschool": ("Trường Mầm non", "Khối mầm non"),
    "primary": ("TH", "Khối tiểu học"),
    "lower_secondary": ("Trường THCS", "Khối THCS"),
}
PLACES = ("Phú Thủy", "Mũi Né 1", "Mũi Né 2", "Đức Nghĩa", "Hoà Bình", "Trần Phú", "Lạc Đạo")


@dataclass
class Mix:
    """A file, the units in it (đồng and counts), and the cells of printed totals that are wrong."""

    name: str
    data: bytes
    units: list[dict[str, Any]]
    wrong: list[str] = field(default_factory=list)


def mix(seed: int) -> Mix:
    """The table of a seed."""
    return _Maker(random.Random(seed)).make()  # noqa: S311  nothing secret


class _Maker:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.scale = chance.choice(list(MEASURES))
        self.style = chance.choice(["number", "number", "dots", "commas"])
        self.csv = chance.random() < 0.2
        ids = [i for i in HEADINGS if i == "support" or chance.random() < 0.6]
        self.ids = chance.sample(ids, len(ids)) if chance.random() < 0.3 else ids
        self.rows: list[list[Any]] = []
        self.wrong: list[str] = []
        self.left = chance.choice([0, 0, 1])

    def unit(self, kind: str, name: str) -> dict[str, Any]:
        """A school of the size that its kind usually has; money in whole thousands."""
        pupils = self.chance.randint(240, 900)
        total = pupils * {"preschool": 15_000, "primary": 10_000, "lower_secondary": 11_500}[kind] * 1000
        salary = total * self.chance.randint(84, 90) // 100_000 * 1000
        tuition = 0 if kind == "primary" else pupils * 600_000
        values = {"pupils": pupils, "classes": pupils // 30 + 1, "staff_quota": total // 170_000_000 + 8}
        values |= {"salary": salary, "professional": total - salary, "support": total - tuition}
        return {"name": name, "kind": kind, **values, "tasks": pupils * 250_000, "tuition": tuition}

    def cell(self, id_: str, value: int) -> Any:
        if id_ in COUNTS:
            return value
        shown = value / self.scale
        plain = int(shown) if shown == int(shown) else shown
        if self.style == "number" and not self.csv:
            return plain
        text = f"{plain:,}"
        return text if self.style == "commas" else text.translate(str.maketrans(",.", ".,"))

    def line(self, mark: Any, label: str, values: list[Any]) -> None:
        self.rows.append([None] * self.left + [mark, label, *values])

    def total(self, mark: Any, label: str, units: list[dict[str, Any]]) -> None:
        values = []
        for place, id_ in enumerate(self.ids):
            value = sum(unit[id_] for unit in units)
            if not self.wrong and value and self.chance.random() < 0.05:
                value += 3 if id_ in COUNTS else 3 * self.scale
                self.wrong.append(address(len(self.rows), self.left + 2 + place))
            values.append(self.cell(id_, value))
        self.line(mark, label, values)

    def make(self) -> Mix:
        chance = self.chance
        kinds = [kind for kind in KINDS if chance.random() < 0.7] or ["primary"]
        units = [
            self.unit(kind, f"{KINDS[kind][0]} {place}")
            for kind in kinds
            for place in chance.sample(PLACES, chance.randint(2, 5))
        ]
        first = [None] * self.left
        self.rows = [[*first, "UBND PHƯỜNG MŨI NÉ"], [*first, "BIỂU GIAO DỰ TOÁN NĂM 2025"]]
        self.rows.append([*first, *[None] * chance.choice([0, 3]), MEASURES[self.scale]])
        self.line(chance.choice(["STT", "TT"]), "Tên đơn vị", [chance.choice(HEADINGS[i]) for i in self.ids])
        if chance.random() < 0.3:
            self.line(1, 2, list(range(3, 3 + len(self.ids))))  # type: ignore[arg-type]
        at_top, groups = chance.random() < 0.5, chance.choice(["none", "sums", "names"])
        if at_top:
            self.total(None, "TỔNG CỘNG", units)
        number = 0
        for order, kind in enumerate(kinds):
            members = [unit for unit in units if unit["kind"] == kind]
            if groups == "sums":
                self.total(["I", "II", "III"][order], KINDS[kind][1], members)
            elif groups == "names":
                self.line(["A", "B", "C"][order], KINDS[kind][1].upper(), [])
            number = 0 if groups != "none" else number
            for unit in members:
                number += 1
                name = unicodedata.normalize(chance.choice(["NFC", "NFC", "NFD"]), unit["name"])
                self.line(number, name, [self.cell(id_, unit[id_]) for id_ in self.ids])
        if not at_top:
            self.total(None, "Tổng cộng", units)
        self.rows += [[], [None, "Người lập biểu", None, "THỦ TRƯỞNG ĐƠN VỊ"]]
        ids = ("name", "kind", *self.ids)
        truth = [{id_: unit[id_] for id_ in ids} for unit in units]
        if not self.csv:
            return Mix("a.xlsx", book(self.rows), truth, self.wrong)
        text = io.StringIO()
        csv.writer(text, delimiter=chance.choice(";\t")).writerows(self.rows)
        return Mix("a.csv", text.getvalue().encode("utf-8-sig"), truth, self.wrong)
