"""Số liệu mẫu: the made-up city and ward that come with the program (data/sample)."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from budget.units import COLUMN, Units

FOLDER = Path(__file__).resolve().parents[1] / "data" / "sample"
SAMPLES = ("city_2022", "ward_2026")


@dataclass(frozen=True, slots=True)
class Sample:
    """Giới thiệu một bộ số liệu mẫu: `label` and `note` by language ("vi", "en")."""

    name: str
    base_year: int
    owner: str
    label: Mapping[str, str]
    note: Mapping[str, str]


def load_sample(name: str) -> tuple[Sample, Units]:
    """Nạp số liệu mẫu: what it is, and its units in whole đồng.

    Raises ValueError when there is no sample of this name.
    """
    if name not in SAMPLES:
        raise ValueError(f"sample {name!r}; there are {', '.join(SAMPLES)}")
    about = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    meta = Sample(
        name,
        about["base_year"],
        about["owner"],
        MappingProxyType(about["label"]),
        MappingProxyType(about["note"]),
    )
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            {column: _value(column, text) for column, text in row.items()} for row in csv.DictReader(file)
        ]
    return meta, Units.from_rows(meta.base_year, rows)


def _value(column: str, text: str) -> Any:
    match COLUMN[column].type:
        case "money" | "count":
            return int(text) if text else None
        case "mark":
            return text == "x"
        case _:
            return text
