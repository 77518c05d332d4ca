// What is chosen on a page changes its address, which is no step to go back over: Back leads to the page before.
(() => {
  if (window.addressReplaced) return;
  window.addressReplaced = true;
  const { pushState, replaceState } = history;
  history.pushState = (held, title, to) => {
    const stays = to && new URL(to, location.href).pathname === location.pathname;
    (stays ? replaceState : pushState).call(history, held, title, to);
  };
  // Streamlit may have written the address once before this ran. The step below, as it was opened, then holds
  // nothing, and is passed over; otherwise this is the first step, and is marked as one to stay at.
  if (history.state === null) history.replaceState({}, "");
  addEventListener("popstate", (event) => { if (event.state === null) history.back(); });
})();
