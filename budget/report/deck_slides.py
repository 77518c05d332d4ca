"""Các trang đầu của bản trình chiếu: the request, where we stand, and how the options compare."""

from __future__ import annotations

from collections.abc import Sequence

from budget.autonomy import GROUPS
from budget.compare import Change
from budget.indicators import Indicators, indicators
from budget.report.deck_charts import Series, bars, legend
from budget.report.deck_kept import kept_said
from budget.report.deck_page import BODY, CONTENT, PAD, Box, Deck, in_title, integer_format
from budget.report.deck_story import Line, Story
from budget.report.deck_text import clip
from budget.report.differing import difference_cell, difference_said
from budget.report.ground_said import back_of_cut_said
from budget.report.law_words import groups_said
from budget.report.letters import wrapped
from budget.report.office_names import GLUE
from budget.report.palette import LIGHT
from budget.report.printed import parted
from budget.report.safety_said import SAFETY, safety_cells, safety_line, safety_notes
from budget.report.story_said import decided_said, difference_of, level_of, within_net, within_of
from budget.report.supported_said import supported_said, unsupported_said
from budget.report.tables import Column, Row, Table
from budget.report.words import Words
from budget.simulate import Result
from budget.standing import erosion
from budget.units import KIND

FEW = 3
"""So many plans can stand in the head of a table by name; more by number."""

LABELS, BY_PLAN = 3.76, 8.36
"""Inches of what is told, and of the columns of all plans, in the table that compares them."""

LONG = 7
"""Letters of an amount such as 541.361 above a bar."""

YEARS, MORE_YEARS = 6, 7
"""Years beside one another in a chart of bars, the more where no amount is LONG."""

MOST_COLUMNS = 6
"""Columns of figures that a room can read; beyond them the status quo becomes a line."""


def request(deck: Deck, story: Story) -> None:
    """Trang đề nghị: what is asked, and the three figures that matter."""
    words, found, reach = deck.words, story.found, story.shown.reach(story.proposed)
    units = story.result.units
    notes = [
        story.money_note(words.t("deck.line_support"), found.support),
        story.money_note(story.basis_name, story.before.support),
        *filter(None, ["" if story.decided else story.organisation.get("proposed", "")]),
        story.model_note(),
    ]
    stays = story.stays
    slide = deck.slide(
        words.t(
            f"deck.request_title{story.asked_as}",
            name=story.name,
            first=story.period[0],
            last=story.period[1],
        ),
        "; ".join(
            filter(
                None,
                [
                    words.t(
                        "deck.request_subtitle_stays" if stays else "deck.request_subtitle",
                        office=story.office,
                        day=story.created.date(),
                        difference=difference_of(story),
                    ),
                    story.later_years,
                ],
            )
        ),
        notes,
    )
    n = words.numbers
    # what is given back makes the cut more than what units lose, as the slides on them tell it
    back = back_of_cut_said(story)
    # where the total stays, what the plan moves within it is the message
    lead = (
        (n.short(found.saved), words.t("deck.request_tile_saved", year=story.shown.year) + back)
        if stays
        else (
            n.short(story.change.difference, sign=True),
            words.t("deck.request_tile_change", basis=story.basis_name, units=len(units)),
        )
    )
    tiles = [
        lead,
        (n.short(found.increase), words.t("deck.request_tile_increase", year=story.shown.year)),
        (
            words.t("deck.request_reach", up=reach.up, down=reach.down, same=reach.same),
            words.t("deck.request_tile_reach", basis=story.basis_name),
        ),
    ]
    deck.tiles(slide, Box(0.6, 2.1, 12.13, 1.95), tiles)
    asked = [
        words.t(
            "deck.request_1",
            n=story.submitted,
            born=words.t("deck.request_born", name=story.origin) if story.origin else "",
            units=len(units),
            schools=found.schools,
            pupils=found.pupils,
            year=story.shown.year,
        ),
        *filter(None, [level_of(story, brief=True), kept_said(story)]),
    ]
    if story.decided:
        asked.append(decided_said(story))
    else:
        asked += [words.t(f"deck.request_2{story.asked_as}", name=story.full_name)]
        asked += [words.t("deck.request_3")] if reach.down else []
    # what is asked stands whole, and of what is told about the cut a sentence does or falls away
    deck.listed(slide, Box(0.6, 4.08, 12.13, 2.76), [one.replace("; ", f";{GLUE}") for one in asked], size=22)


def standing(deck: Deck, story: Story) -> None:
    """Trang hiện trạng: support by kind and units by group in the base year."""
    words, quo = deck.words, story.quo
    year = quo.years[0]
    found = indicators(quo, year)
    kinds = [kind for kind in KIND if found.units_by_kind[kind]]
    listed = [story.money_note(words.kind(kind), found.support_by_kind[kind]) for kind in kinds]
    whole = story.money_note(words.t("table.total"), found.support)
    slide = deck.slide(
        words.t(
            "deck.stand_title",
            year=year,
            support=found.support,
            units=supported_said(quo, words),
            fourth=found.units_by_group[GROUPS[-1]],
        ),
        f"{words.t('deck.stand_subtitle', year=year, unit=story.unit)}. {groups_said(quo.law, year, words)}",
        [whole, *listed, story.data_note()],
    )
    without = unsupported_said(quo, words)
    # who gets nothing stands below the charts
    tall = 3.7 if without else 4.35
    left, right = Box(0.6, 2.5, 6.3, tall), Box(7.3, 2.5, 5.43, tall)
    if without:
        below = Box(0.6, 6.27, 12.13, 0.6)
        deck.text(slide, below, [clip(without, below.width, BODY, lines=2)])
    deck.text(slide, Box(0.6, 2.05, 6.3, 0.4), [words.t("deck.stand_kinds", unit=story.unit)], bold=True)
    deck.text(slide, Box(7.3, 2.05, 5.43, 0.4), [words.t("deck.stand_groups")], bold=True)
    inks = [LIGHT.kinds[list(KIND).index(kind)] for kind in kinds]
    amounts = [found.support_by_kind[kind] for kind in kinds]
    support = Series(words.t("deck.line_support"), deck.in_unit(*amounts), inks[0], inks)
    dots = integer_format(words.numbers)
    bars(slide, left, [words.kind(kind) for kind in kinds], [support], dots, across=True)
    counts = [found.units_by_group[group] for group in GROUPS]
    bars(
        slide,
        right,
        list(GROUPS),
        [Series(words.t("deck.stand_groups"), counts, LIGHT.groups[0], LIGHT.groups)],
        dots,
    )


def eroding(deck: Deck, story: Story) -> None:
    """Trang bào mòn: what the schools need for operations and what the status quo leaves them."""
    words, quo = deck.words, story.quo
    path = erosion(quo)
    at = path[quo.year(story.shown.year)]
    enough = "deck.erosion_title" if at.real < 1 else "deck.erosion_title_enough"
    notes = [
        story.money_note(f"{row.year}: {words.t(f'deck.erosion_{part}')}", value)
        for row in path
        for part, value in (("wanted", row.wanted), ("there", row.available))
    ]
    slide = deck.slide(
        words.t(enough, year=at.year, real=at.real, schools=int(quo.units.school.sum())),
        words.t("deck.erosion_subtitle", base=quo.years[0], unit=story.unit),
        [*notes, story.model_note()],
    )
    amounts = [words.numbers.money(max(row.wanted, row.available)) for row in path]
    short = max(map(len, amounts)) < LONG
    # from the base year on, as every slide of years, or up to the year in view where that is later
    most = MORE_YEARS if short else YEARS
    start = max(0, quo.year(story.shown.year) - most + 1)
    rows = path[start : start + most]
    series = [
        Series(words.t("deck.erosion_wanted"), deck.in_unit(*(r.wanted for r in rows)), LIGHT.bar),
        Series(words.t("deck.erosion_there"), deck.in_unit(*(r.available for r in rows)), LIGHT.accent),
    ]
    # wider bars where the figures above them would touch
    gap = 40 if short and len(rows) <= YEARS else 10
    chart = bars(slide, CONTENT, [str(r.year) for r in rows], series, integer_format(words.numbers), gap=gap)
    legend(chart)


def comparison(deck: Deck, story: Story) -> None:
    """Trang so sánh: indicators of the status quo and of every plan."""
    words, shown = deck.words, story.shown
    lines_ = story.lines()
    if len(shown.quos) > 1 or len(lines_) > MOST_COLUMNS:
        lines_ = lines_[len(shown.quos) :]
    heads = [name for name, *_ in lines_] if len(shown.results) <= FEW else story.tags()[-len(lines_) :]
    columns = [Column("line", words.t("deck.indicator"))]
    columns += [Column(str(n), head, "figure") for n, head in enumerate(heads)]
    found = [shown.at(result) for _, result, _, _ in lines_]
    reaches = [None if quo else shown.reach(story.place(result)) for _, result, _, quo in lines_]
    bases = [
        one.support if quo else shown.at(shown.basis(story.place(result))).support
        for (_, result, _, quo), one in zip(lines_, found, strict=True)
    ]
    changed = [
        None if quo else Change(was, one.support)
        for (*_, quo), was, one in zip(lines_, bases, found, strict=True)
    ]
    n = words.numbers
    few, width = len(shown.results) <= FEW, BY_PLAN / len(heads)
    safe = [
        [""] * len(SAFETY) if quo else _safe(result, words, width if few else 0.0)
        for _, result, _, quo in lines_
    ]
    # each plan's norm measures the status quo, too
    by_norm = [i for i, (*_, quo) in zip(found, lines_, strict=True) if not (quo and shown.norms_apart)]
    none = [""] * (len(found) - len(by_norm))
    at_norm = [words.t("deck.of", part=i.schools_at_norm, whole=i.schools_with_norm) for i in by_norm]
    cells: list[tuple[str, list[str]]] = [
        ("basis", ["" if quo else n.money(b) for b, (*_, quo) in zip(bases, lines_, strict=True)]),
        ("support", [n.money(i.support) for i in found]),
        ("change", [difference_cell(c.difference, words, brief=True) if c else "" for c in changed]),
        ("share", [words.share_signed(c.share) if c else "" for c in changed]),
        ("saved", [_dash(n.money(i.saved), i.saved) for i in found]),
        ("increase", [_dash(n.money(i.increase), i.increase) for i in found]),
        ("norm", [*none, *at_norm]),
        ("gap", [*none, *(_dash(n.money(i.norm_gap), i.norm_gap) for i in by_norm)]),
        ("lacks", [_lacks(i, words) for i in found]),
        *((name, list(of_all)) for name, of_all in zip(SAFETY, zip(*safe, strict=True), strict=True)),
        ("reach", [words.t("deck.pair", up=r.up, down=r.down) if r else "" for r in reaches]),
    ]
    if not found[0].schools_with_norm:
        cells = [row for row in cells if row[0] not in ("norm", "gap")]
    if not any(dict(cells)["share"]):
        cells = [row for row in cells if row[0] != "share"]
    if len(lines_) > len(shown.results):
        cells = cells[1:]
    called = {key: words.t(f"deck.line_{key}") for key, _ in cells} | _safe_lines(lines_, safe, words)
    rows = [
        Row({"line": called[key]} | {str(k): text for k, text in enumerate(texts)}) for key, texts in cells
    ]
    notes = [
        story.money_note(f"{name}: {words.t('deck.line_support')}", one.support)
        for (name, *_), one in zip(lines_, found, strict=True)
    ]
    slide = deck.slide(
        message(story),
        deck.with_names(
            compare_subtitle(story),
            "" if len(shown.results) <= FEW else story.unsaid_tags(),
        ),
        [*notes, *safety_notes(story), story.model_note()],
    )
    head = 3 if few else 1
    deck.table(slide, CONTENT, Table("", columns, rows), [LABELS, *[width] * len(heads)], head)


def _safe(result: Result, words: Words, width: float) -> list[str]:
    """Ô an toàn của một phương án, with the years where these have room in a column of so many inches."""
    whole, brief = (safety_cells(result, words, brief=one) for one in (False, True))
    fits = [bool(width) and len(wrapped(cell, width - 2 * PAD, BODY)) == 1 for cell in whole]
    return [long if fit else short for long, short, fit in zip(whole, brief, fits, strict=True)]


def _safe_lines(lines_: Sequence[Line], safe: Sequence[Sequence[str]], words: Words) -> dict[str, str]:
    """Đầu các dòng an toàn, with the years that cells have no room for."""
    found = {}
    for at, name in enumerate(SAFETY):
        pairs = zip(lines_, safe, strict=True)
        bare = [one for (_, one, _, quo), cells in pairs if not quo and not cells[at].endswith(")")]
        found[name] = safety_line(name, bare, words, LABELS - 2 * PAD)
    return found


def compare_subtitle(story: Story) -> str:
    """Năm, đơn vị tính, căn cứ; and that differences are exact, where printed figures do not make them. Where
    the title tells what the plan moves, by how much the total differs stands here; and if its losses are net,
    which those of the table are not.
    """
    shown, words = story.shown, story.words
    supports = [(shown.at(shown.basis(k)).support, shown.at(r).support) for k, r in enumerate(shown.results)]
    apart = any(parted(words.numbers, was, now) for was, now in supports)
    key = "deck.compare_subtitle_parted" if apart else "deck.compare_subtitle"
    if within_of(story):
        key, told = f"{key}_within", {"difference": difference_of(story)}
    else:
        told = {"basis": story.basis_name}
    net = words.t("deck.compare_subtitle_net") if within_net(story) and _shifts_said(story) else ""
    return words.t(key, year=shown.year, unit=story.unit, **told) + net


def message(story: Story) -> str:
    """Câu kết luận của phép so sánh: how much, against what, and whether the units balance; where the total
    stays, what the plan moves between the units instead of how much, unless its name is too long for that.
    """
    return _message(story, within_of(story) if _shifts_said(story) else "")


def _shifts_said(story: Story) -> bool:
    """Tiêu đề nói số tiền chuyển giữa các đơn vị: there is any, and room for it beside the whole name."""
    within = within_of(story)
    return bool(within) and story.full_name in _message(story, within)


def _message(story: Story, within: str) -> str:
    words, found, before, change = story.words, story.found, story.before, story.change
    balance = "all" if found.deficit_units else "none"
    if found.deficit_units == before.deficit_units > 0:
        balance = "same"
    elif 0 < found.deficit_units < before.deficit_units and found.lacking > before.lacking:
        # fewer units that lack more in all are no gain
        balance = "worse"
    told = {"after": found.deficit_units, "before": before.deficit_units}
    told |= {"lacking": found.lacking, "lacking_before": before.lacking}
    without = words.t("deck.balance_without") if story.shown.baseline is None else ""

    def said(balance: str, without: str = without) -> str:
        ends = words.t(f"deck.balance_{balance}", without=without, **told)

        def say(name: str, basis: str) -> str:
            moved = within or difference_said(change.difference, basis, words, brief=True)
            return words.t("deck.compare_message", name=name, difference=moved, balance=ends)

        return in_title(say, name=story.full_name, basis=story.basis_name)

    # beside long names, and where they are the same, the sums stand in the table alone
    differ = words.numbers.short(found.lacking) != words.numbers.short(before.lacking)
    for whole in (said(balance), said(balance, "")):
        fits = story.full_name in whole and (bool(within) or story.basis_name in whole)
        if (fits and differ) or balance == "none":
            return whole
    return said(f"{balance}_short")


def _lacks(found: Indicators, words: Words) -> str:
    """Đơn vị thiếu nguồn and how much they lack; "-" for none."""
    n = words.numbers
    return f"{n.count(found.deficit_units)}; {n.money(found.lacking)}" if found.deficit_units else "-"


def _dash(text: str, value: float) -> str:
    return text if value else "-"
