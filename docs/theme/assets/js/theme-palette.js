/* Light or dark: the kept choice before the first paint, else what the system prefers; and the buttons of the header. */
(function () {
  const KEPT = "customer-service-playbook.palette";
  const buttons = Array.from(document.querySelectorAll('[data-part="palette"] button'));

  function kept() {
    try {
      return buttons.findIndex((button) => button.dataset.mdColorScheme === localStorage.getItem(KEPT));
    } catch (error) {
      return -1; // storage is refused
    }
  }

  function keep(scheme) {
    try {
      localStorage.setItem(KEPT, scheme);
    } catch (error) {
      return; // the choice lasts for this page
    }
  }

  function apply(chosen) {
    for (const name of ["scheme", "primary", "accent"]) {
      document.body.setAttribute("data-md-color-" + name, buttons[chosen].getAttribute("data-md-color-" + name));
    }
    buttons.forEach((button, place) => {
      button.hidden = place !== chosen;
    });
  }

  function preferred() {
    const media = buttons.findIndex((button) => matchMedia(button.dataset.mdColorMedia).matches);
    return kept() >= 0 ? kept() : Math.max(media, 0);
  }

  buttons.forEach((button, place) => {
    button.addEventListener("click", () => {
      const next = (place + 1) % buttons.length;
      keep(buttons[next].dataset.mdColorScheme);
      apply(next);
      buttons[next].focus();
    });
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => apply(preferred()));
  apply(preferred());

  /* The menu of narrow windows: a real button in place of the label that works without script. */
  const drawer = document.getElementById("__drawer");
  const menu = document.querySelector('[data-part="menu"]');
  document.querySelector('label.md-header__button[for="__drawer"]').hidden = true;
  menu.hidden = false;
  menu.addEventListener("click", () => {
    drawer.checked = !drawer.checked;
    menu.setAttribute("aria-expanded", String(drawer.checked));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.checked) return;
    drawer.checked = false;
    menu.focus();
  });
})();
