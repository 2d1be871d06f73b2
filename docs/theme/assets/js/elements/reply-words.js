/* The words of a reply: read from the page's markup, and drawn again with the blanks filled. */
(function (playbook) {
  const { make } = playbook.page;

  /* The words of one language as they stand in the markup: blanks become {name} again. */
  function read(section) {
    const labels = {};
    const text = (node) =>
      Array.from(node.childNodes, (child) => {
        if (child.nodeName === "BR") return "\n";
        if (child.dataset && child.dataset.placeholder) {
          labels[child.dataset.placeholder] = child.textContent.replace(/^\[|\]$/g, "");
          return `{${child.dataset.placeholder}}`;
        }
        return child.textContent;
      }).join("");
    const frame = section.querySelector(".pb-words__text");
    return {
      name: section.querySelector(".pb-words__language").textContent,
      direction: frame.dir,
      subject: text(section.querySelector("[data-subject]")),
      body: Array.from(section.querySelectorAll("[data-paragraph]"), text).join("\n\n"),
      labels,
    };
  }

  /* Draw a source into a holder. filled: {values, kinds, missing}; marks(n): texts to append to paragraph n. */
  function draw(holder, source, language, filled, marks) {
    const pieces = (text) => text.split(/(\{[a-z0-9_]+\})/).map((piece) => drawPiece(piece, source, language, filled));
    holder.lang = language;
    holder.dir = source.direction;
    const subject = make("p", "pb-words__subject");
    subject.append(...pieces(source.subject));
    const paragraphs = source.body.split("\n\n").map((text, index) => {
      const paragraph = make("p", "pb-words__paragraph");
      paragraph.append(...pieces(text));
      for (const mark of marks(index + 1)) paragraph.append(" ", make("span", "pb-promise-mark", mark));
      return paragraph;
    });
    holder.replaceChildren(subject, ...paragraphs);
  }

  function drawPiece(piece, source, language, { values, kinds, missing }) {
    const blank = /^\{([a-z0-9_]+)\}$/.exec(piece);
    if (!blank) return document.createTextNode(piece);
    const name = blank[1];
    if (missing.has(name)) return make("mark", "pb-blank", `[${source.labels[name]}]`);
    return make("span", "pb-filled", playbook.reply.written(values[name], kinds[name] ? kinds[name].kind : "text", language));
  }

  playbook.replyWords = { read, draw };
})(globalThis.playbook);
