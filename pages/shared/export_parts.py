"""Các nút của trang Xuất: one file each, and the whole set with its progress."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import streamlit as st

from budget.report import forms
from budget.report.bundle import bundle, size
from budget.report.bundle_entry import Entry
from budget.report.bundle_units import WRITERS, one_entry, portions, whole_entries
from budget.report.deck_story import Story
from budget.report.office_names import decides, is_committee
from budget.report.review_said import Point
from budget.report.tables import Column, Row, Table
from budget.simulate import Result
from budget.store import Export, MadeFile
from pages.shared import cached, frame, grid, parts, state
from pages.shared.export_job import Job
from pages.shared.exporting import MIME

PAPERS = ("deck", "memo", "forms", "minutes")
MOST_OWNERS = 3
"""Other bodies that a warning names."""

SHOWN = 30
"""Files that the list of the last ones names."""
FILLED_IN = {"days": "event", "blanks": "edit_document"}
MADE, UNIT = "export.bundle", "export.unit"


def kept(key: str, *, default: Any) -> dict[str, Any]:
    """Ô chọn còn nguyên khi đi trang khác rồi quay lại: `key` and `on_change` of its widget."""
    state.follow(key, state.note(key, default))
    return {"key": key, "on_change": lambda: state.keep(key, state.current(key))}


def office_named(office: Mapping[str, str]) -> None:
    """Cơ quan khai tên là một ủy ban: told with the way to mend it, since it turns who submits to whom."""
    w, name = state.words(), office.get("name", "")
    if not is_committee(name, w):
        return
    above = office.get("superior", "") or w.t("organisation.committee_none")
    with st.container(gap="small"):
        parts.message("warning", w.t("organisation.committee", name=name, superior=above))
        if st.button(w.t("export.office_mend"), key="export.office_mend", icon=":material/account_balance:"):
            st.switch_page("pages/settings/organisation.py")


def owners_apart(owners: Sequence[str], office: Mapping[str, str]) -> dict[str, str]:
    """Cơ quan quản lý trong số liệu khác cơ quan này: told before the forms of the units bear its name, with
    the choice to name the office's own superior instead. Returns that choice as a field of the office.
    """
    found = forms.owners_apart(owners, office) if office.get("name") else []
    if not found:
        return {}
    w = state.words()
    told, above = st.container(), decides(office, w)
    if above and st.toggle(
        w.t("export.owner_ours", name=above),
        help=w.t("export.owner_ours_help"),
        **kept("export.owner_ours", default=False),
    ):
        return {forms.OWNER: above}
    listed = [w.t("export.owner_apart", name=name, n=n) for name, n in found[:MOST_OWNERS]]
    more = len(found) - len(listed)
    listed += [w.t("export.owners_more", n=more)] if more else []
    with told:
        parts.message("warning", w.t("export.owners_apart", office=office["name"], listed="; ".join(listed)))
    return {}


def to_fill_in(said: str, what: str) -> None:
    """Chỗ trống mà giấy tờ sẽ in: told before any paper is made, with the way to write it once for all;
    `what`: days of issue, or blanks for the number of a document.
    """
    if not said:
        return
    with st.container(gap="small"):
        parts.message("warning", said)
        icon = f":material/{FILLED_IN[what]}:"
        if st.button(state.words().t(f"export.{what}"), key=f"export.{what}", icon=icon):
            frame.follow(state.link("law", view="own"))


def to_know(story: Story) -> None:
    """Việc chỉ để biết, below what leaves blanks: nothing of it is to be filled in; what becomes of papers of
    a period that has ended is read before they are made, the rest is folded.
    """
    w, level = state.words(), cached.level_ended()
    first, last = story.period
    if story.ended:
        parts.note(w.t("export.period_ended", first=first, last=last))
    lines = [w.t("organisation.level_ended", day=level)] if level else []
    parts.details(w.t("export.know", n=len(lines)), lines)


def review(points: Sequence[Point]) -> None:
    """Việc rà soát trước khi trình: what who signs has to check, told before they are made, a line each."""
    if not points:
        return
    label = state.words().t("memo.review", n=len(points))
    with st.expander(label, expanded=True, icon=":material/fact_check:"):
        for point in points:
            parts.note_of(point.said, point.of)


def unit_papers(result: Result, place: int, year: int, about: Mapping[str, Any]) -> list[Entry]:
    """Ô chọn đơn vị, and the papers of the unit chosen: of all units the decisions and slips in one file."""
    w, units = state.words(), result.units
    names = dict(zip(units.code, units.name, strict=True))
    parts_of = portions(result)

    def name(option: int | str) -> str:
        if isinstance(option, str):
            return f"{option} · {names[option]}"
        if len(parts_of) == 1:
            return w.t("bundle.all_units", n=len(names))
        return w.t("bundle.some_units", first=parts_of[option].start + 1, last=parts_of[option].stop)

    options = [*range(len(parts_of)), *names]
    if state.note(UNIT) not in options:
        state.keep(UNIT, None)
    chosen = st.selectbox(w.t("bundle.unit"), options, format_func=name, **kept(UNIT, default=options[0]))
    if isinstance(chosen, int):
        return whole_entries(result, place, year, about, parts_of[chosen])
    return [one_entry(result, place, year, what, chosen, about) for what in WRITERS]


def all_at_once(job: Job, listed: Sequence[Entry], mark: str, name: str, key: tuple[Any, ...]) -> None:
    """Nút làm trọn bộ with its progress, then the one that takes the zip."""
    w = state.words()
    if st.button(
        w.t("bundle.make", n=size(listed)), key="export.all", type="primary", icon=":material/folder_zip:"
    ):
        _make(job, listed, mark, name, key)
    made = state.note(MADE)
    if made is None or made[0] != key:
        return
    _, made_name, content = made
    st.download_button(
        w.t("bundle.take", name=made_name, size=len(content) / 2**20),
        content,
        made_name,
        MIME["zip"],
        key="export.zip",
        icon=":material/download:",
        on_click="ignore",
    )
    parts.footnote(w.t("bundle.done", n=size(listed)), fingerprint=mark, compared=True)


def _make(job: Job, listed: Sequence[Entry], mark: str, name: str, key: tuple[Any, ...]) -> None:
    w = state.words()

    def said(n: int) -> str:
        entry = listed[min(n, len(listed) - 1)]
        about = {"what": w.t(f"bundle.what_{entry.what}"), "file": entry.base}
        return w.t("bundle.making", **about, n=n + 1, of=size(listed))

    bar = st.progress(0.0, said(0))
    done: list[tuple[Entry, bytes]] = []

    def told(entry: Entry, content: bytes) -> None:
        done.append((entry, content))
        bar.progress(len(done) / len(listed), said(len(done)))

    content = bundle(listed, words=w, created=job.now, told=told)
    # recorded when all is made: a set that broke off leaves no file that nobody has
    keeper, files = job.recorder, []
    for entry, made in done:
        versions, details = keeper.about(entry, job.versions, job.recipe)
        files.append(keeper.file(made, entry.kind, entry.base, entry.mark, versions, details))
    whole = {**job.recipe, "what": "bundle", "all": list(job.versions)}
    files.append(_list_of(content, job))
    keeper.record(*files, keeper.file(content, "zip", name, mark, job.versions, whole))
    bar.empty()
    state.keep(MADE, (key, name, content))


def _list_of(package: bytes, job: Job) -> MadeFile:
    """Danh mục của bộ, recorded with its text: it could be made again only with the whole set."""
    name = state.words().t("bundle.list_name")
    content = zipfile.ZipFile(BytesIO(package)).read(name)
    details = {**job.recipe, "what": "list", "text": content.decode()}
    return job.recorder.file(content, "txt", name, "", (), details)


def last_made(exports: Sequence[Export]) -> None:
    """Các tệp xuất gần nhất; those of single units stand in their set."""
    w = state.words()
    made = [one for one in exports if "unit" not in one.details and one.details.get("what") != "list"][:SHOWN]
    if not made:
        return
    columns = [Column(c, w.t(f"export.column_{c}")) for c in ("at", "name", "mark", "sha256", "by")]
    rows = [
        Row(
            {
                "at": w.numbers.moment(one.made_at),
                "name": one.name,
                "mark": one.fingerprint,
                "sha256": one.sha256[:16],
                "by": one.author or w.t("log.somebody"),
            },
            notes={"sha256": one.sha256},
        )
        for one in made
    ]
    with parts.panel("made"):
        grid.show(Table(w.t("export.made", n=len(made)), columns, rows), "exports")
