/* The platform guard over this page's rules: each breach with its reason in the page's language. */
(function (playbook) {
  const language = document.documentElement.lang;
  const scripts = new URL("../", document.currentScript.src);
  let engine = null;
  let loading = null;

  /* Load the rules on first use; resolves when texts can be checked. */
  function load() {
    loading = loading || playbook.page.loadScript(new URL("data/guard-rules.js", scripts)).then(() => {
      engine = playbook.guard.open(globalThis.playbookGuardRules);
    });
    return loading;
  }

  /* [{family, severity, excerpt, reason}] for a text, or null while the rules are not there.
     options: {platform, language, allow}. */
  function check(text, options) {
    if (!engine) return null;
    return playbook.guard.check(engine, text, options).map(({ family, severity, excerpt }) => {
      const known = globalThis.playbookGuardRules.families.find(({ id }) => id === family);
      return { family, severity, excerpt, reason: known.reason[language] };
    });
  }

  playbook.guardian = { load, check };
})(globalThis.playbook);
