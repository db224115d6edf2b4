/* Saving a table: loaded when a reader asks for its rows. */

import { textAt } from "./data.js";
import { make } from "./dom.js";

/** Saves the data file of a table without the rows that are filtered out; one line of the file is one row. */
export async function save(rows, file) {
  const [head, ...lines] = (await textAt(file)).trimEnd().split("\n");
  const kept = lines.filter((_, index) => !rows[index].hidden);
  const address = URL.createObjectURL(new Blob(["\ufeff", [head, ...kept, ""].join("\r\n")], { type: "text/csv" }));
  make("a", { href: address, download: file.split("/").pop() }).click();
  URL.revokeObjectURL(address);
}
