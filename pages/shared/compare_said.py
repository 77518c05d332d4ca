"""Lời của trang So sánh: the headline, why plans are not compared alike, what they lack to the norm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from budget.compare import Change
from budget.report.ground_said import ground_said
from budget.report.growth_said import growth_main, growth_parts
from budget.report.targets_said import targets_measured
from budget.targeted import Aimed, aims
from pages.shared import parts, state
from pages.shared.comparing import Compared, basis_name

if TYPE_CHECKING:
    from budget.simulate import Result


def _said(change: Change, most: int) -> str:
    """Thay đổi bằng lời: so much, as it is printed, and its share, or the same; `most` is the largest change
    of the sentence.
    """
    w, by = state.words(), change.difference
    if w.numbers.slight(by):
        return w.t("compare.stays" if by else "compare.stays_exactly", change=by)
    share = w.share_signed(change.share)
    return w.part(
        most, "compare.moves", change=by, share=w.t("compare.share_said", share=share) if share else ""
    )


def sentence(compared: Compared) -> str:
    """Câu kết luận: lowest and highest support against the baseline, and what schools lack to the norm."""
    w, shown = state.words(), compared.shown
    if shown.year == shown.results[0].years[0]:
        return w.t("compare.base_year", year=shown.year)
    moves = {k: Change(shown.at(shown.basis(k)).support, shown.at(r).support) for k, r in _others(compared)}
    by = {k: move.difference for k, move in moves.items()}
    most = max(by.values(), key=abs)
    low, high = min(by, key=by.__getitem__), max(by, key=by.__getitem__)
    about = {"year": shown.year, "basis": basis_name(compared)}
    said = {k: _said(move, most) for k, move in moves.items()}
    if all(w.numbers.slight(one) for one in by.values()):
        head = _stay(compared, most)
    elif len(set(said.values())) == 1:
        names = w.list([compared.called(k) for k in moves])
        head = w.t("compare.finding_one", name=names, said=said[low], **about)
    else:
        ends = {"low": compared.called(low), "high": compared.called(high)}
        head = w.t("compare.finding", low_said=said[low], high_said=said[high], **ends, **about)
    return " ".join(
        told for told in (head, *_paid(compared, moves), _assumed(compared), _gap(compared)) if told
    )


def _others(compared: Compared) -> list[tuple[int, Result]]:
    return [(k, compared.shown.results[k]) for k in compared.others]


def _stay(compared: Compared, most: int) -> str:
    """Tổng kinh phí mọi phương án bằng căn cứ: what they save, and to the đồng what is over; where each has a
    status quo of its own, how far apart these are.
    """
    w, shown = state.words(), compared.shown
    saved = {k: shown.at(result).saved for k, result in _others(compared)}
    said = _cut(compared, saved)
    moved = w.t("compare.finding_moved", said=w.list(said)) if any(saved.values()) else ""
    about = {"year": shown.year, "moved": moved, "least": abs(most)}
    if not shown.own:
        key = "compare.finding_none" if most else "compare.finding_none_exactly"
        return w.t(key, basis=basis_name(compared), **about)
    odd = w.t("compare.finding_odd", least=abs(most)) if most else ""
    told = [w.t("compare.finding_own", odd=odd, **about)]
    if not w.numbers.slight(shown.quos_apart):
        told.append(w.t("compare.finding_own_apart", apart=shown.quos_apart))
    return " ".join(told)


def _cut(compared: Compared, saved: Mapping[int, int]) -> list[str]:
    """Số giảm của từng phương án, `saved` by its place: with more digits where different ones would read the
    same; those that still do are told together.
    """
    w, most = state.words(), max(saved.values())
    n = w.numbers
    short, whole = (
        {k: told(of) for k, of in saved.items()} for told in (partial(n.short, beside=most), n.money)
    )
    brief = len(set(short.values())) == len(set(whole.values()))
    found: dict[str, list[int]] = {}
    for k, printed in (short if brief else whole).items():
        found.setdefault(printed, []).append(k)
    key = "compare.given_said" if brief else "compare.cut_said"
    return [
        w.part(most, key, name=w.list([compared.called(k) for k in alike]), amount=saved[alike[0]])
        for alike in found.values()
    ]


def _assumed(compared: Compared) -> str:
    """Phần chênh lệch do giả định của các phương án khác giả định với phương án căn cứ; "" for none."""
    w, shown = state.words(), compared.shown
    parts_ = {k: shown.assumed(k) for k in compared.others if shown.mixed(k)}
    most = max(parts_.values(), key=abs, default=0)
    if w.numbers.slight(most):
        return ""
    said = [
        w.part(most, "compare.assumed_said", name=compared.called(k), change=by) for k, by in parts_.items()
    ]
    return w.t("compare.finding_assumed", said=w.list(said))


def different(compared: Compared) -> tuple[str, str]:
    """Giả định khác nhau, as a warning with its remedy: what each is compared with, and the status quos that
    the assumptions make; "" where all share one.
    """
    w, shown = state.words(), compared.shown
    if len(shown.quos) == 1:
        return "", ""
    # totals that print alike may hide who lacks what
    alike = len({w.numbers.money(shown.at(quo).support) for quo in shown.quos}) == 1
    listed = [
        w.t(
            f"compare.quo_{'lacks' if alike else 'said'}",
            amount=shown.at(quo).support,
            n=shown.at(quo).deficit_units,
            lacking=shown.at(quo).lacking,
            names=", ".join(compared.called(k) for k, of in enumerate(shown.quo_of) if of == q),
        )
        for q, quo in enumerate(shown.quos)
    ]
    key = "compare.different" if shown.own else "compare.different_among"
    said = w.t(key, year=shown.year, basis=basis_name(compared), quos=w.list(listed))
    return said, w.t(f"{key}_remedy")


def alike(compared: Compared, years_as: str) -> str:
    """Câu về các phương án có tổng kinh phí mọi năm bằng căn cứ: beside the chart of the differences or of
    the amounts.
    """
    w, shown = state.words(), compared.shown
    key = "own" if shown.own else years_as
    return w.t(f"compare.alike_{key}", basis=basis_name(compared), least=shown.odd())


def _paid(compared: Compared, moves: Mapping[int, Change]) -> list[str]:
    """Ai chi trả: what a plan needs above what it saves; of the status quo alone."""
    w, shown = state.words(), compared.shown
    if shown.baseline is not None:
        return []
    above = [k for k, move in moves.items() if move.difference > 0 and not w.numbers.slight(move.difference)]
    names = w.list([compared.called(k) for k in above])
    return [w.t("compare.finding_paid", names=names)] if above else []


def grown(compared: Compared) -> str:
    """Vì sao hiện trạng đã khác năm gốc, which no plan makes; "" where nothing is different, or where the
    plans have no common status quo.
    """
    w, shown = state.words(), compared.shown
    made = growth_parts(shown.quos[0], shown.year, w) if len(shown.quos) == 1 else ""
    if not made:
        return ""
    quo, base = shown.at(shown.quos[0]), shown.results[0].years[0]
    main = growth_main(shown.quos[0], shown.year, w)
    about = {"units": quo.units, "share": quo.from_base_share or 0.0, "parts": made, "main": main}
    return w.t("compare.finding_quo", year=shown.year, base=base, **about)


def ground(compared: Compared) -> None:
    """Căn cứ của số giảm: of the plan in view what the law asks, by which article, and what the plan adds."""
    shown, k = compared.shown, compared.lead
    told = ground_said(shown.results[k], shown.year, state.words())
    if told:
        parts.note(f"{compared.label(k)}: {told}")


def targets(compared: Compared) -> None:
    """Mục tiêu của năm so sánh, a plan each: of one that has several, which the table of cuts does not tell
    apart, or misses its own.
    """
    w, shown = state.words(), compared.shown
    found = [
        targets_measured(result, shown.year, w) if _told(aims(result, shown.year)) else ""
        for result in shown.results
    ]
    told = [f"{compared.tags[k]} {one}" for k, one in enumerate(found) if one]
    if told:
        parts.note(w.t("compare.cuts_targets", year=shown.year, told="; ".join(told)))


def _told(found: Sequence[Aimed]) -> bool:
    return len(found) > 1 or any(one.missed for one in found)


def _gap(compared: Compared) -> str:
    """Còn thiếu so với định mức: the plans that lack least, and whether the pupils below it differ."""
    w, shown = state.words(), compared.shown
    if any(shown.normed_of):
        return _gaps(compared)
    found = [shown.at(result) for result in shown.results]
    widest = max(one.norm_gap for one in found)
    printed = [w.numbers.short(one.norm_gap, beside=widest) for one in found]
    least = min(range(len(found)), key=lambda k: found[k].norm_gap)
    ties = [k for k, text in enumerate(printed) if text == printed[least]]
    about = {"gap": found[least].norm_gap, "pupils": found[least].pupils_below_norm}
    everywhere = len({one.pupils_below_norm for one in found}) == 1
    if len(ties) == len(found) > 1 and everywhere:
        return w.t("compare.finding_gap_all", **about)
    name = w.list([compared.called(k) for k in ties])
    if not everywhere or len(found) == 1:
        return w.t("compare.finding_gap", name=name, **about)
    far = w.numbers.short(widest, beside=widest)
    other = w.list([compared.called(k) for k, text in enumerate(printed) if text == far])
    return w.t("compare.finding_gap_pupils", name=name, most=widest, other=other, **about)


def _gap_key(by: int) -> str:
    """Thiếu ít đi, nhiều lên hay không đổi: a sign before what is missing would read as a shortage."""
    return "compare.gap_less" if by < 0 else "compare.gap_more" if by else "compare.gap_stays"


def _gaps(compared: Compared) -> str:
    """Thiếu so với định mức của từng phương án so với hiện trạng riêng, in the order of the plans: amounts
    by other assumptions or norms are not ranked.
    """
    w, shown = state.words(), compared.shown
    moved = [
        shown.at(result).norm_gap - shown.at(shown.quo(k)).norm_gap for k, result in enumerate(shown.results)
    ]
    most = max(moved, key=abs)
    if not shown.at(shown.results[0]).schools_with_norm:
        return ""
    said = [w.part(most, _gap_key(by), name=compared.called(k), change=abs(by)) for k, by in enumerate(moved)]
    key = "compare.finding_gaps" if any(shown.quo_of) else "compare.finding_gaps_norms"
    return w.t(key, said=w.list(said))
