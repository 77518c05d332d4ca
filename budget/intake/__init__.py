"""From any workbook to units and findings (đọc bảng tính của các cơ quan)."""

from budget.intake.columns import Heading
from budget.intake.container import Limits
from budget.intake.process import DEFAULT, read_files, stop, warm_up
from budget.intake.reading import Check, Reading, Sheet, Table, entries

__all__ = [
    "DEFAULT",
    "Check",
    "Heading",
    "Limits",
    "Reading",
    "Sheet",
    "Table",
    "entries",
    "read_files",
    "stop",
    "warm_up",
]
