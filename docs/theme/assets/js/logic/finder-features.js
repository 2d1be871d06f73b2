/*
 * playbook.finderFeatures: a message as the features that the finder weighs.
 *
 *   read(lexicon, text, repair)   Map of feature -> {kind, words: surface words it came from}
 *   valueOf(feature, count, examples)  what it counts, by its kind and by how rare it is
 *
 * Kinds: w word stem, b pair of neighbouring stems, p beginning of a long word, h Han characters (one to three),
 * c concept of the synonym list, x two concepts in one sentence. `repair(stem)` may name the known stem that a mistyped
 * one stands for.
 */
(() => {
  const { finderLexicon } = playbook;
  const { fold, tokens, sentences } = playbook.words;
  const STOP = new Set(
    (
      "a an the this that these those of to in on at by for from with and or but as is are was were be been being am i me my mine you your yours he she it its " +
      "we us our they them their his her do does did have has had will would so if then than there here just very really some any im ive id youre " +
      "hi hello dear hey sir madam thanks thank regards please best kind mr mrs ok " +
      "el la los las un una unos unas de del al y o u en por para con que se su sus mi mis me te lo le les es son fue era ha he han hola gracias saludos buenos dias muy " +
      "um uma os as da do das dos na no nas nos ao aos e ou em por pra pro com que se seu sua meu minha foi ser esta estou isso ele ela oi ola obrigado obrigada bom boa tarde muito " +
      "le les des du et dans sur pour avec que qui ce cet cette ces je j tu il elle nous vous ils mon ma mes votre vos notre est suis ai a ete etre c l d s m t qu bonjour merci cordialement tres " +
      "der die das den dem des ein eine einen einem einer und oder in im am an auf zu zum zur mit von vom fur ist sind war bin habe hat haben ich du er sie es wir ihr mein meine meinen ihre ihren ihnen mir mich hallo danke guten tag sehr geehrte auch dass da " +
      "и в на с у о по за из к от до а но же что это я ты он она мы вы мне меня вас вам мои моя мое ваш был была было бы ли здравствуите спасибо добрыи день очень " +
      "il gli i di del della dei delle al alla ai da dal dalla in nel nella con per che e o ma mi ti si ci vi mio mia suo sua e sono ho ha hanno stato ciao salve grazie buongiorno molto"
    ).split(" "),
  );
  const HAN_FILLER = new Set("的了吗呢啊呀吧我你您他她它们是在就也都和与这那个一请亲谢好哈哦嘛么，。");
  const KEPT = new Set(["no", "not"]);

  class Reading {
    constructor(lexicon, repair) {
      Object.assign(this, { lexicon, repair, features: new Map() });
    }

    add(feature, kind, word) {
      const found = this.features.get(feature);
      if (!found) this.features.set(feature, { kind, words: [word] });
      else if (!found.words.includes(word) && found.words.length < 3) found.words.push(word);
    }

    sentence(text) {
      const list = tokens(fold(text));
      const concepts = new Map();
      this.lastStem = null;
      list.forEach((token, at) => {
        if (token.kind === "han") this.hanRun(token.word, concepts);
        else this.word(list, at, concepts);
      });
      this.pairs(concepts);
    }

    word(list, at, concepts) {
      const token = this.repaired(list[at]);
      for (const { concept, length } of finderLexicon.phrasesAt(this.lexicon, list, at))
        concepts.set(concept, list.slice(at, at + length).map((part) => part.word).join(" "));
      for (const concept of finderLexicon.ofWord(this.lexicon, token)) if (!concepts.has(concept)) concepts.set(concept, list[at].word);
      if (token.kind === "number" || (STOP.has(token.word) && !KEPT.has(token.word))) return;
      this.add(token.stem, "w", list[at].word);
      if (token.stem.length > 5) this.add(`${token.stem.slice(0, 5)}-`, "p", list[at].word);
      if (this.lastStem) this.add(`${this.lastStem} ${token.stem}`, "b", list[at].word);
      this.lastStem = token.stem;
    }

    repaired(token) {
      const known = token.kind === "word" && token.word.length > 3 && !STOP.has(token.word) && this.repair ? this.repair(token) : null;
      return known ? { ...token, stem: known, word: known } : token;
    }

    hanRun(run, concepts) {
      for (let at = 0; at < run.length; at++) {
        for (let length = Math.min(this.lexicon.longest, run.length - at); length > 0; length--) {
          const part = run.slice(at, at + length);
          for (const concept of finderLexicon.ofHan(this.lexicon, part)) if (!concepts.has(concept)) concepts.set(concept, part);
          if (length <= 3) this.han(part, length);
        }
      }
    }

    han(part, length) {
      const meaning = [...part].filter((letter) => !HAN_FILLER.has(letter)).length;
      if (meaning === 0 || (length === 3 && HAN_FILLER.has(part[0]))) return;
      this.add(part, "h", part);
    }

    pairs(concepts) {
      const names = [...concepts.keys()].sort();
      for (const name of names) this.add(`@${name}`, "c", concepts.get(name));
      for (let i = 0; i < names.length; i++)
        for (let j = i + 1; j < names.length; j++) this.add(`@${names[i]}@${names[j]}`, "x", concepts.get(names[i]));
    }
  }

  const read = (lexicon, text, repair) => {
    const reading = new Reading(lexicon, repair);
    for (const sentence of sentences(text)) reading.sentence(sentence);
    return reading.features;
  };

  const KINDS = { w: 1, b: 0.7, p: 0.5, h1: 0.3, h2: 0.9, h3: 0.6, c: 0.7, x: 0.5 };
  const RARITY = 0.7;

  /** The kind of a feature, told from its name; Han features by their length. */
  const kindOf = (feature) => {
    if (feature.startsWith("@")) return feature.includes("@", 1) ? "x" : "c";
    if (/^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(feature)) return `h${feature.length}`;
    if (feature.includes(" ")) return "b";
    return feature.endsWith("-") ? "p" : "w";
  };

  /** What a feature counts: its kind times how rare it is among so many examples. */
  const valueOf = (feature, count, examples) => (KINDS[kindOf(feature)] || 0.3) * Math.log(1 + examples / count) ** RARITY;

  /** Whether the synonym list knows the word. */
  const isKnown = (lexicon, token) => finderLexicon.ofWord(lexicon, token).length > 0;

  globalThis.playbook.finderFeatures = { read, kindOf, valueOf, isKnown };
})();
