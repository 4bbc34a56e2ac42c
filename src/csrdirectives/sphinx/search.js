/* The reader's side of search.py: the same question, split in the same way (a test compares the two), and the ranking. */

const csrHan = "々〇\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{323af}";
const csrLetter = "a-z\\u00df-\\u00f6\\u00f8-\\u024f\\u0370-\\u03ff";
const csrWord = `[${csrLetter}]+(?:'[${csrLetter}]+)*`;
const csrGrouped = "[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\\.[0-9]+)?";
const csrPlain = "[0-9]+(?:[.\\-][0-9]+)*";
const csrToken = new RegExp(`[${csrHan}]+|(?:${csrWord}|${csrGrouped}|${csrPlain})+[%‰]?`, "gu");
const csrIsHan = new RegExp(`^[${csrHan}]`, "u");
const csrAsking =
  /请问|有没有|是多少|有多少|多少钱|多少|是什么|什么|为何|怎么样|怎么|怎样|如何|哪些|哪个|哪里|吗|呢/g;

function csrFold(text) {
  return text
    .replace(/([0-9])，/g, "$1 ")
    .normalize("NFKC")
    .replace(/[‐-―−]/g, "-")
    .replace(/[‘’]/g, "'")
    .toLowerCase();
}

function splitQuery(query) {
  const folded = csrFold(query);
  const tokens = folded.replace(csrAsking, " ").match(csrToken) ?? folded.match(csrToken) ?? [];
  const terms = [];
  for (const token of tokens) {
    const characters = Array.from(token);
    if (!csrIsHan.test(token)) terms.push(/^[0-9]+$/.test(token) ? "#" + token : token);
    else if (characters.length === 1) terms.push(token);
    else for (let i = 0; i + 1 < characters.length; i++) terms.push(characters[i] + characters[i + 1]);
  }
  return terms;
}

/* Sphinx's stemmer is there on English pages only. */
window.Stemmer = function () {
  const english = typeof EnglishStemmer === "undefined" ? null : new EnglishStemmer();
  const root = (word) => {
    if (!english || !/^[a-z']+$/.test(word)) return word;
    const stem = english.stemWord(word).replaceAll("iz", "is").replaceAll("our", "or");
    return stopwords.has(stem) ? word : stem;
  };
  this.stemWord = (word) => {
    let key = root(word.replaceAll(",", ""));
    if (/^[0-9]+$/.test(key)) key = "#" + key;
    return key + "_".repeat(Math.max(0, 3 - Array.from(key).length));
  };
};

if (typeof Search !== "undefined") {
  const WHOLE_IN_HEADING = 1, WHOLE = 0.6, PART_IN_HEADING = 0.5, PART = 0.3;
  const ENOUGH = 0.5; // of the terms, where no page has all of them
  const ASIDE = 0.6; // what a page counts that is not a chapter
  const DEFINED = 0.125; // what the definition of a term counts: less than a chapter with it in a heading, more than a mention

  /* How well each page answers to one term, by the page's number. */
  const pagesWith = (key) => {
    const found = new Map();
    const note = (pages, weight) => {
      for (const page of [pages ?? []].flat()) found.set(page, Math.max(weight, found.get(page) ?? 0));
    };
    for (const [index, whole, part] of [
      [Search._index.titleterms, WHOLE_IN_HEADING, PART_IN_HEADING],
      [Search._index.terms, WHOLE, PART],
    ]) {
      if (Object.hasOwn(index, key)) note(index[key], whole);
      else for (const term in index) if (term.includes(key)) note(index[term], part);
    }
    return found;
  };

  /* A page with every term of the question; else one with most of them. The rarer a term, the more it counts. */
  Search.performTermsSearch = (terms) => {
    const { docnames, filenames, titles } = Search._index;
    const held = docnames.map(() => 0);
    const scores = docnames.map(() => 0);
    let whole = 0;
    for (const term of terms) {
      const found = pagesWith(term);
      const rarity = Math.log(1 + docnames.length / Math.max(1, found.size));
      whole += rarity;
      for (const [page, weight] of found) {
        held[page] += 1;
        scores[page] += rarity * weight;
      }
    }
    const needed = held.includes(terms.size) ? terms.size : ENOUGH * terms.size;
    return docnames
      .map((name, page) => [name, titles[page], "", null, (10 * scores[page]) / whole, filenames[page], "text"])
      .filter((_, page) => whole && held[page] >= needed);
  };

  /* Who asks for an indicator by its key or its whole name is led to its entry first; the last result is shown first. */
  const perform = Search._performSearch;
  Search._performSearch = (query, ...others) => {
    const { docnames, filenames, objects, objnames, titles } = Search._index;
    const asked = csrFold(query.trim());
    const found = [];
    for (const [prefix, members] of Object.entries(objects)) {
      for (const [page, type, , anchor, rest] of Object.values(members)) {
        const name = (prefix ? prefix + "." : "") + rest;
        if (csrFold(anchor) !== `ind-${asked}` && (!anchor.startsWith("ind-") || csrFold(name) !== asked)) continue;
        const where = objnames[type][2] + _(", in ") + titles[page];
        found.push([docnames[page], name, "#" + anchor, where, 0, filenames[page], "object"]);
      }
    }
    const told = found.map(([page, , anchor]) => page + anchor);
    return [...perform(query, ...others).filter(([page, , anchor]) => !told.includes(page + anchor)), ...found];
  };

  /* Chapters come before what stands around them, and what is equal in the order of reading. */
  Scorer.objPrio = {};
  Scorer.score = ([page, , , , given, , kind]) => {
    const score = kind === "index" ? DEFINED * given : given;
    const { chapters, others } = typeof csrPages === "undefined" ? { chapters: [], others: [] } : csrPages;
    const place = chapters.indexOf(page);
    if (place >= 0) return score - place / 1000;
    return (chapters.length ? ASIDE : 1) * score - (chapters.length + others.indexOf(page)) / 1000;
  };

  /* The excerpt under a result begins at the words of the question, not at the keys of the index. */
  const makeSummary = Search.makeSearchSummary;
  const written = (key) => {
    const word = key.replace(/^#|_+$/g, "");
    return /^[0-9]{4,}$/.test(word) ? [word, Number(word).toLocaleString("en")] : word.replace(/(?<=[a-z]{3})i$/, "");
  };
  Search.makeSearchSummary = (text, keys, anchor) => makeSummary(text, Array.from(keys).flatMap(written), anchor);
}
