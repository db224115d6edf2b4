/* Keys for what the theme leaves to the mouse: its drawer and search on narrow screens are labels of hidden boxes. */

const NARROW = matchMedia("(max-width: 76.234375em)");

function asButton(label, box, words) {
  label.tabIndex = 0;
  label.setAttribute("role", "button");
  label.setAttribute("aria-label", words);
  const tell = () => label.setAttribute("aria-expanded", String(box.checked));
  tell();
  box.addEventListener("change", tell);
  label.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    box.click();
  });
}

/** What the drawer hides takes no focus until it is open; on wide screens the same navigation stands in the page. */
function guardDrawer(root) {
  const [box, drawer] = [root.querySelector("#__drawer"), root.querySelector(".md-sidebar--primary")];
  const opener = root.querySelector('.md-header label[for="__drawer"]');
  if (!box || !drawer || !opener) return;
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

let ready = false;

/** Runs once: the header and the drawer stay when a page is changed without loading. */
export function readyKeyboard(root) {
  if (ready) return;
  ready = true;
  for (const [target, words] of [["__drawer", "Navigation"], ["__search", "Search"]]) {
    const box = root.querySelector(`#${target}`);
    const label = root.querySelector(`.md-header label[for="${target}"]`);
    if (box && label) asButton(label, box, words);
  }
  guardDrawer(root);
}
