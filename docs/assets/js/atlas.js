/* The entry: runs on the first page and, with instant navigation, on every page after it. */

import { startCalculator } from "./calculator.js";
import { readyCards } from "./cards.js";
import { startComparisons } from "./compare.js";
import { startGlossary } from "./glossary.js";
import { readyKeyboard } from "./keyboard.js";
import { dressTables } from "./tables.js";

function start() {
  readyKeyboard(document);
  dressTables(document);
  readyCards(document);
  startCalculator(document);
  startComparisons(document);
  startGlossary(document);
}

if (window.document$) window.document$.subscribe(start);
else start();
