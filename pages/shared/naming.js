// Khai tên: the popover that asks for a name opens with the cursor in its field. Without it, what is typed at
// once went nowhere. The field is drawn some time after the click.
(() => {
  if (window.namingReady) return;
  window.namingReady = true;
  const PATIENCE = 1000, ASKS = ".st-key-side-person, [class*='st-key-signing-']";
  const FIELD = "[data-testid='stPopoverBody'] [class*='-signing'] input";
  addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-testid='stPopover'] button");
    if (!button || !button.closest(ASKS)) return;
    const since = performance.now();
    const look = () => {
      const field = document.querySelector(FIELD);
      if (field) return field.select();
      if (performance.now() - since < PATIENCE) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
})();
