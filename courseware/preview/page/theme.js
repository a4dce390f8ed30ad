// A classic script at the top of the page, so that a stored choice holds before anything is painted.
"use strict";
(() => {
  const KEY = "courseware-theme";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  function stored() {
    try {
      return localStorage.getItem(KEY) || "";
    } catch {
      return "";  // a browser that keeps nothing
    }
  }

  function apply() {
    const chosen = stored();
    if (chosen) root.dataset.theme = chosen;
    else delete root.dataset.theme;
  }

  // The other theme; one that is the system's own again isn't a choice any more, so that the page follows the evening.
  window.switchTheme = () => {
    const now = root.dataset.theme || (system.matches ? "dark" : "light");
    const other = now === "dark" ? "light" : "dark";
    try {
      if (other === (system.matches ? "dark" : "light")) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, other);
      apply();
    } catch {
      root.dataset.theme = other;
    }
    return other;
  };

  addEventListener("storage", (event) => event.key === KEY && apply());  // the other window was switched
  apply();
})();
