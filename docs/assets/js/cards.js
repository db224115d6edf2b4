/* Previews: a card for a source, a term, an abbreviation, the evidence of a figure or a mark of a chart, by mouse,
   keyboard and touch. */

import { make } from "./dom.js";

const TERM = ':is([href*="glossary/#"], [href*="glossary/index.html#"])'; // the second on disk
const TRIGGERS = `a.cite[data-cite], a.badge, abbr[title], abbr[data-title], a${TERM}:not(.letters a), svg [data-title]`;
const [OPEN_DELAY, CLOSE_DELAY] = [180, 250];

let shown = null;
let dismissed = null;
let timer = 0;

/** Data of the site; none where it cannot be loaded: then there is no card, and the link stays. */
async function data(path) {
  return (await import("./data.js")).dataOf(path).catch(() => ({}));
}

async function contentOf(trigger) {
  if (trigger.dataset.cite) return sourceCard((await data("citations/cards.json"))[trigger.dataset.cite], trigger);
  if (trigger.matches(TERM)) {
    const term = (await data("glossary/terms.json"))[trigger.hash.slice(1)];
    return term ? [make("strong", {}, term[0]), make("span", {}, term[1]), way(trigger, "In the glossary")] : null;
  }
  const words = trigger.dataset.title ?? trigger.title;
  if (trigger.matches("abbr")) return [make("strong", {}, trigger.textContent), make("span", {}, words)];
  if (!words) return null;
  const [kind, ...said] = words.split("; ");
  const to = trigger.href ? [way(trigger, trigger.ownerSVGElement ? "Its page" : "Where it comes from")] : [];
  return [make("strong", {}, kind), ...said.map((part) => make("span", {}, part)), ...to];
}

function way(trigger, words) {
  return make("a", { href: trigger.href.baseVal ?? trigger.href }, words);
}

async function sourceCard(source, trigger) {
  if (!source) return null;
  const copies = source.bibtex ? [(await import("./copying.js")).copyButtons([["BibTeX", source.bibtex]])] : [];
  const uses = source.pages === 1 ? "1 page" : `${source.pages} pages`;
  return [
    make("span", { className: "card__said" }, trigger.dataset.title ?? source.label),
    make("strong", {}, source.title),
    make("span", {}, `${source.authors}, ${source.year}, ${source.venue}`),
    make("span", {}, `Evidence for: ${source.evidence}`),
    way(trigger, `Cited on ${uses}`),
    ...copies,
  ];
}

async function open(trigger) {
  if (shown?.trigger === trigger) return;
  close();
  const card = make("span", { className: "card", id: "atlas-card", role: "group", "aria-label": "Preview" });
  shown = { trigger, card };
  const content = await contentOf(trigger);
  if (!content || shown?.card !== card) return;
  card.append(...content);
  (trigger.ownerSVGElement ?? trigger).after(card);
  trigger.setAttribute("aria-describedby", card.id);
  place(trigger, card);
  if (!trigger.dataset.figure) return;
  const parts = await (await import("./figures.js")).figureParts(trigger, data);
  if (shown?.card !== card || !parts.length) return;
  card.append(...parts);
  place(trigger, card);
}

function place(trigger, card) {
  const [box, size] = [trigger.getBoundingClientRect(), card.getBoundingClientRect()];
  const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - size.width - 8));
  const below = box.bottom + 6;
  const top = below + size.height > innerHeight && box.top > size.height + 12 ? box.top - size.height - 6 : below;
  card.style.left = `${left}px`;
  card.style.top = `${top}px`;
}

function close() {
  if (!shown) return;
  shown.card.remove();
  shown.trigger.removeAttribute("aria-describedby");
  shown = null;
}

function later(action, delay) {
  clearTimeout(timer);
  timer = setTimeout(action, delay);
}

const triggerAt = (target) => (target instanceof Element ? target.closest(TRIGGERS) : null);
const inCard = (target) => target instanceof Element && target.closest(".card") !== null;

function listen() {
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    if (inCard(event.target)) return clearTimeout(timer);
    const trigger = triggerAt(event.target);
    if (trigger) later(() => open(trigger), OPEN_DELAY);
    else if (shown) later(close, CLOSE_DELAY);
  });
  document.addEventListener("focusin", (event) => {
    if (inCard(event.target)) return;
    const trigger = triggerAt(event.target);
    if (trigger !== dismissed) dismissed = null;
    if (trigger && trigger !== dismissed && trigger.matches(":focus-visible")) open(trigger);
    else if (!trigger) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !shown) return;
    const { trigger, card } = shown;
    const hadFocus = card.contains(document.activeElement);
    close();
    dismissed = trigger; // the focus that comes back must not open the card again
    if (hadFocus) trigger.focus();
  });
  document.addEventListener("click", touched, true);
  addEventListener("scroll", scrolled, { passive: true });
}

/** A card goes when the page is scrolled under it, but not when keys have brought its trigger into sight. */
function scrolled() {
  if (!shown || shown.card.contains(document.activeElement)) return;
  if (shown.trigger.matches(":focus-visible")) place(shown.trigger, shown.card);
  else close();
}

/** The first tap on a trigger shows its card; the link in the card, or a second tap, follows it. */
function touched(event) {
  if (event.pointerType !== "touch") return;
  const trigger = triggerAt(event.target);
  if (inCard(event.target)) return;
  if (!trigger) return close();
  if (shown?.trigger === trigger) return;
  event.preventDefault();
  event.stopPropagation();
  open(trigger);
}

let listening = false;

/** Readies the triggers of a page: titles become data, and the first mention of each abbreviation takes focus. */
export function readyCards(root) {
  if (!listening) listen();
  listening = true;
  close();
  const seen = new Set();
  for (const element of root.querySelectorAll("abbr[title], a.badge[title], a.cite[title]")) {
    element.dataset.title = element.title;
    element.removeAttribute("title");
  }
  for (const title of root.querySelectorAll("article svg title")) {
    const mark = title.parentElement;
    mark.dataset.title = title.textContent;
    if (mark.matches("a")) mark.setAttribute("aria-label", title.textContent);
    title.remove();
  }
  for (const abbreviation of root.querySelectorAll("abbr[data-title]")) {
    if (!seen.has(abbreviation.textContent) && !abbreviation.closest("a, button, summary")) abbreviation.tabIndex = 0;
    seen.add(abbreviation.textContent);
  }
}
