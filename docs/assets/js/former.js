/* Fragments that name nothing any more: loaded where a page lacks the part that its address names. */

const TOP = new URL("../../", import.meta.url);

/** Leads on to what took the place of a part, where the list of former addresses knows it. */
export async function leadOn() {
  const page = new URL(location.pathname, location.origin).href.slice(TOP.href.length);
  const answer = await fetch(new URL("former.json", TOP));
  const way = answer.ok ? (await answer.json())[page.replace(/index\.html$/, "") + location.hash] : null;
  if (way) location.replace(new URL(way, TOP));
}
