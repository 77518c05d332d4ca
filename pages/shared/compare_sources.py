"""Nguồn của các tệp ở trang So sánh: which plan each mark is, and from which data it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.shared import cached, plan_shown, state

if TYPE_CHECKING:
    from budget.store import DataVersion
    from pages.shared.comparing import Compared

NAMED, LONGEST = 3, 200
"""Files of the data that are named, more are counted, and letters of the name of a plan."""


def tell(compared: Compared, version: DataVersion) -> None:
    """Ghi dưới bảng của mọi tệp trang này cho tải: the plans, the data and the mark of the comparison."""
    w, shown = state.words(), compared.shown
    listed = "; ".join(compared.label(k, LONGEST) for k in range(len(compared.saved)))
    about = {"base": version.base_year, "number": version.number, "at": version.created_at}
    told = (
        w.t("compare.file_plans", listed=listed),
        w.t("compare.file_data", source=_source(version), **about),
        w.t("footnote.compared", mark=plan_shown.blocks(shown.fingerprint)),
    )
    plan_shown.compares("\n".join(told))


def _source(version: DataVersion) -> str:
    """Số liệu từ đâu: the files that were read, the first by name, and how they came where not by files."""
    w = state.words()
    names = [file.name for file in cached.store().data_files(version.id)]
    how = [] if names and version.origin == "import" else [w.t(f"log.origin_{version.origin}").lower()]
    if not names or version.origin == "sample":
        return how[0]
    more = [w.t("compare.file_more", n=len(names) - NAMED)] if len(names) > NAMED else []
    listed = ", ".join([*names[:NAMED], *more])
    return ", ".join([w.t("compare.file_names", listed=listed), *how])
