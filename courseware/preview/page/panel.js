// All problems of what is in view, over the slides: errors open it by themselves, and it goes when they are mended.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { card, counts, same, unlike, worst } from "./problems.js";

export class Panel {
  /**
   * `on.go(page)` shows the slide that a problem belongs to; `on.shows(problem)` says whether it is to be
   * read elsewhere in the window.
   */
  constructor(element, button, on) {
    Object.assign(this, { element, button, on, shown: [], stale: false, opened: false, shut: 0 });
    button.addEventListener("click", () => this.toggle());
  }

  /** Shows `problems`; `stale` says that the slides are the last good ones. */
  show(problems, stale = false) {
    const before = this.errors;
    const now = unlike(problems);
    const unchanged = same(now, this.shown) && Boolean(stale) === this.stale;
    this.stale = Boolean(stale);
    this.shown = now;
    const errors = this.errors;
    const news = now.some((each) => each.severity === "error" && !this.on.shows(each));
    if (unchanged) return;
    if (news && errors > this.shut) this.opened = true;
    if (!errors) {
      if (before) this.opened = false;
      this.shut = 0;
    }
    this.#draw();
  }

  toggle(open = !this.opened) {
    this.opened = open;
    if (!open) this.shut = this.errors;
    this.#draw();
  }

  #go(page) {
    this.on.go(page);
    if (this.shown.every((each) => each.severity !== "error" || each.page === page)) this.toggle(false);  // all of it stands at the slide
  }

  get errors() {
    return worst(this.shown);
  }

  #draw() {
    const { shown, button, element } = this;
    const errors = worst(shown);
    button.hidden = !shown.length;
    button.replaceChildren(...counts(errors, shown.length - errors));
    button.setAttribute("aria-expanded", String(this.opened));
    element.hidden = !this.opened || !shown.length;
    if (element.hidden) return element.replaceChildren();
    const close = h("button.tool", { type: "button", "aria-label": "Close the problems", onclick: () => this.toggle(false) }, icon("close"));
    const order = [...shown].sort((a, b) => (b.severity === "error") - (a.severity === "error"));
    element.replaceChildren(
      h("header", {}, h("h2", {}, "Problems"), this.stale ? h("p", {}, "The slides are the last good ones") : null, close),
      h("div.list", {}, order.map((each) => card(each, each.page ? () => this.#go(each.page) : null))),
    );
  }
}
