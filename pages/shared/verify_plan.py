"""Phương án của một tệp: the plan that it proposes, and how it stands to what was decided of its year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from budget.store import DataVersion, Decision, Export, Store

NO_PLAN = ("data", "list")
"""Files of a set that hold no plan."""


@dataclass(frozen=True)
class Standing:
    """Tệp so với quyết định. `case`: approved, apart (decided, but its
    figures are not those decided), superseded (decided, but a newer decision of its year stands),
    other (another plan than its own was decided), open (nothing decided), compared, compared_other and
    compared_open (it compares plans and proposes none), none (it holds no plan).

    `plan` is the scenario version that it proposes; `decision` the one that the case speaks of, the newest.
    """

    case: str
    plan: int | None = None
    decision: Decision | None = None


def proposed(export: Export) -> int | None:
    """Phiên bản phương án mà tệp đề nghị; None for a workbook of several plans and a file without one."""
    if len(export.scenario_versions) == 1:
        return export.scenario_versions[0]
    recipe = export.details
    if recipe.get("what") in ("book", *NO_PLAN) or not {"all", "proposed"} <= recipe.keys():
        return None
    return int(recipe["all"][recipe["proposed"]])


def decided(store: Store, export: Export) -> tuple[Decision, ...]:
    """Các quyết định mà tệp là một phần, newest first: on its data, of the plan that it proposes; of every
    plan in it where it proposes none.
    """
    plan = proposed(export)
    plans = export.scenario_versions if plan is None else (plan,)
    return tuple(
        one
        for one in store.decisions()
        if one.data_version == export.data_version and one.decided in plans and _of_year(one, export)
    )


def standing(store: Store, export: Export) -> Standing:
    """Tệp so với các quyết định của cùng năm, cùng số liệu."""
    if export.details.get("what") in NO_PLAN or export.data_version is None:
        return Standing("none")
    plan, own = proposed(export), decided(store, export)
    data = store.data_version(export.data_version)
    newest = next((one for one in of_year(store, data, None) if _of_year(one, export)), None)
    if plan is None:
        if not export.scenario_versions:
            return Standing("none")
        case = "compared_open" if newest is None else "compared" if newest in own else "compared_other"
        return Standing(case, None, newest)
    if newest is None:
        return Standing("open", plan)
    if not own:
        return Standing("other", plan, newest)
    if newest.decided != plan:
        return Standing("superseded", plan, newest)
    return Standing("apart" if export.details.get("apart") else "approved", plan, newest)


def of_year(store: Store, data: DataVersion, year: int | None) -> list[Decision]:
    """Các quyết định của một năm (None: of any) on data of this base year, newest first."""
    return [
        one
        for one in store.decisions()
        if store.data_version(one.data_version).base_year == data.base_year
        and (year is None or one.details.get("year") == year)
    ]


def newer(store: Store, decision: Decision) -> datetime | None:
    """Lúc chốt của quyết định thay quyết định này: the newest of its year; None where it stands."""
    data, year = store.data_version(decision.data_version), decision.details.get("year")
    last = decision if year is None else of_year(store, data, year)[0]
    return None if last.id == decision.id else last.decided_at


def _of_year(decision: Decision, export: Export) -> bool:
    """The year of both is the same; one that tells none fits every year."""
    years = decision.details.get("year"), export.details.get("year")
    return None in years or years[0] == years[1]
