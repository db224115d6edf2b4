/* The entry: runs on the first page and, with instant navigation, on every page after it. */

import { dressTables } from "./tables.js";

function start() {
  dressTables(document);
}

if (window.document$) window.document$.subscribe(start);
else start();
