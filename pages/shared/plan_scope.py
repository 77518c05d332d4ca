"""Phạm vi và thứ tự: which units a part of the plan is for, and the cards that stand in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import streamlit as st

from budget.planning import scope_of
from budget.reductions import SCOPE
from budget.scenario import Selector
from pages.shared import parts, plan_levers, plan_units, state
from pages.shared.plan import Path, Plan, copy_of

FOLD = 5
"""Cards that are shown at once; a longer list is folded after them."""


def scope(plan: Plan, path: Path, default: Iterable[str], number: str) -> None:
    """Ô chọn phạm vi: the conditions of a selector behind one button that says what they pick; kinds that
    hold by default stand there as chosen.
    """
    w, default = state.words(), list(default)
    offered = [entry for entry in plan_units.conditions(plan) if entry[1]]
    offered.insert(-1, (plan_units.WITHOUT, *offered[-1][1:]))
    inputs = {}
    for condition, _, _ in offered:
        held, name = plan_units.held(plan, path, condition, default), plan.key(f"{number}.{condition}")
        inputs[condition] = plan_levers.opened(name, held)
        key, _ = inputs[condition]
        # what was just chosen counts before the button that names it is drawn
        if state.holds(key) and list(state.current(key)) != held:
            plan_units.choose(plan, path, condition, list(state.current(key)), default)
    selector = copy_of(plan.scenario, path) or Selector()
    count = int(scope_of(plan.result(), selector, tuple(default) or None).sum())
    label = w.t("plan.scope", what=plan_units.described(plan, selector, default), n=count)
    of_others = plan_units.of_others(plan, selector, default)
    with st.popover(label, icon=":material/filter_alt:", width="stretch"):
        key = "nobody" if plan_units.nobody(selector) else "default" if default else ""
        said = w.t(f"plan.scope_help{key and '_'}{key}", what=plan_units.by_default(default).lower())
        parts.html(f'<p class="subtitle">{parts.rich(said)}</p>')
        # two side by side, so that all of them fit below the button on a small screen
        halves, last = st.columns(2, gap="small"), st.container()
        for place, (condition, every, called) in enumerate(offered):
            held = plan_units.held(plan, path, condition, default)
            of_units, without = condition in ("codes", plan_units.WITHOUT), condition == plan_units.WITHOUT
            options = of_others if of_units else every
            (key, first), name = inputs[condition], plan.key(f"{number}.{condition}")
            if state.holds(key):
                # another box may have changed what this one stands for: it then begins anew
                plan_levers.taken(name, list(state.current(key)))
                key, first = plan_levers.opened(name, held)
            box = last if of_units else halves[place % 2]
            chosen = box.multiselect(
                w.t(f"plan.by_{condition}"),
                [*options, *(v for v in held if v not in options)],
                default=first,
                format_func=called,
                key=key,
                select_all=False,
                placeholder=w.t(
                    "plan.none_chosen" if without or plan_units.nobody(selector) else "table.all"
                ),
                disabled=plan.locked,
            )
            plan_levers.taken(name, list(chosen))


def named(plan: Plan, part: str, at: int) -> str:
    """Thẻ của lộ trình hay giảm chi, by whom it is for and what it does, which stays when it is moved."""
    w = state.words()

    def name(card: Any) -> str:
        if part == "roadmap":
            return plan_units.described(plan, card.units, ())
        return f"{w.t(f'reductions.method_{card.method}')}: {plan_units.described(plan, card.units, SCOPE)}"

    return quoted([name(card) for card in getattr(plan.scenario, part)], at)


def quoted(names: Sequence[str], at: int) -> str:
    """Thẻ bằng tên của nó, with its number only where another is named so."""
    key = "plan.moved_named" if names.count(names[at]) == 1 else "plan.moved_numbered"
    return state.words().t(key, n=at + 1, name=names[at])


def cards(
    plan: Plan,
    path: Path,
    titles: Sequence[str],
    name: str,
    templates: Mapping[str, Any],
    words: str,
    *,
    notes: Sequence[str] = (),
    idle: Mapping[int, bool] = MappingProxyType({}),
    moves: bool = True,
    **values: Any,
) -> None:
    """Các thẻ theo thứ tự: add from a template, open, move and remove.

    Draw them after the levers of the open one, in a container above these: their titles then say what was
    just set.

    `templates` holds what a new card begins with, by the key of its words below `words`;
    `values` are those of these words, `notes` what is said below each card; of several cards that are `idle`
    (by place: in every year or only in this one) it is said in one line. Without `moves` their order means
    nothing and stays.
    """
    w = state.words()
    open_key = _open_key(plan, name)
    chosen = opened(plan, name, len(titles))

    def edit(order: Sequence[int], *more: Any) -> None:
        """A change of the order, in a callback: saved before the page is drawn. The cards of these places
        stay, the open one open; one that is added is opened.
        """
        entries = list(copy_of(plan.scenario, path) or [])
        entries = [e.model_dump(by_alias=True, exclude_none=True, exclude_unset=True) for e in entries]
        plan.set(path, [*(entries[place] for place in order), *more])
        here = chosen if chosen is not None else 0
        before = sum(place < here for place in order)
        state.keep(
            open_key, len(order) if more else order.index(here) if here in order else max(before - 1, 0)
        )
        plan.save(rerun=False)

    every = range(len(titles))

    menu = f"{open_key}.menu"

    def add(entry: Any) -> None:
        state.put(menu, value=False)
        edit(every, entry)

    def move(place: int, by: int) -> None:
        order = [one for one in every if one != place]
        order.insert(place + by, place)
        was = plan.scenario
        edit(order)
        # for what the page says of it once it is drawn
        state.keep("plan.pressed_from", (path, plan.saved.number, was))

    def remove(place: int) -> None:
        state.keep("plan.message", ("done", w.t("plan.card_removed", title=titles[place])))
        edit([one for one in every if one != place])

    def clear() -> None:
        places = [place for place, always in idle.items() if always]
        state.keep("plan.message", ("done", w.t("plan.idle_removed", n=len(places))))
        edit([one for one in every if one not in places])

    acts = {"up": (move, -1), "down": (move, 1)} if moves else {}
    together = {place: notes[place] for place in idle} if len(idle) > 1 else {}
    below = ["" if place in together else note for place, note in enumerate(notes)]
    _list(plan, name, titles, below, chosen, acts, remove)
    _idle(plan, name, together, sum(idle.values()), clear)
    if templates:
        label = w.t(f"{words}.add")
        # heard of, so that what is chosen in it can close it
        with st.popover(
            label, icon=":material/add:", width="stretch", disabled=plan.locked, key=menu, on_change="rerun"
        ):
            for template, entry in templates.items():
                st.button(
                    w.t(f"{words}.template_{template}", **values),
                    key=f"{open_key}.add.{template}",
                    type="tertiary",
                    on_click=add,
                    args=(entry,),
                )


def _list(
    plan: Plan,
    name: str,
    titles: Sequence[str],
    notes: Sequence[str],
    chosen: int | None,
    moves: Mapping[str, tuple[Callable[[int, int], None], int]],
    remove: Callable[[int], None],
) -> None:
    """The cards one below another, a long list folded after the first."""
    folded = range(FOLD if len(titles) > FOLD + 1 else len(titles), len(titles))

    def card(place: int) -> None:
        _card(plan, name, titles, place, moves, remove, here=place == chosen)
        if place < len(notes) and notes[place]:
            parts.html(f'<p class="lever-note card-note">{parts.rich(notes[place])}</p>')

    for place in range(len(titles) - len(folded)):
        card(place)
    if folded:
        label = state.words().t("plan.cards_folded", n=len(folded))
        with st.expander(label, expanded=chosen in folded):
            for place in folded:
                card(place)


def _idle(plan: Plan, name: str, notes: Mapping[int, str], removable: int, clear: Callable[[], None]) -> None:
    """Các thẻ không có tác dụng trong một dòng: opened it says why of each, and takes out the `removable`."""
    w = state.words()
    if not notes:
        return
    with st.expander(w.t("plan.idle", n=len(notes), year=plan.year)):
        for place, note in notes.items():
            said = w.t("idle.card", n=place + 1, said=note)
            parts.html(f'<p class="lever-note card-note">{parts.rich(said)}</p>')
        if removable:
            st.button(
                w.t("plan.idle_remove", n=removable),
                key=f"{_open_key(plan, name)}.clear",
                icon=":material/close:",
                type="tertiary",
                on_click=clear,
                disabled=plan.locked,
            )


def _card(
    plan: Plan,
    name: str,
    titles: Sequence[str],
    place: int,
    moves: Mapping[str, tuple[Callable[[int, int], None], int]],
    remove: Callable[[int], None],
    *,
    here: bool,
) -> None:
    """Một thẻ: its title opens it, and beside it the ways to move and to remove it."""
    w, open_key = state.words(), _open_key(plan, name)
    ends = {"up": place == 0, "down": place == len(titles) - 1}
    with st.container(
        horizontal=True, vertical_alignment="center", gap=None, key=f"plan-card-{name}-{place}"
    ):
        st.button(
            f"{place + 1}. {titles[place]}",
            key=f"{open_key}.{place}",
            type="secondary" if here else "tertiary",
            width="stretch",
            on_click=state.keep,
            args=(open_key, place),
        )
        acts: list[tuple[str, str, bool, Callable[..., None], tuple[int, ...]]] = [
            (f"arrow_{key}ward", key, ends[key], act, (place, by)) for key, (act, by) in moves.items()
        ]
        for icon, key, off, act, args in [*acts, ("close", "remove", False, remove, (place,))]:
            st.button(
                "",
                key=f"{open_key}.{place}.{key}",
                icon=f":material/{icon}:",
                type="tertiary",
                disabled=off or plan.locked,
                help=w.t(f"plan.card_{key}"),
                on_click=act,
                args=args,
            )


def opened(plan: Plan, name: str, count: int) -> int | None:
    """Thẻ đang mở: its position among `count`; None where there is none."""
    return min(state.note(_open_key(plan, name), 0), count - 1) if count else None


def stay_open(was: Plan, made: Plan, name: str) -> None:
    """Thẻ đang mở vẫn mở khi một bước hoàn tác hay làm lại đổi chỗ nó."""
    before, after = (list(copy_of(one.scenario, (name,)) or []) for one in (was, made))
    here = opened(was, name, len(before))
    if here is not None and before[here] in after:
        open_card(made, name, here if before[here] in after[here : here + 1] else after.index(before[here]))


def open_card(plan: Plan, name: str, place: int) -> None:
    """Mở một thẻ, as a click on it does."""
    state.keep(_open_key(plan, name), place)


def _open_key(plan: Plan, name: str) -> str:
    return f"plan.open.{plan.saved.id}.{name}"
