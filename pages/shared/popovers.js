// What a button opens is drawn at the end of the page: keys would come to it last of all. Opened by a key it takes
// the focus, Tab goes round in it, arrows go from entry to entry, and the button has the focus again once it is
// closed. What a hand opens is left alone.
(() => {
  if (window.popoversReached) return;
  window.popoversReached = true;
  const BUTTON = "[data-testid='stPopoverButton']", BODY = "[data-testid='stPopoverBody']";
  const STOPS = "a[href], button, input, textarea, summary, canvas, [tabindex]", ENTRY = "a, button";
  const GROUP = "[role='toolbar'], [role='radiogroup']", OVERLAY = "[data-st-overlay-root], [role='listbox']";
  let keyed = false;  // whether a key was what came last
  let held = null;  // the button that a key pressed, and once it is drawn what it opened

  const all = (of) => [...document.querySelectorAll(of)];
  const newest = () => all(BODY).at(-1);
  const stops = (body) => [...body.querySelectorAll(STOPS)].filter((one) =>
    one.tabIndex >= 0 && !one.disabled && one.getClientRects().length);
  const go = (to) => to?.focus({ preventScroll: Boolean(to.closest(BODY)) });
  const lost = () => [null, document.body].includes(document.activeElement);
  const release = () => {
    held = null;
    watch.disconnect();
  };
  // the first control, which what is chosen in a field already is not; some are drawn later than those below them
  const enter = () => {
    const body = held.body ?? newest(), given = held.given?.isConnected && document.activeElement === held.given;
    const first = body && body !== held.outer && stops(body).find((one) => !one.closest("[data-tag]"));
    if (!first) return;
    held.body = body;
    if (given || !body.contains(document.activeElement)) go((held.given = first));
  };
  // a button whose plan changed is another one in the same place
  const again = () => {
    if (!held.button.isConnected) {
      const buttons = all(BUTTON);
      held.button = buttons.find((one) => one.innerText === held.label) ?? buttons[held.place];
    }
    return held.button;
  };
  const restore = () => {
    if (!held?.body || !lost()) return;
    const inside = held.body.isConnected ? stops(held.body) : [];
    go(inside[Math.min(held.at, inside.length - 1)] ?? again());
  };
  const watch = new MutationObserver(() => {
    if (location.pathname !== held.page) release();
    else if (held.fresh) enter();
    else if (lost()) requestAnimationFrame(restore);  // between two controls nothing has the focus either
  });

  addEventListener("pointerdown", () => {
    keyed = false;
    release();
  }, true);
  addEventListener("click", ({ target }) => {
    const button = keyed && target instanceof Element && target.closest(BUTTON);
    if (!button || button.getAttribute("aria-expanded") === "true") return;
    const label = button.innerText, place = all(BUTTON).indexOf(button);
    held = { button, label, place, page: location.pathname, outer: newest(), fresh: true, at: 0 };
    watch.observe(document.body, { childList: true, subtree: true });
  }, true);
  addEventListener("focusin", ({ target }) => {
    if (!held || target === held.button) return;
    if (held.body?.contains(target)) held.at = stops(held.body).indexOf(target);
    else if (!target.closest(OVERLAY)) release();
  });
  // what the button opened, from the button itself too
  const around = (target, by) => target instanceof Element
    && (target.matches(`${BUTTON}[aria-expanded='true']`) ? by > 0 && newest() : target.closest(BODY));
  const plain = (event) => !(event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented);
  addEventListener("keydown", (event) => {
    const { key, target } = event, by = event.shiftKey ? -1 : 1;
    keyed = true;
    // the key that opened it, held down a moment, would press the first entry
    if (held?.fresh && event.repeat && key === "Enter") return event.preventDefault();
    if (held?.body) held.fresh = false;
    restore();
    const body = key === "Tab" && plain(event) && around(target, by);
    if (!body || target.matches("canvas")) return;
    const inside = stops(body), group = target.closest(GROUP), at = inside.indexOf(target);
    const beyond = (by > 0 ? inside.slice(at + 1) : inside.slice(0, at)).some((one) => !group?.contains(one));
    if (!inside.length || (body.contains(target) && beyond)) return;
    event.preventDefault();
    const to = inside.at(by > 0 ? 0 : -1);
    // once the control itself has heard of the key; from the only one back to the button
    setTimeout(() => go(to === target && held ? again() : to));
  }, true);
  addEventListener("keydown", (event) => {
    const { key, target } = event, by = { ArrowDown: 1, ArrowUp: -1 }[key];
    const body = by && plain(event) && around(target, by);
    if (!body || !target.matches(ENTRY)) return;
    const entries = stops(body).filter((one) => one.matches(ENTRY));
    event.preventDefault();
    go(entries.at((entries.indexOf(target) + by) % entries.length));
  });
})();
