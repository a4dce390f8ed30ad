// Documents as pages: a handout, the trainer's notes, whatever the brand has, as they will be printed.

import { ask } from "./api.js";
import { h, byId, count } from "./dom.js";
import { card } from "./problems.js";

const WIDTHS = [480, 800, 1200, 1600, 2400, 3200];
const SLOW = 350;

export class Documents {
  /** `on.told(problems)` gets what the server says of the document. */
  constructor(element, on) {
    Object.assign(this, { element, on, made: null, web: null, asked: "", turn: 0 });
    this.state = h("p.making", { role: "status", hidden: true }, h("i.busy", { "aria-hidden": "true" }), h("span"));
    this.head = h("h2");
    this.faults = h("div.problems");
    this.list = h("ol.papers");
    element.append(h("header", {}, this.head, this.state), this.faults, this.list);
  }

  /** Shows a document; again with the same `query` it is looked whether it is another by now. `title` is what people call it. */
  async show(query, title) {
    const asked = JSON.stringify(query);
    const other = asked !== this.asked;
    this.asked = asked;
    const turn = ++this.turn;
    this.stop?.abort();
    this.stop = new AbortController();
    if (other) {
      this.made = this.web = null;
      this.list.replaceChildren();
      this.faults.replaceChildren();
    }
    this.head.textContent = title;
    const slow = setTimeout(() => this.#say("Making the pages …"), SLOW);
    try {
      const made = await ask("/api/document", query, this.stop.signal);
      if (turn === this.turn) this.#put(made, title);
    } catch (error) {
      if (error.name !== "AbortError" && turn === this.turn) this.#fail(error);
    } finally {
      clearTimeout(slow);
      if (turn === this.turn) this.#say("");
    }
  }

  #say(words) {
    this.state.hidden = !words;
    this.state.lastChild.textContent = words;
  }

  #fail(error) {
    const problems = error.problems.length ? error.problems : [{ severity: "error", file: "", line: 0, fact: error.message, hint: "" }];
    this.faults.replaceChildren(...problems.map((each) => card(each)));
    this.element.classList.toggle("stale", this.list.children.length > 0);
  }

  #put(made, title) {
    this.element.classList.toggle("stale", Boolean(made.stale));
    this.faults.replaceChildren(...(made.problems ?? []).map((each) => card(each)));
    this.head.replaceChildren(title, " ", h("small", {}, made.pages ? count(made.pages, "page") : ""));
    if (this.made?.digest === made.digest || !made.digest) return;
    this.made = made;
    if (made.kind === "html") return this.#web(made.address, title);
    this.web = null;
    this.list.querySelector(".web")?.parentElement.remove();
    while (this.list.children.length > made.pages) this.list.lastElementChild.remove();
    for (let page = 1; page <= made.pages; page++) this.#page(page, made, title);
  }

  /** A document that is a web page, in a frame of its own. */
  #web(address, title) {
    this.web ??= h("iframe.web", { title });
    this.web.src = address;
    this.list.replaceChildren(h("li.whole", {}, this.web));
  }

  /** A page of the document; one that shows keeps its old picture until the new one can be drawn. */
  #page(page, made, title) {
    const ratio = `${made.width} / ${made.height}`;
    const source = this.#source(page, made);
    const old = this.list.children[page - 1];
    if (!old) {
      const image = h("img", { alt: `${title}, page ${page}`, loading: "lazy", decoding: "async", style: `aspect-ratio:${ratio}`, src: source });
      this.list.append(h("li", { id: `page-${page}` }, image, h("span.number", { "aria-hidden": "true" }, String(page))));
      return;
    }
    const image = old.querySelector("img");
    image.style.aspectRatio = ratio;
    const next = image.cloneNode();
    next.loading = "eager";
    next.src = source;
    const near = Math.abs(image.getBoundingClientRect().top) < 2 * innerHeight;
    if (!near) image.src = source;
    else next.decode().catch(() => undefined).then(() => old.contains(image) && image.replaceWith(next));
  }

  #source(page, { digest }) {
    const wide = (this.list.clientWidth || 800) * devicePixelRatio;
    const shown = Math.min(wide, 860 * devicePixelRatio * (Number(getComputedStyle(byId("stage")).getPropertyValue("--zoom")) || 1));
    const width = WIDTHS.find((each) => each >= shown) ?? WIDTHS.at(-1);
    return `/api/picture?${new URLSearchParams({ digest, page, width })}`;
  }

  /** Goes `by` pages on from the one that is at the top of `scroller`; to the first or last for Infinity. */
  step(scroller, by) {
    const pages = [...this.list.children];
    if (!pages.length) return;
    const top = scroller.getBoundingClientRect().top;
    const at = Math.max(0, pages.findIndex((page) => page.getBoundingClientRect().bottom > top + 80));
    const row = pages[at].getBoundingClientRect().top;
    let to = at + by;
    if (Number.isFinite(by)) while (pages[to] && Math.abs(pages[to].getBoundingClientRect().top - row) < 2) to += by;  // pages beside each other
    const page = pages[Math.max(0, Math.min(to, pages.length - 1))];
    scroller.scrollTop += page.getBoundingClientRect().top - top - 20;
  }
}
