"""Các phương án trong cuộc họp: a row each, before and after by its own status quo, and what each does."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from budget.above_cap import roadmap_above
from budget.filling import filled
from budget.indicators import deeper, indicators
from budget.payers import excepted
from budget.planning import cut_scope, grants, on_roadmap, units_cut
from budget.report.above_cap_said import above_said
from budget.report.alike import alike_said, apart_said
from budget.report.deck_slides import compare_subtitle, message
from budget.report.deck_story import Story
from budget.report.demanded_said import demanded
from budget.report.differing import difference_cell
from budget.report.ground_said import back_said
from budget.report.pool_said import beyond_said, pool_said, roadmap_said
from budget.report.printed import rounded
from budget.report.safety_said import SAFETY, owing_cell, safety_cells, safety_notes
from budget.report.targets_said import aims_met, alone_said, service_said, targets_said, uncut_said
from budget.report.together import together
from budget.risks import levels
from budget.scenario import ShareStage
from budget.targeted import led
from pages.shared import cached, leader_order, meeting_moved, parts
from pages.shared.meeting import Meeting, Slide
from pages.shared.meeting_parts import link, paragraphs, table
from pages.shared.plan_allocation_levers import stage_title
from pages.shared.plan_reductions_tables import title

FEW_PLANS, MORE_PLANS = 2, 3
"""Plans whose table stands in the largest letters; of more than the second what was before stands once."""

MOST_TOLD = 4
"""Plans below whose table there is room for what the one proposed lacks; of more the speaker has it."""

FEW_COLUMNS = 6
"""Columns that have room for the largest letters."""

NAME = 46
"""Letters of a plan's name, on two lines."""


def slide(meeting: Meeting) -> Slide:
    """Các phương án: a row each, with what they cost, whom they reach, what they leave open and what was
    before.
    """
    return Slide(
        message(meeting.story),
        compare_subtitle(meeting.story),
        lambda: _draw(meeting),
        lambda: _notes(meeting),
    )


def _draw(meeting: Meeting) -> None:
    """Bảng các phương án, and below it what the one proposed does and what it lacks."""
    story, w = meeting.story, meeting.story.words
    shown = story.shown
    normed = bool(story.found.schools_with_norm)
    heads = [w.t("app.scenario"), *([w.t("meeting.quo")] if shown.own else [])]
    base, scoped = shown.years[0], any(cut_scope(result).any() for result in shown.results)
    heads += [w.t("meeting.cut_share", base=base)] if scoped else []
    heads += [w.t("meeting.support_change"), w.t("deck.line_reach")]
    plain = len(shown.results) <= MORE_PLANS or shown.own
    heads += _shortfalls(story, None if plain else story.proposed, normed=normed)
    heads += [w.t(f"deck.line_{name}") for name in SAFETY]
    rows = [
        ("proposed" if k == story.proposed else "", _cells(meeting, k, normed=normed, scoped=scoped))
        for k in range(len(shown.results))
    ]
    many = len(rows) > FEW_PLANS or len(heads) > FEW_COLUMNS
    # of many plans each stands on two lines, in smaller letters
    dense = len(rows) > MORE_PLANS
    # what the other plans do is for the speaker
    tag = meeting.compared.tags[story.proposed]
    own = [w.t("meeting.what_plan", name=tag, what=_sentences(_does(meeting, story.proposed)))]
    if len(rows) <= FEW_PLANS:
        own += [
            apart_said(shown, story.proposed, k, w, meeting.compared.tags)
            for k in range(len(rows))
            if k != story.proposed
        ]
    if dense:
        # where a row has two lines
        beside = {
            one: (_beyond(meeting, k), _capped(meeting, k)) for k, one in enumerate(meeting.compared.tags)
        }
        told = {one: "; ".join(filter(None, said)) for one, said in beside.items()}
        own += [w.t("meeting.what_plan", name=one, what=said) for one, said in told.items() if said]
    size, below = "dense" if many else "many", ""
    if len(rows) <= MOST_TOLD:
        lack, terms = _lacks(story, normed=normed)
        own.append(lack)
        below = f'<div class="wide dense terms">{paragraphs(terms)}</div>'
    below = f'<div class="wide {size}">{paragraphs(*own)}</div>{below}'
    look = "two-lines" if dense else ""
    parts.html(f'<div class="{look}">{table(heads, rows, many=many, dense=dense)}</div>' + below)


def _lacks(story: Story, *, normed: bool) -> tuple[str, str]:
    """Phương án đề nghị còn thiếu gì, and what is meant by that."""
    w = story.words
    terms = [w.t("meeting.what_short"), *([w.t("meeting.what_gap")] if normed else [])]
    return " ".join(filter(None, (deeper_said(story), filling_said(story)))), " ".join(terms)


def _notes(meeting: Meeting) -> list[str]:
    """Lời cho người trình: what every plan does, and beside many plans what lacked before each."""
    story, w = meeting.story, meeting.story.words
    shown, normed = story.shown, bool(story.found.schools_with_norm)
    return [
        *(
            w.t("meeting.note_plan", name=r.scenario.name, note=story.note_of(r))
            for r in shown.results
            if story.note_of(r)
        ),
        *_what(meeting),
        *(
            w.t("meeting.what_plan", name=one, what=said)
            for k, one in enumerate(meeting.compared.tags)
            if (said := _capped(meeting, k))
        ),
        *demanded(leader_order.answers(meeting.saved, story.result, shown.year), w),
        *filter(None, _lacks(story, normed=normed) if len(shown.results) > MOST_TOLD else ()),
        *(
            w.t("meeting.what_plan", name=one, what="; ".join(_shortfalls(story, k, normed=normed)))
            for k, one in enumerate(meeting.compared.tags)
            if len(shown.results) > MORE_PLANS and shown.own
        ),
        *safety_notes(story),
        story.model_note(),
    ]


def _cells(meeting: Meeting, k: int, *, normed: bool, scoped: bool) -> list[str]:
    story, w, compared = meeting.story, meeting.story.words, meeting.compared
    shown, n = story.shown, w.numbers
    result, to = shown.results[k], meeting.ways(k)
    found, was, reach = shown.at(result), shown.at(shown.basis(k)), shown.reach(k)
    change = shown.change(k)
    moved = link(difference_cell(change, w, brief=True), meeting.apart(k))
    mark = f'<span class="mark" style="background:var(--scenario-{k + 1})"></span>'
    is_basis = k == shown.baseline

    def both(before: str, after: str) -> str:
        told = is_basis or len(shown.results) > MORE_PLANS
        return after if told else w.t("meeting.from_to", before=before, after=after)

    lacks = (
        both(n.count(was.deficit_units), n.count(found.deficit_units)),
        both(n.money(was.lacking), n.money(found.lacking)),
    )
    cells = [mark + link(escape(compared.label(k, NAME)), to(""))]
    cells += [link(n.money(was.support), meeting.ways(k, quo=True)(""))] if shown.own else []
    cells += [_cut(meeting, k, to("", "given_up"))] if scoped else []
    # more for the units is a cost of the budget: neither gain nor loss
    against = w.t("meeting.is_basis") if is_basis else moved
    cells += [
        "<br>".join((link(n.money(found.support), to("")), against)),
        link(w.t("deck.pair", up=reach.up, down=reach.down), meeting.to_units(meeting_moved.MOVED, k)),
        "<br>".join(link(one, to("", "deficit")) for one in lacks),
    ]
    if normed:
        cells.append(link(both(n.money(was.norm_gap), n.money(found.norm_gap)), to("", "coverage")))
    # the years below the number
    deeper, _ = safety_cells(result, w)
    owing = owing_cell(result, shown.year, w) if shown.year in result.years else ""
    cells.append(together(deeper).replace(" (", "<br>(", 1))
    return [*cells, together(owing).replace("; ", "<br>")]


def _shortfalls(story: Story, k: int | None, *, normed: bool) -> list[str]:
    """Các cột về phần thiếu; of plan `k` with what lacked before: beside many plans that stands once, above
    the figures, or in the notes where it is of each plan its own.
    """
    w, shown = story.words, story.shown
    heads = {name: w.t(f"deck.line_{name}") for name in ("lacks", *(("gap",) if normed else ()))}
    if k is None:
        return [*heads.values()]
    was, money = shown.at(shown.basis(k)), w.numbers.money
    before = {
        "lacks": f"{w.numbers.count(was.deficit_units)}; {money(was.lacking)}",
        "gap": money(was.norm_gap),
    }
    return [w.t("meeting.head_before", head=head, before=before[name]) for name, head in heads.items()]


def _cut(meeting: Meeting, k: int, to: str) -> str:
    """Số giảm chi của phương án thứ k, which leads `to` its explanation, and its share of what the units of
    its target, or all in its scope, had in the base year, with how many these are; of few plans why it is
    beyond its target.
    """
    w, shown = meeting.story.words, meeting.story.shown
    result, year = shown.results[k], shown.year
    saved, share = levels(result)[year] if year > shown.years[0] else (0, 0.0)
    if not saved:
        return link(escape(w.t("deck.safety_none")), to)
    one = led(result, year)
    share, units = (
        (share, indicators(result, year, cut_scope(result)).units) if one.quo else (one.share, one.units)
    )
    amount, told = link(w.numbers.money(saved), to), w.share(share)
    if one.aimed and not one.quo and w.numbers.money(one.saved) != w.numbers.money(saved):
        # the percent beside the amount that it is of: others are cut besides the units of the target
        told = w.t("meeting.cut_aimed", saved=one.saved, share=told)
    alone = _alone(meeting, k) if len(shown.results) <= MORE_PLANS else ""
    of = w.t("meeting.cut_of", share=told, n=units)
    # of a plan that cuts by nothing else one share says both
    said = (w.t("meeting.cut_of", share=alone, n=units),) if alone.endswith(told) else (of, alone)
    return "<br>".join((amount, *map(escape, filter(None, said))))


def _alone(meeting: Meeting, k: int) -> str:
    """Vì sao giảm quá mục tiêu của chính phương án thứ k: its roadmap takes more; "" where it does not."""
    w, shown = meeting.story.words, meeting.story.shown
    return alone_said(shown.results[k], shown.year, w)


def _beyond(meeting: Meeting, k: int) -> str:
    """Giảm quá mục tiêu, vì sao: lest a plan that is named by its target be taken to cut just that."""
    said = _alone(meeting, k)
    return meeting.story.words.t("meeting.beyond_target", said=said) if said else ""


def _capped(meeting: Meeting, k: int) -> str:
    """Đơn vị mà riêng lộ trình của phương án thứ k giảm quá trần của biện pháp, which its name may tell."""
    shown = meeting.story.shown
    return "; ".join(above_said(roadmap_above(shown.results[k], shown.year), meeting.story.words))


def deeper_said(story: Story) -> str:
    """Bao nhiêu đơn vị thiếu nhiều hơn hiện trạng theo phương án đề nghị, thêm bao nhiêu; "" for none."""
    n, more = story.found.deeper_units, int(deeper(story.result, story.shown.year).sum())
    return story.words.t("meeting.deeper_many", n=n, more=more) if n else ""


def filling_said(story: Story) -> str:
    """Câu nói số cấp thêm bù thiếu nguồn bao nhiêu: why units lack hardly less than before; "" where all of
    it does, or no unit lacks.
    """
    filling = filled(story.result, story.shown.year)
    rest = story.found.increase - filling
    if not story.found.deficit_units or story.words.numbers.slight(rest):
        return ""
    told = {"increase": story.found.increase, "filled": filling, "rest": rest}
    apart = rounded(story.words, story.found.increase, filling, rest)
    return story.words.t("meeting.filling", rounded=apart, **told)


def _what(meeting: Meeting) -> list[str]:
    """Mỗi phương án làm gì, a line each; of one like another before it what it differs in."""
    w, shown, compared = meeting.story.words, meeting.story.shown, meeting.compared
    return [
        w.t(
            "meeting.what_plan",
            name=tag,
            what=alike_said(shown, k, w, compared.tags).removesuffix(".") or _sentences(_does(meeting, k)),
        )
        for k, tag in enumerate(compared.tags)
    ]


def _sentences(said: Sequence[str]) -> str:
    """Các câu nối nhau, without the point of the last; the first goes on after the name of its plan."""
    return ". ".join((said[0], *(one[:1].upper() + one[1:] for one in said[1:])))


def _does(meeting: Meeting, k: int) -> list[str]:
    """Phương án giảm bao nhiêu, theo biện pháp nào; và cấp thêm cho ai: a sentence each."""
    w, shown = meeting.story.words, meeting.story.shown
    result = shown.results[k]
    plan, base = result.scenario, result.years[0]
    found, inside = shown.at(result), indicators(result, shown.year, cut_scope(result))
    asked = bool(on_roadmap(result))
    ways = [roadmap_said(result, w)] if asked else []
    ways += [_lowered(title(measure, base)) for measure in plan.reductions]
    stages = plan.allocation.stages if plan.allocation else ()
    said = []
    if inside.saved:
        by = w.t("meeting.what_by", listed="; ".join(ways)) if ways else ""
        told = {"share": w.share(inside.saved_share_of_base or 0.0), "base": base, "n": inside.units}
        why, cut = uncut_said(result, shown.year, w), units_cut(result, shown.year)
        told["who"] = w.t("reductions.in_scope_who", n=cut, offset="", why=why) if why else ""
        share = w.t("meeting.what_share", **told)
        of, target = targets_said(result, shown.year, w) or share, aims_met(result, shown.year, w)
        of = "; ".join(filter(None, (of, service_said(result, shown.year, w))))
        about = {
            "target": target,
            "saved": found.saved,
            "of": of,
            "by": by,
            "back": back_said(result, shown.year, w),
        }
        said.append(w.t("meeting.what_cut", **about))
    if found.increase:
        given = grants(result, shown.year).stages
        steps = [
            w.t("meeting.what_rest", step=step) if k and isinstance(stage, ShareStage) else step
            for k, (stage, amount) in enumerate(zip(stages, given, strict=True))
            if amount and (step := _lowered(stage_title(stage)))
        ]
        given_to = plan.allocation
        limits = [("floor", given_to.floor), ("cap", given_to.cap)] if given_to else []
        bounds = [w.t(f"meeting.what_{name}", **{name: value}) for name, value in limits if value]
        key = (result.fingerprint, shown.year)
        apart = cached.derived("excepted", key, lambda: excepted(result, shown.year))
        by_hand = [w.t("meeting.what_by_hand", n=apart["n"], amount=apart["granted"])] if apart else []
        listed = "; ".join([*by_hand, *steps, *bounds])
        by = w.t("meeting.what_split", listed=listed) if listed else ""
        about = {"increase": found.increase, "up": found.reach.up, "beyond": beyond_said(result, found, w)}
        said.append(w.t("meeting.what_gives", pool=pool_said(result, w), by=by, **about))
    return said or [w.t("meeting.what_none")]


def _lowered(name: str) -> str:
    return name[:1].lower() + name[1:]
