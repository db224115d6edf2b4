/* Any two records of a kind side by side; which two stands in the address. */

import { dataOf } from "./data.js";
import { make } from "./dom.js";
import { names, read, write } from "./state.js";

/** Brings every comparison of the page to life and follows the address. */
export function startComparisons(root) {
  const boxes = [...root.querySelectorAll("[data-compare]")].filter((box) => !box.dataset.started);
  if (!boxes.length) return;
  const ignored = [];
  const wanted = read("kind");
  const known = boxes.map((box) => box.dataset.compare);
  if (names().includes("kind") && !known.includes(wanted)) ignored.push(`kind ${shortened(wanted)}`);
  for (const box of boxes) {
    box.dataset.started = "yes";
    start(box, box.dataset.compare === wanted, ignored);
  }
  tell(root, ignored);
}

function shortened(text) {
  return text === null ? "(too long)" : `"${text.slice(0, 40)}"`;
}

function tell(root, ignored) {
  const notice = root.querySelector("#compare-notice");
  notice.textContent = ignored.length ? `Ignored from the address: ${ignored.join(", ")}. The default is shown instead.` : "";
  notice.hidden = !ignored.length;
}

async function start(box, isWanted, ignored) {
  const state = { box, a: box.dataset.a, b: box.dataset.b, data: null };
  const button = make("button", { type: "button", className: "atlas-button" }, "Choose others");
  const bar = box.querySelector("[data-choice]");
  bar.append(button);
  button.addEventListener("click", () => open(state, bar));
  if (!isWanted) return;
  await open(state, bar);
  if (!state.data) return;
  for (const side of ["a", "b"]) {
    const id = read(side);
    if (id !== null && Object.hasOwn(state.data.records, id)) state[side] = id;
    else if (names().includes(side)) ignored.push(`${side} ${shortened(id)}`);
    state[`${side}Select`].value = state[side];
  }
  show(state);
  tell(document, ignored);
  const fold = box.closest("details");
  if (fold) fold.open = true;
  if (!location.hash) box.scrollIntoView({ block: "start" }); // a fragment says where to be
}

async function open(state, bar) {
  if (state.data) return;
  try {
    state.data = await dataOf(`compare/${state.box.dataset.compare}.json`);
  } catch {
    bar.append(" The records could not be loaded.");
    return;
  }
  const sorted = Object.entries(state.data.records).sort((x, y) => x[1].title.localeCompare(y[1].title, "en"));
  bar.replaceChildren();
  for (const side of ["a", "b"]) {
    const options = sorted.map(([id, record]) => make("option", { value: id }, record.title));
    const select = make("select", {}, ...options);
    select.value = state[side];
    state[`${side}Select`] = select;
    select.addEventListener("change", () => {
      state[side] = select.value;
      show(state);
      write({ kind: state.box.dataset.compare, a: state.a, b: state.b });
    });
    bar.append(make("label", {}, side === "a" ? "Compare " : "with ", select));
  }
}

function show(state) {
  const { names: heads, records } = state.data;
  const [one, other] = [records[state.a], records[state.b]];
  const table = state.box.querySelector("table");
  table.caption.textContent = `${one.title} and ${other.title}, side by side`;
  table.tHead.rows[0].cells[1].textContent = one.title;
  table.tHead.rows[0].cells[2].textContent = other.title;
  table.tBodies[0].replaceChildren(
    ...heads.map((name, index) => {
      const row = make("tr", {}, make("th", { scope: "row" }, name));
      for (const record of [one, other]) {
        const cell = make("td", { "data-label": record.title });
        cell.innerHTML = record.cells[index]; // written by the build, which escapes every field
        row.append(cell);
      }
      if (row.cells[1].textContent !== row.cells[2].textContent) row.dataset.fDiffers = "yes";
      return row;
    }),
  );
}
