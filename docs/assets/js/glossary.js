/* The glossary: a box that filters the terms, and letters that are folded where the screen is narrow. */

import { make } from "./dom.js";

const NARROW = matchMedia("(max-width: 44.984375em)");

/** Readies the glossary of a page; without script every letter stands open. */
export function startGlossary(root) {
  const place = root.querySelector("[data-glossary]");
  if (!place || place.dataset.ready) return;
  place.dataset.ready = "yes";
  const letters = [...place.querySelectorAll(".glossary__letter")];
  const terms = letters.flatMap((letter) => [...letter.querySelectorAll("dl > div")]);
  const fold = () => letters.forEach((letter) => (letter.open = !NARROW.matches || `#${letter.id}` === location.hash));
  const input = make("input", { type: "search" });
  const status = make("output", {}, `${terms.length} terms`);
  input.addEventListener("input", () => {
    const words = input.value.trim().toLowerCase();
    for (const term of terms) term.hidden = !term.textContent.toLowerCase().includes(words);
    for (const letter of letters) letter.hidden = !letter.querySelector("dl > div:not([hidden])");
    const shown = terms.filter((term) => !term.hidden).length;
    status.value = words ? `${shown} of ${terms.length} terms` : `${terms.length} terms`;
    if (words) letters.forEach((letter) => (letter.open = true));
    else fold();
  });
  place.before(make("p", { className: "glossary-filter" }, make("label", {}, "Find a term ", input), status));
  if (NARROW.matches) fold();
  matchMedia("print").addEventListener("change", (event) => {
    if (event.matches) letters.forEach((letter) => (letter.open = true));
    else if (!input.value) fold();
  });
  reveal(root, place);
}

/** Opens the letter of the term or letter that the address or a link points at. */
function reveal(root, place) {
  const show = (hash) => {
    const target = hash.length > 1 && root.getElementById(decodeURIComponent(hash.slice(1)));
    if (!target || !place.contains(target)) return;
    target.closest("details").open = true;
    target.scrollIntoView();
  };
  if (location.hash) show(location.hash);
  for (const link of root.querySelectorAll('.letters a, [data-glossary] a[href^="#"]')) {
    link.addEventListener("click", () => show(link.hash));
  }
}
