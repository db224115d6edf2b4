// Leads from a former address to the present one, with the query and the fragment that were asked for.
document.addEventListener("DOMContentLoaded", () => {
  const way = new URL(document.getElementById("moved").href);
  way.search = location.search;
  if (location.hash) way.hash = location.hash;
  location.replace(way);
});
