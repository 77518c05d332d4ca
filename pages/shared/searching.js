// A list of choices is searched with or without marks: "mam non" finds a Vietnamese name. Streamlit compares what
// is typed in lower case and offers nothing else; while a list has the focus, lower case drops the marks too.
(() => {
  if (window.searchedPlain) return;
  window.searchedPlain = true;
  const lower = String.prototype.toLowerCase;
  const plain = function () {
    const text = lower.call(this);
    return /[^\0-\x7f]/.test(text) ? text.normalize("NFD").replace(/\p{M}/gu, "").replace(/\u0111/g, "d") : text;
  };
  // focus that is only told of, of an option in the list, is none
  addEventListener("focusin", ({ isTrusted, target }) => {
    if (isTrusted) String.prototype.toLowerCase = target.matches?.("input[role='combobox']") ? plain : lower;
  }, true);
  addEventListener("focusout", ({ isTrusted }) => { if (isTrusted) String.prototype.toLowerCase = lower; }, true);
})();
