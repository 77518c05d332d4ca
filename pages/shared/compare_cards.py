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
    """Một thẻ mỗi phương án: what it cuts, then in short lines the support with its difference to the
    baseline, what schools get more, whom it reaches, who is worse off.
    """
    w, shown = state.words(), compared.shown
    items, narrow = [], len(compared.saved) > SIDE_BY_SIDE
    for k, result in enumerate(shown.results):
        now, basis = shown.at(result), shown.at(shown.basis(k))
        change, reach = Change(basis.support, now.support), shown.reach(k)
        is_basis = k == shown.baseline
        left = now.saved - now.increase if shown.baseline is None and now.increase else 0
        schools = sums(result, shown.year, ("increase",), result.units.school)["increase"]
        said, about = _card_said(compared, change, shown.change(k), left)
        if is_basis:
            said, about = w.t("compare.is_basis"), ""
        total = w.t("compare.card_total_said", amount=now.support, said=said)
        lines: list[tuple[str, str, parts.Tone]] = [
            (w.t("compare.card_total"), total, "" if is_basis else _tone(change)),
            (w.t("compare.card_schools"), w.numbers.money(schools), ""),
        ]
        if not is_basis:
            moved = w.t("compare.card_reach_said", up=reach.up, down=reach.down, same=reach.same)
            lines.append((w.t("compare.card_reach"), moved, ""))
        lines.append((w.t("compare.card_deeper"), _deeper(result), ""))
        of, scope = _scope(result, shown.year)
        items.append(
            parts.Card(
                compared.label(k),
                w.t("compare.card_narrow" if narrow else "compare.card_value", amount=now.saved),
                help="\n".join(line for line in (compared.saved[k].name, scope, about) if line),
                of=of,
                lines=tuple(lines),
                link=compared.ways(k, **EVERY)("", "given_up"),
            )
        )
    if narrow:
        parts.money_note()
    parts.cards(items)


def _scope(result: Result, year: int) -> tuple[str, str]:
    """Số giảm bằng bao nhiêu phần trăm kinh phí của phạm vi giảm, and what that is; empty where nothing is
    cut.
    """
    t, inside = state.words().t, indicators(result, year, cut_scope(result))
    if not inside.saved:
        return "", ""
    reach = {"n": inside.units, "savers": grants(result, year).savers, "base": result.years[0], "year": year}
    of = t(
        "compare.card_scope",
        share=inside.saved_share_of_base or 0.0,
        of_quo=inside.saved_share_of_status_quo or 0.0,
        **reach,
    )
    return of, t("compare.card_scope_help", **reach)


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
    return w.list(said)


def _tone(change: Change) -> parts.Tone:
    """What only rounding leaves is neither gain nor loss."""
    if state.words().numbers.slight(change.difference):
        return ""
    return "gain" if change.difference > 0 else "loss"


def _card_said(compared: Compared, change: Change, moved: int, left: int) -> tuple[str, str]:
    """So với căn cứ, and what the plan saves and gives to nobody. `moved` is the difference as it is printed,
    `left` what is over, đồng.
    """
    w = state.words()
    basis = compared.shown.baseline
    named = (
        w.t("compare.quo_year", year=compared.year).lower() if basis is None else w.t("compare.basis_word")
    )
    if not w.numbers.slight(change.difference):
        return w.t("compare.card_difference", change=moved, share=change.share), ""
    told = "compare.card_left" if left > 0 else "compare.card_same" if moved else "compare.card_same_exactly"
    nothing = w.numbers.vanishes(left if left > 0 else moved)  # as the table below prints it
    step = w.numbers.in_dong(w.numbers.step)
    if left > 0:
        over = "compare.card_left_help_nearly" if nothing else "compare.card_left_help"
        return w.t(told, basis=named), w.t(over, left=left, step=step)
    return w.t(f"{told}_nearly" if nothing and moved else told, change=moved, basis=named, step=step), ""
