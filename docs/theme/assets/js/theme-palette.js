/* Light or dark: the kept choice before the first paint, else what the system prefers; and the button that changes it. */
(function () {
  const KEPT = "customer-service-playbook.palette";
  const options = Array.from(document.querySelectorAll('[data-md-component="palette"] input'));
  const labels = Array.from(document.querySelectorAll('[data-md-component="palette"] label'));

  function kept() {
    try {
      return options.findIndex((option) => option.dataset.mdColorScheme === localStorage.getItem(KEPT));
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

  function apply(index) {
    for (const name of ["scheme", "primary", "accent"]) {
      document.body.setAttribute("data-md-color-" + name, options[index].getAttribute("data-md-color-" + name));
    }
    labels.forEach((label, position) => {
      label.hidden = position !== index;
    });
  }

  function preferred() {
    const media = options.findIndex((option) => matchMedia(option.dataset.mdColorMedia).matches);
    return kept() >= 0 ? kept() : Math.max(media, 0);
  }

  labels.forEach((label, position) => {
    const change = () => {
      const next = (position + 1) % options.length;
      keep(options[next].dataset.mdColorScheme);
      apply(next);
      labels[next].focus();
    };
    label.tabIndex = 0;
    label.setAttribute("role", "button");
    label.addEventListener("click", (event) => {
      event.preventDefault();
      change();
    });
    label.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      change();
    });
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => apply(preferred()));
  apply(preferred());

  /* The menu opens by keyboard too. */
  const drawer = document.getElementById("__drawer");
  const menu = document.querySelector('label.md-header__button[for="__drawer"]');
  menu.tabIndex = 0;
  menu.setAttribute("role", "button");
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    drawer.checked = !drawer.checked;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drawer.checked) {
      drawer.checked = false;
      menu.focus();
    }
  });
})();
