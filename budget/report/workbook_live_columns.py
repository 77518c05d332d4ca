"""Các cột tính của một phương án: the model, section by section, as formulas with the program's figures
beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from budget.autonomy import GROUPS, ratio
from budget.drivers import OPERATION_LINES, SCHOOL_LINES
from budget.money import Array
from budget.reductions import SCOPE as REDUCTION_SCOPE
from budget.reductions import minimum_rates
from budget.report.workbook_live_terms import Column, down, group, up, whole
from budget.scenario import SupplementStage
from budget.select import Mask, pick
from budget.simulate import Result, Steps
from budget.units import KIND

PARTLY = "{g}>=3,{g}<=5"
"""Groups 3a, 3b and 3c, by their place from 1."""


def steps_of(result: Result) -> Steps:
    """Các bước tính của một phương án đã tính."""
    if result.steps is None:
        raise ValueError(f"scenario {result.scenario.name!r} was not computed")
    return result.steps


def unit_columns(result: Result, yes: str) -> list[Column]:
    """Các cột không theo năm: what a unit is, and which parts of the plan pick it. `yes` is the word in a
    cell of yes or no."""
    units, steps = result.units, steps_of(result)
    kinds = list(KIND)
    kind = np.array([kinds.index(k) + 1 for k in units.kind])
    school = units.school.astype(int)
    free = result.law.names("tuition_free_kinds", result.years[0])
    charges = np.array([int(s and k not in free) for s, k in zip(school, units.kind, strict=True)])
    counted = result.law.names("spending_lines", result.years[0])
    lines = [line for line in OPERATION_LINES if line in counted]
    first = steps.drivers
    quo, base_group = steps.quo, first.base_group + 1
    assumed = result.scenario.assumptions
    follows = assumed.prices_follow_costs & ~units.school & (base_group >= 1) & (base_group <= 5)
    follows &= first.spending[:, 0] != 0
    columns = [
        Column("kind", "decimal0", kind, "MATCH({d.kind},{g.kinds},0)"),
        Column("school", "decimal0", school, "INDEX({g.kind_school},{s.kind})"),
        Column("charges", "decimal0", charges, "INDEX({g.kind_charges},{s.kind})"),
        Column(
            "operations_base", "dong", first.operations[:, 0], "+".join(f"{{d.{line}}}" for line in lines)
        ),
        Column(
            "follows_costs",
            "decimal0",
            follows.astype(int),
            f'IF(AND({{a.prices_follow_costs}}="{yes}",{{s.school}}=0,{{assigned_quo@0}}>=1,{{assigned_quo@0}}<=5),1,0)',
        ),
        Column(
            "part",
            "rate",
            quo.part[:, 0],
            f"IF(AND({{assigned_quo@0}}>=1,{{assigned_quo@0}}<=2),0,"
            f"IF(AND({PARTLY.format(g='{assigned_quo@0}')},{{s.school}}=0),1-{{own_lines@0}}/{{spending_lines@0}},1))",
        ),
    ]
    if result.scenario.roadmap:
        columns.append(Column("road", "decimal0", roads(result)))
    for m, measure in enumerate(result.scenario.reductions, 1):
        chosen = pick(measure.units, units, first.base_group, kinds=REDUCTION_SCOPE)
        columns.append(Column(f"scope_{m}", "decimal0", chosen.astype(int)))
    if result.scenario.allocation is not None:
        columns.append(Column("scope", "decimal0", steps.scope.astype(int)))
    return columns


def roads(result: Result) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Lộ trình của từng đơn vị: the number of the last entry that picks it, 0 for none."""
    steps, found = steps_of(result), np.zeros(len(result.units), dtype=np.int64)
    degree = ratio(steps.drivers.own_revenue[:, 0], steps.drivers.spending[:, 0])
    for number, entry in enumerate(result.scenario.roadmap, 1):
        found[pick(entry.units, result.units, steps.drivers.base_group) & ~np.isnan(degree)] = number
    return found


def year_columns(result: Result, yes: str) -> list[Column]:
    """Các cột của mỗi năm, in the order of the model."""
    return [
        *_drivers(result),
        *_status_quo(result, yes),
        *_roadmap(result),
        *_reductions(result),
        *_allocation(result),
        *_year(result),
        *_funds(result),
    ]


def _drivers(result: Result) -> Iterator[Column]:
    """Section 3: pupils, staff, lines of revenue and spending."""
    units, d, law = result.units, steps_of(result).drivers, result.law
    later = len(result.years) - 1
    pupils_grown = "(1+INDEX({a.pupils_growth},{s.kind}))^{y.n}"
    head = _index(d.pupils, units["pupils"], units.school)
    yield Column("pupils", "decimal", d.pupils, "{d.pupils}*" + pupils_grown, "drivers")
    formula = "IF(AND({s.school}=1,{d.pupils}<>0)," + pupils_grown + ",1)"
    yield Column("pupil_index", "index", head, formula, "drivers")
    formula = "IF({d.staff}<>0,(1+INDEX({a.staff_growth},{s.kind}))^{y.n},1)"
    yield Column("staff_index", "index", _index(d.staff, units["staff"]), formula, "drivers")
    yield Column("classes", "decimal", d.classes, "{d.classes}*{pupil_index}", "drivers")
    yield Column("staff", "decimal", d.staff, "{d.staff}*{staff_index}", "drivers")
    yield Column("salary", "dong", d.salary, "{d.salary}*{y.pay_index}*{y.drift}*{staff_index}", "drivers")
    part = "{d.contributions}*{y.pay_index}*{y.drift}*{staff_index}"
    part = f'{{y.payroll_excludes}}*IF({{d.contributions}}="",{{a.contributions_share}}*{{salary}},{part})'
    yield Column("payroll", "dong", d.payroll, "{salary}-" + part, "drivers")
    moves = "{y.prices}*(1+{a.follow_pupils}*({pupil_index}-1))"
    yield Column("operations_lines", "dong", d.operations, "{s.operations_base}*" + moves, "drivers")
    yield Column("spending_lines", "dong", d.spending, "{salary}+{operations_lines}", "drivers")
    yield Column("fee_work", "dong", d.lines["fee_work"], "{d.fee_work}*" + moves, "drivers")

    exempt = "{s.charges}*{y.newly_exempt}"
    projected = {
        "tuition": f"{_line('tuition')}*(1-{exempt})",
        "compensation": f"{_line('compensation')}+{_line('tuition')}*{exempt}*{{a.compensation_rate}}",
        **{name: _line(name) for name in ("orders", "users", "science", "fees", "other_revenue")},
        "surplus_services": f"MAX(0,{_line('service_revenue')}-{_line('service_cost')})",
    }
    for name, formula in projected.items():
        # as loaded in the base year, on which it depends whether prices follow costs
        loaded = f"{{d.{name}}}" if name in units.values else "MAX(0,{d.service_revenue}-{d.service_cost})"
        yield Column(name, "dong", d.lines[name], [loaded, *[formula] * later].__getitem__, "drivers")

    def counted(j: int) -> str:
        return "+".join(f"{{{name}}}" for name in law.names("revenue_lines", result.years[j]))

    yield Column("own_lines", "dong", d.own_revenue, counted, "drivers")


def _line(name: str) -> str:
    """A line of revenue in a later year: by its own growth and the pupils, or by the unit's costs."""
    follows_pupils = "*{pupil_index}" if name in SCHOOL_LINES else ""
    own = f"{{y.growth_{name}}}{follows_pupils}"
    return f"{{d.{name}}}*IF({{s.follows_costs}}=1,{{spending_lines}}/{{spending_lines@0}},{own})"


def _index(later: Array, base: Array, where: Mask | None = None) -> Array:
    """How a driver grows from the base year; 1 where there is nothing to grow."""
    grows = base != 0 if where is None else (base != 0) & where
    return np.divide(later, base[:, None], out=np.ones_like(later), where=grows[:, None])


def _starts(result: Result) -> list[int]:
    """For each year the column whose figures assign the group; 0 where the base year's group stays."""
    first, yearly = result.years[0], result.scenario.classification == "yearly"
    starts = [
        year if yearly else result.law.at("stability_periods", year).since.year for year in result.years
    ]
    return [max(0, start - first) for start in starts]


def _assigned(result: Result, name: str, own: str, spending: str, base: str) -> list[str]:
    """Templates of an assigned group by year: fixed for a period, made on the figures with which it
    begins."""
    return [
        (base if j == 0 or start == 0 else group(own, spending) if start == j else f"{{{name}@{start}}}")
        for j, start in enumerate(_starts(result))
    ]


def _set_aside(result: Result, j: int, at: str, users: str) -> str:
    """What is set aside of the lines that the law of year j counts; `at` says of which year the amounts
    are."""
    amounts = {
        "tuition": f"{{tuition{at}}}",
        "users": users,
        "surplus_services": f"{{surplus_services{at}}}",
        "fees_surplus": f"MAX(0,{{fees{at}}}-{{fee_work{at}}})",
    }
    counted = [amounts[name] for name in result.law.names("own_revenue_lines", result.years[j])]
    return "{y.own_revenue_rate}*(" + ("+".join(counted) or "0") + ")"


def _status_quo(result: Result, yes: str) -> Iterator[Column]:
    """Section 4: the support when nothing is decided."""
    q = steps_of(result).quo
    base = group("{own_lines}", "{spending_lines}")
    given = _assigned(result, "assigned_quo", "{own_lines}", "{spending_lines}", "{assigned_quo@0}")
    yield Column("assigned_quo", "decimal0", q.assigned + 1, [base, *given[1:]].__getitem__, "status_quo")
    yield Column(
        "rise", "dong", q.rise, "{a.state_pays_rises}*{s.part}*{d.salary}*({y.pay_index}-1)", "status_quo"
    )
    formula = "{a.state_pays_steps}*{s.part}*({salary}-{d.salary}*{y.pay_index})"
    yield Column("steps", "dong", q.steps, formula, "status_quo")

    def aside(at: str) -> list[str]:
        return [
            f"IF({{assigned_quo}}>=3,{_set_aside(result, j, at, '{users' + at + '}')},0)"
            for j in range(len(result.years))
        ]

    yield Column("set_aside_quo", "dong", q.set_aside, aside("").__getitem__, "status_quo")
    yield Column("before_quo", "dong", q.before, aside("@0").__getitem__, "status_quo")
    yield Column(
        "own_part", "dong", q.own_part, "(1-{s.part})*{d.salary}*MAX(0,{y.pay_index}-1)", "status_quo"
    )
    used = "MIN(MAX(0,{set_aside_quo}-{before_quo}-{own_part}),MAX(0,{rise}))"
    formula = f'IF({{a.own_funds_first}}="{yes}",{used},0)'
    yield Column("used_for_pay", "dong", q.used, formula, "status_quo")
    formula = whole("MAX(0,{d.support}+{rise}+{steps}-{used_for_pay})")
    yield Column("status_quo", "dong", q.support, formula, "status_quo")
    formula = "{y.saving_rate}*MAX(0,MIN({operations_lines},{status_quo}-{salary}))"
    yield Column("saving", "dong", q.saving, formula, "status_quo")


def _roadmap(result: Result) -> Iterator[Column]:
    """Section 5: what the roadmap asks, and the support after it."""
    r, entries = steps_of(result).roadmap, range(1, len(result.scenario.roadmap) + 1)
    if not entries:
        nothing = ("roadmap_revenue", r.revenue), ("roadmap_saving", r.saving)
        for name, values in nothing:
            yield Column(name, "dong", values, "0", "roadmap")
    else:
        path = "CHOOSE({s.road}," + ",".join(
            f"{{y.road_{e}_start}}*{{own_lines@0}}/{{spending_lines@0}}+{{y.road_{e}_part}}" for e in entries
        )
        yield Column("target", "rate", r.target, 'IF({s.road}=0,"",' + path + "))", "roadmap")
        lean = "{own_lines}+MAX(0.0001,0.000000000001*{spending_lines})"
        asks = f"IF({{s.road}}=0,FALSE,IF({{target}}<=0,FALSE,{lean}<{{target}}*{{spending_lines}}))"
        share = "(1-INDEX({a.road_revenue_share},{s.road}))"
        saving = up(share + "*({spending_lines}-{own_lines}/{target})")
        saving = f"IF({asks},MIN({saving},{down('{operations_lines}')}),0)"
        yield Column("roadmap_saving", "dong", r.saving, lambda j: saving if j else "0", "roadmap")
        revenue = up("MAX(0,{target}*({spending_lines}-{roadmap_saving})-{own_lines})")
        revenue = f"IF({asks},{revenue},0)"
        yield Column("roadmap_revenue", "dong", r.revenue, lambda j: revenue if j else "0", "roadmap")
    yield Column("own_revenue", "dong", r.own_revenue, "{own_lines}+{roadmap_revenue}", "roadmap")
    left = "{spending_lines}-{roadmap_saving}"
    yield Column("planned", "dong", r.spending, f"IF(ABS({left})<0.0001,0,{left})", "roadmap")
    if not entries:
        yield Column("released_to", "dong", r.support, "{status_quo}", "roadmap")
    else:
        release = "INDEX({a.road_release},{s.road})*({roadmap_saving}+{roadmap_revenue})"
        taken = whole(f"MAX(0,{{status_quo}}-{release})")
        surplus = whole(f"MIN({taken},MAX(0,{{planned}}-{{own_revenue}}))")
        formula = (
            f'IF({{s.road}}=0,{{status_quo}},IF(INDEX({{a.road_recover}},{{s.road}})="x",{surplus},{taken}))'
        )
        yield Column("released_to", "dong", r.support, lambda j: formula if j else "{status_quo}", "roadmap")
    own = "{own_lines}-{orders}-{compensation}"
    start = "({own_lines@0}-{orders@0}-{compensation@0})"
    yearly = f"(({own}+{{roadmap_revenue}})/{start})^(1/MAX(1,{{y.n}}))-1"
    growth = f'IF({{roadmap_revenue}}<=0,"",IF({start}<=0,"",{yearly}))'
    yield Column("growth", "rate", r.growth, growth, "roadmap")
    month = 'IF({s.school}*{pupils}>0,{roadmap_revenue}/({pupils}*{y.months_of_tuition}),"")'
    yield Column("pupil_month", "dong", r.pupil_month, month, "roadmap")


def _reductions(result: Result) -> Iterator[Column]:
    """Section 6: measures in order; what `apportion` shares out is a value."""
    steps, measures = steps_of(result), result.scenario.reductions
    if any(measure.method == "statutory" for measure in measures):
        rates = minimum_rates(result.units, steps.drivers, result.law, result.years)
        kept = np.cumprod(1.0 - rates, axis=1)
        essential = 'OR({d.essential}="x",INDEX({l.essential_kinds},{s.kind})=1)'
        exempt = f"AND({essential},OR({{y.exempt_poor_only}}=0,{{own_lines@0}}<=0))"
        owes = f"AND({PARTLY.format(g='{assigned_quo@0}')},NOT({exempt}))"
        formula = f"{{kept@-1}}*(1-IF({owes},{{y.minimum_yearly_reduction}},0))"
        yield Column("kept", "index", kept, lambda j: formula if j else "1", "reductions")
    stands = "{released_to}"
    for m, (measure, cut) in enumerate(zip(measures, steps.reductions.cuts, strict=True), 1):
        if measure.method == "target":
            yield Column(f"cut_{m}", "dong", cut, "", "reductions")
        else:
            kept_share = f"{{y.kept_{m}}}" if measure.method == "rate" else "{kept}"
            yield Column(f"cut_{m}", "dong", cut, _cut_by_rate(m, kept_share, stands), "reductions")
        stands = f"{stands}-{{cut_{m}}}"
    yield Column("reduced", "dong", steps.reductions.support, stands, "reductions")


def _cut_by_rate(m: int, kept: str, stands: str) -> Callable[[int], str]:
    """A cut down to what the rates leave of the base year's support, within the measure's limit."""
    taken = f"({{status_quo}}-({stands}))"
    most = f"{{a.cut_max_{m}}}*{{d.support}}-{taken}"
    limit = f'IF({{a.cut_max_{m}}}="",{stands},{down(f"MAX(0,MIN({stands},{most}))")})'
    aim = whole(f"MAX(0,{{d.support}}*(1-{kept})-{taken})")
    formula = f"IF({{s.scope_{m}}}=1,MIN({limit},{aim}),0)"
    return lambda j: formula if j else "0"


def _allocation(result: Result) -> Iterator[Column]:
    """Section 7: the norm, and what the program gives: values, because `apportion` shares it out."""
    steps, plan = steps_of(result), result.scenario.allocation
    given = steps.given
    share = "INDEX({a.norm_teaching_share},{s.kind})"
    pay = 'IF(INDEX({a.norm_current},{s.kind})="x",1,{y.pay_index})'
    quota = "{d.staff_quota}*{staff_index}"
    parts = (
        ("per_pupil", "{pupils}"),
        ("per_class", "{classes}"),
        ("per_post", f"IF({quota}>0,{quota},{{staff}})"),
        ("per_site", "{d.sites}"),
        ("per_unit", "1"),
    )
    by_unit = "+".join(f"INDEX({{a.norm_{name}}},{{s.kind}})*{count}" for name, count in parts)
    indexed = 'IF(INDEX({a.norm_indexed},{s.kind})="x",{y.prices},1)'
    formula = f"MAX({{salary}}/{pay}*{share}/(1-{share}),{by_unit})*{indexed}"
    yield Column("norm", "dong", result["norm"], formula, "allocation")
    names: list[str] = []
    if plan is not None:
        if given.exceptions.any():
            yield Column("exceptions", "dong", given.exceptions, "", "allocation")
            names.append("exceptions")
        if given.floor.any():
            yield Column("floor", "dong", given.floor, "", "allocation")
            names.append("floor")
        for number, grants in enumerate(given.stages, 1):
            yield Column(f"stage_{number}", "dong", grants, "", "allocation")
            names.append(f"stage_{number}")
    total = "+".join(f"{{{name}}}" for name in names) or "0"
    yield Column("increase", "dong", given.increase, total, "allocation")
    gap = "MAX(0,{planned}-{own_revenue}-{reduced})"
    yield Column("spent", "dong", given.spent, _spent(result, names, gap), "allocation")
    formula = f"{{planned}}+MAX(0,{{spent}}-{gap})"
    yield Column("spending", "dong", given.spending, formula, "allocation")
    formula = 'IF(INDEX({a.norm_support_only},{s.kind})="x",0,{own_revenue})+{reduced}-{salary}+{spent}'
    yield Column("available", "dong", result["available"], formula, "allocation")


def _spent(result: Result, names: Sequence[str], gap: str) -> str:
    """Money given pays for what is done; a supplement only as far as it fills what was missing."""
    plan = result.scenario.allocation
    stages = {f"stage_{n}": stage for n, stage in enumerate(plan.stages if plan else (), 1)}
    spent = "0"
    for name in names:
        if isinstance(stages.get(name), SupplementStage):
            spent = f"({spent}+MIN({{{name}}},MAX(0,{gap}-({spent}))))"
        else:
            spent = f"{spent}+{{{name}}}"
    return spent


def _year(result: Result) -> Iterator[Column]:
    """The support of the plan, the degree and group of the year, and the balance."""
    yield Column("support", "dong", result["support"], "{reduced}+{increase}", "year")
    yield Column("ratio", "rate", result["ratio"], 'IF({spending}=0,"",{own_revenue}/{spending})', "year")
    yield Column("group", "decimal0", result.group + 1, group("{own_revenue}", "{spending}"), "year")
    yield Column("coverage", "rate", result["coverage"], 'IF({norm}=0,"",{available}/{norm})', "year")
    yield Column("balance", "dong", result["balance"], "{own_revenue}+{support}-{spending}", "year")


def _funds(result: Result) -> Iterator[Column]:
    """Section 9: what is set aside, kept and distributed, by the assigned group."""
    f = steps_of(result).funds
    given = _assigned(result, "assigned", "{own_revenue}", "{planned}", "{assigned_quo@0}")
    yield Column("assigned", "decimal0", f.group + 1, given.__getitem__, "funds")
    years = range(len(result.years))
    now = [f"IF({{assigned}}>=3,{_set_aside(result, j, '', '({users}+{roadmap_revenue})')},0)" for j in years]
    before = [f"IF({{assigned}}>=3,{_set_aside(result, j, '@0', '{users@0}')},0)" for j in years]
    yield Column("set_aside", "dong", f.set_aside, now.__getitem__, "funds")
    reserve = [f"MAX(0,{{set_aside}}-{one}-{{own_part}}-{{used_for_pay}})" for one in before]
    yield Column("reserve", "dong", f.reserve, reserve.__getitem__, "funds")

    def by_group(name: str) -> str:
        cells = ",".join(f"{{y.{name}_{of}}}" for of in GROUPS)
        return f"CHOOSE({{assigned}},{cells})"

    net = np.maximum(0.0, result["balance"] - f.reserve)
    yield Column("result", "dong", net, "MAX(0,{balance}-{reserve})", "funds")
    most = f"MAX(0,{by_group('supplement_cap')}*{{payroll}})"
    supplement = f"MIN({{result}}*(1-{by_group('development_minimum')}),{most})"
    yield Column("supplement", "dong", result["supplement"], f"IF({{assigned}}=0,0,{supplement})", "funds")
    left = f"{{result}}*(1-{by_group('development_minimum')})-{{supplement}}"
    base = "({payroll}+{supplement}*{y.bonus_counts})"
    bonus = f"MIN({left},MAX(0,{by_group('bonus_months')}*{base}/12))"
    yield Column(
        "bonus", "dong", result["bonus"], f"IF(AND({{assigned}}>=1,{{assigned}}<=5),{bonus},0)", "funds"
    )
    rest = "{result}-{supplement}-{bonus}"
    formula = f"IF(AND({{assigned}}>=1,{{assigned}}<=5),{rest},0)"
    yield Column("development", "dong", result["development"], formula, "funds")
    yield Column("carried", "dong", result["carried"], "IF({assigned}=6,{result}-{supplement},0)", "funds")
    formula = "IF({payroll}=0,0,{supplement}/{payroll})"
    yield Column("supplement_multiple", "index", result["supplement_multiple"], formula, "funds")
