// What is typed into a grid quickly. A cell takes the focus some time after it was clicked, and opens some time
// after its first key; a key that came before was lost, or was taken for the first: "10" became 0. Such keys
// wait, and are put into the cell once it is open; the first one of a window opens only after the browser has
// fetched what edits it, which may take seconds. And a grid that a card just clicked is about to replace
// takes no click: what is typed there would be gone. In a field Ctrl+Z is the field's own; elsewhere it waits
// until what was typed a moment ago is saved, else it would find nothing to undo, or undo what was before. So
// do the buttons of undo and redo, where pressing one leaves a cell that was being typed into.
(() => {
  if (window.typingKept) return;
  window.typingKept = true;
  const href = EDITOR;
  if (href) document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
  const PATIENCE = 600, FIRST = 8000, FRAMES = 30, SETTLES = 60, GRID = "[data-testid='stDataFrame']";
  const WRITTEN = "textarea, input:is([type='text'], [type='number'], :not([type])):not([role='combobox'])";
  const STEPS = { z: "undo", y: "redo" }, HEARD = 1500, DRAWN = 600;
  const first = { opened: false, opening: -FIRST };
  let waiting = null, clicked = -PATIENCE, typed = -SETTLES;
  let touched = -HEARD, left = -HEARD, ran = -DRAWN;
  const steps = [], STATE = "data-test-script-state";
  const runs = () => document.querySelector("[data-testid='stApp']")?.dataset.testScriptState !== "notRunning";
  // a run begins some time after the edit that asks for it, one that saves asks for another, and draws it late
  const busy = (now = performance.now()) => runs() || now - ran < DRAWN || (touched > ran && now - touched < HEARD);
  new MutationObserver(() => { ran = performance.now(); })
    .observe(document.body, { subtree: true, attributes: true, attributeFilter: [STATE] });
  const step = () => {
    if (busy()) return setTimeout(step, 50);
    document.querySelector(`.st-key-plan-${steps.shift()} button`)?.click();
    touched = performance.now();
    if (steps.length) setTimeout(step, 50);
  };
  const box = () => {
    const open = document.querySelector("#portal :is(input, textarea)");
    if (open) Object.assign(first, { opened: true, opening: -FIRST });
    return open;
  };
  const press = (place, key) =>
    place.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const put = (open, key) => {
    if (key.length > 1 && key !== "Backspace") return press(open, key);
    const of = open instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
    // a cell opened without a key has all that it holds selected
    const whole = open.selectionStart === 0 && open.selectionEnd === open.value.length, held = whole ? "" : open.value;
    const text = key.length > 1 ? held.slice(0, -1) : held + key;
    Object.getOwnPropertyDescriptor(of.prototype, "value").set.call(open, text);
    open.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const patience = () => first.opened ? PATIENCE : FIRST;
  const look = (mine) => {
    if (waiting !== mine) return;
    const { keys } = mine, longest = patience(), open = box();
    if (open && !mine.open) Object.assign(mine, { open, since: performance.now(), frames: 0 });
    mine.frames += 1;
    // a browser that draws no frame is busy, with the opening too
    const late = performance.now() - mine.since > longest && mine.frames > FRAMES;
    if (late || (!keys.length && (open || waiting.left))) return (waiting = null);
    if (open && keys.length && !waiting.left) {  // one a frame: the cell takes one in before the next
      waiting.left = ["Enter", "Tab"].includes(keys[0]);
      if (waiting.left) Object.assign(waiting, { pressed: false, since: performance.now(), frames: 0 });
      put(open, keys.shift());
    } else if (!open && keys.length && !waiting.pressed && document.activeElement.closest(GRID)) {
      Object.assign(waiting, { pressed: true, left: false });
      press(document.activeElement, keys.shift());
    }
    requestAnimationFrame(() => look(mine));
  };
  const wait = (pressed) => {
    const mine = waiting = { since: performance.now(), frames: 0, keys: [], pressed };
    requestAnimationFrame(() => look(mine));
  };
  // a cell that is only read never opens: what is clicked or gone to next takes keys of its own
  const elsewhere = () => {
    first.opening = -FIRST;
    if (!box() && !first.opened) waiting = null;
  };
  addEventListener("dblclick", (event) => {
    if (event.target instanceof Element && event.target.closest(GRID) && !box()) first.opening = performance.now();
  }, true);
  addEventListener("pointerdown", (event) => {
    elsewhere();
    clicked = event.target instanceof Element && event.target.closest(GRID) ? performance.now() : -PATIENCE;
    if (box()) touched = left = performance.now();  // the cell that is left is taken in
  }, true);
  addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (box() === null && key.startsWith("Arrow")) elsewhere();
    const types = key.length === 1 || ["Backspace", "Enter", "Tab"].includes(key);
    // a step back in what is being typed is the field's own, not the plan's
    const undoes = (event.ctrlKey || event.metaKey) && STEPS[key.toLowerCase()];
    if (undoes && target instanceof Element && target.matches(WRITTEN)) event.stopImmediatePropagation();
    else if (undoes && (steps.length || busy())) {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (steps.push(undoes) === 1) step();
    } else if (undoes) touched = performance.now();
    const paste = key.toLowerCase() === "v" && (event.ctrlKey || event.metaKey);
    const empties = ["Delete", "Backspace"].includes(key) || paste;
    if (box() || (empties && target instanceof Element && target.closest(GRID))) touched = performance.now();
    if (!event.isTrusted || !types || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const open = box();
    if (!waiting && open && target === open) {
      // the cell has not taken in yet what was typed a moment ago: without it, leaving it changes nothing
      if (key.length === 1 || key === "Backspace" || event.shiftKey) typed = performance.now();
      else if (performance.now() - typed < SETTLES) {
        event.preventDefault();
        event.stopImmediatePropagation();
        setTimeout(() => press(open, key), SETTLES);
      }
      return;
    }
    const inside = target instanceof Element && (target.closest(GRID) || (waiting && target === open));
    const soon = target === document.body && performance.now() - clicked < PATIENCE;
    if (!inside && !soon) return;
    const begins = !waiting && !open;
    if (begins && key === "Enter") first.opening = performance.now();
    if (begins && (key.length > 1 || key === " ")) return;
    if (begins) {
      wait(Boolean(inside));
      // a cell that opens already, without a key, takes none before it is open
      if (inside && performance.now() - first.opening > patience()) return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (waiting) waiting.keys.push(key);
    else put(open, key);
  }, true);

  addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[class*='st-key-plan-'] button");
    const wanted = button && Object.values(STEPS).find((one) => button.closest(`.st-key-plan-${one}`));
    if (!wanted || !event.isTrusted || !(steps.length || performance.now() - left < HEARD)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (steps.push(wanted) === 1) step();
  }, true);

  addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("[class*='st-key-plan-card-'] button")) return;
    const grids = [...document.querySelectorAll(GRID)], since = performance.now();
    grids.forEach((grid) => { grid.inert = true; });
    const done = () => {
      const gone = performance.now() - since;
      if (gone < 300 || (runs() && gone < 5000)) return setTimeout(done, 50);
      grids.forEach((grid) => { grid.inert = false; });
    };
    done();
  }, true);
})();
