// A chart is saved in the colours of the light theme, whatever the theme: its picture is for slides and papers.
(() => {
  if (window.picturesLight) return;
  window.picturesLight = true;
  const { twins, between, inks } = COLORS;
  const parts = (color) => [1, 3, 5].map((i) => parseInt(color.slice(i, i + 2), 16));
  const mixed = (from, to, share) => "#" + parts(from).map((value, n) =>
    Math.round(value + (parts(to)[n] - value) * share).toString(16).padStart(2, "0")).join("");
  // where a colour lies between two of the palette, and how far from it
  const place = (color, [from, to]) => {
    const start = parts(from), way = parts(to).map((value, n) => value - start[n]), here = parts(color);
    const along = way.reduce((sum, step, n) => sum + step * (here[n] - start[n]), 0);
    const share = Math.min(Math.max(along / way.reduce((sum, step) => sum + step * step, 0), 0), 1);
    return { share, off: Math.hypot(...here.map((value, n) => value - start[n] - way[n] * share)) };
  };
  const twin = (color) => {
    const known = twins[color.toUpperCase()];
    if (known) return known;
    const found = between.map((ends) => ({ ends, ...place(color, ends) })).sort((a, b) => a.off - b.off)[0];
    return found.off < 3 ? mixed(twins[found.ends[0]], twins[found.ends[1]], found.share) : color;
  };
  const light = (of) => {
    if (typeof of === "string") return of.replace(/#[0-9a-f]{6}\b/gi, twin);
    if (Array.isArray(of)) return of.map(light);
    if (of?.constructor !== Object) return of;
    return Object.fromEntries(Object.entries(of).map(([name, value]) => [name, light(value)]));
  };
  const bright = (color) => parts(color).map((value) => (value / 255 + 0.055) / 1.055)
    .reduce((sum, value, n) => sum + [0.2126, 0.7152, 0.0722][n] * value ** 2.4, 0);
  const contrast = (one, other) => (Math.max(bright(one), bright(other)) + 0.05) / (Math.min(bright(one), bright(other)) + 0.05);
  const readable = (color) => [...inks].sort((a, b) => contrast(b, color) - contrast(a, color))[0];
  const written = (trace) => {
    if (trace.textposition === "inside") {
      const { color } = trace.marker;
      trace.textfont.color = Array.isArray(color) ? color.map(readable) : readable(color);
    }
    return trace;
  };
  addEventListener("click", (event) => {
    const plot = event.target instanceof Element && event.target.closest(".modebar-btn")?.closest(".js-plotly-plot");
    if (!plot || plot.layout.paper_bgcolor === inks[1]) return;
    const { data, layout } = plot;
    Object.assign(plot, { data: light(data).map(written), layout: light(layout) });
    setTimeout(() => Object.assign(plot, { data, layout }));
  }, true);
})();
