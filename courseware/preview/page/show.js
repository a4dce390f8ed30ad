// The slide show of a window: which slide and how many clicks into it, what black and white do, and the step back and on.

export class Show {
  /** `pages()` gives the module's pages; `on()` is called after each change. */
  constructor(pages, on) {
    this.pages = pages;
    this.on = on;
    this.number = "";
    this.step = 0;
    this.blank = "";
  }

  get at() {
    return Math.max(0, this.pages().findIndex((page) => page.number === this.number));
  }

  get page() {
    return this.pages()[this.at];
  }

  /** One click on, or back: hidden slides are passed over, as PowerPoint does. */
  move(by) {
    const pages = this.pages();
    if (!pages.length) return;
    if (this.blank) return this.set({ blank: "" });
    const step = this.step + by;
    if (step >= 0 && step <= (this.page.steps ?? 0)) return this.set({ step });
    const to = this.#beside(by);
    if (to) this.set({ number: to.number, step: by > 0 ? 0 : (to.steps ?? 0) });
  }

  /** To the first (-1) or last (1) slide. */
  end(by) {
    const shown = this.pages().filter((page) => !page.hidden);
    const to = by < 0 ? shown[0] : shown.at(-1);
    if (to) this.set({ number: to.number, step: 0, blank: "" });
  }

  #beside(by) {
    const pages = this.pages();
    for (let at = this.at + by; at >= 0 && at < pages.length; at += by) if (!pages[at].hidden) return pages[at];
    return null;
  }

  /** What a click on would show: `{page, step}`, null at the end. */
  get coming() {
    if (!this.page) return null;
    if (this.step < (this.page.steps ?? 0)) return { page: this.page, step: this.step + 1 };
    const page = this.#beside(1);
    return page && { page, step: 0 };
  }

  set(changes, quietly = false) {
    Object.assign(this, changes);
    if (!quietly) this.on();
  }
}
