"""What every test can ask for: programs of this computer, the app with an empty database of its own."""

from __future__ import annotations

import functools
import os
import shutil
import threading
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import hypothesis
import pytest

from budget.memory import collect_seldom
from tests.programs import SKIPPED, find_program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from decimal import Decimal

    from sqlalchemy import Engine
    from streamlit.testing.v1 import AppTest

    from budget.law import Law
    from budget.scenario import Scenario
    from budget.simulate import Result
    from budget.units import Units

ROOT = Path(__file__).resolve().parents[1]
ON_CI = os.environ.get("CI", "").lower() in ("1", "true")

# A busy machine is not an error; where machines test, the same examples every time.
hypothesis.settings.register_profile("house", deadline=None, derandomize=ON_CI, print_blob=True)
hypothesis.settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def packages_are_looked_through_once() -> Iterator[None]:
    """Each app without a browser reads the metadata of all installed packages, which stay as they are."""
    from streamlit.components.v2 import manifest_scanner

    with pytest.MonkeyPatch.context() as patch:
        found = functools.cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", found)
        yield


@pytest.fixture(scope="session", autouse=True)
def a_page_is_waited_for_at_rest() -> Iterator[None]:
    """An app without a browser asks every millisecond whether its page is made, and holds it up by that."""
    from streamlit.testing.v1 import local_script_runner as runners

    asking = runners.require_widgets_deltas

    def ended(runner: runners.LocalScriptRunner, timeout: float = 3) -> None:
        thread = runner._script_thread
        assert thread is not None
        thread.join(timeout)
        asking(runner, 0 if thread.is_alive() else timeout)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runners, "require_widgets_deltas", ended)
        yield


@pytest.fixture(scope="session", autouse=True)
def no_data_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes what belongs to the person who runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BUDGET_DATA_DIR", str(tmp_path_factory.mktemp("data")))
        patch.delenv("BUDGET_DATABASE_URL", raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def tables_are_made_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A new SQLite file begins as a copy of an empty one: the migrations take longer than most tests.

    tests/test_store.py, which tests them, does without.
    """
    from budget.store import migrate, open_store

    empty = tmp_path_factory.mktemp("tables") / "empty.db"
    open_store(f"sqlite:///{empty.as_posix()}").close()

    one_at_a_time = threading.Lock()

    def upgrade(engine: Engine) -> None:
        file = Path(str(engine.url.database))
        with one_at_a_time:
            if engine.dialect.name == "sqlite" and not file.exists():
                shutil.copyfile(empty, file)
        migrate.upgrade(engine)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("budget.store.store.upgrade", upgrade)
        yield


@pytest.fixture(scope="session", autouse=True)
def pages_ask_the_model_once() -> Iterator[None]:
    """What the model says to equal questions is frozen, and each app without a browser begins without it, for
    plans of the sample city that tests before it asked for.
    """
    from budget import trials
    from budget.simulate import simulate
    from pages.shared import cached, compare_drawn

    results: dict[object, Result] = {}
    drawn: dict[object, trials.Trials] = {}

    def of_plan(units: Units, scenario: Scenario, law: Law) -> Result:
        key = (units.fingerprint, scenario.fingerprint, law.fingerprint)
        if key not in results:
            results[key] = simulate(units, scenario, law)
        return results[key]

    def of_draws(
        units: Units,
        scenario: Scenario,
        law: Law,
        *,
        spread: Mapping[str, Decimal],
        count: int,
        seed: int,
        progress: Callable[[float], None],
    ) -> trials.Trials:
        plan = (units.fingerprint, scenario.fingerprint, law.fingerprint)
        key = (*plan, tuple(spread.items()), count, seed)
        if key not in drawn:
            drawn[key] = trials.trials(
                units, scenario, law, spread=spread, count=count, seed=seed, progress=progress
            )
        return drawn[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cached, "simulate", of_plan)
        patch.setattr(compare_drawn, "trials", of_draws)
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that wait for another program go first, then the long ones, so that at the end no processor waits
    for a long one.
    """
    programs = {"browser", "pdftoppm", "soffice"}
    slow = {item.path for item in items if programs & set(getattr(item, "fixturenames", ()))}
    size = {path: path.stat().st_size for path in {item.path for item in items}}
    items.sort(key=lambda item: (item.path not in slow, -size[item.path], item.path))


def pytest_collection_finish() -> None:
    """As the server does."""
    collect_seldom()


def needed(variable: str) -> str:
    """A program of this computer; without it the test is skipped, or fails where machines test."""
    return find_program(variable) or lacking(SKIPPED[variable][1])


def lacking(what: str) -> NoReturn:
    """Ends a test for want of what it needs from this computer."""
    (pytest.fail if ON_CI else pytest.skip)(what)


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice."""
    return needed("BUDGET_SOFFICE")


@pytest.fixture(scope="session")
def pdftoppm() -> str:
    """Poppler's program that turns the pages of a PDF into pictures."""
    return needed("BUDGET_PDFTOPPM")


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app without a browser, not yet run: `app.run()`, `app.switch_page(...).run()`."""
    import streamlit as st
    from streamlit.testing.v1 import AppTest

    monkeypatch.setenv("BUDGET_DATABASE_URL", f"sqlite:///{(tmp_path / 'office.db').as_posix()}")
    st.cache_data.clear()
    st.cache_resource.clear()
    yield AppTest.from_file(ROOT / "app.py", default_timeout=300)
    st.cache_data.clear()
    st.cache_resource.clear()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests measured, for people to read: a busy machine is no error."""
    for report in terminalreporter.stats.get("passed", []):
        for name, said in report.user_properties:
            if name == "measured":
                terminalreporter.write_line(said)
