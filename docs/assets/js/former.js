/* Fragments that name nothing any more: loaded where a page lacks the part that its address names. */

import { addressOf, dataOf, pathOf } from "./data.js";

/** Leads on to what took the place of a part, where the list of former addresses knows it. */
export async function leadOn() {
  const former = await dataOf("former.json").catch(() => ({}));
  const way = former[pathOf(location.origin + location.pathname) + location.hash];
  if (way) location.replace(addressOf(way));
}
