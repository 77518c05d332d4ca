"""Xuất xứ số liệu: behind every figure of a data version the cell or the person that it is from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from budget.report.ground import Origin, Saved
from budget.store import DataVersion
from budget.units import Source
from pages.shared import cached


def of_unit(version: DataVersion, code: str, versions: Sequence[Saved] = ()) -> Origin:
    """Xuất xứ của một đơn vị, without a code of none; `versions` of the plan."""
    return _origin(version, cached.store().sources(version.id, code) if code else {}, versions)


def of_units(version_id: int) -> Mapping[str, Origin]:
    """Xuất xứ của mọi đơn vị, by code, for papers of the units."""

    def made() -> Mapping[str, Origin]:
        version = cached.store().data_version(version_id)
        found = cached.store().all_sources(version_id)
        return {code: _origin(version, sources) for code, sources in found.items()}

    return cached.derived("origins", (version_id,), made)


def _origin(version: DataVersion, sources: Mapping[str, Source], versions: Sequence[Saved] = ()) -> Origin:
    return Origin(sources, version.origin == "sample" and not sources, versions)
