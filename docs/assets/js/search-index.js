/* The index of the search outweighs all else that a page loads. The theme asks for it with the first page; here its
   request waits until the search is opened or about to be. Runs before the scripts of the theme. */

{
  const OPENERS = '.md-search, #__search, [for="__search"], .atlas-opens-search';

  /** Resolves when a pointer or the focus comes to the search, when it opens, or at once for marks of a search. */
  const wanted = new Promise((resolve) => {
    if (new URLSearchParams(location.search).has("h")) resolve();
    const heard = new AbortController();
    const look = ({ target }) => {
      if (!(target instanceof Element && target.closest(OPENERS))) return;
      heard.abort();
      resolve();
    };
    for (const kind of ["pointerover", "focusin", "change"]) {
      document.addEventListener(kind, look, { signal: heard.signal, passive: true });
    }
  });

  const { open, send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (...asked) {
    open.apply(this, asked);
    if (!String(asked[1]).endsWith("/search/search_index.json")) return;
    XMLHttpRequest.prototype.open = open; // it is asked for once
    this.send = () => wanted.then(() => send.call(this));
  };
}
