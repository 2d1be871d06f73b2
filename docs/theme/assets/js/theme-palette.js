/* Sets the kept palette on the body before the page is painted. */
(function () {
  const kept = __md_get("__palette");
  if (!kept || !kept.color) return;
  const color = Object.assign({}, kept.color);
  if (color.media === "(prefers-color-scheme)") {
    const scheme = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    const option = document.querySelector(`[data-md-color-media="(prefers-color-scheme: ${scheme})"]`);
    for (const name of ["media", "scheme", "primary", "accent"]) color[name] = option.getAttribute("data-md-color-" + name);
  }
  for (const [name, value] of Object.entries(color)) document.body.setAttribute("data-md-color-" + name, value);
})();
