// The slides of a module: one under the other, in an overview, or one at a time. They are the same elements in all three.

import { Entry } from "./entry.js";
import { keyOf, pair } from "./pairing.js";
import { dress } from "./sheets.js";
import { ready } from "./slide.js";

const MARGIN = 20;

export class Stage {
  /** `scroller` scrolls `list`; `on.current(entry)` is told when another slide is the reader's. */
  constructor(scroller, list, on) {
    this.scroller = scroller;
    this.list = list;
    this.on = on;
    this.entries = [];
    this.current = null;
    this.data = null;
    this.view = "slides";
    this.turn = 0;
    this.still = -1;  // where the last jump ended: scrolling that is no jump makes another slide the current one
    this.place = null;  // what stood at the top when the scrolling ended, for a window that gets another size
    scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    addEventListener("resize", () => this.place && this.#hold(this.place, this.entries, new Set(this.entries)));
  }

  get at() {
    return this.entries.indexOf(this.current);
  }

  get pages() {
    return this.data?.pages ?? [];
  }

  /** Shows another module, from the slide called `number` on, or as near to `key` as it gets. */
  show(data, { number = "", key = "" } = {}) {
    this.turn += 1;
    for (const entry of this.entries) entry.remove();
    this.#take(data);
    this.entries = data.pages.map((page) => new Entry(page, data, { go: (entry) => this.on.chosen(entry) }));
    this.list.replaceChildren(...this.entries.map((entry) => entry.element));
    this.current = this.place = null;
    this.go(this.find(number) ?? this.#nearest(key) ?? this.entries[0]);
  }

  /** Shows nothing. */
  clear() {
    this.turn += 1;
    for (const entry of this.entries) entry.remove();
    Object.assign(this, { entries: [], current: null, place: null, data: null });
  }

  /** The same module as it is now. Only what differs is replaced, and what the reader looks at stays where it is. */
  async update(data, { quietly = false } = {}) {
    const turn = ++this.turn;
    const known = new Set(this.entries.flatMap(({ page }) => [...page.html.matchAll(/<img src="(\/[^"]+)"/g)].map((found) => found[1])));
    await ready(data.pages, known);
    if (turn !== this.turn) return [];
    const anchor = this.#anchor();
    this.#take(data);
    const before = this.entries;
    const pairs = pair(before.map((entry) => entry.key), data.pages.map(keyOf));
    const changed = [];
    this.entries = data.pages.map((page, at) => {
      const old = before[pairs[at]];
      if (!old) {
        const entry = new Entry(page, data, { go: (each) => this.on.chosen(each) });
        changed.push(entry);
        return entry;
      }
      const { look, notes } = old.set(page, data);
      if (look || notes) changed.push(old);
      return old;
    });
    const kept = new Set(this.entries);
    const gone = before.findIndex((entry) => entry === this.current);
    for (const entry of before) if (!kept.has(entry)) entry.remove();
    this.#order();
    if (!kept.has(this.current)) {
      this.current = null;
      this.#mark(this.entries[Math.min(Math.max(gone, 0), this.entries.length - 1)]);
    } else this.on.current(this.current);
    this.#hold(anchor, before, kept);
    if (!quietly) for (const entry of changed) entry.flash();
    return quietly ? [] : changed;
  }

  #take(data) {
    dress(data.css);
    this.data = data;
    this.list.style.setProperty("--ratio", data.width / data.height);
  }

  /** Puts the rows into their order, moving none that stands right. */
  #order() {
    let after = this.list.firstElementChild;
    for (const { element } of this.entries) {
      if (element === after) after = after.nextElementSibling;
      else this.list.insertBefore(element, after);
    }
  }

  /** What is to stay where it is: the reader's slide, or where that is out of sight the first row that shows, and how far under the top. */
  #anchor() {
    const top = this.scroller.getBoundingClientRect().top;
    if (this.current && this.shows(this.current)) {
      return { at: this.at, entry: this.current, from: this.current.element.getBoundingClientRect().top - top };
    }
    for (const [at, entry] of this.entries.entries()) {
      const box = entry.element.getBoundingClientRect();
      if (box.height && box.bottom > top + 4) return { at, entry, from: box.top - top };
    }
    return null;
  }

  #hold(anchor, before, kept) {
    if (!anchor || this.scroller.scrollTop <= 1) return;  // at the very top the reader sees what is put there
    const entry = [...before.slice(anchor.at), ...before.slice(0, anchor.at).reverse()].find((each) => kept.has(each));
    if (!entry) return;
    const now = entry.element.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top;
    const from = entry === anchor.entry ? anchor.from : Math.max(anchor.from, 0);
    if (Math.abs(now - from) > 0.5) this.#jump(this.scroller.scrollTop + now - from);
  }

  #jump(top) {
    this.scroller.scrollTop = top;
    this.still = this.scroller.scrollTop;
  }

  #scrolled() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => { this.place = this.view === "slides" ? this.#anchor() : null; }, 100);
    if (Math.abs(this.scroller.scrollTop - this.still) < 2 || this.view !== "slides" || this.list.hidden) return;
    this.still = -1;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      const box = this.scroller.getBoundingClientRect();
      const line = box.top + box.height * 0.3;
      const entry = this.entries.find((each) => each.element.getBoundingClientRect().bottom > line);
      if (entry) this.#mark(entry);
    });
  }

  #mark(entry) {
    if (entry === this.current) return;
    this.current?.mark(false);
    this.current = entry ?? null;
    entry?.mark(true);
    if (entry) this.on.current(entry);
  }

  /** Makes `entry` the reader's slide, and shows it. */
  go(entry, { hold = false } = {}) {
    if (!entry) return;
    this.#mark(entry);
    if (hold || this.list.hidden) return;
    if (this.view === "overview") {
      entry.element.scrollIntoView({ block: "nearest" });
      this.still = this.scroller.scrollTop;
      return;
    }
    if (this.view !== "slides") return this.#jump(0);
    if (entry === this.entries[0]) return this.#jump(0);  // with the module's title above it
    const top = entry.element.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top;
    this.#jump(this.scroller.scrollTop + top - MARGIN);
  }

  /** Another way to look at the same slides. */
  look(view) {
    this.view = view;
    this.place = null;
    this.go(this.current);
  }

  /** The slide with a printed number: `3-14b`, or `14` of this module. */
  find(number) {
    if (!number) return undefined;
    const short = number.toLowerCase();
    return this.entries.find(({ page }) => page.number.toLowerCase() === short) ?? this.entries.find(({ page }) => page.number.toLowerCase().endsWith(`-${short}`));
  }

  #nearest(key) {
    return key ? (this.entries.find((entry) => entry.key === key) ?? this.entries.find((entry) => entry.key.split("\n")[0] === key.split("\n")[0])) : undefined;
  }

  /** How many slides stand beside each other. */
  get columns() {
    if (this.view !== "overview" || !this.entries.length) return 1;
    const top = this.entries[0].element.offsetTop;
    const next = this.entries.findIndex((entry) => entry.element.offsetTop > top);
    return next < 0 ? this.entries.length : next;
  }

  /** Whether a row is to be seen at this moment. */
  shows(entry) {
    const box = entry.element.getBoundingClientRect();
    const room = this.scroller.getBoundingClientRect();
    return box.height > 0 && box.bottom > room.top + 40 && box.top < room.bottom - 40;
  }
}
