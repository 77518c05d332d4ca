"""From any workbook to units and findings (đọc bảng tính của các cơ quan).

`read_files` is the door. `budget.intake.errorbook.error_workbook` gives the user's workbook back with the
errors painted; it stands apart because openpyxl is slow to load.
"""

from budget.intake.against import Edit, Listed, against_last_year, against_list, edits
from budget.intake.columns import Heading
from budget.intake.container import Limits
from budget.intake.halves import Half, halves
from budget.intake.process import DEFAULT, read_files, stop, warm_up
from budget.intake.reading import Check, Item, Reading, Sheet, Table, entries

__all__ = [
    "DEFAULT",
    "Check",
    "Edit",
    "Half",
    "Heading",
    "Item",
    "Limits",
    "Listed",
    "Reading",
    "Sheet",
    "Table",
    "against_last_year",
    "against_list",
    "edits",
    "entries",
    "halves",
    "read_files",
    "stop",
    "warm_up",
]
