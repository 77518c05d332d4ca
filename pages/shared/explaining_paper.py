"""Phiếu giải trình thành tệp Word: the paper of the unit in view, as the page Xuất báo cáo makes it."""

from __future__ import annotations

from datetime import datetime

from budget.report.bundle_units import one_entry
from budget.report.unit_papers import explained_units
from budget.report.workbook_comparison import comparison
from budget.simulate import Result
from pages.shared import cached, explaining_plan, export_job, exporting, source_cells, state
from pages.shared.explaining_plan import Explained


def download(plan: Explained, result: Result, code: str, year: int) -> None:
    """Nút tải phiếu, recorded as every file; none of a plan that is saved nowhere, nor where the unit has
    nothing to explain in the year.
    """
    saved = plan.saved
    if saved is None or plan.tried or plan.varied or explaining_plan.quo():
        return
    if code not in explained_units(result, year):
        return
    w, store, now = state.words(), cached.store(), datetime.now().astimezone()
    office = exporting.office(cached.organisation(), state.person(), cached.chapters(), cached.issued_days())
    own = exporting.templates(store, w.language)
    about = {
        "words": w,
        "organisation": office,
        "created": now,
        "templates": own,
        "origins": {code: source_cells.of_unit(plan.version, code)},
    }
    job = export_job.Job(
        exporting.Recorder(store, state.person(), plan.version.id),
        [saved.version_id],
        exporting.recipe(w, comparison([result], year, None), 0, now, office, own),
        now,
    )
    entry = one_entry(result, 0, year, "slip", code, about)
    export_job.download(job, entry, w.t("explain.slip_word"), "explain.slip")
