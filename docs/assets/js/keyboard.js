/* Keys for what the theme leaves to the mouse: its drawer and search on narrow screens are labels of hidden boxes. */

import { make } from "./dom.js";

const NARROW = matchMedia("(max-width: 76.234375em)");

/** A button in place of the label of a hidden box: labels take no focus and no keys. The search of Zensical is a dialog. */
function buttonFor(label, box, words, dialog) {
  const button = make("button", {
    type: "button",
    className: `${label.className} atlas-opens-${box.id.replace("__", "")}`,
    "aria-label": words,
  });
  button.append(...label.childNodes);
  const tell = () => button.setAttribute("aria-expanded", String(box.checked));
  if (dialog) button.setAttribute("aria-haspopup", "dialog");
  else {
    tell();
    box.addEventListener("change", tell);
  }
  button.addEventListener("click", () => box.click());
  label.replaceWith(button);
  return button;
}

/** What the drawer hides takes no focus until it is open; on wide screens the same navigation stands in the page. */
function guardDrawer(root, box, opener) {
  const drawer = root.querySelector(".md-sidebar--primary");
  if (!drawer) return;
  const guard = () => {
    drawer.inert = NARROW.matches && !box.checked;
    if (NARROW.matches && box.checked) drawer.querySelector("a, label[tabindex]")?.focus();
  };
  guard();
  box.addEventListener("change", guard);
  NARROW.addEventListener("change", guard);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.checked) return;
    box.checked = false;
    box.dispatchEvent(new Event("change"));
    opener.focus();
  });
}

/** Tables in prose are wrapped by the theme in boxes that scroll: keys must reach them. */
function reachScrolling(root) {
  for (const box of root.querySelectorAll(".md-typeset__scrollwrap")) {
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", "Table");
  }
}

let ready = false;

/** Readies a page; its header and drawer only once, since they stay when a page is changed without loading. */
export function readyKeyboard(root) {
  setTimeout(() => reachScrolling(root)); // after the theme has wrapped them
  if (ready) return;
  ready = true;
  for (const [target, words] of [["__drawer", "Navigation"], ["__search", "Search"]]) {
    const box = root.querySelector(`#${target}`);
    const label = root.querySelector(`.md-header label[for="${target}"]`);
    if (!box || !label) continue;
    const dialog = target === "__search" && !root.querySelector(".md-search__input");
    const button = buttonFor(label, box, words, dialog);
    if (target === "__drawer") guardDrawer(root, box, button);
    else button.addEventListener("click", () => setTimeout(() => root.querySelector(".md-search__input")?.focus()));
  }
}
