"""Tệp chữ không mang dấu (CSV, phương án, danh mục): the exported file that it was, told by its lines."""

from __future__ import annotations

from itertools import islice

from budget.intake.altered import Differences
from budget.intake.rows_changed import likeness_of_rows, row_changes
from budget.intake.wording import changes, likeness, lines
from budget.store import Export, Store
from pages.shared.verify_originals import remade

LINED = ("csv", "toml", "txt")
"""Kinds that bear no mark, and are compared line by line; of a CSV cell by cell."""

LIKE, LIKE_ROWS = 0.5, 0.8
"""Share of its lines, of a CSV of its cells, that a file has in common with the one that it was: a table of
other units has many of them too.
"""

MOST_TRIED = 20
"""Files that are made again to find the one that it was, the newest and those of its name first."""

MOST_TIMES = 4
"""Times that one file may be as long as the other and still be like it."""

Found = tuple[Export, Differences | None, bool]
"""What a file was, where it differs, and whether its original could be made again."""


def beside(store: Store, name: str, content: bytes, moment: object) -> Found | None:
    """Một tệp trong gói: by its name among those made at the `moment` of what is beside it."""
    base = name.rpartition("/")[2]
    made = (one for one in store.exports() if one.name == base and one.details.get("created") == moment)
    export = next(made, None) if moment else None
    if export is None or export.kind not in LINED:
        return alone(store, base, content, named=True)
    was = remade(store, export)
    return export, _changed(export.kind, was, content) if was is not None else None, was is not None


def alone(store: Store, name: str, content: bytes, *, named: bool = False) -> Found | None:
    """Một tệp đứng riêng: the exported file that it is most like, of those of its name alone where it must be
    `named` so; None where it is like none of them.
    """
    newest: dict[str, Export] = {}
    for one in store.exports():
        if one.kind in LINED and (one.name == name or not named):
            newest.setdefault(one.sha256, one)
    likely = sorted(newest.values(), key=lambda one: one.name != name)
    best: tuple[float, Export, bytes] | None = None
    for export in islice(likely, MOST_TRIED):
        was = remade(store, export)
        like = _likeness(export.kind, was, content) if was is not None else 0.0
        least = LIKE_ROWS if export.kind == "csv" else LIKE
        if was is not None and like >= least and (best is None or like > best[0]):
            best = like, export, was
    if best is None:
        return None
    _, export, was = best
    return export, _changed(export.kind, was, content), True


def _likeness(kind: str, was: bytes, now: bytes) -> float:
    if max(len(was), len(now)) > MOST_TIMES * min(len(was), len(now)):
        return 0.0
    if kind == "csv":
        return likeness_of_rows(was, now)
    return likeness([said for _, said in lines(was)], [said for _, said in lines(now)])


def _changed(kind: str, was: bytes, now: bytes) -> Differences | None:
    return row_changes(was, now) if kind == "csv" else changes(lines(was), lines(now))
