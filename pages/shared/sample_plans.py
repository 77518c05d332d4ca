"""Phương án mẫu: the plans that come with the sample data, and which saved ones nobody changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from budget.scenario import Scenario, ScenarioError, parse_scenario
from budget.store import SavedScenario
from pages.shared import cached, state

FOLDER = Path(__file__).resolve().parents[2] / "data" / "scenarios"


def read(names: str = "*.toml") -> list[Scenario]:
    """Các phương án đi kèm số liệu mẫu, of the files with such `names`."""
    return [parse_scenario(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob(names))]


def unchanged(listed: Iterable[SavedScenario]) -> set[int]:
    """Mã của các phương án mẫu chưa ai sửa: those that say what their file says, name and all."""
    known, found = cached.derived("samples", (), read), set()
    for saved in listed:
        with suppress(ScenarioError):
            if cached.scenario(saved.text) in known:
                found.add(saved.id)
    return found


def marked(names: Mapping[int, str]) -> dict[int, str]:
    """Tên các phương án trong một danh sách, by id, which says so of a sample that nobody changed."""
    samples, w = unchanged(cached.store().scenarios()), state.words()
    return {i: w.t("plan.sample", name=name) if i in samples else name for i, name in names.items()}
