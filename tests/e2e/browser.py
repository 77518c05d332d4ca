"""Waiting for Streamlit, and watching what a window asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

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
# Runs in every window before the app: since when the app is connected with no script running.
COUNT_RUNS = """
(() => {
  window.stillSince = null;
  const look = () => {
    const app = document.querySelector("[data-testid='stApp']");
    const still = app !== null
      && app.getAttribute("data-test-connection-state") === "CONNECTED"
      && app.getAttribute("data-test-script-state") === "notRunning"
      && app.querySelector("[data-testid='stElementContainer']") !== null;
    window.stillSince = still ? (window.stillSince ?? performance.now()) : null;
  };
  const filter = ["data-test-connection-state", "data-test-script-state"];
  const restart = () => { window.stillSince = null; look(); };
  new MutationObserver((changes) => changes.some((c) => c.type === "attributes") ? restart() : look())
    .observe(document, {subtree: true, childList: true, attributes: true, attributeFilter: filter});
  for (const event of ["pointerup", "keyup", "input", "change", "drop"])
    document.addEventListener(event, restart, {capture: true});
})();
"""


def settle(page: Page, timeout: float = PATIENCE_MS) -> None:
    """Waits until the app is connected, its script has run, and neither it nor the person moves any more."""
    page.wait_for_selector("[data-testid='stApp'][data-test-connection-state='CONNECTED']", timeout=timeout)
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']", timeout=timeout)
    page.wait_for_function(
        f"() => window.stillSince !== null && performance.now() - window.stillSince > {STILL_MS}",
        timeout=timeout,
    )


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
