/* What the card of a figure offers beside its evidence: its own address, and the figure as it is quoted. */

import { copyButtons } from "./copying.js";
import { addressOf } from "./data.js";
import { make } from "./dom.js";

const BIBTEX = { "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };

const inBibtex = (text) => text.replace(/[\\{}~^&%$#_]/g, (sign) => BIBTEX[sign] ?? `\\${sign}`);
const inMarkdown = (text) => text.replace(/[\\`*_{}[\]<>#|~]/g, "\\$&");

/** The parts of a card for the figure behind a mark; none where its record tells nothing of it. */
export async function figureParts(trigger, data) {
  const path = `api/v1/${trigger.dataset.figure.split("#")[0]}.json`;
  const record = await data(path);
  const figure = record.figures?.find((item) => item.address === trigger.dataset.figure);
  if (!figure) return [];
  const base = record.self.slice(0, -path.length);
  const here = addressOf(figure.url.slice(base.length));
  const parts = [make("a", { href: here }, "Address of this figure"), copyButtons(texts(record, figure, base ? figure.url : here, here))];
  const report = document.querySelector("[data-report]");
  if (report) parts.splice(1, 0, correction(record, figure, report));
  return parts;
}

/** What is copied: the address where the reader is, and the figure with the address that the publisher gave the site. */
function texts(record, figure, url, here) {
  const { title, reviewed } = record.record;
  const words = figure.words.replaceAll("\u00a0", " ");
  const known = [figure.evidence, figure.date, figure.said_by].filter(Boolean).join("; ").replaceAll("\u00a0", " ");
  const what = `${title}, ${figure.label}: ${words}`;
  const fields = {
    author: `{${inBibtex(record.atlas)}}`,
    title: `{${inBibtex(what)}}`,
    year: reviewed.slice(0, 4),
    note: inBibtex(`${known}; reviewed ${reviewed}`),
    url,
  };
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}}`);
  return [
    ["link", here],
    ["citation", `${record.atlas} (${reviewed.slice(0, 4)}). ${what} (${known}), reviewed ${reviewed}. ${url}`],
    ["BibTeX", `@misc{atlas-${figure.address.replace(/[^a-z0-9]+/g, "-")},\n${lines.join(",\n")}\n}\n`],
    ["Markdown", `[${inMarkdown(what)}](${url}) (${inMarkdown(known)})`],
  ];
}

/** A link to the form for a correction, filled with what the atlas says now. */
function correction(record, { address, words }, report) {
  const to = new URL(report.href);
  const body = `Figure: ${address}\nFile: ${record.source_file}\nSays now: ${words}\n\nNew value:\nSource:\nPlace in the source:\n`;
  to.search = new URLSearchParams({ template: "figure.yml", title: `Figure ${address}`, figure: address, old: words, body });
  return make("a", { href: to, rel: "noopener" }, "Suggest a correction");
}
