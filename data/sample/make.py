"""Lập số liệu mẫu: draws the sample units of each recipe beside this file, always the same ones.

Run it after a change of a recipe: `python data/sample/make.py`. Amounts are đồng.
"""

from __future__ import annotations

import csv
import io
import math
import tomllib
from pathlib import Path
from random import Random
from typing import Any

FOLDER = Path(__file__).resolve().parent
SAMPLES = ("city_2022", "ward_2026")
MONTHS = 12
CODE_STEP = 23
SURPLUS = (0.0, 0.02)
"""What agreed services usually leave, as a share of their revenue."""

Row = dict[str, Any]
Range = list[float] | tuple[float, float]


class Maker:
    """Draws the units of one recipe; every draw comes from the recipe's seed, in a fixed order."""

    def __init__(self, recipe: dict[str, Any]) -> None:
        self.recipe, self.money = recipe, recipe["money"]
        self.random = Random(recipe["seed"])  # noqa: S311 - the same figures every time are wanted

    def rows(self) -> list[Row]:
        """The units: schools by kind, then the other service units, with their codes."""
        rows = [
            self.school(kind, spec, name)
            for kind, spec in self.recipe["school"].items()
            for name in spec["names"]
        ]
        rows += [self.service(spec) for spec in self.recipe["service"]]
        for number, row in enumerate(rows):
            row["code"] = str(self.recipe["first_code"] + CODE_STEP * number)
            row["owner"] = self.recipe["owner"]
        return rows

    def between(self, bounds: Range) -> float:
        low, high = bounds
        return low + (high - low) * self.random.random()

    def ward(self, name: str) -> str:
        """The ward after which the unit is named, or any."""
        wards = self.recipe["wards"]["urban"] + self.recipe["wards"]["rural"]
        named = [ward for ward in wards if name.rstrip(" 0123456789") == ward.split(" ", 1)[1]]
        return str(named[0] if named else wards[int(self.random.random() * len(wards))])

    def school(self, kind: str, spec: dict[str, Any], name: str) -> Row:
        title = spec["title"].format(name=name)
        pupils = round(spec["median"] * math.exp(spec["spread"] * self.random.gauss(0, 1)))
        classes = max(4, round(pupils / (spec["class_size"] * self.between((0.95, 1.05)))))
        quota = round(classes * spec["teachers"]) + sum(
            round(self.between((low - 0.49, high + 0.49))) for low, high in (spec["leaders"], spec["staff"])
        )
        staff = quota - round(quota * self.between((0.0, 0.06)))
        step = 1_000 if self.random.random() < 0.6 else 1_000_000
        row = self.pay(staff, self.between(spec["coefficient"]), step)
        row |= {"name": title, "kind": kind, "ward": self.ward(name), "pupils": pupils, "classes": classes}
        row |= {"sites": round(self.between(spec["sites"])), "staff_quota": quota, "staff": staff}
        operations = self.operations(row["salary"], pupils)
        row |= self.split(
            operations, {"professional": 0.55, "management": 0.33, "other_spending": 0.12}, step
        )
        spending = row["salary"] + operations
        row |= self.school_revenue(row, spec, spending, step)
        return self.supported(row, step)

    def pay(self, staff: int, coefficient: float, step: int) -> Row:
        """Pay with allowances, and the employer's contributions within it; some offices do not know these."""
        pay = staff * coefficient * self.money["base_pay"] * MONTHS
        contributions = pay * self.money["insured_share"] * self.money["contributions"]
        known = self.random.random() < 0.9
        return {
            "salary": rounded(pay + contributions, step),
            "contributions": rounded(contributions, step) if known else None,
        }

    def operations(self, salary: int, pupils: int) -> float:
        """Money for operations: rather low, within what both the amount a pupil and the pay share allow."""
        low_share, high_share = self.money["salary_share"]
        low_amount, high_amount = self.money["operations"]
        low = max(low_amount * pupils, salary * (1 / high_share - 1))
        high = min(high_amount * pupils, salary * (1 / low_share - 1))
        place = 0.02 + 0.96 * self.random.random() ** 1.4
        return float(low + (high - low) * place)

    def school_revenue(self, row: Row, spec: dict[str, Any], spending: float, step: int) -> Row:
        """Tuition, agreed services and other revenue, and what the State gives for tasks outside autonomy."""
        tuition = spending * self.between(spec["tuition"])
        paid_by_state = tuition * self.between(self.money["exempt_pupils"])
        boards = row["kind"] == "preschool" and self.random.random() < self.money["boarding_schools"]
        surplus = self.recipe["surplus"].get(row["name"])
        services = row["pupils"] * self.between(self.money["boarding" if boards or surplus else "services"])
        left = spending * surplus if surplus else services * self.between(SURPLUS)
        has_more = self.random.random() < 0.4
        return {
            "tuition": 0 if self.money["state_pays_tuition"] else rounded(tuition, step),
            "compensation": rounded(paid_by_state, step),
            "service_revenue": rounded(services, step),
            "service_cost": rounded(services - left, step),
            "other_revenue": rounded(self.between((8e6, 45e6)), step) if has_more else 0,
            "tasks": rounded(spending * self.between((0.01, 0.06)), step),
        }

    def service(self, spec: dict[str, Any]) -> Row:
        step = 1_000 if self.random.random() < 0.6 else 1_000_000
        row: Row = self.pay(spec["staff"], spec["coefficient"], step)
        wards = self.recipe["wards"]["urban"]
        row |= {"name": spec["name"], "kind": "service", "field": spec["field"]}
        row |= {
            "ward": wards[int(self.random.random() * len(wards))],
            "essential": spec.get("essential", False),
        }
        row |= {"staff": spec["staff"], "staff_quota": spec["staff"] + round(self.between((0, 2)))}
        shares = {"professional": 0.62, "management": 0.24, "other_spending": 0.06}
        shares["fee_work"] = 0.08 if "fees" in spec["revenue"] else 0.0
        operations = spec["operations"] * 1_000_000 * self.between((0.97, 1.03))
        row |= self.split(operations, shares, step)
        own = spec["ratio"] * (row["salary"] + operations)
        for line, share in spec["revenue"].items():
            if line == "service":  # the surplus is a fifth of what the services take
                row |= {"service_revenue": rounded(own * share * 5, step)}
                row |= {"service_cost": row["service_revenue"] - rounded(own * share, step)}
            else:
                row[line] = rounded(own * share, step)
        row["tasks"] = rounded(operations * self.between((0.0, 0.08)), step)
        return self.supported(row, step)

    def split(self, amount: float, shares: dict[str, float], step: int) -> Row:
        """The amount over its lines, the last one taking what is left of the whole."""
        whole = sum(shares.values())
        return {line: rounded(amount * share / whole, step) for line, share in shares.items()}

    def supported(self, row: Row, step: int) -> Row:
        """State support: what is missing; a quarter of the schools get a little less or more."""
        spending = sum(
            row.get(line) or 0
            for line in ("salary", "professional", "fee_work", "management", "other_spending")
        )
        own = sum(
            row.get(line) or 0
            for line in ("tuition", "compensation", "orders", "users", "fees", "other_revenue")
        )
        own += row.get("service_revenue", 0) - row.get("service_cost", 0)
        off = (
            self.between((-0.012, 0.006)) if row["kind"] != "service" and self.random.random() < 0.25 else 0.0
        )
        return row | {"support": max(0, rounded(spending - own + spending * off, step))}


def rounded(amount: float, step: int) -> int:
    """As offices write amounts: whole thousands, or whole millions."""
    return round(amount / step) * step


def csv_text(name: str) -> str:
    """The sample as CSV: column ids of the data dictionary, whole đồng, an empty cell for nothing."""
    recipe = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    with (FOLDER.parent / "schema" / "units.csv").open(encoding="utf-8", newline="") as file:
        columns = [column["id"] for column in csv.DictReader(file)]
    text = io.StringIO()
    table = csv.DictWriter(text, columns, lineterminator="\n")
    table.writeheader()
    for row in Maker(recipe).rows():
        table.writerow({key: "x" if value is True else value or "" for key, value in row.items()})
    return text.getvalue()


if __name__ == "__main__":
    for sample in SAMPLES:
        (FOLDER / f"{sample}.csv").write_text(csv_text(sample), encoding="utf-8", newline="")
