/* The entry: runs on the first page and, with instant navigation, on every page after it. */

import { startCalculator } from "./calculator.js";
import { readyCards } from "./cards.js";
import { startComparisons } from "./compare.js";
import { readyFolds } from "./folds.js";
import { readyKeyboard } from "./keyboard.js";
import { dressTables } from "./tables.js";

function start() {
  readyKeyboard(document);
  dressTables(document);
  readyCards(document);
  readyFolds();
  startCalculator(document);
  startComparisons(document);
}

if (window.document$) window.document$.subscribe(start);
else start();
