// Words that Streamlit has only in English and that are read aloud, in the language of the page.
(() => {
  const WORDS = SPOKEN, HELP = "Help";
  window.spokenWords = WORDS;
  if (window.spoken) return;
  const tell = () => {
    const { skip, help, help_of } = window.spokenWords;
    const first = document.querySelector('[data-testid="stSkipToContent"]')?.firstChild;
    if (first && first.data !== skip) first.data = skip;
    for (const icon of document.querySelectorAll(`[aria-label="${HELP}"], [aria-label^="${HELP} for "]`)) {
      const of = icon.getAttribute("aria-label").slice(`${HELP} for `.length);
      const said = of ? help_of.replace("#", of) : help;
      if (icon.getAttribute("aria-label") !== said) icon.setAttribute("aria-label", said);
    }
  };
  let asked = 0;
  const soon = () => { asked ||= requestAnimationFrame(() => { asked = 0; tell(); }); };
  window.spoken = new MutationObserver(soon);
  window.spoken.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-label"] });
  tell();
})();
