// Light or dark: follows the device until somebody presses the lamp, which a cookie then remembers.
// It is no module, so that it is there before the page is shown.
"use strict";

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-lamp]")) return;
  const root = document.documentElement;
  const isDark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = isDark ? "light" : "dark";
  document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=strict`;
});
