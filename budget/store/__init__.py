"""Kho dữ liệu: data versions, scenarios, decisions and the log, in SQLite or PostgreSQL.

`open_store()` gives the Store. What goes in and comes out are the frozen records below; what cannot be done
raises a StoreError with its kind and numbers.
"""

from budget.store.errors import (
    StoreConflict,
    StoreError,
    StoreInvalid,
    StoreLocked,
    StoreMissing,
    StoreNewer,
    StoreUnavailable,
)
from budget.store.records import (
    EDIT,
    IMPORT,
    SAMPLE,
    Batch,
    DataVersion,
    Decision,
    Edit,
    Export,
    KeptFile,
    LogEntry,
    MadeFile,
    Organisation,
    OwnLawValue,
    RegisteredUnit,
    SavedComparison,
    SavedScenario,
    ScenarioVersion,
    UnitVersion,
)
from budget.store.store import Store, open_store

__all__ = [
    "EDIT",
    "IMPORT",
    "SAMPLE",
    "Batch",
    "DataVersion",
    "Decision",
    "Edit",
    "Export",
    "KeptFile",
    "LogEntry",
    "MadeFile",
    "Organisation",
    "OwnLawValue",
    "RegisteredUnit",
    "SavedComparison",
    "SavedScenario",
    "ScenarioVersion",
    "Store",
    "StoreConflict",
    "StoreError",
    "StoreInvalid",
    "StoreLocked",
    "StoreMissing",
    "StoreNewer",
    "StoreUnavailable",
    "UnitVersion",
    "open_store",
]
