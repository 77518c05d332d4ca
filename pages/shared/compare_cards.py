"""Các thẻ của trang So sánh: one a plan, with what it cuts and of what, and its support beside the basis."""

from __future__ import annotations

from collections.abc import Mapping

from budget.compare import Change
from budget.indicators import Indicators, indicators
from budget.money import total
from budget.planning import cut_scope, grants, legal_minimum, still_owed, sums
from budget.report.differing import difference_cell, over_said
from budget.report.risk_words import offset_said
from budget.report.targets_said import alone_said, service_said, targets_said, uncut_said
from budget.risks import hard_years, level, made_up, minimum, safety, worse_years
from budget.simulate import Result
from budget.targeted import led
from pages.shared import cached, compare_barely, compare_split, parts, plan_deeper, proposing, state
from pages.shared.comparing import Compared
from pages.shared.explaining import EVERY

NAMED = 6
"""Units that lack more than under the status quo, named where a card is pointed at."""


def cards(compared: Compared) -> None:
    """Một thẻ mỗi phương án: what it cuts, then in short lines the support with its difference to the
    baseline, what schools get more, whom it reaches, who is worse off.
    """
    w, shown = state.words(), compared.shown
    items = []
    labels = _decided_marked(
        compared, proposing.marked({s.id: compared.label(k) for k, s in enumerate(compared.saved)})
    )
    hard = [hard_years(result) for result in shown.results]
    for k, result in enumerate(shown.results):
        now, basis = shown.at(result), shown.at(shown.basis(k))
        change, reach = Change(basis.support, now.support), shown.reach(k)
        is_basis = k == shown.baseline
        left = now.saved - now.increase if shown.baseline is None and now.increase else 0
        schools = sums(result, shown.year, ("increase",), result.units.school)["increase"]
        said, about = w.t("compare.is_basis"), ""
        if not is_basis:
            said = _said(compared, change)
            about = _over(compared, change, left)
        support = w.t("compare.card_total_said", amount=now.support, said=said)
        lines: list[tuple[str, str, parts.Tone]] = [
            (w.t("compare.card_total"), support, "" if is_basis else _tone(compared, k, change)),
        ]
        if assumed := shown.assumed(k):
            lines.append((w.t("compare.card_assumed"), difference_cell(assumed, w), ""))
        lines.append((w.t("compare.card_schools"), w.numbers.money(schools), ""))
        if alone := alone_said(result, shown.year, w):
            lines.insert(0, (w.t("compare.card_alone"), alone, ""))
        back = total(made_up(result, shown.year)[result.units.school])
        if not w.numbers.slight(back):
            lines.append((w.t("compare.card_made_up"), w.numbers.money(back), ""))
        if split := compare_split.said(result, shown.year):
            # by the same money one rule reaches more units than another
            lines.append((w.t("compare.card_split"), split, ""))
        short = list(result.findings.of("reduction_short", shown.year))
        if short:
            missing = sum(int(one.numbers["missing"]) for one in short)
            lines.append((w.t("compare.card_short"), w.numbers.money(missing), ""))
        if not is_basis:
            moved = w.t("compare.card_reach_said", up=reach.up, down=reach.down, same=reach.same)
            lines.append((w.t("compare.card_reach"), moved, ""))
        if barely := len(compare_barely.units(compared, k)):
            few = w.t("compare.card_barely_said", n=barely, least=w.numbers.least)
            lines.append((w.t("compare.card_barely"), few, ""))
        lines.append((w.t("compare.card_lacking", year=shown.year), _lacking(now), ""))
        worse, last = worse_years(result) | safety(result), result.years[-1]
        lines.append((w.t("compare.card_deeper"), _in_years(worse["deeper"], "deeper", last), ""))
        counted = ""
        if minimum(result, shown.year):
            counted = w.t("reductions.card_least_help", base=shown.years[0])
            lines.append((w.t("compare.card_owing"), _owing(result, shown.year, worse["owing"]), ""))
            lines.append((w.t("compare.card_below"), _in_years(worse["statutory_missed"], "below", last), ""))
        if any(hard):
            lines.append((w.t("compare.card_hard"), _in_years(hard[k], "hard", last), ""))
        of, scope = _scope(result, shown.year)
        items.append(
            parts.Card(
                labels[compared.saved[k].id],
                w.t("compare.card_value", amount=now.saved),
                help="\n".join(
                    filter(
                        None,
                        (
                            compared.saved[k].name,
                            scope,
                            about,
                            compare_barely.said(compared, k),
                            _deeper(result),
                            counted,
                        ),
                    )
                ),
                of=of,
                lines=tuple(lines),
                link=compared.ways(k, **EVERY)("", "given_up"),
            )
        )
    parts.cards(items, wide=True)


def _owing(result: Result, year: int, found: Mapping[int, int]) -> str:
    """Đơn vị chưa giảm đủ mức tối thiểu lũy kế theo năm, and what they still owe in the year in view."""
    w, said = state.words(), _in_years(found, "below", result.years[-1])
    owed = total(still_owed(result, year, legal_minimum(result, year)))
    return w.t("compare.card_owed", said=said, owed=owed, year=year) if owed else said


def _decided_marked(compared: Compared, labels: Mapping[int, str]) -> dict[int, str]:
    """Tên trên thẻ, which says of a plan that was decided on which day; at what time, too, where another was
    on the same day.
    """
    w, version = state.words(), {saved.id: saved.version_id for saved in compared.saved}
    # the newest decision holds
    made = {one.decided: one.decided_at.astimezone() for one in reversed(cached.store().decisions())}
    at = {i: made[version[i]] for i in labels if version[i] in made}
    days = [one.date() for one in at.values()]
    key = "compare.card_decided_at" if len(set(days)) < len(days) else "compare.card_decided"
    return {i: w.t(key, name=name, at=at[i]) if i in at else name for i, name in labels.items()}


def _scope(result: Result, year: int) -> tuple[str, str]:
    """Số giảm bằng bao nhiêu phần trăm, on one basis, that of the plan's target, beside a
    target of fewer that of all service units; and in the tip, where no target leads, what it is of the whole
    scope on both bases, and who is given as much in turn; empty where nothing is cut.
    """
    w, scope = state.words(), cut_scope(result)
    t, inside = w.t, indicators(result, year, scope)
    if not inside.saved:
        return "", ""
    of_schools = int((scope & result.units.school).sum())
    reach = {
        "n": inside.units,
        "schools": w.t("compare.card_scope_schools", n=of_schools) if of_schools else "",
        "savers": grants(result, year).savers,
        "base": result.years[0],
        "year": year,
        "share": inside.saved_share_of_base or 0.0,
        "of_quo": inside.saved_share_of_status_quo or 0.0,
    }
    told = level(result, year)
    back, why = len(told["offset"]), uncut_said(result, year, w)
    aimed = led(result, year).aimed
    of = targets_said(result, year, w) or t("compare.card_scope_of", **reach)
    of = t(
        "compare.card_scope",
        of="; ".join(filter(None, (of, service_said(result, year, w)))),
        why=f"; {why}" if why else "",
        offset=t("compare.card_scope_offset", n=back) if back else "",
        **reach,
    )
    # a cut has one percent beside that of all service units: a third, of the scope, was of nothing asked
    whole = "" if aimed else t("compare.card_scope_help", **reach)
    told_apart = (whole, offset_said(told, w))
    return of, "\n".join(filter(None, told_apart))


def _in_years(counts: Mapping[int, int], kind: str, last: int) -> str:
    """Bao nhiêu đơn vị trong những năm nào, years in a row with equally many told as one span; of several
    the last says what is counted, which fits in a line. That there is none to the `last` year.
    """
    w = state.words()
    runs: list[tuple[int, int, int]] = []
    for year, n in counts.items():
        if runs and (runs[-1][1], runs[-1][2]) == (year - 1, n):
            runs[-1] = runs[-1][0], year, n
        else:
            runs.append((year, year, n))
    said = [
        w.t(
            f"compare.card_{'deeper' if (a, z, n) == runs[-1] else 'more'}_{'year' if a == z else 'years'}",
            year=a,
            first=a,
            last=z,
            n=n,
        )
        for a, z, n in runs
    ]
    return parts.together(", ".join(said)) if said else w.t(f"compare.card_{kind}_none", last=last)


def _lacking(now: Indicators) -> str:
    """Đơn vị thiếu nguồn và số thiếu; in words for none."""
    key = "compare.card_lacking_said" if now.deficit_units else "compare.card_lacking_none"
    return state.words().t(key, n=now.deficit_units, amount=now.lacking)


def _deeper(result: Result) -> str:
    """Những đơn vị thiếu nhiều hơn hiện trạng, by name; "" for none."""
    units = plan_deeper.units_of(result, NAMED)
    return state.words().t("plan.deeper", units="; ".join(units)) if units else ""


def _tone(compared: Compared, k: int, change: Change) -> parts.Tone:
    """What only rounding leaves is neither gain nor loss, nor is what different assumptions make."""
    if state.words().numbers.slight(change.difference) or compared.shown.mixed(k):
        return ""
    return "gain" if change.difference > 0 else "loss"


def _said(compared: Compared, change: Change) -> str:
    """Tổng kinh phí so với căn cứ; what is over to the đồng stands where the card is pointed at."""
    w, by = state.words(), change.difference
    if w.numbers.slight(by):
        return w.t("compare.card_same", basis=_named(compared))
    return difference_cell(by, w, change.share)


def _over(compared: Compared, change: Change, left: int) -> str:
    """Số lẻ đến đồng: by how much a total that equals its basis differs, and what nobody is given."""
    w, by = state.words(), change.difference
    if not by or not w.numbers.slight(by):
        return ""
    kept = [w.t("compare.card_left_help", left=left)] if left > 0 else []
    return "\n".join([over_said(by, _named(compared), w).capitalize(), *kept])


def _named(compared: Compared) -> str:
    w = state.words()
    if compared.shown.baseline is not None:
        return w.t("compare.basis_word")
    return w.t("compare.quo_year", year=compared.year).lower()
