"""What was decided is kept in sight: by default compared and proposed, and said where another is proposed."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from budget.report.words import Words
from budget.sample import load_sample
from budget.store import SAMPLE, Batch, open_store
from pages.shared import cached, compare_cards, state
from tests.test_page_compare import english, fill, text

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

EXPORT = "pages/present/export.py"
MEETING = "pages/present/meeting.py"
COPIES = 2


def decided_last(app: AppTest) -> None:
    """The three sample plans and two copies, of which the last, the fifth in order, is the one decided. The
    copies are the office's own, and so compared alone where nobody chose.
    """
    fill(scenarios=3)
    store = open_store()
    for n in range(COPIES):
        store.duplicate_scenario(2, f"Bản {n}", "Lan")
    store.decide(1, 5, "Lan", people=("A, Chủ tịch",), details={"year": 2025})
    store.close()
    app.query_params["year"] = "2025"


def compared(app: AppTest) -> tuple[int, ...]:
    return app.session_state["chosen"]["compared"]


def test_a_fresh_browser_compares_and_proposes_what_was_decided(app: AppTest):
    decided_last(app)
    app.switch_page(EXPORT).run()
    assert compared(app) == (4, 5)
    assert app.selectbox(key="export.proposed").value == 5
    said = text(app)
    assert Words().t("meeting.proposed_decided") in said
    assert "không phải phương án đó" not in said
    app.switch_page("pages/compare/compare.py").run()
    assert compared(app) == (4, 5)


def test_a_fresh_browser_looks_at_the_year_of_the_decision(app: AppTest):
    decided_last(app)
    del app.query_params["year"]
    store = open_store()
    store.decide(1, 4, "Lan", people=("A, Chủ tịch",), details={"year": 2024})
    store.close()
    app.switch_page(EXPORT).run()
    assert app.selectbox(key="choose.year").value == 2024  # of the newest
    assert app.selectbox(key="export.proposed").value == 4


def test_the_plan_in_view_is_compared_and_proposed_beside_what_was_decided(app: AppTest):
    decided_last(app)
    app.query_params["scenario"] = "4"
    app.switch_page(EXPORT).run()
    assert compared(app) == (4, 5)
    assert app.selectbox(key="export.proposed").value == 4
    assert "đã chốt “Bản 1”; phương án đang đề nghị không phải phương án đó" in text(app)


@pytest.mark.parametrize(("page", "key"), [(EXPORT, "export.proposed"), (MEETING, "meeting.choose")])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_another_plan_than_the_decided_one_is_said_with_the_way_back(
    app: AppTest, page: str, key: str, language: str
):
    decided_last(app)
    app.query_params["compare"] = "1,2,3"
    app.switch_page(page).run()
    if language == "en":
        english(app)
    warned = Words(language).t("meeting.another_decided", name="Bản 1")
    assert warned in text(app)
    app.button(key=f"{key}.decided").click().run()
    assert compared(app) == (1, 2, 3, 5)
    assert app.selectbox(key=key).value == 5
    assert warned not in text(app)


def test_nothing_is_said_of_what_was_decided_on_other_data(app: AppTest):
    decided_last(app)
    about, units = load_sample("city_2022")
    store = open_store()
    newer = store.add_data([Batch(about.base_year, units.rows(), owner=about.owner, origin=SAMPLE)], "Lan")[0]
    store.close()
    app.query_params["data"] = str(newer.id)
    app.switch_page(EXPORT).run()
    assert compared(app) == (4, 5)
    assert "đã chốt" not in text(app)


def test_a_card_says_on_which_day_its_plan_was_decided(monkeypatch: pytest.MonkeyPatch):
    def marked(*made: tuple[int, int, int]) -> dict[int, str]:
        """Plans of versions 8 and 4; decided a version on a day of November at an hour; newest first."""
        of = [
            SimpleNamespace(decided=v, decided_at=datetime(2026, 11, day, hour, 0, tzinfo=UTC).astimezone())
            for v, day, hour in made
        ]
        monkeypatch.setattr(cached, "store", lambda: SimpleNamespace(decisions=lambda: of))
        monkeypatch.setattr(state, "words", Words)
        saved = (SimpleNamespace(id=1, version_id=8), SimpleNamespace(id=2, version_id=4))
        return compare_cards._decided_marked(SimpleNamespace(saved=saved), {1: "A", 2: "B"})  # type: ignore[arg-type]

    # noon in UTC is the same day in Vietnam; a version that is not compared marks nothing
    assert marked((3, 29, 12), (8, 28, 12)) == {1: "A · đã chốt 28/11/2026", 2: "B"}
    # of two decisions on one version the newest holds
    assert marked((8, 29, 12), (8, 28, 12))[1] == "A · đã chốt 29/11/2026"
    # two plans on one day: the time tells them apart
    told = marked((4, 28, 13), (8, 28, 12))
    hour = datetime(2026, 11, 28, 12, 0, tzinfo=UTC).astimezone().hour
    assert told[1] == f"A · đã chốt 28/11/2026 {hour:02}:00"
    assert told[2] == f"B · đã chốt 28/11/2026 {hour + 1:02}:00"
