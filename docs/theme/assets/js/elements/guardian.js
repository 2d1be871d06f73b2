/* The platform guard over this page's rules: each breach with its reason in the page's language. */
(function (playbook) {
  const language = document.documentElement.lang;
  let engine = null;

  /* [{family, severity, excerpt, reason}] for a text; options: {platform, language, allow}. */
  function check(text, options) {
    if (!engine) engine = playbook.guard.open(globalThis.playbookGuardRules);
    return playbook.guard.check(engine, text, options).map(({ family, severity, excerpt }) => {
      const known = globalThis.playbookGuardRules.families.find(({ id }) => id === family);
      return { family, severity, excerpt, reason: known.reason[language] };
    });
  }

  playbook.guardian = { check };
})(globalThis.playbook);
