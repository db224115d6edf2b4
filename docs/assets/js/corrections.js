/* Suggesting a correction: loaded where the site has an address for reports. */

import { pathOf } from "./data.js";
import { make } from "./dom.js";

/** A link to the form for a correction of the figure behind a mark, filled with what the atlas says now. */
export async function correction(trigger, report, data) {
  const figure = (await data("citations/figures.json"))[pathOf(trigger.href)];
  if (!figure) return [];
  const [address, file, old] = figure;
  const to = new URL(report.href);
  const body = `Figure: ${address}\nFile: ${file}\nSays now: ${old}\n\nNew value:\nSource:\nPlace in the source:\n`;
  to.search = new URLSearchParams({ template: "figure.yml", title: `Figure ${address}`, figure: address, old, body });
  return [make("a", { href: to, rel: "noopener" }, "Suggest a correction")];
}
