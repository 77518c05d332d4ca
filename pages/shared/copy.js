// A button with the class "copy" takes the text of its data-text, without one the address of what is in view, to the
// clipboard and says so for a moment, with its data-said beside it where it has more to say.
(() => {
  if (window.copyButtons) return;
  window.copyButtons = true;
  const take = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // over http from another computer the browser gives a page no clipboard, but still copies a selection
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("button.copy");
    if (!button) return;
    await take(button.dataset.text ?? location.href);
    button.focus();
    const { done, label, said } = button.dataset;
    button.textContent = done;
    if (said) button.dataset.told = said;
    setTimeout(() => {
      button.textContent = label;
      delete button.dataset.told;
    }, said ? 6000 : 2500);
  });
})();
