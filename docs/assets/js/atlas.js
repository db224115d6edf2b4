/* The entry: runs on the first page and, with instant navigation, on every page after it. */

import { readyCards } from "./cards.js";
import { readyFolds } from "./folds.js";
import { readyKeyboard } from "./keyboard.js";
import { fitTables } from "./sides.js";
import { dressTables } from "./tables.js";

function start() {
  readyKeyboard(document);
  dressTables(document);
  fitTables(document);
  readyCards(document);
  readyFolds();
  // What few pages have is loaded where it is.
  if (document.querySelector("[data-calculator]")) import("./calculator.js").then((found) => found.startCalculator(document));
  if (document.querySelector("[data-compare]")) import("./compare.js").then((found) => found.startComparisons(document));
  if (document.querySelector("[data-glossary]")) import("./glossary.js").then((found) => found.startGlossary(document));
}

if (window.document$) window.document$.subscribe(start);
else start();
