"""Lời của trang Kiểm tra tệp: the verdict in a sentence, what the file is, and the cells that differ."""

from __future__ import annotations

from collections.abc import Sequence

from budget.findings import Finding
from budget.intake.altered import CellChange, Differences
from budget.intake.wording import parted
from budget.report.tables import Column, Row, Table
from budget.report.words import Words
from budget.store import Export, ScenarioVersion
from pages.shared import cached, grid, history, parts, state, verify_plan, verify_seen
from pages.shared.verify_lined import LINED
from pages.shared.verify_plan import Standing
from pages.shared.verifying import WHOLE, WORDED, Verdict

FIRST = ("altered", "version", "words", "filled", "refused", "unknown")
"""Files of a zip that are told before those that are whole."""

UNMARKED = ("PDF", "PNG", "JPEG", "GIF", "BMP", "TIFF")
"""Kinds that bear no mark."""

MARKS = {"book": "compared", "deck": "compared", "bundle": "compared", "data": "data", "list": "none"}
"""Files whose mark is not that of a plan, and of what it is."""

ASIDE = {"other", "superseded", "compared_other"}
"""Standings of a file of another plan than the one decided."""

YEARS = range(1990, 2101)
"""Whole numbers that are years where both the original and the file have one of them."""


def title(found: Verdict) -> str:
    """Tên tệp."""
    return found.name.replace("*", "")


def show(found: Verdict, key: str, shown: Sequence[Verdict] = ()) -> None:
    """Vẽ kết luận về một tệp; what was told of the files `shown` above it is not told again."""
    w, remedy = state.words(), _remedy(found)
    explained = found.state == "unknown" and remedy in map(_remedy, shown)
    way = "" if explained else w.t(f"verify.remedy_{remedy}")
    if _aside(found) and (whose := _told(found)):
        parts.message("done", w.t(f"verify.whole_{found.state}"))
        about = _standing(whose)
        parts.message("note", f"{about[:1].upper()}{about[1:]}.", remedy=way)
    else:
        parts.message(_severity(found), sentence(found), remedy=way)
    if found.refusal is not None and found.state == "refused":
        item = Finding(
            found.refusal.kind,
            "warning",
            file=found.name,
            numbers={"file": found.name, **found.refusal.numbers},
        )
        parts.finding(item)
    if found.export is not None:
        _about(found.export, shown)
    for one in found.decisions:
        name = cached.store().scenario_version(one.decided).name
        told = {"name": name, "at": one.decided_at, "people": "; ".join(one.people)}
        newer = verify_plan.newer(cached.store(), one)
        said = w.t("verify.decision_replaced" if newer else "verify.decision", later=newer, **told)
        parts.sentence(said)
    if found.inside:
        _inside(found, key)
    if found.changed is not None:
        _changes(found.changed, found.export, key, found.state)
    elif found.state == "altered" and not found.inside:
        parts.note(w.t("verify.unreadable" if found.original else "verify.no_original"))
    if found.sha256:
        parts.footnote(f"SHA-256 {found.sha256}")


def _told(found: Verdict) -> Standing | None:
    """How the plan of an untouched file stands to what was decided; None for any other."""
    if found.state not in WHOLE or found.export is None:
        return None
    return verify_plan.standing(cached.store(), found.export)


def _severity(found: Verdict) -> str:
    if found.state not in WHOLE:
        return "error" if found.state == "altered" else "warning"
    return "warning" if "apart" in _cases(found) else "done"


def _aside(found: Verdict) -> bool:
    """Whether an untouched file is of another plan than the one decided, which is no fault of the file."""
    return bool(_cases(found) & ASIDE)


def _cases(found: Verdict) -> set[str]:
    """How the plans of a file, or of those in a package, stand to what was decided."""
    return {told.case for one in (found, *found.inside) if (told := _told(one))}


def _remedy(found: Verdict) -> str:
    """What to do: an untouched file is as good as its plan, a package as the worst of its files."""
    if found.inside and found.state in WHOLE:
        return f"package_{'other' if _cases(found) & {*ASIDE, 'apart'} else found.state}"
    told = _told(found)
    if told is None:
        return "unmarked" if found.state == "unknown" and _unmarked(found) else found.state
    return f"{found.state}_{told.case}" if told.case == "approved" else told.case


def sentence(found: Verdict) -> str:
    """Câu kết luận: untouched or not, and of an untouched file which plan it proposes."""
    t = state.words().t
    if found.inside:
        return t(f"verify.package_{found.state}", n=len(found.inside))
    if found.state == "version":
        return f"{t('verify.version')} {_compared(found)}"
    if found.state == "altered" and found.export is not None and found.export.kind in LINED:
        return t("verify.altered_lined")
    if (kind := _unmarked(found)) and found.state == "unknown":
        return t("verify.unmarked", kind=kind)
    told = _told(found)
    return t(f"verify.{found.state}", about=_standing(told)) if told else t(f"verify.{found.state}")


def _unmarked(found: Verdict) -> str:
    """The kind of a file that can bear no mark (a picture, a PDF); "" of any other."""
    kind = str(found.refusal.numbers.get("what", "")) if found.refusal else ""
    return kind if kind in UNMARKED else ""


def _compared(found: Verdict) -> str:
    """What came of comparing the figures of a file of another version."""
    if found.changed is None:
        return state.words().t("verify.version_unread")
    key = "differs" if found.changed.count else "agrees"
    counted = "_all" if found.figures and key == "agrees" else ""
    return state.words().t(f"verify.version_{key}{counted}", n=found.changed.count, of=found.figures)


def _standing(told: Standing) -> str:
    """A plan and what was decided, in the middle of a sentence; by version where both have one name."""
    w, store = state.words(), cached.store()
    own = store.scenario_version(told.plan) if told.plan is not None else None
    made = store.scenario_version(told.decision.decided) if told.decision else None
    same = own is not None and made is not None and own.id != made.id and own.name == made.name

    def named(one: ScenarioVersion | None) -> str:
        if one is None:
            return ""
        return w.t("meeting.version", name=one.name, number=one.number) if same else f"“{one.name}”"

    at = told.decision.decided_at if told.decision else None
    return w.t(f"verify.plan_{told.case}", name=named(own), decided=named(made), at=at)


def _mark_of(export: Export) -> str:
    """Dấu của một tệp là dấu của gì: of the comparison, of the data, or of the plan; "some" where an older
    line does not say what the file was.
    """
    what = export.details.get("what", "")
    return MARKS.get(what, "plan" if what else "some")


def _about(export: Export, shown: Sequence[Verdict]) -> None:
    """When, by whom and from what the file was made; of one told above, only which."""
    w, store = state.words(), cached.store()
    if same := next((title(one) for one in shown if one.export and one.export.id == export.id), ""):
        parts.note(w.t("verify.about_same", name=same))
        return
    names = [store.scenario_version(one).name for one in export.scenario_versions]
    said = w.t(
        "verify.about",
        name=export.name,
        at=export.made_at,
        by=export.author or w.t("log.somebody"),
        mark=w.t(f"verify.mark_{_mark_of(export)}", mark=export.fingerprint),
    )
    if export.data_version is not None:
        said += " " + w.t("verify.on", data=history.data_name(store.data_version(export.data_version)))
    plan = verify_plan.proposed(export)
    if plan is not None and len(names) > 1:
        said += " " + w.t("verify.proposes", name=store.scenario_version(plan).name)
    if names:
        said += " " + w.t("verify.plans", n=len(names), names=w.list([f"“{name}”" for name in names]))
    parts.sentence(said)


def _inside(found: Verdict, key: str) -> None:
    """The files of a zip: those that were altered or filled in first, each with where, then all with what
    each is.
    """
    w = state.words()
    order = dict(zip(FIRST, range(len(FIRST)), strict=True))
    listed = sorted(found.inside, key=lambda one: order.get(one.state, len(FIRST)))
    for n, one in enumerate(listed):
        if one.state not in ("altered", "version", "words", "filled"):
            continue
        said = w.t("verify.inside_file", name=title(one), state=w.t(f"verify.inside_{one.state}"))
        parts.message(_severity(one), said)
        if one.changed is not None:
            _changes(one.changed, one.export, f"{key}-{n}", one.state)
        else:
            parts.note(w.t("verify.unreadable" if one.original else "verify.no_original"))
    heads = {"name": "export.column_name", "state": "log.state", "plan": "app.scenario"}
    columns = [Column(name, w.t(head)) for name, head in heads.items()]
    told = [_told(one) for one in listed]
    rows = [
        Row(
            {
                "name": one.name,
                "state": w.t(f"verify.inside_{one.state}"),
                "plan": _standing(standing) if standing else "",
            }
        )
        for one, standing in zip(listed, told, strict=True)
    ]
    grid.show(Table(w.t("verify.inside", n=len(rows)), columns, rows), f"{key}-inside")


def _changes(changed: Differences, export: Export | None, key: str, state_of: str) -> None:
    """The cells or pieces of text that differ, as they were and as they are; in a file that was "filled" in
    only blanks, in one of another "version" only figures.
    """
    w = state.words()
    for what, sheets in (("missing", changed.missing), ("added", changed.added)):
        if sheets:
            parts.message("warning", w.t(f"verify.sheets_{what}", names=w.list(list(sheets))))
    worded = export is not None and export.kind in (*WORDED, *LINED) and export.kind != "csv"
    verify_seen.show(changed.seen, key, *(("part", _place) if worded else ("sheet", str)))
    if changed.unsaved:
        parts.note(w.t("verify.unsaved", n=changed.unsaved))
    if changed.count:
        told = {"filled": "blanks", "words": "blanks", "version": "figures"}
        what = told.get(state_of, "pieces" if worded else "cells")
        _listed(changed.cells, (what, changed.count), f"{key}-cells", worded=worded)
    if changed.recalculated:
        parts.note(w.t("verify.recalculated"))
        _listed(changed.results, ("results", changed.recalculated), f"{key}-results", worded=False)


def _listed(cells: Sequence[CellChange], counted: tuple[str, int], key: str, *, worded: bool) -> None:
    """Bảng những chỗ khác: `counted` are the words of its title and how many there are."""
    w = state.words()
    headed = not worded and any(c.row or c.column for c in cells)
    ids = (
        *("sheet", "cell", *(("row", "column") if headed else ())),
        *(("moved",) if worded else ()),
        *("before", "after"),
    )
    heads = {"sheet": "part", "cell": "near"} if worded else {}
    plain = all(c.sheet == ("document" if worded else "") for c in cells)
    kept = ids[1:] if plain else ids
    columns = [
        Column(
            c, w.t(f"verify.column_{heads.get(c, c)}"), "figure" if c in ids[-2:] and not worded else "text"
        )
        for c in kept
    ]
    rows = [
        Row(
            {
                "sheet": _place(c.sheet) if worded else c.sheet,
                "cell": c.cell,
                "row": c.row,
                "column": c.column,
                "moved": _moved(c.before, c.after),
                "before": cell_value(c.before, c.after, w),
                "after": cell_value(c.after, c.before, w),
            }
        )
        for c in cells
    ]
    what, count = counted
    grid.show(Table(w.t(f"verify.{what}", n=count), columns, rows), key)
    if count > len(rows):
        parts.note(w.t(f"verify.more_{what}", n=count - len(rows)))


def _place(part: str) -> str:
    """A part of a paper: slide, its notes or chart, with its number; body, footnotes or edges of a text."""
    name = part.rstrip("0123456789")
    key, number = f"verify.part_{name}", part[len(name) :]
    return state.words().t(key, number=number) if state.words().has(key) else part


def _moved(before: str | float | None, after: str | float | None) -> str:
    """The words alone that differ, of two pieces of text that look alike."""
    if not isinstance(before, str) or not isinstance(after, str):
        return ""
    was, now = parted(before, after)
    return state.words().t("verify.moved", before=was or "…", after=now or "…")


def cell_value(value: str | float | None, other: str | float | None, w: Words) -> str:
    """What a cell holds; a year, which stands against a year, has no separator."""
    if value is None:
        return w.t("verify.empty_cell")
    if all(isinstance(one, float) and one in YEARS for one in (value, other)):
        return f"{value:.0f}"
    return w.numbers.decimal(value, 6).rstrip("0").rstrip(",.") if isinstance(value, float) else value
