/* Files of the site that scripts read. On disk nothing can be fetched: there scripts/atlas/site/offline/files.js stands
   in place of this one. */

/** The address of the top of the site: found from that of this script, so that it works below any path. */
export const TOP = new URL("../../", import.meta.url).href;

/** The text of a file by its path from the top; rejected where there is none. */
export async function textOf(path) {
  const answer = await fetch(new URL(path, TOP));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.text();
}
