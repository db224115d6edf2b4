/* Folds: an address into a closed part opens it, and print shows everything. */

/** Opens every fold around the part that the address names, and brings that part into sight. */
function openAddressed() {
  const part = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!part && location.hash.length > 1) import("./former.js").then((found) => found.leadOn());
  const closed = part?.closest("details:not([open])");
  if (!closed) return;
  for (let fold = closed; fold; fold = fold.parentElement.closest("details")) fold.open = true;
  part.scrollIntoView();
}

let listening = false;
let opened = [];

/** Readies the folds of a page. */
export function readyFolds() {
  openAddressed();
  if (listening) return;
  listening = true;
  addEventListener("hashchange", openAddressed);
  // A second click on the same link changes no address.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href*="#"]') : null;
    if (link?.hash && link.hash === location.hash && link.pathname === location.pathname) openAddressed();
  });
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("article details:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });
}
