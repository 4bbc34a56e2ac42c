/* The reader's side of search.py: the same question, split in the same way. A test compares the two. */

const csrHan = "々〇\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{323af}";
const csrLetter = "a-z\\u00df-\\u00f6\\u00f8-\\u024f\\u0370-\\u03ff";
const csrGrouped = "[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\\.[0-9]+)?";
const csrPlain = "[0-9]+(?:[.\\-][0-9]+)*";
const csrToken = new RegExp(`[${csrHan}]+|(?:[${csrLetter}]+|${csrGrouped}|${csrPlain})+[%‰]?`, "gu");
const csrIsHan = new RegExp(`^[${csrHan}]`, "u");

function csrFold(text) {
  return text
    .replace(/([0-9])，/g, "$1 ")
    .normalize("NFKC")
    .replace(/[‐-―−]/g, "-")
    .toLowerCase();
}

function splitQuery(query) {
  const terms = [];
  for (const [token] of csrFold(query).matchAll(csrToken)) {
    const characters = Array.from(token);
    if (!csrIsHan.test(token)) terms.push(/^[0-9]+$/.test(token) ? "#" + token : token);
    else if (characters.length === 1) terms.push(token);
    else for (let i = 0; i + 1 < characters.length; i++) terms.push(characters[i] + characters[i + 1]);
  }
  return terms;
}

function Stemmer() {
  this.stemWord = (word) => {
    let key = word.replaceAll(",", "");
    if (/^[0-9]+$/.test(key)) key = "#" + key;
    return key + "_".repeat(Math.max(0, 3 - Array.from(key).length));
  };
}

/* The excerpt under a result begins at the words of the question, not at the keys of the index. */
if (typeof Search !== "undefined") {
  const makeSummary = Search.makeSearchSummary;
  Search.makeSearchSummary = (text, keys, anchor) =>
    makeSummary(text, Array.from(keys, (key) => key.replace(/^#|_+$/g, "")), anchor);
}
