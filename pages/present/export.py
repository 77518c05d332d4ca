"""Xuất báo cáo: workbook, slides, submission, forms, data and plan files; one by one or all in one zip."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from budget.report.bundle import entries, size
from budget.report.deck_story import Story
from budget.report.review_said import blanks_of, review_of, undated_of
from pages.shared import (
    cached,
    comparing,
    export_job,
    export_parts,
    export_tried,
    exporting,
    frozen,
    leader_order,
    meeting_proposed,
    meeting_record,
    paper_templates,
    parts,
    proposed_reason,
    proposing,
    source_cells,
    state,
)

w = state.words()
store = cached.store()
version = cached.data_version()
saved = store.scenarios()
if version is None or not saved:
    parts.header(w.t("page.export"))
    comparing.empty(version, w.t("export.empty_title"), w.t("export.empty_text"))
    parts.stop()

actions = parts.header(w.t("page.export"), w.t("export.sentence"))
compared = comparing.choose(version, saved, least=1)
if compared is None:
    parts.stop()
proposed = meeting_proposed.choose_proposed(compared, "export.proposed")
decision = meeting_record.decision_on(compared.saved[proposed], version)
# what has to be seen to stands before the files, yet beside them: above it would take the whole first screen
notes, files = st.columns((2, 3))
with notes:
    leader_order.stated(compared.saved[proposed], decision, "export.proposed")
    proposed_reason.stated(compared.saved[proposed], decision, "export.proposed")
    if compared.year == version.base_year:
        parts.message("warning", w.t("meeting.base_year", year=version.base_year))
    if cached.organisation() is None:
        with st.container(gap="small"):
            parts.message("warning", w.t("export.office_unset"))
            if st.button(w.t("export.office_enter"), key="export.office", icon=":material/account_balance:"):
                st.switch_page("pages/settings/organisation.py")
shown = compared.shown
now = datetime.now().astimezone()
office = exporting.office(cached.organisation(), state.person(), cached.chapters(), cached.issued_days())
with notes:
    export_parts.office_named(office)
    office |= export_parts.owners_apart(compared.shown.results[0].units.owner, office)
office["proposed"] = meeting_proposed.chosen_by(compared.saved[proposed].id)
office["recorded"] = proposing.in_papers(compared.saved[proposed].id)
own = exporting.templates(store, w.language)
office |= leader_order.of(compared.saved[proposed], decision)
office[proposed_reason.KEPT] = proposed_reason.of(compared.saved[proposed], decision)
# where the program computes otherwise now, its papers are not those of what was decided
apart = decision is not None and frozen.apart(decision, shown.results[proposed])
decided = None if apart else meeting_record.agreed(compared.saved[proposed], version)
story = Story(shown, proposed, w, office, now, decided)
with notes:
    export_parts.to_fill_in(undated_of(story), "days")
    export_parts.to_fill_in(blanks_of(story), "blanks")
    export_parts.to_know(story)
with files:
    tried = export_tried.choose(compared)
    with_tries = export_tried.said(compared.shown.results, tried)
origins = source_cells.of_units(version.id)
listed = entries(
    shown.results,
    [one.text for one in compared.saved],
    words=w,
    organisation=office,
    year=shown.year,
    baseline=shown.baseline,
    proposed=proposed,
    created=now,
    minutes=meeting_record.of_plan(compared.saved[proposed], version, proposed),
    decided=decided,
    tried=tried,
    templates=own,
    given=cached.given(version.id),
    origins=origins,
)
papers_of = {
    "words": w,
    "organisation": office,
    "created": now,
    "decided": decided,
    "templates": own,
    "origins": origins,
}
job = export_job.Job(
    exporting.Recorder(store, state.person(), version.id),
    [one.version_id for one in compared.saved],
    exporting.recipe(w, shown, proposed, now, office, own, decided)
    | ({"apart": True} if apart else {})
    | ({"tried": tried.how.record()} if tried else {}),
    now,
)

with actions:
    if len(saved) > 1 and st.button(
        w.t("page.compare"), key="export.compare", icon=":material/compare_arrows:"
    ):
        st.switch_page("pages/compare/compare.py")

if len(compared.shown.results[proposed].years) > 1:
    with notes:
        export_parts.review(review_of(story))
with files:
    with parts.panel("bundle", w.t("bundle.title"), w.t("bundle.text", n=size(listed))):
        key = (
            shown.fingerprint,
            proposed,
            decided,
            w.language,
            w.money_unit,
            str(tried and tried.how),
            *office.values(),
            *own.values(),
        )
        name = exporting.file_name(w.t("bundle.file_bundle", year=shown.year), f"{now:%Y%m%d-%H%M}") + ".zip"
        export_parts.all_at_once(job, listed, shown.fingerprint, name, key)
        parts.note(with_tries)
    with parts.panel("book", w.t("export.book"), w.t("export.book_text", n=len(compared.saved))):
        export_job.download(job, listed[0], w.t("export.book_action"), "export.book")
        about = w.t(
            "export.about",
            year=shown.year,
            basis=comparing.basis_name(compared),
            base=version.base_year,
            number=version.number,
            units=version.units,
            money=w.numbers.unit_name(),
        )
        parts.note(with_tries)
        parts.footnote(
            f"{about} {w.t('export.file', name=listed[0].base)}", fingerprint=shown.fingerprint, compared=True
        )
    papers = [entry for entry in listed if entry.what in export_parts.PAPERS]
    if papers:
        with parts.panel(
            "papers", w.t("bundle.papers"), w.t("bundle.papers_text", name=compared.name(proposed))
        ):
            for entry in papers:
                export_job.download(job, entry, w.t(f"bundle.what_{entry.what}"), f"export.{entry.what}")
            parts.note(with_tries)
            paper_templates.warn({paper: own[paper] for paper in ("memo", "minutes") if paper in own})
        with parts.panel(
            "units",
            w.t("bundle.units"),
            w.t("bundle.units_text", name=compared.name(proposed), year=shown.year),
        ):
            paper_templates.warn({paper: own[paper] for paper in ("decisions", "slips") if paper in own})
            for entry in export_parts.unit_papers(shown.results[proposed], proposed, shown.year, papers_of):
                export_job.download(job, entry, w.t(f"bundle.what_{entry.what}"), f"export.{entry.what}")
with files, parts.panel("plain", w.t("export.plain"), w.t("export.plain_text")):
    for n, entry in enumerate(one for one in listed if one.what in ("data", "plan")):
        label = w.t("export.data_action", n=version.units, year=version.base_year)
        if entry.what == "plan":
            label = compared.saved[entry.plans[0]].name
        export_job.download(job, entry, label, f"export.plain.{n}")

if papers:
    with files, parts.panel("templates", w.t("templates.title"), w.t("templates.text")):
        paper_templates.panel(paper_templates.fields_of(shown, proposed, office, now, origins))
export_parts.last_made(store.exports())
