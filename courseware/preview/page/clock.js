// The presenter's time: what o'clock it is, how long the module has taken, and how much of its minutes is left.

import { keep, kept } from "./dom.js";

const OLD = 12 * 3600 * 1000;

/** `4:05`, `1:04:05`. */
export function spoken(seconds) {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds / 60) % 60), Math.floor(seconds % 60)];
  const two = (n) => String(n).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

export class Clock {
  constructor() {
    this.use("");
  }

  /** Takes the time of a module, which a reload doesn't lose. */
  use(module) {
    this.key = `clock-${module}`;
    const found = kept(this.key, null);
    const fresh = found && Date.now() - found.at < OLD;
    this.gone = fresh ? found.gone : 0;
    this.since = fresh ? found.since : null;
  }

  get runs() {
    return this.since !== null;
  }

  get elapsed() {
    return (this.gone + (this.runs ? Date.now() - this.since : 0)) / 1000;
  }

  toggle() {
    if (this.runs) {
      this.gone += Date.now() - this.since;
      this.since = null;
    } else this.since = Date.now();
    this.#keep();
  }

  reset() {
    this.gone = 0;
    if (this.runs) this.since = Date.now();
    this.#keep();
  }

  #keep() {
    keep(this.key, { gone: this.gone, since: this.since, at: Date.now() });
  }
}
