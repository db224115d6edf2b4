/* Narrow screens: the card of a row unfolds, and of columns that stand for records the reader picks two. */

import { make } from "./dom.js";
import { read, write } from "./state.js";

const NARROW = matchMedia("(max-width: 44.984375em)");
const FIELDS = 3; // of a card, before it is unfolded

/** Folds the cards of every table of the page and offers two columns of those that compare, once the screen is narrow. */
export function fitTables(root) {
  const fit = () => {
    if (!NARROW.matches) return;
    for (const table of root.querySelectorAll("table.atlas:not([data-fitted])")) {
      table.dataset.fitted = "yes";
      const { cells } = table.tHead.rows[0];
      if (table.classList.contains("atlas--across")) pickTwo(table, [...cells]);
      else if (cells.length > FIELDS + 1) foldRows(table);
    }
  };
  fit();
  NARROW.onchange = fit;
}

function foldRows(table) {
  table.classList.add("is-folded");
  for (const row of table.tBodies[0].rows) {
    const head = row.cells[0];
    const name = `All about ${head.textContent.trim()}`;
    const button = make("button", { type: "button", className: "atlas-unfold", "aria-expanded": "false", "aria-label": name });
    button.addEventListener("click", () => {
      button.setAttribute("aria-expanded", String(row.classList.toggle("is-open")));
    });
    head.append(button);
  }
}

function pickTwo(table, heads) {
  const name = `${table.id.replace("table-", "")}.sides`;
  const columns = heads.slice(1);
  if (columns.length < 3) return;
  const keys = columns.map((head) => head.dataset.key);
  const wanted = (read(name) ?? "").split(",").filter((key) => keys.includes(key));
  const shown = wanted.length === 2 ? wanted : keys.slice(0, 2);
  const apply = () => {
    for (const row of table.rows) {
      keys.forEach((key, index) => row.cells[index + 1].classList.toggle("is-aside", !shown.includes(key)));
    }
  };
  const selects = [];
  const labels = ["Show ", "beside "].map((words, side) => {
    const select = make("select", {}, ...columns.map((head, index) => make("option", { value: keys[index] }, head.textContent)));
    selects.push(select);
    select.value = shown[side];
    select.addEventListener("change", () => {
      const other = 1 - side;
      if (shown[other] === select.value) selects[other].value = shown[other] = shown[side]; // the two change places
      shown[side] = select.value;
      apply();
      write({ [name]: shown.join(",") });
    });
    return make("label", {}, words, select);
  });
  table.classList.add("atlas--two");
  table.closest(".atlas-scroll").before(make("div", { className: "atlas-controls atlas-sides" }, ...labels));
  apply();
}
