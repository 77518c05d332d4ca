"""What the tests of the planning pages share: the sample city in a store, a page opened on a plan."""

from __future__ import annotations

import functools
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from budget.law import national_law
from budget.sample import load_sample
from budget.scenario import parse_scenario
from budget.simulate import Result, simulate
from budget.store import SAMPLE, Batch, Store, open_store
from tests.conftest import ROOT

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

PAGES = ("assumptions", "roadmap", "reductions", "allocation")
READY = ("city_a_reallocate", "city_b_cut_ten_percent", "city_c_strong_roadmap")


def text_of(name: str) -> str:
    return (ROOT / "data" / "scenarios" / f"{name}.toml").read_text(encoding="utf-8")


def sample_store() -> Store:
    """The store that the app of this test opens, with the sample city in it."""
    Path(os.environ["BUDGET_DATABASE_URL"].removeprefix("sqlite:///")).write_bytes(_sample_file())
    return open_store()


@functools.cache
def _sample_file() -> bytes:
    """Taken in once: every test begins with a copy of it."""
    about, units = load_sample("city_2022")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "office.db"
        opened = open_store(f"sqlite:///{file.as_posix()}")
        opened.add_data([Batch(about.base_year, units.rows(), owner=about.owner, origin=SAMPLE)], "t", "mẫu")
        opened.close()
        return file.read_bytes()


def with_scenario(store: Store, name: str = "city_b_cut_ten_percent") -> int:
    scenario = parse_scenario(text_of(name))
    return store.save_scenario(scenario.name, text_of(name), "t", 2022).id


def open_page(
    app: AppTest, page: str, scenario: int | None = None, year: int = 2025, lang: str = "vi"
) -> AppTest:
    if scenario is not None:
        app.query_params["scenario"] = str(scenario)
        app.query_params["year"] = str(year)
    app.query_params["lang"] = lang
    app.switch_page(f"pages/plan/{page}.py").run()
    assert not app.exception
    return app


def html(app: AppTest) -> str:
    return "\n".join(str(block.proto.body) for block in app.get("html"))


def current(store: Store, scenario: int) -> Any:
    return parse_scenario(store.scenario(scenario).text)


def result_of(store: Store, scenario: int) -> Result:
    return simulate(load_sample("city_2022")[1], current(store, scenario), national_law())


def button(app: AppTest, key: str) -> Any:
    return app.button(key=key)


def unfold(app: AppTest, key: str) -> AppTest:
    """Open a menu: what is in it is made once it is open."""
    app.session_state[key] = True
    return app.run()


def lever(app: AppTest, kind: str, ending: str) -> Any:
    return next(item for item in app.get(kind) if item.key and item.key.endswith(ending))


def uploader(app: AppTest) -> Any:
    return next(item for item in app.file_uploader if str(item.key).startswith("plan.upload"))
