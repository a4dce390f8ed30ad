// Where the reader is. It stands in the address, `#module/slide/view/delivery/paper`, so that a reload and the way back keep the place.

const FIELDS = ["module", "slide", "view", "delivery", "paper"];
const PLAIN = ["slides", "overview", "single", "show"];
const EMPTY = Object.fromEntries(FIELDS.map((name) => [name, ""]));

function fromAddress(hash) {
  const parts = hash.replace(/^#/, "").split("/");
  return Object.fromEntries(FIELDS.map((name, at) => [name, plain(parts[at] ?? "")]));
}

function plain(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";  // somebody typed a lone %
  }
}

export function toAddress(values) {
  return "#" + FIELDS.map((name) => encodeURIComponent(values[name] ?? "")).join("/").replace(/\/+$/, "");
}

/** The document that a view shows as pages (`{folder, name}`), null where it shows slides. */
export function documentOf(view) {
  if (!view || PLAIN.includes(view)) return null;
  const at = view.indexOf(":");
  return at < 0 ? null : { folder: view.slice(0, at), name: view.slice(at + 1) };
}

export class State {
  constructor() {
    this.values = { ...EMPTY, ...fromAddress(location.hash) };
    this.listeners = [];
    this.timer = 0;
    addEventListener("hashchange", () => this.#arrive());
  }

  /** Calls `listener(changed, values)` after each change, `changed` being the set of names. */
  listen(listener) {
    this.listeners.push(listener);
  }

  /** Changes values. With `push` the way back leads to where the reader was. */
  change(changes, { push = false } = {}) {
    const changed = this.#merge(changes);
    if (!changed.size) return;
    clearTimeout(this.timer);
    if (push) history.pushState(null, "", toAddress(this.values));
    else this.timer = setTimeout(() => this.write(), 120);  // browsers refuse a hundred changes in a moment of scrolling
    this.#tell(changed);
  }

  /** Writes the address at once. */
  write() {
    clearTimeout(this.timer);
    const address = toAddress(this.values);
    if (location.hash !== address) history.replaceState(null, "", address);
  }

  #arrive() {
    const arrived = fromAddress(location.hash);
    for (const name of ["view", "delivery", "paper"]) arrived[name] ||= this.values[name];  // a short address, typed by hand
    const changed = this.#merge(arrived);
    if (changed.size) this.#tell(changed);
  }

  #merge(changes) {
    const changed = new Set(Object.keys(changes).filter((name) => this.values[name] !== changes[name]));
    Object.assign(this.values, changes);
    return changed;
  }

  #tell(changed) {
    for (const listener of this.listeners) listener(changed, this.values);
  }
}
