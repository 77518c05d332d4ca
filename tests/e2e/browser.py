"""Waiting for Streamlit, and watching what a window asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

# Root in a container has no sandbox; nothing but this computer can be reached, whatever a page asks for.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
# How long nothing may move before a window is still: above Streamlit's own delays of 150 to 200 ms.
STILL_MS = 300
PATIENCE_MS = 60_000
# What is sent to the server is answered, if only by the start of a run. No longer is waited for an answer.
ANSWER_MS = 10_000
# Whether the keys go to an element: a grid takes them in a later picture of the browser than the click.
FOCUSED = "element => element.contains(document.activeElement)"
# Runs in every window before the app: since when the app is connected, whole and with no script running, and
# since when the server owes an answer: a click is sent at once, on a busy computer long before its run.
COUNT_RUNS = """
(() => {
  window.stillSince = window.askedAt = null;
  const look = () => {
    const app = document.querySelector("[data-testid='stApp']");
    const still = app !== null
      && app.getAttribute("data-test-connection-state") === "CONNECTED"
      && app.getAttribute("data-test-script-state") === "notRunning"
      && app.querySelector("[data-testid='stElementContainer']") !== null
      && app.querySelector("[data-testid='stSkeleton']") === null;
    window.stillSince = still ? (window.stillSince ?? performance.now()) : null;
  };
  const filter = ["data-test-connection-state", "data-test-script-state"];
  const restart = () => { window.stillSince = null; look(); };
  new MutationObserver((changes) => changes.some((c) => c.type === "attributes") ? restart() : look())
    .observe(document, {subtree: true, childList: true, attributes: true, attributeFilter: filter});
  for (const event of ["pointerup", "keyup", "input", "change", "drop"])
    document.addEventListener(event, restart, {capture: true});
  window.WebSocket = class extends window.WebSocket {
    constructor(...how) {
      super(...how);
      this.addEventListener("message", () => { window.askedAt = null; restart(); });
    }
    send(what) { window.askedAt = performance.now(); restart(); super.send(what); }
  };
})();
"""


def settle(page: Page, timeout: float = PATIENCE_MS) -> None:
    """Waits until the app is connected, its script has run, and neither it nor the person moves any more."""
    page.wait_for_selector("[data-testid='stApp'][data-test-connection-state='CONNECTED']", timeout=timeout)
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']", timeout=timeout)
    page.wait_for_function(
        f"""() => window.stillSince !== null && performance.now() - window.stillSince > {STILL_MS}
        && (window.askedAt === null || performance.now() - window.askedAt > {ANSWER_MS})""",
        timeout=timeout,
    )


def click_cell(page: Page, grid: Locator, across: float) -> None:
    """Clicks into the first row of a grid of one row, so far `across` it, until the keys go there."""
    box = grid.bounding_box()
    assert box is not None
    grid.click(position={"x": box["width"] * across, "y": box["height"] * 0.75})
    page.wait_for_function(FOCUSED, arg=grid.element_handle())


def type_in(page: Page, grid: Locator, across: float, text: str) -> None:
    """Types into the first row of a grid of one row, so far `across` it (0 to 1); the cell is left open.

    The first key opens the cell, and the grid loses those that come before it is open.
    """
    click_cell(page, grid, across)
    page.keyboard.press(text[0])
    page.locator("#portal :is(input, textarea)").wait_for()
    page.keyboard.type(text[1:], delay=100)
    page.wait_for_timeout(300)  # what is typed reaches the cell a little later


class Recorder:
    """Every address the windows of one person ask for; `outside` are those of other servers."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.place = urlsplit(address).netloc
        self.outside: list[str] = []
        context.on("request", lambda request: self.note(request.url))
        context.on("page", self.watch)

    def watch(self, page: Page) -> None:
        """WebSockets are not among a window's requests."""
        page.on("websocket", lambda socket: self.note(socket.url))

    def note(self, address: str) -> None:
        """Keeps an address that is not of the app's own server."""
        parts = urlsplit(address)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != self.place:
            self.outside.append(address)
