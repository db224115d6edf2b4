/* The calculator: parameters and tokens in, compute and its consequences out; state in the address. */

import { read, write } from "./state.js";

const FIELDS = ["parameters", "tokens", "peak", "utilisation"];
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A number in words for people: 3.79 × 10²⁵ above a thousand billion, grouped digits below. */
function words(value) {
  if (value < 1e12) return value.toLocaleString("en", { maximumSignificantDigits: 3 });
  const [digits, power] = value.toExponential(2).split("e+");
  return `${Number(digits)} × 10${[...power].map((digit) => SUPERSCRIPTS[digit]).join("")}`;
}

/** What follows from the four inputs, all in base units; the same arithmetic as the table of presets. */
export function consequences({ parameters, tokens, peak, utilisation }) {
  const compute = 6 * parameters * tokens;
  const optimum = Math.sqrt(compute / 120);
  return { compute, ratio: tokens / parameters, optimum, hours: compute / (peak * utilisation * 3600) };
}

function update(form) {
  if (!form.checkValidity()) {
    for (const name of ["compute", "ratio", "optimum", "hours"]) form.elements[name].value = "needs four positive numbers";
    return;
  }
  const value = Object.fromEntries(FIELDS.map((name) => [name, Number(form.elements[name].value)]));
  const found = consequences({
    parameters: value.parameters * 1e9,
    tokens: value.tokens * 1e9,
    peak: value.peak * 1e12,
    utilisation: value.utilisation / 100,
  });
  form.elements.compute.value = `${words(found.compute)} FLOP`;
  form.elements.ratio.value = `${words(found.ratio)}, ${words(found.ratio / 20)} times the rule of 20`;
  form.elements.optimum.value = `${words(found.optimum / 1e9)} billion parameters on ${words((found.optimum * 20) / 1e9)} billion tokens`;
  form.elements.hours.value = `${words(found.hours)}, or ${words(found.hours / 24 / 1000)} days on 1,000 GPUs`;
  write(Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value])));
}

function choose(form) {
  const option = form.elements.preset.selectedOptions[0];
  if (!option.value) return;
  form.elements.parameters.value = Number(option.dataset.parameters) / 1e9;
  form.elements.tokens.value = Number(option.dataset.tokens) / 1e9;
  update(form);
}

/** Brings the form of the page to life, with what the address says. */
export function startCalculator(root) {
  const form = root.querySelector("[data-calculator]");
  if (!form) return;
  form.hidden = false;
  for (const name of FIELDS) {
    const given = read(name);
    const field = form.elements[name];
    const before = field.value;
    if (given === null) continue;
    field.value = given;
    if (!field.checkValidity() || field.value === "") field.value = before;
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.elements.preset.addEventListener("change", () => choose(form));
  for (const name of FIELDS) {
    form.elements[name].addEventListener("input", () => {
      form.elements.preset.value = "";
      update(form);
    });
  }
  update(form);
}
