"""Đơn vị của một phạm vi: what the conditions of a selector have and set, and who is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from budget.autonomy import GROUPS
from budget.planning import scope_of
from budget.scenario import Selector
from pages.shared import state
from pages.shared.plan import Path, Plan, copy_of

WITHOUT = "without"
"""Box of the units that are left out of those that the other conditions pick."""


def nobody(selector: Selector | None) -> bool:
    """Chưa chọn đơn vị nào, as a card begins that is to take no unit from the others."""
    return selector is not None and selector.codes is not None and not selector.codes


def held(plan: Plan, path: Path, condition: str, default: Sequence[str]) -> list[str]:
    """What the selector has of a condition; with neither kinds nor units it has the kinds of the default, as
    it has with units left out of these.
    """
    selector = copy_of(plan.scenario, path) or Selector()
    if condition == WITHOUT:
        return _left_out(plan, selector, default)
    if condition == "kinds" and _of_default(plan, selector, default):
        return list(default)
    if condition == "codes" and _left_out(plan, selector, default):
        return []  # nobody was picked one by one: all but those in the box beside it
    return [str(v) for v in getattr(selector, condition) or []]


def _of_default(plan: Plan, selector: Selector, default: Sequence[str]) -> bool:
    none = selector.codes is None or bool(_left_out(plan, selector, default))
    return selector.kinds is None and none


def of_others(plan: Plan, selector: Selector, default: Sequence[str]) -> list[str]:
    """Các đơn vị mà những điều kiện khác chọn, before single units are picked among them or left out."""
    others, result = selector.model_copy(update={"codes": None}), plan.result()
    chosen = scope_of(result, others, tuple(default) or None)
    return [code for code, here in zip(result.units.code, chosen, strict=True) if here]


def _left_out(plan: Plan, selector: Selector, default: Sequence[str]) -> list[str]:
    """Đơn vị trừ ra: what the codes lack of the units of the other conditions, where that is the fewer; a
    scenario can name units, but not say "all but".
    """
    codes = set(selector.codes or ())
    if len(codes) < 2 or not plan.result().computed:
        return []
    every = of_others(plan, selector, default)
    out = [code for code in every if code not in codes]
    return out if codes <= set(every) and len(out) < len(codes) else []


def choose(plan: Plan, path: Path, condition: str, chosen: list[str], default: Sequence[str]) -> None:
    """Đặt một điều kiện vừa chọn; the units left out stay so when another condition changes."""
    out = _left_out(plan, copy_of(plan.scenario, path) or Selector(), default)
    if condition == WITHOUT:
        out = chosen
    else:
        plan.set((*path, condition), chosen or None)
    selector = copy_of(plan.scenario, path) or Selector()
    if condition == WITHOUT or (condition != "codes" and out):
        every = of_others(plan, selector, default)
        kept = [code for code in every if code not in out]
        plan.set((*path, "codes"), kept if len(kept) < len(every) else None)
    elif condition != "codes" and nobody(selector):
        plan.set((*path, "codes"), None)


def by_default(kinds: Sequence[str]) -> str:
    """Phạm vi khi không chọn gì, in words."""
    w = state.words()
    if not kinds:
        return w.t("plan.all_units")
    return w.t("plan.all_schools") if len(kinds) > 1 else w.kind(kinds[0])


def conditions(plan: Plan) -> list[tuple[str, list[str], Callable[[str], str]]]:
    w, units = state.words(), plan.units
    names = state.told_apart(dict(zip(units.code, units.name, strict=True)))
    kinds = [kind for kind in w.kinds() if kind in units.kind]
    return [
        ("kinds", kinds, w.kind),
        ("groups", list(GROUPS), lambda g: w.t(f"group.{g}")),
        ("fields", sorted({f for f in units.field if f}), str),
        ("wards", list(units.wards), str),
        ("codes", list(units.code), lambda code: names.get(code, code)),
    ]


NAMED = 3
"""Values of a condition that a description names."""


def described(plan: Plan, selector: Selector, default: Iterable[str]) -> str:
    """Phạm vi bằng lời: "Sự nghiệp khác; nhóm 3a, nhóm 3b"."""
    w = state.words()
    if nobody(selector):
        return w.t("plan.no_units")
    pieces, kinds = [], list(default)
    out = _left_out(plan, selector, kinds)
    for condition, _, name in conditions(plan):
        held = getattr(selector, condition)
        if condition == "codes" and held and not out and len(held) <= NAMED:
            # units by name say whom it is for: what else must hold of them tells nothing more
            return ", ".join(name(str(v)) for v in held)
        if held is not None and not (out and condition == "codes"):
            pieces.append(", ".join(name(str(v)) for v in held[:NAMED]) + ("…" if len(held) > NAMED else ""))
    if _of_default(plan, selector, kinds) and (kinds or not pieces):
        pieces.insert(0, by_default(kinds))
    if out:
        pieces.append(w.t("plan.without", n=len(out)))
    return "; ".join(pieces)
