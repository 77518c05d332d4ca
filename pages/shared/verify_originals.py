"""Nguyên bản của một tệp đã xuất: made again from what was recorded of it."""

from __future__ import annotations

import hashlib
from datetime import datetime

from budget.report.conclusion import agreed_of
from budget.report.words import Words
from budget.scenario import ScenarioError
from budget.store import Export, Store, StoreError
from pages.shared import cached, export_tried, exporting, frozen, meeting_record, source_cells
from pages.shared.verify_plan import decided


def remade(store: Store, export: Export) -> bytes | None:
    """Dựng lại nguyên bản of an export: the same bytes as then, or None where that is no longer possible
    (another version of the program, other particulars of the office, own law values since).
    """
    return Originals(store).remade(export)


def rebuilt(store: Store, export: Export) -> bytes | None:
    """Lập lại một tệp đã xuất as the program makes it now; None where its parts are no longer there."""
    recipe = export.details
    if recipe.get("what") == "list":
        return str(recipe.get("text", "")).encode()
    if recipe.get("what") == "minutes":
        made = next(iter(decided(store, export)), None)
        return meeting_record.minutes(made).make() if made else None
    if not {"what", "all", "created", "language", "money_unit", "year"} <= recipe.keys():
        return None
    try:
        return _made(store, export)
    except (StoreError, ScenarioError, ValueError, TypeError, ArithmeticError, KeyError, IndexError):
        return None


class Originals:
    """Các nguyên bản dựng lại cho một lần kiểm tra, each made once: up to three questions are asked of it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._made: dict[int, bytes | None] = {}

    def rebuilt(self, export: Export) -> bytes | None:
        """As the function of this name."""
        if export.id not in self._made:
            self._made[export.id] = rebuilt(self.store, export)
        return self._made[export.id]

    def remade(self, export: Export) -> bytes | None:
        """As the function of this name."""
        content = self.rebuilt(export)
        return content if content and hashlib.sha256(content).hexdigest() == export.sha256 else None


def _made(store: Store, export: Export) -> bytes | None:
    from budget.report.bundle import bundle, entries  # noqa: PLC0415  what writes slides is slow to load

    recipe, version = export.details, export.data_version
    if version is None:
        return None
    texts = [store.scenario_version(int(one)).text for one in recipe["all"]]
    words = Words(str(recipe["language"]), str(recipe["money_unit"]))
    created = datetime.fromisoformat(str(recipe["created"]))
    results = frozen.results([int(one) for one in recipe["all"]], version, export.made_at)
    listed = entries(
        results,
        texts,
        words=words,
        organisation=recipe.get("office")
        or exporting.office(cached.organisation(), export.author, cached.chapters()),
        year=recipe["year"],
        baseline=recipe.get("baseline"),
        proposed=recipe.get("proposed", 0),
        created=created,
        decided=agreed_of(datetime.fromisoformat(recipe["decided"]), recipe) if "decided" in recipe else None,
        tried=export_tried.again(results, recipe),
        templates={paper: store.file(sha256) for paper, sha256 in recipe.get("templates", {}).items()},
        # files of an older version have 0 where nobody gave a figure
        given=cached.given(version) if recipe.get("given") else None,
        # and their slips name no cells
        origins=source_cells.of_units(version) if recipe.get("cells") else None,
    )
    if recipe["what"] == "bundle":
        return bundle(listed, words=words, created=created)
    wanted = recipe["what"], recipe.get("unit", "")
    return next((entry.make() for entry in listed if (entry.what, entry.unit) == wanted), None)
