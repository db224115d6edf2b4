/* Data of the site by its path from the top. */

import { TOP, textOf } from "./files.js";

/** The path of an address from the top of the site, as data files name it: a folder ends in a slash. */
export function pathOf(href) {
  return String(href).slice(TOP.length).replace(/(^|\/)index\.html(?=$|[?#])/, "$1");
}

/** The text of a file by its address. */
export function textAt(href) {
  return textOf(pathOf(href));
}

/** The address of a page by its path from the top; on disk a folder has no page of its own, so it names the file. */
export function addressOf(path) {
  const named = location.protocol === "file:" ? path.replace(/(^|\/)(?=[#?]|$)/, "$1index.html") : path;
  return new URL(named, TOP).href;
}

const loaded = new Map();

/** The data in a JSON file, loaded once; rejected where that fails. */
export function dataOf(path) {
  if (!loaded.has(path)) {
    loaded.set(path, textOf(path).then(JSON.parse));
    loaded.get(path).catch(() => loaded.delete(path));
  }
  return loaded.get(path);
}
