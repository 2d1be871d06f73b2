/* The blanks of a reply as form fields, cloned from the page's kit; values live in the case, in memory. */
(function (playbook) {
  const { part, case: theCase, changed } = playbook.page;
  let count = 0;

  /* The fields of the named placeholders, wired to the case. Returns {name: field}. */
  function build(names, holder, word) {
    const kit = document.getElementById("pb-field-kit").content;
    const fields = {};
    for (const name of names) {
      const model = kit.querySelector(`[data-field="${name}"]`);
      if (!model) continue; // {platform} is chosen once, above the fields
      const node = model.cloneNode(true);
      holder.append(node);
      fields[name] = wire(node, name, word);
    }
    if (!document.getElementById("pb-carriers")) document.body.append(kit.querySelector("datalist").cloneNode(true));
    return fields;
  }

  function wire(node, name, word) {
    const control = node.querySelector("input, textarea, select");
    const currency = node.querySelector('[data-part="currency"]');
    count += 1;
    control.id = `pb-${name}-${count}`;
    part(node, "problem").id = control.id + "-problem";
    control.setAttribute("aria-describedby", control.id + "-problem");
    const field = { node, control, kind: node.dataset.kind, pattern: node.dataset.pattern, label: part(node, "label").textContent, word, name, touched: false };
    field.example = node.querySelector(".pb-field__example").textContent;
    field.read = () => (currency && control.value.trim() ? `${control.value.trim()} ${currency.value}` : control.value);
    field.write = (value) => {
      const found = currency && /^(.*) ([A-Z]{3})$/.exec(value);
      control.value = found ? found[1] : value;
      if (found) currency.value = found[2];
    };
    if (!Object.hasOwn(theCase.values, name)) theCase.values[name] = playbook.page.kept()[name] || node.dataset.default;
    field.write(theCase.values[name]);
    for (const input of currency ? [control, currency] : [control]) {
      input.addEventListener("input", () => {
        theCase.values[name] = field.read();
        changed(name);
      });
      input.addEventListener("blur", () => {
        field.touched = true;
        show(field);
      });
    }
    return field;
  }

  /* What pure logic needs to know of a field on the platform chosen. */
  function rule(field, platform) {
    const option = field.kind === "order-number" && platform ? platform.dataset : {};
    return { kind: field.kind, pattern: field.pattern, example: field.example, orderPattern: option.orderPattern };
  }

  /* Show a field's problem where it stands, once the agent has been there. */
  function show(field, platform) {
    const option = platform === undefined ? field.platform : platform;
    field.platform = option;
    if (field.kind === "order-number") {
      field.node.querySelector(".pb-field__example").textContent = (option && option.dataset.orderExample) || field.example;
    }
    const empty = !field.read().trim();
    const found = playbook.fields.problem(rule(field, option), field.read());
    const said = found && (!empty || field.asked) ? complaintFor(field, option, found) : "";
    part(field.node, "problem").textContent = said;
    part(field.node, "problem").hidden = !said;
    field.control.setAttribute("aria-invalid", said ? "true" : "false");
  }

  function complaintFor(field, platform, found) {
    const option = platform ? platform.dataset : {};
    const own = field.node.querySelector('[data-part="pattern-problem"]');
    const reason = field.kind === "order-number" ? option.orderProblem : own ? own.textContent : "";
    return field.word(found, { field: field.label, reason: reason || "", example: option.orderExample || "" });
  }

  playbook.replyFields = { build, rule, show, complaintFor };
})(globalThis.playbook);
