"""Các cột tính của một phương án: the model, section by section, as formulas with the program's figures
beside them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from budget.autonomy import GROUPS
from budget.drivers import OPERATION_LINES, SCHOOL_LINES
from budget.money import Array
from budget.reductions import SCOPE as REDUCTION_SCOPE
from budget.report.workbook_live_plan import allocation_columns, reduction_columns, roadmap_columns, roads
from budget.report.workbook_live_terms import PARTLY, Column, group, steps_of, whole
from budget.select import Mask, pick
from budget.simulate import Result
from budget.units import KIND


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


def year_columns(result: Result, yes: str) -> list[Column]:
    """Các cột của mỗi năm, in the order of the model."""
    return [
        *_drivers(result),
        *_status_quo(result, yes),
        *roadmap_columns(result),
        *reduction_columns(result),
        *allocation_columns(result),
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
        "compensation": f"{_line('compensation')}+{_line('tuition')}*{exempt}*{{y.compensation_rate}}",
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
