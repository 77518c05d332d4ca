"""A real browser against a real server.

    def test_x(page):
        page.goto("/")
        settle(page)                                    # the script has run, nothing moves any more
        page.get_by_role("button", name="...").click()
        settle(page)

Every test file has a server of its own with an empty database; every test has a browser window of its own.
`settle` comes from tests.e2e.browser.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests.conftest import ROOT, needed
from tests.e2e.browser import ARGUMENTS, COUNT_RUNS, Recorder
from tests.e2e.server import Server

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

PICTURES = ROOT / "build" / "failures"
FAILED = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here is marked, so that `-m "not e2e"` leaves it out."""
    for item in items:
        if item.path.is_relative_to(ROOT / "tests" / "e2e"):
            item.add_marker(pytest.mark.e2e)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remembers that a test failed, for the window's picture."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


@pytest.fixture(scope="module")
def start_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Starts a server: `start_server(folder=None, **environment) -> Server`.

    `folder` holds its database; the same folder again is the same office after a restart.
    """
    servers: list[Server] = []

    def start(folder: Path | None = None, **environment: str) -> Server:
        server = Server(folder or tmp_path_factory.mktemp("office"), environment)
        servers.append(server)
        server.start()
        return server

    yield start
    for server in servers:
        server.stop()


@pytest.fixture(scope="module")
def server(start_server: Callable[..., Server]) -> str:
    """The address of a running app with an empty database."""
    return start_server().url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chrome, Chromium or Edge of this computer; closed after the file, for the thread's next tests."""
    program = needed("BUDGET_BROWSER")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Opens windows: `new_page(address=None, **options) -> Page`, each another person with no cookies.
    Without an address it is that of the server with an empty database, which is started for no other test.

    At the end of the test no window may have asked anything of another server; a failed test leaves pictures.
    """
    opened: list[tuple[Page, Recorder]] = []

    def open_page(address: str | None = None, **options: object) -> Page:
        address = address or str(request.getfixturevalue("server"))
        settings = {
            "viewport": {"width": 1366, "height": 768},
            "locale": "vi-VN",
            "timezone_id": "Asia/Ho_Chi_Minh",
            "accept_downloads": True,
            "reduced_motion": "reduce",  # what moves while a page is made takes a third of the processor
            **options,
        }
        context = browser.new_context(base_url=address, **settings)
        context.add_init_script(COUNT_RUNS)
        recorder = Recorder(context, address)
        page = context.new_page()
        opened.append((page, recorder))
        return page

    yield open_page
    name = re.sub(r"[^\w.-]+", "-", request.node.nodeid)
    for number, (page, _) in enumerate(opened):
        if request.node.stash.get(FAILED, False) and not page.is_closed():
            PICTURES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=PICTURES / f"{name}-{number}.png", full_page=True)
        page.context.close()
    outside = sorted({address for _, recorder in opened for address in recorder.outside})
    assert not outside, f"asked of other servers: {outside}"


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A window of 1366 x 768, not yet at any address: `page.goto("/")`."""
    return new_page()
