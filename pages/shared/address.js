// What is chosen on a page changes its address, which is no step to go back over: Back leads to the page before.
(() => {
  if (window.addressReplaced) return;
  window.addressReplaced = true;
  const { pushState, replaceState } = history;
  let before = null;
  history.pushState = (held, title, to) => {
    const wanted = new URL(to ?? "", location.href);
    if (wanted.pathname === location.pathname) {
      before = location.href;
      replaceState.call(history, held, title, to);
      return;
    }
    // A page may write its choices before it is gone to: then they stand in the address of the page that is
    // left, which is put back.
    if (before !== null && wanted.search === location.search) replaceState.call(history, held, "", before);
    before = null;
    pushState.call(history, held, title, to);
  };
  // Streamlit may have written the address once before this ran. The step below, as it was opened, then holds
  // nothing, and is passed over; otherwise this is the first step, and is marked as one to stay at.
  if (history.state === null) history.replaceState({}, "");
  addEventListener("popstate", (event) => { if (event.state === null) history.back(); });
  // A link of a page tells the page that it leads to where it came from; that page takes it out of its address.
  addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("[data-testid='stHtml'] a[href^='/']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const to = new URL(link.href);
    if (to.pathname === location.pathname || to.searchParams.has("back")) return;
    to.searchParams.set("back", location.pathname + location.search);
    link.href = to.pathname + to.search;
  }, true);
})();
