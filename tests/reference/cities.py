"""Random cities and scenarios from a seed, chosen to fall on thresholds, zeros and awkward đồng."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

KINDS = ("preschool", "primary", "lower_secondary", "combined", "service")
SCHOOL_KINDS = KINDS[:4]
FIELDS = ("văn hóa", "môi trường", "y tế", "")
WARDS = ("Phú Thủy", "Mũi Né", "")
GROUPS = ("1", "2", "3a", "3b", "3c", "4")
GRANTS = ("tuition", "compensation", "orders", "users", "science", "fees", "other_revenue")
OPERATIONS = ("experts", "professional", "fee_work", "management", "provisions", "interest", "other_spending")
DEGREES = (Fraction(0), Fraction(1, 10), Fraction(3, 10), Fraction(7, 10), Fraction(1))
AWKWARD_RATES = ("0.1", "0.07", "0.035", "0.0123", "0.3", "0.005", "0.333333", "0.2", "0.02")
POOL_RATES = ("0.05", "0.1", "0.007", "0.033", "1e-2")


@dataclass(frozen=True)
class Case:
    seed: int
    base_year: int
    rows: tuple[dict[str, Any], ...]
    scenario: str


def case(seed: int) -> Case:
    r = random.Random(seed)  # noqa: S311 - nothing is secret here
    base_year = r.randint(2021, 2027)
    rows = city(r)
    return Case(seed, base_year, tuple(rows), scenario(r, base_year, rows))


def city(r: random.Random) -> list[dict[str, Any]]:
    step = r.choice([1, 1, 7, 1_000, 1_000_000])
    # Above some 400 milliard đồng a unit, float64 is coarser than the 0.0001 đồng by which the page rounds.
    largest = r.choice([1_000, 100_000, 30_000_000, *[6_000_000_000] * 9, 40_000_000_000]) // step + 1
    names = [f"{r.choice('MTCVXĐ')}{r.randint(1, 99)}" for _ in range(200)]
    codes = list(dict.fromkeys(names))[
        : r.choice([1, 2, 3, 3, 5, 5, 8, 8, 12, 12, 30 if r.random() < 0.7 else 100])
    ]
    rows = [unit(r, code, step, largest) for code in codes]
    if len(rows) > 2 and r.random() < 0.3:
        # Twins, so that ties are decided by the code alone.
        rows[1] = {**rows[0], "code": rows[1]["code"]}
    r.shuffle(rows)
    return rows


def unit(r: random.Random, code: str, step: int, largest: int) -> dict[str, Any]:
    kind = r.choice([*KINDS, "service", "service"])
    row: dict[str, Any] = {
        "code": code,
        "name": f"Đơn vị {code}",
        "kind": kind,
        "ward": r.choice(WARDS),
        "owner": "",
        "field": r.choice(FIELDS) if kind == "service" else "",
    }
    size = r.choice([largest, largest, largest // 5 + 1, largest // 100 + 1]) if r.random() < 0.95 else 1
    spend(r, row, step, size)
    earn(r, row, step)
    b, a = spending(row), revenue(row)
    lack = max(0, b - a)
    row["support"] = r.choice(
        [lack, lack, lack, 0, int(lack * r.uniform(0.8, 1.3)), step * r.randint(0, size // 2)]
    )
    row["tasks"] = r.choice([0, step * 3])
    staffed = kind != "service" or r.random() < 0.3
    row["pupils"] = r.choice([0, r.randint(1, 2_000), r.randint(100, 900)]) if staffed else 0
    row["classes"] = r.choice([0, r.randint(1, 40)]) if staffed else 0
    row["sites"] = r.randint(0, 3)
    row["staff"] = r.choice([0, r.randint(1, 120), r.randint(10, 60)])
    if r.random() < 0.4:
        row["staff_quota"] = r.randint(0, 120)
    if r.random() < 0.7:
        row["contributions"] = r.choice([0, int(row["salary"] * 0.17), int(row["salary"] * r.random())])
    elif r.random() < 0.5:
        row["contributions"] = None
    row["covers_investment"] = r.random() < 0.3
    row["essential"] = r.random() < 0.25
    return row


def spend(r: random.Random, row: dict[str, Any], step: int, size: int) -> None:
    row["salary"] = 0 if r.random() < 0.08 else step * r.randint(1, size)
    for line in OPERATIONS:
        if r.random() < 0.4:
            row[line] = step * r.randint(0, max(1, size // 4))
    if r.random() < 0.04:
        row["salary"] = 0
        for line in OPERATIONS:
            row.pop(line, None)
    # Ten divides B, so that a degree of 10, 30 or 70 percent can be exact.
    missing = -spending(row) % 10
    if missing:
        row["other_spending"] = row.get("other_spending", 0) + missing


def earn(r: random.Random, row: dict[str, Any], step: int) -> None:
    b = spending(row)
    near = r.choice([0, 0, 0, 1, -1, b // 200])
    degree = r.choice(
        [*DEGREES, *DEGREES, Fraction(r.randint(0, 1_500), 1_000), Fraction(r.randint(1, 99), 100)]
    )
    left = max(0, int(degree * b) + near)
    if r.random() < 0.4:
        cost = step * r.randint(0, 50)
        row["service_cost"] = cost
        surplus = r.choice([0, -step * r.randint(0, 20), left // 3])
        row["service_revenue"] = max(0, cost + surplus)
        left = max(0, left - max(0, row["service_revenue"] - cost))
    lines = [line for line in GRANTS if r.random() < 0.5] or ["other_revenue"]
    for line in lines[:-1]:
        row[line] = r.randint(0, left) if left else 0
        left -= row[line]
    row[lines[-1]] = left


def spending(row: dict[str, Any]) -> int:
    return sum(int(row.get(line, 0)) for line in ("salary", *OPERATIONS))


def revenue(row: dict[str, Any]) -> int:
    surplus = max(0, int(row.get("service_revenue", 0)) - int(row.get("service_cost", 0)))
    return surplus + sum(int(row.get(line, 0)) for line in GRANTS)


# A scenario as text, so that the program's own reader is part of what is compared.


def quoted(values: Sequence[str]) -> str:
    return "[" + ", ".join(f'"{v}"' for v in values) + "]"


def inline(pairs: dict[Any, Any]) -> str:
    return "{ " + ", ".join(f"{k} = {v}" for k, v in pairs.items()) + " }" if pairs else "{}"


def selector(r: random.Random, rows: Sequence[dict[str, Any]]) -> str:
    pairs: dict[str, str] = {}
    if r.random() < 0.3:
        return inline(pairs)
    if r.random() < 0.4:
        pairs["kinds"] = quoted(r.sample(KINDS, r.choice([0, 2, 3, 4, 4, 5])))
    if r.random() < 0.08:
        pairs["fields"] = quoted(r.sample(FIELDS, r.choice([0, 1, 2, 3])))
    if r.random() < 0.08:
        pairs["wards"] = quoted(r.sample(WARDS, r.choice([0, 1, 2, 3])))
    if r.random() < 0.3:
        codes = [row["code"] for row in rows]
        pairs["codes"] = quoted(
            [*r.sample(codes, r.randint(0, len(codes))), "KHÔNG"][: r.randint(0, len(codes) + 1)]
        )
    if r.random() < 0.15:
        pairs["groups"] = quoted(r.sample(GROUPS, r.choice([0, 3, 4, 5])))
    return inline(pairs)


def rate(r: random.Random) -> str:
    return r.choice(AWKWARD_RATES) if r.random() < 0.7 else f"{r.uniform(0, 0.15):.4f}"


def signed_rate(r: random.Random) -> str:
    if r.random() < 0.03:
        return r.choice(["-0.5", "-0.9", "0.3"])
    return ("-" if r.random() < 0.25 else "") + rate(r)


def yearly(r: random.Random, base_year: int, values: Sequence[str]) -> str:
    years = r.sample(range(base_year - 1, base_year + 8), r.randint(1, 3))
    if r.random() < 0.5 and base_year + 1 not in years:
        years.append(base_year + 1)
    return inline({year: r.choice(values) for year in years})


def assumptions(r: random.Random) -> list[str]:
    lines = [
        f"{key} = {signed_rate(r)}"
        for key in ("inflation", "pay_drift", "base_pay_growth")
        if r.random() < 0.6
    ]
    for key, values in {
        "state_pays_rises": ("0", "1", "0.5", "0.7"),
        "state_pays_steps": ("0", "1", "0.3"),
        "own_funds_first": ("true", "false"),
        "prices_follow_costs": ("true", "false"),
        "follow_pupils": ("0", "1", "0.7"),
        "compensation_rate": ("0", "1", "0.6"),
        "contributions_share": ("0", "0.2", "0.175"),
        "plausible_growth": ("0", "0.05", "0.1", "1"),
        "group1_multiple": ("0", "1", "2.5"),
    }.items():
        if r.random() < 0.25:
            lines.append(f"{key} = {r.choice(values)}")
    for key, names in {
        "pupils_growth": KINDS,
        "staff_growth": KINDS,
        "revenue_growth": (*GRANTS, "service_revenue", "service_cost"),
    }.items():
        if r.random() < 0.4:
            lines.append(f"{key} = {inline({n: signed_rate(r) for n in r.sample(names, r.randint(0, 4))})}")
    return ["[assumptions]", *lines] if lines else []


def norms(r: random.Random, rows: Sequence[dict[str, Any]]) -> list[str]:
    lines = []
    # Of the size of what a unit spends, so that needs and pools meet.
    size = sum(spending(row) for row in rows) / len(rows)
    for kind in KINDS:
        if r.random() < 0.35:
            lines.append(f"[norms.{kind}]")
            for key, values in {
                "teaching_share": ("0.19", "0.2", "0.1", "0"),
                "per_pupil": ("500_000", "0.5", f"{size * 0.0004:.3f}", f"{size * 0.001:.1f}"),
                "per_class": ("10_000_000", "333_333.3", f"{size * 0.015:.0f}"),
                "per_post": ("7_777_777", f"{size * 0.008:.0f}"),
                "per_site": ("100_000_000",),
                "per_unit": ("1", f"{size * 0.1:.0f}", f"{size * 0.6:.0f}", f"{size * 1.1:.0f}"),
                "norm_pay": ('"base"', '"current"'),
                "counts": ('"all"', '"all"', '"support"'),
                "indexed": ("true", "false"),
            }.items():
                if r.random() < 0.35:
                    lines.append(f"{key} = {r.choice(values)}")
    return lines


def roadmap(r: random.Random, base_year: int, rows: Sequence[dict[str, Any]]) -> list[str]:
    lines = []
    for _ in range(r.choice([0, 0, 1, 1, 2, 3])):
        degrees = ("0.1", "0.3", "0.7", "1", "1.0", "0.4", "0.55", "0.15", "0", "1.2")
        lines += ["[[roadmap]]", f"units = {selector(r, rows)}", f"targets = {yearly(r, base_year, degrees)}"]
        if r.random() < 0.5:
            lines.append(f"revenue_share = {r.choice(['0', '0.5', '0.8', '1', '0.07'])}")
        if r.random() < 0.4:
            lines.append(f"release = {r.choice(['0', '0.5', '0.9', '0.33'])}")
        if r.random() < 0.3:
            lines.append(f"recover_surplus = {r.choice(['true', 'true', 'false'])}")
    return lines


def reductions(r: random.Random, base_year: int, rows: Sequence[dict[str, Any]]) -> list[str]:
    lines = []
    for _ in range(r.choice([0, 1, 2, 3])):
        method = r.choice(["rate", "statutory", "target", "target"])
        lines += ["[[reductions]]", f'method = "{method}"']
        if r.random() < 0.7:
            lines.append(f"units = {selector(r, rows)}")
        if method == "rate":
            by_year = yearly(r, base_year, AWKWARD_RATES)
            lines.append(f"rate = {rate(r) if r.random() < 0.5 else by_year}")
        if method == "target":
            lines.append(f"target = {yearly(r, base_year, ('0.1', '0.07', '0.14', '0.3', '0', '0.9'))}")
            if r.random() < 0.4:
                lines.append(f'of = "{r.choice(["base", "status_quo"])}"')
            if r.random() < 0.8:
                ways = ("support", "operations", "equal", "headroom", "autonomy")
                lines.append(f'share_by = "{r.choice(ways)}"')
        if r.random() < 0.5:
            lines.append(f"max_cut = {r.choice(['0', '0.05', '0.1', '0.2', '0.33', '1'])}")
    return lines


def stage(r: random.Random) -> str:
    aim = r.choice(["norm", "norm", "supplement", "share"])
    pairs = {"aim": f'"{aim}"'}
    if aim == "norm":
        if r.random() < 0.7:
            pairs["method"] = r.choice(['"lowest_first"', '"proportional"'])
        if r.random() < 0.5:
            pairs["level"] = r.choice(["0", "0.8", "0.95", "1", "1.2", "0.333"])
    elif aim == "supplement":
        pairs["multiple"] = r.choice(["0", "0.1", "0.3", "0.07", "1", "5"])
    elif r.random() < 0.9:
        pairs["by"] = '"' + r.choice(["pupils", "classes", "staff", "payroll", "support", "equal"]) + '"'
    return inline(pairs)


def allocation(r: random.Random, base_year: int, rows: Sequence[dict[str, Any]]) -> list[str]:
    if r.random() < 0.15:
        return []
    lines = ["[allocation]"]
    support = sum(row["support"] for row in rows)
    if r.random() < 0.45:
        lines.append(f"units = {selector(r, rows)}")
    way = r.random()
    if way < 0.35:
        share = f", share = {r.choice(['1', '0.5', '0.35', '1.0'])}" if r.random() < 0.8 else ""
        lines.append(f'pool = {{ from = "savings"{share} }}')
    elif way < 0.75:
        amounts = [str(int(support * x)) for x in (0, 0.01, 0.03, 0.05, 0.1, 0.2, 0.5)]
        lines.append(f'pool = {{ from = "amount", by_year = {yearly(r, base_year, amounts)} }}')
    elif way < 0.95:
        lines.append(f'pool = {{ from = "percent", by_year = {yearly(r, base_year, POOL_RATES)} }}')
    if r.random() < 0.4:
        lines.append(f"floor = {r.choice(['0', '0.01', '0.02', '0.1', '0.007'])}")
    if r.random() < 0.5:
        lines.append(f"cap = {r.choice(['0', '0.01', '0.05', '0.1', '0.3'])}")
    if r.random() < 0.7:
        lines.append(f"round_to = {r.choice(['1', '1', '7', '1_000', '100_000', '1_000_000'])}")
    if r.random() < 0.8:
        lines.append(f"stages = [{', '.join(stage(r) for _ in range(r.choice([0, 1, 2, 3, 4])))}]")
    return lines


def scenario(r: random.Random, base_year: int, rows: Sequence[dict[str, Any]]) -> str:
    lines = ['name = "Thử"']
    if r.random() < 0.2:
        lines += ['author = "Phòng TC-KH"', 'note = "so sánh"']
    if r.random() < 0.85:
        lines.append(f"horizon = {r.randint(base_year + 1, min(2035, base_year + r.choice([2, 4, 6, 9])))}")
    if r.random() < 0.6:
        lines.append(f'classification = "{r.choice(["period", "yearly", "yearly"])}"')
    lines += assumptions(r) + norms(r, rows) + roadmap(r, base_year, rows) + reductions(r, base_year, rows)
    return "\n".join(lines + allocation(r, base_year, rows)) + "\n"
