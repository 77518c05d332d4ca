// The marks of a chart that lead on, by keys: a chart has one stop, arrows go from mark to mark, Enter follows.
(() => {
  if (window.marksReached) return;
  window.marksReached = true;
  const CHART = ".js-plotly-plot", NEAR = 2;
  const MOVES = { ArrowLeft: ["x", -1], ArrowRight: ["x", 1], ArrowUp: ["y", -1], ArrowDown: ["y", 1] };
  let at = null;  // curve and point of the mark in view

  const ring = document.createElement("div"), voice = document.createElement("div");
  ring.className = "mark-ring";
  voice.className = "mark-voice";
  voice.setAttribute("role", "status");
  // a tag written out here would make the page drop this script
  const words = (html) => new DOMParser().parseFromString(String(html ?? "").replace(/\x3cbr>/g, ". "), "text/html")
    .body.textContent;
  const leads = (plot) => plot.data?.some((trace) => trace.customdata);

  // where a mark lies in its chart: a bar at its end, which what it says leaves free
  const place = (plot, trace, n) => {
    const { xaxis: x, yaxis: y } = plot._fullLayout._plots[trace.xaxis + trace.yaxis];
    const of = plot.calcdata[trace.index][n], middle = (axis, from, to) =>
      axis._offset + (axis.c2p(from, true) + axis.c2p(to, true)) / 2;
    // the points of many marks drawn at once are not kept one by one
    if (trace.type === "scattergl") return { x: x._offset + x.d2p(trace.x[n]), y: y._offset + y.d2p(trace.y[n]) };
    if (of.p0 === undefined) return { x: middle(x, of.x, of.x), y: middle(y, of.y, of.y) };
    const end = of.b + 0.98 * of.s, long = [end, end], wide = [of.p0, of.p1];
    const [across, along] = trace.orientation === "h" ? [long, wide] : [wide, long];
    return { x: middle(x, ...across), y: middle(y, ...along) };
  };
  const marks = (plot) => plot._fullData.flatMap((trace) => {
    if (!trace.customdata || trace.visible !== true || !trace.xaxis) return [];
    return [...trace.customdata].flatMap((leads, n) => {
      const lies = leads && place(plot, trace, n);
      if (!lies || !Number.isFinite(lies.x + lies.y)) return [];
      return [{ ...lies, curve: trace.index, point: n, said: words(trace.hovertext?.[n]) }];
    });
  });
  const rows = (plot) => plot._fullData.some((trace) => trace.orientation === "h" && trace.type !== "scatter");
  const nearest = (all, from, side) =>
    all.reduce((one, other) => (Math.abs(other[side] - from[side]) < Math.abs(one[side] - from[side]) ? other : one));
  const next = (plot, all, here, [side, way]) => {
    const main = rows(plot) ? "y" : "x", across = main === "x" ? "y" : "x";
    const beside = all.filter((mark) => Math.abs(mark[main] - here[main]) < NEAR)
      .sort((a, b) => a[across] - b[across]);
    if (side === across && beside.length > 1) return beside[beside.indexOf(here) + way] ?? here;
    const beyond = all.filter((mark) => way * (mark[main] - here[main]) >= NEAR);
    if (!beyond.length) return here;
    const edge = beyond.reduce((one, other) => (way * (other[main] - one[main]) < 0 ? other : one));
    return nearest(beyond.filter((mark) => Math.abs(mark[main] - edge[main]) < NEAR), here, across);
  };

  const point = (plot, type, { x, y }) => {
    const box = plot.querySelector(".svg-container").getBoundingClientRect();
    const told = { clientX: box.left + x, clientY: box.top + y, bubbles: true };
    const layers = [...plot.querySelectorAll(".nsewdrag")];
    const inside = (layer) => {
      const of = layer.getBoundingClientRect();
      return told.clientX >= of.left && told.clientX <= of.right && told.clientY >= of.top && told.clientY <= of.bottom;
    };
    (layers.find(inside) ?? layers[0])?.dispatchEvent(new MouseEvent(type, told));
  };
  const show = (plot, mark) => {
    at = mark;
    plot.querySelector(".svg-container").append(ring, voice);
    Object.assign(ring.style, { left: `${mark.x}px`, top: `${mark.y}px` });
    voice.textContent = mark.said;
    point(plot, "mousemove", mark);
  };
  const leave = (plot) => {
    ring.remove();
    voice.remove();
    if (at) point(plot, "mouseout", at);
    at = null;
  };
  const follow = (plot, { curve, point: n }) => {
    const data = plot.data[curve];
    const told = { curveNumber: curve, pointNumber: n, pointIndex: n, customdata: data.customdata[n], data };
    plot.emit("plotly_selected", { points: [told], selections: [] });
  };

  addEventListener("focusin", ({ target }) => {
    if (!target.matches?.(CHART) || !target.matches(":focus-visible")) return;
    const [first] = marks(target);
    if (first) show(target, first);
  });
  addEventListener("focusout", ({ target }) => { if (target.matches?.(CHART)) leave(target); });
  addEventListener("keydown", (event) => {
    const plot = event.target, { key } = event;
    if (!(plot instanceof Element) || !plot.matches(CHART) || event.ctrlKey || event.altKey || event.metaKey) return;
    const known = MOVES[key] || ["Home", "End", "Enter", " "].includes(key);
    const all = known ? marks(plot) : [];
    if (!all.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const here = at && all.find((mark) => mark.curve === at.curve && mark.point === at.point);
    if (["Enter", " "].includes(key)) return here && follow(plot, here);
    if (key === "Home" || !here) return show(plot, all[0]);
    show(plot, key === "End" ? all.at(-1) : next(plot, all, here, MOVES[key]));
  }, true);

  const dress = (plot) => {
    if (!leads(plot)) return;
    plot.tabIndex = 0;
    plot.setAttribute("role", "application");
    plot.setAttribute("aria-label", words(plot.layout.title?.text));
  };
  // a long table takes the focus for a click on its first cell, and would lead away: keys pass it by, the field
  // to find a unit makes it short
  const pass = (table) => { table.tabIndex = -1; };
  const look = () => {
    document.querySelectorAll(`${CHART}:not([tabindex])`).forEach(dress);
    document.querySelectorAll("[class*='st-key-led-'] canvas[tabindex='0']").forEach(pass);
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
  look();
})();
