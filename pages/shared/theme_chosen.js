// Which look is chosen stands in this browser alone: nothing kept there means that of the computer.
(() => {
  const kept = JSON.parse(localStorage.getItem(`stActiveTheme-${location.pathname}-v2`) ?? '"System"');
  const chosen = kept?.name ?? kept;
  const mark = (tries) => {
    const buttons = NAMES.map((name) => [name, document.querySelector(`.st-key-organisation-theme-${name} button`)]);
    if (buttons.some(([, button]) => button === null)) {
      if (tries) requestAnimationFrame(() => mark(tries - 1));
      return;
    }
    for (const [name, button] of buttons) button.setAttribute("aria-pressed", String(name === chosen));
  };
  mark(120);
})();
