// Streamlit keeps the chosen theme of each address in this browser, and reads it as a page opens.
(() => {
  const base = location.pathname.replace(/[^/]*$/, "");
  for (const page of PAGES) localStorage.setItem(`stActiveTheme-${base}${page}-v2`, JSON.stringify(WANTED));
  location.reload();
})();
