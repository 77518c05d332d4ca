"""Điều muốn giảm đổi gì trong phương án: cards of the roadmap and measures, said before and after."""

from __future__ import annotations

from budget.above_cap import above_limit
from budget.report.above_cap_said import names_said
from budget.scenario import Reduction, RoadmapEntry
from budget.wished import wish_scope
from pages.shared import plan_reductions_tables, state
from pages.shared.plan import Plan


def said(plan: Plan, then: Plan, *, apart: bool = False) -> str:
    """Mọi thay đổi khi đặt vào phương án; `apart`: the way of sharing and the part that is earned, where they
    change, stand in lines of their own; "" where no card changes.
    """
    but_shared = apart and bool(shared(plan, then))
    changes = [*_roadmap(plan, then, but_earned=apart), *_measures(plan, then, but_shared=but_shared)]
    return state.words().t("wish.changes", changes="; ".join(changes)) if changes else ""


def drops(plan: Plan, then: Plan) -> bool:
    """Có bỏ thẻ giảm chi nào của phương án, hay trần mỗi đơn vị của thẻ giữ lại."""
    old, new = plan.scenario.reductions, then.scenario.reductions
    kept = _kept(old, new)
    return len(kept) < len(old) or any(old[m].max_cut and not new[n].max_cut for n, m in kept.items())


def shared(plan: Plan, then: Plan) -> str:
    """Cách chia số giảm đổi từ gì thành gì, of the targets before and after; "" where none is new."""
    w = state.words()
    before, after = (
        list(dict.fromkeys(one.share_by for one in cards if one.method == "target"))
        for cards in (plan.scenario.reductions, then.scenario.reductions)
    )
    if not before or set(after) <= set(before):
        return ""
    names = [w.list([w.t(f"reductions.by_{by}").lower() for by in some]) for some in (before, after)]
    return w.t("wish.shared", before=names[0], after=names[1])


def earned(plan: Plan, then: Plan) -> str:
    """Phần đạt bằng tăng thu đổi từ gì thành gì, as a sentence; "" where it stays."""
    moved = _earned(*_roads(plan, then))
    return f"{moved[0].upper()}{moved[1:]}." if moved else ""


def _roads(plan: Plan, then: Plan) -> tuple[list[RoadmapEntry], list[RoadmapEntry]]:
    """Thẻ lộ trình bỏ đi và thẻ thêm vào."""
    old, new = plan.scenario.roadmap, then.scenario.roadmap
    return [one for one in old if one not in new], [one for one in new if one not in old]


def _earned(gone: list[RoadmapEntry], came: list[RoadmapEntry]) -> str:
    """What part of the way is earned, where the cards that come ask another than those that go."""
    w, parts = state.words(), [sorted({one.revenue_share for one in some}) for some in (gone, came)]
    if not gone or not came or parts[0] == parts[1]:
        return ""
    before, after = (w.list([w.numbers.rate(share) for share in some]) for some in parts)
    return w.t("wish.changes_earned", before=before, after=after)


def _roadmap(plan: Plan, then: Plan, *, but_earned: bool) -> list[str]:
    """Thẻ lộ trình bỏ đi và thêm vào, and what part of the way is earned, where other cards ask another."""
    w, (gone, came) = state.words(), _roads(plan, then)
    if not gone and not came:
        return []
    key = "both" if gone and came else "gone" if gone else "came"
    told = [w.t(f"wish.changes_roadmap_{key}", gone=len(gone), came=len(came))]
    if not but_earned and (moved := _earned(gone, came)):
        told.append(moved)
    return told


def _measures(plan: Plan, then: Plan, *, but_shared: bool) -> list[str]:
    """Biện pháp bỏ đi, thêm vào, đổi mục tiêu, đổi trần, đổi cách chia, đổi thứ tự."""
    w, old, new = state.words(), plan.scenario.reductions, then.scenario.reductions
    kept = _kept(old, new)
    told = []
    gone = [_named(plan, one) for m, one in enumerate(old) if m not in kept.values()]
    came = [_named(plan, one) for n, one in enumerate(new) if n not in kept]
    # one that goes and one that comes by the same name are the same for other units
    for key, titles in (
        ("gone", [one for one in gone if one not in came]),
        ("came", [one for one in came if one not in gone]),
        ("scope", [one for one in gone if one in came]),
    ):
        if titles:
            told.append(w.t(f"wish.changes_{key}", titles=w.list(titles)))
    for n, m in kept.items():
        told += [*_levers(old[m], new[n], but_shared=but_shared), *_limit(then, old[m], new[n])]
    if list(kept.values()) != sorted(kept.values()):
        order = [
            w.t("wish.changes_card", n=n, title=plan_reductions_tables.title(one, plan.base_year))
            for n, one in enumerate(new, start=1)
        ]
        told.append(w.t("wish.changes_order", cards=", ".join(order)))
    return told


def _named(plan: Plan, card: Reduction) -> str:
    """Tên thẻ; of a target, too, how it is shared."""
    w = state.words()
    title = w.t("compare.quoted", name=plan_reductions_tables.title(card, plan.base_year))
    if card.method != "target":
        return title
    return w.t("wish.changes_named", title=title, by=w.t(f"reductions.by_{card.share_by}").lower())


def _kept(old: list[Reduction], new: list[Reduction]) -> dict[int, int]:
    """Thẻ giữ lại, by their new and their old position: as they were, or the only one that is a target."""
    kept: dict[int, int] = {}
    targets = [m for m, one in enumerate(old) if one.method == "target"]
    for n, one in enumerate(new):
        alike = (m for m, was in enumerate(old) if was == one and m not in kept.values())
        if (found := next(alike, None)) is not None:
            kept[n] = found
        elif one.method == "target" and len(targets) == 1 and old[targets[0]].units == one.units:
            kept[n] = targets[0]
    return kept


def _levers(was: Reduction, now: Reduction, *, but_shared: bool) -> list[str]:
    """Mục tiêu từng năm và cách chia của thẻ giữ lại."""
    w, told = state.words(), []
    before, after = was.target or {}, now.target or {}
    for year in sorted({*before, *after}):
        if before.get(year) != after.get(year):
            key = "added" if year not in before else "dropped" if year not in after else "changed"
            values = {"before": before.get(year), "after": after.get(year)}
            told.append(w.t("wish.changes_target", moved=w.t(f"plan.moved_year_{key}", year=year, **values)))
    if was.share_by != now.share_by and not but_shared:
        before_by, after_by = (w.t(f"reductions.by_{one.share_by}").lower() for one in (was, now))
        told.append(w.t("wish.changes_share", before=before_by, after=after_by))
    return told


def _limit(then: Plan, was: Reduction, now: Reduction) -> list[str]:
    """Trần mỗi đơn vị bỏ đi, and which units have to be cut beyond it, by how much."""
    w, limit = state.words(), was.max_cut
    if limit is None or now.max_cut is not None:
        return []
    result, within = then.result(), wish_scope(then.result())
    found = above_limit(result, limit, within)
    in_view = above_limit(result, limit, within, years=(then.year,))
    why = w.t("wish.changes_limit_why", names=names_said(result, found, w, in_view)) if found else ""
    return [w.t("wish.changes_limit", limit=limit, why=why)]
