// What is typed into a grid quickly. A cell takes the focus some time after it was clicked, and opens some time
// after its first key; a key that came before was lost, or was taken for the first: "10" became 0. Such keys
// wait, and are put into the cell once it is open. And a grid that a card just clicked is about to replace
// takes no click: what is typed there would be gone. In a field Ctrl+Z is the field's own; elsewhere it waits
// until what was typed a moment ago is saved, else it would find nothing to undo, or undo what was before. So
// do the buttons of undo and redo, where pressing one leaves a cell that was being typed into.
(() => {
  if (window.typingKept) return;
  window.typingKept = true;
  const PATIENCE = 600, SETTLES = 60, GRID = "[data-testid='stDataFrame']";
  const WRITTEN = "textarea, input:is([type='text'], [type='number'], :not([type])):not([role='combobox'])";
  const STEPS = { z: "undo", y: "redo" }, HEARD = 1500, DRAWN = 600;
  let waiting = null, clicked = -PATIENCE, typed = -SETTLES, touched = -HEARD, left = -HEARD, ran = -DRAWN;
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
  const box = () => document.querySelector("#portal :is(input, textarea)");
  const press = (place, key) =>
    place.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const put = (open, key) => {
    if (key.length > 1 && key !== "Backspace") return press(open, key);
    const of = open instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
    const text = key.length > 1 ? open.value.slice(0, -1) : open.value + key;
    Object.getOwnPropertyDescriptor(of.prototype, "value").set.call(open, text);
    open.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const look = () => {
    const open = box(), { since, keys } = waiting;
    if (performance.now() - since > PATIENCE || (!keys.length && (open || waiting.left))) return (waiting = null);
    if (open && keys.length && !waiting.left) {  // one a frame: the cell takes one in before the next
      waiting.left = ["Enter", "Tab"].includes(keys[0]);
      if (waiting.left) Object.assign(waiting, { pressed: false, since: performance.now() });
      put(open, keys.shift());
    } else if (!open && keys.length && !waiting.pressed && document.activeElement.closest(GRID)) {
      Object.assign(waiting, { pressed: true, left: false });
      press(document.activeElement, keys.shift());
    }
    requestAnimationFrame(look);
  };
  addEventListener("pointerdown", (event) => {
    clicked = event.target instanceof Element && event.target.closest(GRID) ? performance.now() : -PATIENCE;
    if (box()) touched = left = performance.now();  // the cell that is left is taken in
  }, true);
  addEventListener("keydown", (event) => {
    const { key, target } = event;
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
    const first = !waiting && !open;
    if (first && (key.length > 1 || key === " ")) return;
    if (first) {
      waiting = { since: performance.now(), keys: [], pressed: Boolean(inside) };
      requestAnimationFrame(look);
      if (inside) return;
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
