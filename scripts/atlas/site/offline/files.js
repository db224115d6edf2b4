/* Files of a site on disk, in place of docs/assets/js/files.js: each stands in a script that keeps its text. */

/** The address of the top of the site, found from that of this script. */
export const TOP = new URL("../../", document.currentScript.src).href;

/** The text of a file by its path from the top; rejected where there is none. */
export function textOf(path) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.addEventListener("load", () => resolve(globalThis.atlasFiles[path]));
    script.addEventListener("error", () => reject(new Error(`${path}: not on this disk`)));
    script.src = new URL(`${path}.js`, TOP);
    document.head.append(script);
  });
}
