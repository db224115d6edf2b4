/* State in the address: what a page shows can be shared by its URL. */

const LONGEST = 200;

/** The value of a parameter of the address, or null where it is missing or longer than any real one. */
export function read(name) {
  const value = new URLSearchParams(location.search).get(name);
  return value !== null && value.length <= LONGEST ? value : null;
}

/** The names of all parameters of the address. */
export function names() {
  return [...new Set(new URLSearchParams(location.search).keys())];
}

/** Set parameters of the address (null removes one) without a new entry in the history. */
export function write(changes) {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
  if (address.href !== location.href) history.replaceState(history.state, "", address);
}
