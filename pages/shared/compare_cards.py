"""Các thẻ của trang So sánh: one a plan, with what it cuts and of what, and its support beside the basis."""

from __future__ import annotations

from budget.compare import Change
from budget.indicators import indicators
from budget.planning import cut_scope, grants, sums
from budget.risks import worse_years
from budget.simulate import Result
from pages.shared import parts, state
from pages.shared.compare_parts import SIDE_BY_SIDE
from pages.shared.comparing import Compared
from pages.shared.explaining import EVERY


def cards(compared: Compared) -> None:
    """Một thẻ mỗi phương án: what it cuts, what schools get more, the support with its difference to the
    baseline, and the reach.
    """
    w, shown = state.words(), compared.shown
    items, narrow = [], len(compared.saved) > SIDE_BY_SIDE
    for k, result in enumerate(shown.results):
        now, basis = shown.at(result), shown.at(shown.basis(k))
        change, reach = Change(basis.support, now.support), shown.reach(k)
        is_basis = k == shown.baseline
        left = now.saved - now.increase if shown.baseline is None and now.increase else 0
        schools = sums(result, shown.year, ("increase",), result.units.school)["increase"]
        said = w.t("compare.is_basis") if is_basis else _card_said(compared, change, shown.change(k), left)
        moved = {"up": reach.up, "down": reach.down, "same": reach.same}
        reached = "compare.card_schools" if is_basis else "compare.card_reach"
        items.append(
            parts.Card(
                compared.label(k),
                w.t("compare.card_narrow" if narrow else "compare.card_value", amount=now.saved),
                w.t("compare.card_total", amount=now.support, said=said),
                "" if is_basis else _tone(change),
                f"{w.t(reached, schools=schools, **moved)} · {_deeper(result)}",
                help=compared.saved[k].name,
                of=_scope(result, shown.year),
                link=compared.ways(k, **EVERY)("", "given_up"),
            )
        )
    if narrow:
        parts.money_note()
    parts.cards(items)


def _scope(result: Result, year: int) -> str:
    """Số giảm bằng bao nhiêu phần trăm kinh phí của phạm vi giảm; "" where nothing is cut."""
    inside = indicators(result, year, cut_scope(result))
    if not inside.saved:
        return ""
    return state.words().t(
        "compare.card_scope",
        share=inside.saved_share_of_base or 0.0,
        of_quo=inside.saved_share_of_status_quo or 0.0,
        base=result.years[0],
        year=year,
        n=inside.units,
        savers=grants(result, year).savers,
    )


def _deeper(result: Result) -> str:
    """Các năm có đơn vị thiếu thêm so với hiện trạng cùng năm, and how many units, to the last year."""
    w = state.words()
    runs: list[tuple[int, int, int]] = []
    for year, n in worse_years(result)["deeper"].items():
        if runs and (runs[-1][1], runs[-1][2]) == (year - 1, n):
            runs[-1] = runs[-1][0], year, n
        else:
            runs.append((year, year, n))
    said = [
        w.t(
            "compare.card_deeper_year" if a == z else "compare.card_deeper_years",
            year=a,
            first=a,
            last=z,
            n=n,
        )
        for a, z, n in runs
    ]
    if not said:
        return w.t("compare.card_deeper_none", last=result.years[-1])
    return w.t("compare.card_deeper", listed=w.list(said))


def _tone(change: Change) -> parts.Tone:
    """What only rounding leaves is neither gain nor loss."""
    if state.words().numbers.slight(change.difference):
        return ""
    return "gain" if change.difference > 0 else "loss"


def _card_said(compared: Compared, change: Change, moved: int, left: int) -> str:
    """`moved` is the difference as it is printed, `left` what the plan saves and gives to nobody."""
    w = state.words()
    basis = compared.shown.baseline
    named = (
        w.t("compare.quo_year", year=compared.year).lower() if basis is None else w.t("compare.basis_word")
    )
    if not w.numbers.slight(change.difference):
        return w.t("compare.card_difference", change=moved, share=change.share)
    told = "compare.card_left" if left > 0 else "compare.card_same" if moved else "compare.card_same_exactly"
    if w.numbers.vanishes(left if left > 0 else moved):  # nothing, as the table below prints it
        told += "_nearly"
    return w.t(told, change=moved, basis=named, left=left, step=w.numbers.in_dong(w.numbers.step))
