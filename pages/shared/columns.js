// The edge of a heading can be dragged, or moved with the arrow keys: left and right its width, up and down from
// heading to heading, Enter as it was. The width stays in this browser.
(() => {
  if (window.columnWidths) return;
  window.columnWidths = true;
  const LEAST = 48, STEP = 12;
  const headings = (table) => [...table.querySelectorAll("thead th")];
  // widths belong to the panel that a table stands in and to a heading, whatever its year
  const place = (table) => {
    const panel = table.closest('[class*="st-key-panel-"]');
    const name = panel && [...panel.classList].find((c) => c.startsWith("st-key-panel-"));
    return `columns:${name || location.pathname}`;
  };
  const named = (th) => th.textContent.replace(/\d+/g, "#").trim();
  const read = (table) => {
    try { return JSON.parse(localStorage.getItem(place(table))) || {}; } catch { return {}; }
  };
  const tell = (grip) => grip.setAttribute("aria-valuenow", grip.parentElement.offsetWidth);
  const set = (th, width) => { th.style.width = th.style.minWidth = `${width}px`; };
  const keep = (table, n, th, width) => {
    const wide = Math.max(LEAST, Math.round(width));
    set(th, wide);
    try { localStorage.setItem(place(table), JSON.stringify({ ...read(table), [n]: wide })); } catch { /* full */ }
  };
  const forget = (table, n, th) => {
    th.style.width = th.style.minWidth = "";
    const kept = read(table);
    delete kept[n];
    try { localStorage.setItem(place(table), JSON.stringify(kept)); } catch { /* full */ }
  };
  const go = (from, to) => {
    if (!to) return;
    from.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  };
  const dress = (table) => {
    table.dataset.dressed = "1";
    const kept = read(table);
    const all = headings(table);
    const grips = all.map((th, at) => {
      const n = named(th);
      th.style.zIndex = all.length - at + 1;  // its edge lies over the heading after it
      if (kept[n]) set(th, kept[n]);
      const grip = document.createElement("span");
      grip.className = "grip";
      grip.tabIndex = at ? -1 : 0;  // one stop a table
      for (const [name, value] of Object.entries({ role: "separator", "aria-label": n, "aria-orientation": "vertical", "aria-valuemin": LEAST }))
        grip.setAttribute(name, value);
      grip.addEventListener("pointerdown", (down) => {
        down.preventDefault();
        grip.setPointerCapture(down.pointerId);
        const from = down.clientX, wide = th.offsetWidth;
        const move = (event) => set(th, Math.max(LEAST, wide + event.clientX - from));
        grip.addEventListener("pointermove", move);
        grip.addEventListener("pointerup", (up) => {
          grip.removeEventListener("pointermove", move);
          keep(table, n, th, wide + up.clientX - from);
        }, { once: true });
      });
      grip.addEventListener("dblclick", () => forget(table, n, th));
      grip.addEventListener("keydown", (event) => {
        const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
        const to = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (by) keep(table, n, th, th.offsetWidth + by);
        else if (event.key === "Enter") forget(table, n, th);
        else if (to) go(grip, grips[at + to]);
        else return;
        tell(grip);
        event.preventDefault();
        event.stopPropagation();
      });
      grip.addEventListener("focus", () => tell(grip));
      th.append(grip);
      return grip;
    });
  };
  const look = () => document.querySelectorAll(".figures table:not([data-dressed])").forEach(dress);
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
  look();
})();
