/* The search, in a worker of its own, in place of the theme's: it answers the same messages, those of Zensical too.

   A result is a page, or a record that shares one; sections count for their page. Names outrank words, words outrank
   text. A word that stands nowhere is read as the nearest ones that do. */

const [SET_UP, READY, QUERY, RESULT] = [0, 1, 2, 3];

/** How much a word counts by where it stands. */
const NAME = 10, OTHER_NAME = 7, WORD = 5, TEXT = 1.5, SECTION = 1;
/** How much a result counts by its kind: what explains before what is explained from. */
const KINDS = {
  stage: 1.3, model: 1.3, method: 1.25, claim: 1.25, "open question": 1.25, benchmark: 1.2, term: 1.2, source: 0.8,
};
/** Asks for more than it names: a result without it is as good. */
const COMPARE = "compare";
/** What a query that is a name in full counts more than any sum of its words. */
const EXACT = 1000;
/** Results below this part of the best are left out, and all beyond the first so many. */
const LEAST = 0.2, MOST = 40;
/** Words of a query that are looked for. */
const LONGEST = 16;
/** Characters of text shown with a result. */
const LENGTH = 200;

const TOKEN = "[\\p{L}\\d]+(?:\\.\\d[\\p{L}\\d]*)*(?:@[\\p{L}\\d]+)?%?";
const RUNS = new RegExp(`${TOKEN}(?:[-–‑]${TOKEN})*`, "gu");
const EMPTY = new Set(
  `a an and any are as at be by can did do does explain for from has have how i in is it its many me mean much my of on
  or so take takes that the their there they this to up was we what when where which who why will with you`
    .split(/\s+/)
    .map(stem),
);
const SIZES = { trillion: "t", billion: "b", bn: "b", million: "m" };

let units = [];
let vocabulary = new Map(); // word to unit number to weight
let exact = new Map(); // whole name to unit number to weight
let same = [/(?!)/g, new Map()];
let answer = search; // in the form that the one who asks takes

/** Text in one spelling: small letters without accents, numbers joined to their unit, one word for each meaning. */
function folded(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’]s\b/g, "")
    .replace(/(\d),(?=\d{3}\b)/g, "$1")
    .replace(/(\d)\s*[×x]\s*10\^?(\d)/g, "$1e$2")
    .replace(/(\d)\s*(%|per ?cent\b)/g, "$1%")
    .replace(/(\d)[\s-]*(trillion|billion|bn|million|[tbm])\b/g, (_, digit, size) => digit + (SIZES[size] ?? size))
    .replace(same[0], (_, found) => same[1].get(found.replace(/[\s-]+/g, " ")));
}

/** A word without its plural, with -ize for -ise. */
function stem(word) {
  if (word.length < 4 || /\d/.test(word)) return word;
  return word
    .replace(/ies$/, "y")
    .replace(/(ss|x|ch|sh)es$/, "$1")
    .replace(/([^sui])s$/, "$1")
    .replace(/(..)is(e[drs]?|er|ing|ation|able)$/, "$1iz$2");
}

/** The words of a text in runs: those joined by hyphens stand in one. */
function runs(text) {
  return (folded(text).match(RUNS) ?? []).map((run) => run.split(/[-–‑]/).map(stem));
}

/** The words that tell something, or all where none does. */
function telling(words) {
  const found = words.filter((word) => !EMPTY.has(word));
  return found.length ? found : words;
}

/** Notes that a word stands in a unit, with the greatest weight it has there. */
function post(map, word, unit, weight) {
  if (!map.has(word)) map.set(word, new Map());
  const posted = map.get(word);
  posted.set(unit, Math.max(posted.get(unit) ?? 0, weight));
}

function indexText(unit, text, weight) {
  for (const words of runs(text)) {
    for (const word of words) post(vocabulary, word, unit, weight);
    if (words.length > 1) post(vocabulary, words.join(""), unit, weight);
  }
}

/** A name counts more the fewer words it has, its first word most; two neighbours in it are also found as one word. */
function indexName(unit, name, weight) {
  const words = telling(runs(name).flat());
  const share = weight * (0.8 + 0.2 / words.length);
  words.forEach((word, place) => {
    post(vocabulary, word, unit, place ? share : share * 1.1);
    if (place) post(vocabulary, words[place - 1] + word, unit, share);
  });
  if (units[unit].kind !== "source") post(exact, words.join(""), unit, weight / NAME); // sources bear others' names
}

function setUp({ config, items, docs = items.map(unescaped) }) {
  if (items) answer = searchForZensical;
  const variants = (config.same ?? []).flatMap(([first, ...others]) => others.map((other) => [other, first]));
  const longestFirst = variants.map(([other]) => other).sort((one, two) => two.length - one.length);
  const pattern = longestFirst.map((other) => other.replace(/ /g, "[\\s-]+")).join("|");
  same = [new RegExp(pattern ? `\\b(${pattern})s?\\b` : "(?!)", "g"), new Map(variants)];
  const places = new Map(docs.map((doc, place) => [doc.location, place]));
  units = docs.map((doc) => ({ ...doc, of: doc.names ? null : places.get(doc.location.split("#")[0]) ?? null }));
  units.forEach((unit, place) => {
    for (const name of unit.names ?? []) indexName(place, name, NAME);
    for (const name of unit.others ?? []) indexName(place, name, OTHER_NAME);
    indexText(place, unit.title, unit.names ? WORD : TEXT);
    indexText(place, unit.words ?? "", unit.names ? WORD : SECTION);
    indexText(place, `${unit.text} ${unit.more ?? ""}`, unit.names ? TEXT : SECTION);
  });
}

/** Edits between two words, swapped neighbours being one; stops counting above `most`. */
function distance(one, two, most) {
  let before = [], last = [...Array(two.length + 1).keys()];
  for (let row = 1; row <= one.length; row++) {
    const now = [row];
    for (let column = 1; column <= two.length; column++) {
      const differ = one[row - 1] !== two[column - 1];
      now[column] = Math.min(last[column] + 1, now[column - 1] + 1, last[column - 1] + differ);
      const swapped = row > 1 && column > 1 && one[row - 1] === two[column - 2] && one[row - 2] === two[column - 1];
      if (swapped) now[column] = Math.min(now[column], before[column - 2] + 1);
    }
    if (Math.min(...now) > most) return most + 1;
    [before, last] = [last, now];
  }
  return last[two.length];
}

/** The words of the index that a word may mean, each with how sure that is. */
function meant(word) {
  const found = [];
  for (const known of vocabulary.keys()) {
    if (known === word) found.push([known, 1]);
    else if (known.startsWith(word)) {
      const next = word.slice(-1) + known[word.length];
      if (/\d\./.test(next)) found.push([known, 0.9]); // Llama 3 and 3.1
      else if (word.length > 1 && !/\d\d/.test(next)) found.push([known, 0.3 + (0.5 * word.length) / known.length]);
    }
  }
  return found.length || word.length < 4 || /\d/.test(word) ? found : nearest(word);
}

/** The words of the index at the fewest edits from a word: one, or at most two from a long one. */
function nearest(word) {
  for (let most = 1; most <= (word.length < 8 ? 1 : 2); most++) {
    const near = [...vocabulary.keys()].filter(
      (known) => Math.abs(known.length - word.length) <= most && distance(word, known, most) <= most,
    );
    if (near.length) return near.map((known) => [known, 0.8 / most]);
  }
  return [];
}

/** For each word of a query its matches, unit number to weight, and the word as it was understood. */
function matches(words) {
  return words.map((word, place) => {
    const joined = [words[place - 1] + word, word + words[place + 1]].filter((pair) => vocabulary.has(pair));
    const found = new Map();
    let understood = word, most = 0;
    for (const [known, sure] of [...meant(word), ...joined.map((pair) => [pair, 1])]) {
      for (const [unit, weight] of vocabulary.get(known)) {
        if (weight * sure > (found.get(unit) ?? 0)) found.set(unit, weight * sure);
        if (weight * sure > most && !known.startsWith(word) && !joined.includes(known)) {
          [understood, most] = [known, weight * sure];
        }
      }
    }
    return { found, understood };
  });
}

/** One result for each page with any of the words: how well each word is found there, and its best section. */
function collected(all) {
  const results = new Map();
  all.forEach(({ found }, place) => {
    for (const [unit, weight] of found) {
      const page = units[unit].of ?? unit;
      if (!results.has(page)) results.set(page, { page, own: all.map(() => 0), sections: new Map() });
      const { own, sections } = results.get(page);
      if (unit === page) own[place] = weight;
      else sections.set(unit, Object.assign(sections.get(unit) ?? all.map(() => 0), { [place]: weight }));
    }
  });
  return results;
}

/** The words found, each by its weight and rarity, less for every word that is missing, and much more for a name. */
function score({ page, own, sections }, words, rarity, bonus) {
  const best = own.map((weight, place) => Math.max(weight, ...[...sections.values()].map((found) => found[place])));
  const sum = best.reduce((total, weight, place) => total + weight * rarity[place], 0);
  const needed = rarity.map((rare, place) => (words[place] === COMPARE && words.length > 1 ? 0 : rare));
  const total = (all) => all.reduce((one, two) => one + two, 0);
  const share = total(needed.filter((_, place) => best[place])) / total(needed);
  return (sum * share ** 2 + EXACT * bonus) * (KINDS[units[page].kind] ?? 1);
}

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt()};`);

/** The text as HTML, with every word marked that is among the words found or begins with one of them. */
function marked(text, words) {
  let html = "", end = 0;
  for (const found of text.matchAll(new RegExp(TOKEN, "gu"))) {
    if (!isOneOf(words, found[0])) continue;
    html += `${escaped(text.slice(end, found.index))}<mark>${escaped(found[0])}</mark>`;
    end = found.index + found[0].length;
  }
  return html + escaped(text.slice(end));
}

function isOneOf(words, found) {
  const word = stem(folded(found));
  return words.some((one) => word === one || (!/\d/.test(one) && word.startsWith(one)));
}

/** The beginning of a text, which says what a page is; or, of a section, the part round the first of the words. */
function excerpt({ text, of }, words) {
  const hit = ([found]) => isOneOf(words, found);
  const first = of === null ? 0 : [...text.matchAll(new RegExp(TOKEN, "gu"))].find(hit)?.index ?? 0;
  const start = first < LENGTH / 2 ? 0 : text.lastIndexOf(" ", first - LENGTH / 4) + 1;
  const end = start + LENGTH < text.length ? text.lastIndexOf(" ", start + LENGTH) : text.length;
  return `${start ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
}

/** A unit as the theme takes it, which shows no text for an address with a fragment: there the text joins the title. */
function item(unit, words, score, missing) {
  const { location, title, kind, of } = units[unit];
  const said = marked(excerpt(units[unit], words), words);
  const label = kind ? ` <span class="found__kind">${kind}</span>` : "";
  const alone = location.includes("#") && of === null;
  const terms = Object.fromEntries([...words.map((word) => [word, true]), ...missing.map((word) => [word, false])]);
  return {
    location,
    title: marked(title, words) + label + (alone ? `<span class="found__text">${said}</span>` : ""),
    text: `<p>${said}</p>`,
    score,
    terms,
  };
}

/** What is shown of a result: the page, and its best section where that has words which the page has not. */
function parts({ page, own, sections }, words, rarity) {
  const weigh = (found) => found.reduce((total, weight, place) => total + weight * rarity[place], 0);
  const [best] = [...sections].sort(([, one], [, two]) => weigh(two) - weigh(one));
  const helps = best?.[1].some((weight, place) => weight && !own[place] && words[place] !== COMPARE);
  const missing = words.filter((_, place) => !own[place] && !best?.[1][place]);
  const found = words.filter((word) => !missing.includes(word));
  const first = { unit: page, found, missing };
  return helps ? [first, { unit: best[0], found, missing: [] }] : [first];
}

/** The results for a query, the best first, with the words as they were understood and how rare each is. */
function results(query) {
  const all = matches(telling(runs(query).flat()).slice(0, LONGEST));
  const words = all.map(({ understood }) => understood);
  const rarity = all.map(({ found }) => Math.log(2 + units.length / (1 + found.size)));
  const meantExactly = exact.get(words.join("")) ?? new Map();
  const items = [...collected(all).values()]
    .map((result) => ({ ...result, points: score(result, words, rarity, meantExactly.get(result.page) ?? 0) }))
    .sort((one, two) => two.points - one.points || one.page - two.page);
  const best = items.find(({ points }) => points < EXACT / 2)?.points ?? 0;
  return { words, rarity, kept: items.filter(({ points }) => points >= best * LEAST).slice(0, MOST) };
}

function search(query) {
  const { words, rarity, kept } = results(query);
  const shown = (result) => ({ unit, found, missing }) => item(unit, found, result.points, missing);
  return { items: kept.map((result) => parts(result, words, rarity).map(shown(result))) };
}

/* Zensical shows its own index, in which titles and texts are HTML: it takes numbers of entries, and where to mark. */

const coded = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const decoded = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
const unescaped = (item) => ({ ...item, title: decoded(item.title), text: decoded(item.text) });

/** Where the words found stand in a text, counted in its HTML. */
function ranges(text, words) {
  return [...text.matchAll(new RegExp(TOKEN, "gu"))].filter(([found]) => isOneOf(words, found)).map((found) => {
    const start = coded(text.slice(0, found.index)).length, value = coded(found[0]).length;
    return { start, end: start + value, value };
  });
}

function searchForZensical({ input }) {
  const { words, rarity, kept } = results(typeof input === "string" ? decoded(input) : "");
  const match = (unit, found) => (field) => ({ field, value: { highlight: { ranges: ranges(units[unit][field], found) } } });
  const items = kept
    .flatMap((result) => parts(result, words, rarity))
    .map(({ unit, found }) => ({ id: unit, matches: ["title", "text"].map(match(unit, found)) }));
  return { items, pagination: { total: items.length } };
}

addEventListener("message", ({ data: { type, data } }) => {
  if (type === SET_UP) {
    setUp(data);
    postMessage({ type: READY });
  } else if (type === QUERY) postMessage({ type: RESULT, data: answer(data) });
});
