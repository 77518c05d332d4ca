"""Phương án: one overlay over the status quo, read from and written to a TOML file (model, section 12).

Every key but the name is optional; the empty scenario is the status quo. Models are frozen; a scenario is a
cache key by its canonical text.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

import tomli_w
from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from budget.findings import Finding
from budget.scenario_errors import explained, problem
from budget.scenario_types import (
    GroupId,
    Growth,
    KindId,
    Number,
    Positive,
    Rate,
    RevenueLine,
    Share,
    Text,
    Year,
)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Selector(_Part):
    """Chọn đơn vị: all conditions given must hold; an empty list picks nothing; no condition picks all."""

    kinds: list[KindId] | None = None
    fields: list[str] | None = None
    wards: list[str] | None = None
    codes: list[str] | None = None
    groups: list[GroupId] | None = None


ALL_COMPENSATED = Decimal(1)
"""Mức cấp bù học phí where neither the scenario nor the office says one."""


class Assumptions(_Part):
    """Giả định chung: rates are yearly fractions of one.

    `compensation_rate` None: the office's rate in force in each year, else ALL_COMPENSATED.
    """

    inflation: Growth = Decimal(0)
    pay_drift: Growth = Decimal(0)
    base_pay_growth: Growth = Decimal(0)
    state_pays_rises: Positive = Decimal(1)
    state_pays_steps: Positive = Decimal(1)
    own_funds_first: bool = True
    prices_follow_costs: bool = True
    follow_pupils: Number = Decimal("0.5")
    compensation_rate: Positive | None = None
    contributions_share: Share = Decimal("0.15")
    plausible_growth: Number = Decimal("0.15")
    group1_multiple: Positive = Decimal(3)
    pupils_growth: dict[KindId, Growth] = Field(default_factory=dict)
    staff_growth: dict[KindId, Growth] = Field(default_factory=dict)
    revenue_growth: dict[RevenueLine, Growth] = Field(default_factory=dict)


class Norm(_Part):
    """Định mức chi hoạt động của một loại hình: a share of teaching money, or amounts (đồng) a pupil,
    class, post, site, unit.
    """

    teaching_share: Annotated[Number, Field(ge=0, lt=1)] = Decimal(0)
    per_pupil: Positive = Decimal(0)
    per_class: Positive = Decimal(0)
    per_post: Positive = Decimal(0)
    per_site: Positive = Decimal(0)
    per_unit: Positive = Decimal(0)
    norm_pay: Literal["base", "current"] = "base"
    counts: Literal["all", "support"] = "all"
    indexed: bool = False


class RoadmapEntry(_Part):
    """Lộ trình tự chủ của một nhóm đơn vị: targets of the degree of autonomy by year."""

    units: Selector
    targets: dict[Year, Positive] = Field(default_factory=dict)
    revenue_share: Share = Decimal(1)
    release: Share = Decimal(1)
    recover_surplus: bool = False


class Reduction(_Part):
    """Biện pháp giảm chi: by a yearly rate, by the legal minimum, or to a target share."""

    units: Selector = Field(default_factory=Selector)
    method: Literal["rate", "statutory", "target"]
    rate: Rate | None = None
    target: dict[Year, Positive] | None = None
    of: Literal["base", "status_quo"] = "base"
    share_by: Literal["support", "operations", "equal", "headroom", "autonomy"] = "support"
    max_cut: Positive | None = None

    @model_validator(mode="after")
    def _complete(self) -> Reduction:
        for method, value in (("rate", self.rate), ("target", self.target)):
            if self.method == method and value is None:
                raise PydanticCustomError("key_wanted", "a key is wanted", {"key": method})
        return self


class SavingsPool(_Part):
    """Nguồn từ số giảm chi: a share of what all units gave up."""

    source: Literal["savings"] = Field(default="savings", alias="from")
    share: Positive = Decimal(1)


class YearlyPool(_Part):
    """Nguồn theo số tiền (đồng) hoặc theo tỷ lệ của kinh phí năm gốc, a level for each year."""

    source: Literal["amount", "percent"] = Field(alias="from")
    by_year: dict[Year, Positive]


class NormStage(_Part):
    """Bước bù định mức."""

    aim: Literal["norm"]
    method: Literal["lowest_first", "proportional"] = "lowest_first"
    level: Positive = Decimal(1)


class SupplementStage(_Part):
    """Bước thu nhập tăng thêm: a multiple of the payroll."""

    aim: Literal["supplement"]
    multiple: Positive


class ShareStage(_Part):
    """Bước chia phần còn lại."""

    aim: Literal["share"]
    by: Literal["pupils", "classes", "staff", "payroll", "support", "equal"] = "pupils"


Stage = Annotated[NormStage | SupplementStage | ShareStage, Field(discriminator="aim")]


def _pool_tag(value: object) -> object:
    return value.get("from", "savings") if isinstance(value, Mapping) else getattr(value, "source", None)


Pool = Annotated[
    Annotated[SavingsPool, Tag("savings")]
    | Annotated[YearlyPool, Tag("amount")]
    | Annotated[YearlyPool, Tag("percent")],
    Discriminator(_pool_tag),
]

DEFAULT_STAGES: tuple[Stage, ...] = (
    NormStage(aim="norm"),
    SupplementStage(aim="supplement", multiple=Decimal("0.1")),
    ShareStage(aim="share"),
)


class AllocationException(_Part):
    """Ngoại lệ bằng tay: a unit granted an amount of its own (đồng, by year), with the reason."""

    unit: str = Field(min_length=1)
    by_year: dict[Year, Positive]
    reason: Text = Field(default="", max_length=2000)


class Allocation(_Part):
    """Tăng kinh phí tự chủ cho trường: pool, floor, cap and the stages in which the money is given."""

    units: Selector = Field(default_factory=Selector)
    pool: Pool = Field(default_factory=SavingsPool)
    floor: Positive = Decimal(0)
    cap: Positive | None = None
    round_to: int = Field(default=1_000_000, ge=1, le=10**12)
    stages: list[Stage] = Field(default_factory=lambda: list(DEFAULT_STAGES))
    exceptions: list[AllocationException] = Field(default_factory=list)


class Scenario(_Part):
    """Một phương án: assumptions, norms, roadmap, reductions and at most one allocation."""

    name: Text = Field(min_length=1, max_length=200)
    author: Text = Field(default="", max_length=200)
    note: Text = Field(default="", max_length=5000)
    horizon: int | None = Field(default=None, ge=1900, le=2999)
    classification: Literal["period", "yearly"] = "period"
    assumptions: Assumptions = Field(default_factory=Assumptions)
    norms: dict[KindId, Norm] = Field(default_factory=dict)
    roadmap: list[RoadmapEntry] = Field(default_factory=list)
    reductions: list[Reduction] = Field(default_factory=list)
    allocation: Allocation | None = None

    @field_validator("name")
    @classmethod
    def _named(cls, name: str) -> str:
        if not name.strip():
            raise PydanticCustomError("string_too_short", "a name is wanted")
        return name

    @property
    def canonical(self) -> str:
        """The scenario with all its defaults as canonical JSON, the same for equal scenarios."""
        tables = self.model_dump(by_alias=True)
        assumed = tables["assumptions"]
        if assumed["compensation_rate"] is None:
            assumed["compensation_rate"] = ALL_COMPENSATED
        elif assumed["compensation_rate"] == ALL_COMPENSATED:
            # whoever says the default keeps it, also where the office has another rate
            assumed["compensation_said"] = True
        return json.dumps(tables, sort_keys=True, ensure_ascii=False, default=_plain_number)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the canonical text, in hex."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()

    @property
    def content(self) -> str:
        """Nội dung phương án as canonical JSON: all but the name and the description."""
        return self.model_copy(update={"name": "", "note": ""}).canonical

    def __hash__(self) -> int:
        return hash(self.canonical)

    def years(self, base_year: int) -> tuple[int, ...]:
        """Các năm tính: from the base year to the horizon (default: three years on; never before the base
        year).
        """
        last = base_year + 3 if self.horizon is None else self.horizon
        return tuple(range(base_year, max(base_year, last) + 1))


BYTE_ORDER_MARK = "\ufeff"
"""What some editors put before the first letter of a text."""


class ScenarioError(ValueError):
    """A scenario file that cannot be used: `findings` name each key, what was found and what would do."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("; ".join(f"{f.kind} {dict(f.numbers)}" for f in findings))
        self.findings = findings


def parse_scenario(text: str) -> Scenario:
    """Đọc phương án từ văn bản TOML. Raises ScenarioError with one finding for each wrong place."""
    try:
        raw = tomllib.loads(text.removeprefix(BYTE_ORDER_MARK), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError((problem("scenario_not_toml", reason=str(error)),)) from error
    return scenario_from(raw)


def scenario_from(raw: Mapping[str, Any]) -> Scenario:
    """Đọc phương án từ các bảng đã phân tích (as `tomllib` gives them). Raises ScenarioError."""
    try:
        return Scenario.model_validate(raw)
    except ValidationError as error:
        raise ScenarioError(tuple(explained(item, Scenario) for item in error.errors())) from error


def dump_scenario(scenario: Scenario) -> str:
    """Ghi phương án ra văn bản TOML: the keys that differ from their defaults; reads back equal."""
    return tomli_w.dumps(as_tables(scenario))


def as_tables(scenario: Scenario) -> dict[str, Any]:
    """The scenario as nested plain tables without defaults, ready for TOML."""
    tables: dict[str, Any] = _plain(scenario.model_dump(by_alias=True, exclude_defaults=True))
    if scenario.allocation is not None:
        # An [allocation] of nothing but defaults gives money, no [allocation] gives nothing.
        tables.setdefault("allocation", {})
    for kind in scenario.norms:
        tables["norms"].setdefault(kind, {})
    return tables


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items() if v is not None}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, Decimal) and value == value.to_integral_value() and abs(value) < 10**15:
        return int(value)
    return value


def _plain_number(value: Any) -> str:
    """0.10 and 0.1 are the same rate, so they have the same text."""
    return format(value.normalize(), "f")


def changed(scenario: Scenario, path: tuple[str | int, ...], value: Any) -> Scenario:
    """Phương án sau một sửa đổi: the key at `path` set to a value, or taken away (None); tables on the way
    are made.

    A number in the path is a position in a list (from 0); one past its end adds to it. Raises
    ScenarioError.
    """
    tables = as_tables(scenario)
    place: Any = tables
    for part, following in itertools.pairwise(path):
        empty: Any = [] if isinstance(following, int) else {}
        if isinstance(place, list):
            if part == len(place):
                place.append(empty)
            place = place[int(part)]
        else:
            place = place.setdefault(part, empty)
    last = path[-1]
    if value is None:
        if isinstance(place, list):
            place.pop(int(last))
        else:
            place.pop(last, None)
    elif isinstance(place, list) and last == len(place):
        place.append(value)
    else:
        place[last] = value
    return scenario_from(tables)
