// The edge of a heading can be dragged, or moved with the arrow keys; the width stays in this browser.
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
  const dress = (table) => {
    table.dataset.dressed = "1";
    const kept = read(table);
    headings(table).forEach((th) => {
      const n = named(th);
      if (kept[n]) set(th, kept[n]);
      const grip = document.createElement("span");
      grip.className = "grip";
      grip.tabIndex = -1;
      grip.setAttribute("role", "separator");
      grip.setAttribute("aria-label", n);
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
        if (by) { keep(table, n, th, th.offsetWidth + by); event.preventDefault(); }
      });
      th.append(grip);
    });
  };
  const look = () => document.querySelectorAll(".figures table:not([data-dressed])").forEach(dress);
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
  look();
})();
