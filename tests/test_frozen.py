"""A decided plan keeps the values of the law that the office had when it was decided."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from budget.decision import record
from budget.simulate import Result
from budget.store import Store
from pages.shared import cached, frozen, verify_plan
from tests.plans import with_town
from tests.test_page_compare import fill, text

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

EXPORT = "pages/present/export.py"
PLAN = 'name = "Giảm ít"\nhorizon = 2026\n[[reductions]]\nmethod = "rate"\nrate = 0.01\n'


@pytest.fixture
def store(app: AppTest) -> Store:
    """A town of two units with one plan, in the store that the app opens."""
    assert app is not None
    return with_town(cached.store(), PLAN)


def of_school(result: Result) -> int:
    """What the status quo of 2025 gives the school, đồng."""
    return int(result.published("status_quo")[1, result.year(2025)])


def other_pay(store: Store) -> None:
    """The office enters another base pay of 2025."""
    store.add_law_value("base_pay", date(2025, 1, 1), 2_600_000, "QĐ thử", "Lan")


def test_a_decided_plan_keeps_its_figures_whatever_the_office_enters_later(store: Store):
    store.decide(1, 1, "Lan", people=("A, Chủ tịch",), details={"year": 2025})
    other_pay(store)
    store.save_scenario("Bản khác", PLAN, "Lan", 2022)
    now = datetime.now(UTC)
    kept, other = frozen.results([1, 2], 1, now)
    # 80 million of pay at 1.490.000, paid by the State in full: at 2.340.000 that is 45.637.584 more
    assert of_school(kept) == 145_637_584
    # at 2.600.000 it is 59.597.315 more
    assert of_school(other) == 159_597_315
    # before it was decided, the plan stood under what held then
    before = store.decisions()[0].decided_at
    store.withdraw_law_value(store.law_values()[0].id, "Lan")
    assert frozen.law_of(2, 1, now).number("base_pay", 2025) == 2_600_000
    assert frozen.law_of(2, 1).fingerprint == frozen.law_of(2, 1, before).fingerprint


def test_the_pages_say_whose_law_is_of_the_day_of_the_decision(app: AppTest):
    fill(scenarios=3)
    store = cached.store()
    store.decide(1, 2, "Lan", people=("A, Chủ tịch",), details={"year": 2025})
    app.query_params["year"] = "2025"
    app.switch_page(EXPORT).run()
    told = "“B. Giảm 10 % đến 2025, dành cho trường” đã chốt lúc"
    assert told not in text(app).replace("\N{NO-BREAK SPACE}", " ")
    other_pay(store)
    app.selectbox(key="choose.scenario").set_value(2).run()
    for page in (EXPORT, "pages/compare/compare.py", "pages/present/meeting.py", "pages/plan/roadmap.py"):
        app.switch_page(page).run()
        assert not app.exception
        assert told in text(app).replace("\N{NO-BREAK SPACE}", " ")
        assert "“A. Giữ nguyên nguồn, chia lại” đã chốt" not in text(app).replace("\N{NO-BREAK SPACE}", " ")


def test_papers_are_not_those_of_a_decision_whose_figures_they_do_not_have(app: AppTest):
    """As after a new version of the program that computes otherwise: the record has one đồng more."""
    fill(scenarios=1)
    store = cached.store()
    result = cached.result(cached.scenario(store.scenario(1).text), 1)
    kept = record(result, result, 2025, cached.result(cached.status_quo(), 1))
    kept["decided"] = {**kept["decided"], "support": kept["decided"]["support"] + 1}
    store.decide(1, 1, "Lan", people=("A, Chủ tịch",), details=kept)
    app.query_params["year"] = "2025"
    app.switch_page(EXPORT).run()
    assert "hồ sơ xuất bây giờ không ghi là đã chốt" in text(app)
    for sha256, more, case in (("0" * 64, {}, "approved"), ("1" * 64, {"apart": True}, "apart")):
        about = {"year": 2025, **more}
        made = store.add_export(
            sha256,
            result.fingerprint,
            "docx",
            "Tờ trình",
            "Lan",
            data_version=1,
            scenario_versions=[1],
            details=about,
        )
        assert verify_plan.standing(store, made).case == case
