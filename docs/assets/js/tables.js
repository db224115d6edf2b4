/* Tables: sorting, filters, choice of columns, download; their state stands in the address. */

import { make } from "./dom.js";
import { read, write } from "./state.js";

const LONGEST = 25; // rows of a long table before the reader asks for all
const SPARED = 5; // more rows than that are worth a button

/** Orders two values of cells: numbers before text, numbers by size, text by the rules of English. */
function order(first, second) {
  const isNumber = (text) => /^[-+]?[\d.]+(e[-+]?\d+)?$/i.test(text);
  const [isA, isB] = [isNumber(first), isNumber(second)];
  if (isA && isB) return first - second;
  if (isA !== isB) return isA ? -1 : 1;
  return first.localeCompare(second, "en", { numeric: true, sensitivity: "base" });
}

const NARROW = matchMedia("(max-width: 44.984375em)");

/** Gives one table its controls and takes its state from the address. */
function dress(box) {
  const place = box.querySelector("[data-controls]");
  if (!place || box.dataset.dressed) return;
  box.dataset.dressed = "yes";
  const table = box.querySelector("table");
  const view = { box, table, rows: [...table.tBodies[0].rows], id: box.dataset.table, heads: [...table.tHead.rows[0].cells] };
  view.status = make("output", { className: "atlas-count" });
  lengthButton(view);
  const controls = [searchField(view), ...selects(view)];
  const bar = make("div", { className: "atlas-filter" });
  bar.append(...controls.map((control) => control.label), columnChoice(view), downloadButton(view));
  // On a narrow screen the controls are folded into one line, so that nothing below them moves.
  place.append(NARROW.matches ? make("details", {}, make("summary", {}, "Filter, columns, download"), bar) : bar, view.status);
  controls.forEach((control) => control.input.addEventListener("input", () => filter(view, controls)));
  filter(view, controls);
  sortable(view);
}

function parameter(view, name) {
  return `${view.id}.${name}`;
}

function searchField(view) {
  const input = make("input", { type: "search", value: read(parameter(view, "q")) ?? "" });
  const matches = (row) => row.textContent.toLowerCase().includes(input.value.trim().toLowerCase());
  return { name: "q", input, matches, label: make("label", {}, "Filter rows ", input) };
}

function selects(view) {
  const filters = (view.box.dataset.filters ?? "").split(";").filter(Boolean);
  return filters.map((filter) => {
    const [key, words] = filter.split("=");
    const valuesOf = (row) => (row.getAttribute(`data-f-${key}`) ?? "").split("|");
    const values = [...new Set(view.rows.flatMap(valuesOf))].filter(Boolean).sort();
    const input = make("select", {}, make("option", { value: "" }, "all"), ...values.map((v) => make("option", { value: v }, v)));
    const wanted = read(parameter(view, key));
    if (wanted !== null && values.includes(wanted)) input.value = wanted;
    const matches = (row) => !input.value || valuesOf(row).includes(input.value);
    return { name: key, input, matches, label: make("label", {}, `${words} `, input) };
  });
}

function filter(view, controls) {
  const active = controls.filter((control) => control.input.value.trim());
  for (const row of view.rows) {
    const hide = !active.every((control) => control.matches(row));
    if (row.hidden !== hide) row.hidden = hide;
  }
  shorten(view);
  write(Object.fromEntries(controls.map((control) => [parameter(view, control.name), control.input.value.trim()])));
}

/** Leaves the first rows of a long table in sight, in the order in which they stand. */
function shorten(view) {
  const found = [...view.table.tBodies[0].rows].filter((row) => !row.hidden);
  const long = found.length > LONGEST + SPARED;
  found.forEach((row, index) => row.classList.toggle("is-beyond", long && !view.whole && index >= LONGEST));
  view.status.value = found.length === view.rows.length ? `${found.length} rows` : `${found.length} of ${view.rows.length} rows`;
  view.more.hidden = !long;
  view.more.textContent = view.whole ? `Show the first ${LONGEST} rows` : `Show all ${found.length} rows`;
}

/** The button that shows all rows; an address that names one of the rows shows them too. */
function lengthButton(view) {
  view.more = make("button", { type: "button", className: "atlas-button atlas-more", hidden: true });
  view.whole = read(parameter(view, "rows")) === "all";
  view.more.addEventListener("click", () => {
    view.whole = !view.whole;
    shorten(view);
    write({ [parameter(view, "rows")]: view.whole ? "all" : "" });
  });
  const showNamed = () => {
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!row?.classList.contains("is-beyond") || !view.table.contains(row)) return;
    view.whole = true;
    shorten(view);
    row.scrollIntoView();
  };
  addEventListener("hashchange", showNamed);
  queueMicrotask(showNamed);
  view.box.append(view.more);
}

function columnChoice(view) {
  const hidden = new Set((read(parameter(view, "hide")) ?? "").split(","));
  const boxes = view.heads.slice(1).map((head, index) => {
    const key = head.dataset.key;
    const input = make("input", { type: "checkbox", checked: !hidden.has(key) });
    const apply = () => {
      for (const row of view.table.rows) row.cells[index + 1].classList.toggle("is-left-out", !input.checked);
    };
    if (!input.checked) apply();
    input.addEventListener("change", () => {
      apply();
      const left = boxes.filter((item) => !item.input.checked).map((item) => item.key);
      write({ [parameter(view, "hide")]: left.join(",") });
    });
    return { key, input, label: make("label", {}, input, ` ${head.textContent.trim()}`) };
  });
  const list = make("div", { className: "atlas-columns__list" }, ...boxes.map((item) => item.label));
  return make("details", { className: "atlas-columns" }, make("summary", {}, "Columns"), list);
}

function downloadButton(view) {
  const button = make("button", { type: "button", className: "atlas-button" }, "Download CSV");
  const link = view.box.querySelector(".atlas-download a");
  link.parentElement.hidden = true;
  button.addEventListener("click", async () => (await import("./saving.js")).save(view.rows, link.href));
  return button;
}

function sortable(view) {
  view.spoken = make("p", { className: "visually-hidden", role: "status" });
  view.box.append(view.spoken);
  for (const head of view.heads) {
    head.dataset.sortMethod = "atlas";
    head.setAttribute("role", "columnheader");
    head.tabIndex = 0;
    head.addEventListener("click", () => sort(view, head));
    head.addEventListener("keydown", (event) => {
      if (event.key !== " " && event.key !== "Enter") return;
      event.preventDefault();
      sort(view, head);
    });
  }
  restoreOrder(view);
}

/** Sorts by a column, the other way at the second time; in numbers what is not known stands last either way. */
function sort(view, head) {
  const way = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
  for (const other of view.heads) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", way);
  const cell = (row) => row.cells[head.cellIndex];
  const value = (row) => (cell(row)?.dataset.sort ?? cell(row)?.textContent ?? "").trim();
  const byNumber = view.rows.some((row) => cell(row)?.dataset.sort !== undefined);
  const unknown = (row) => byNumber && cell(row)?.dataset.sort === undefined;
  const sign = way === "ascending" ? 1 : -1;
  const ordered = [...view.rows].sort((a, b) => unknown(a) - unknown(b) || sign * order(value(a), value(b)));
  view.table.tBodies[0].append(...ordered);
  shorten(view);
  view.spoken.textContent = `Sorted by ${head.textContent.trim()}, ${way}`;
  write({ [parameter(view, "sort")]: `${head.dataset.key}.${way}` });
}

function restoreOrder(view) {
  const [key, way] = (read(parameter(view, "sort")) ?? "").split(".");
  const head = view.heads.find((item) => item.dataset.key === key);
  if (!head || !["ascending", "descending"].includes(way)) return;
  sort(view, head);
  if (way === "descending") sort(view, head);
}

/** Dresses every table of the page. */
export function dressTables(root) {
  root.querySelectorAll(".atlas-table").forEach(dress);
}
