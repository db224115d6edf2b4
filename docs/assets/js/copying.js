/* Buttons that copy a text and say so. */

import { make } from "./dom.js";

/** Whether a text went to the clipboard; where a page may not write to it, a box that is selected takes its place. */
async function copied(text, place) {
  try {
    await navigator.clipboard.writeText(text); // there is none on a page that came over plain HTTP
    return true;
  } catch {
    const before = document.activeElement;
    const box = make("textarea", { value: text, readOnly: true, className: "card__text", "aria-label": "Text to copy" });
    place.querySelector("textarea")?.remove();
    place.append(box);
    box.select();
    if (!document.execCommand("copy")) return false;
    box.remove();
    before?.focus();
    return true;
  }
}

/** Buttons for texts, each a list of what stands on the button and the text, followed by what is said of the last one. */
export function copyButtons(texts) {
  const said = make("output");
  const place = make("span", { className: "card__copy", role: "group", "aria-label": "Copy" }, "Copy");
  for (const [words, text] of texts) {
    const button = make("button", { type: "button", "aria-label": `Copy ${words}` }, words);
    button.addEventListener("click", async () => {
      said.textContent = "";
      const done = await copied(text, place);
      said.textContent = done ? `Copied: ${words}` : "Copy the selected text with your keys";
    });
    place.append(button);
  }
  place.append(said);
  return place;
}
