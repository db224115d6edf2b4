/* Before the scripts of the theme, where a site is read from disk. Nothing can be fetched there, so its requests fail
   without being made, and pages do not change without loading: where they should, the theme waits for ever. No worker
   runs from a file, but one does from a text, which is that of the search. */

if (location.protocol === "file:") {
  const config = document.getElementById("__config");
  const { features, ...others } = JSON.parse(config.textContent);
  const possible = features.filter((name) => !name.startsWith("navigation.instant"));
  config.textContent = JSON.stringify({ ...others, features: possible });
  XMLHttpRequest.prototype.send = function () {
    this.dispatchEvent(new Event("error"));
  };
  globalThis.Worker = class extends Worker {
    constructor() {
      super(URL.createObjectURL(new Blob([globalThis.atlasFiles.search], { type: "text/javascript" })));
    }
  };
}
