/* The entry: runs on the first page and, with instant navigation, on every page after it. */

import { startCalculator } from "./calculator.js";
import { readyCards } from "./cards.js";
import { startComparisons } from "./compare.js";
import { readyKeyboard } from "./keyboard.js";
import { fitTables } from "./sides.js";
import { dressTables } from "./tables.js";

function start() {
  readyKeyboard(document);
  dressTables(document);
  fitTables(document);
  readyCards(document);
  startCalculator(document);
  startComparisons(document);
}

if (window.document$) window.document$.subscribe(start);
else start();
