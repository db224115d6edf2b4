/* The entry: runs on the first page and, with instant navigation, on every page after it. */

import { startCalculator } from "./calculator.js";
import { startComparisons } from "./compare.js";
import { dressTables } from "./tables.js";

function start() {
  dressTables(document);
  startCalculator(document);
  startComparisons(document);
}

if (window.document$) window.document$.subscribe(start);
else start();
