// A slide's row: its caption, the slide, the trainer's notes, and what is wrong with it.

import { h, count } from "./dom.js";
import { icon } from "./icons.js";
import { writeNotes } from "./notes.js";
import { keyOf, look } from "./pairing.js";
import { card, counts, placeButton, same, worst } from "./problems.js";
import { Slide } from "./slide.js";

const FLASH = 2600;

export class Entry {
  /** `act.go(entry)` is called where the reader wants this slide. */
  constructor(page, data, act) {
    this.slide = new Slide();
    this.caption = h("header.caption");
    this.notes = h("aside.notes");
    this.problems = h("div.problems");
    this.element = h("article.entry", { tabindex: "-1" }, this.caption, h("div.picture", {}, this.slide.host), this.problems, this.notes);
    this.element.addEventListener("click", (event) => {
      if (!event.target.closest("button, a") && !String(getSelection())) act.go(this);
    });
    this.set(page, data);
  }

  /** Takes a page; gives back what of it is another now: its look (apart from its number), or its words beside it. */
  set(page, data) {
    const before = this.page;
    this.page = page;
    this.key = keyOf(page);
    this.slide.size(data.width, data.height);
    this.slide.draw(page.html);
    if (!before || captionOf(before) !== captionOf(page)) this.#caption();
    if (!before || before.notes !== page.notes) writeNotes(this.notes, page);
    if (!before || !same(before.problems ?? [], page.problems ?? [])) this.#problems();
    if (!before) return { look: false, notes: false };
    return { look: before.html !== page.html && look(before) !== look(page), notes: before.notes !== page.notes };
  }

  #caption() {
    const { number, title, hidden, piece, pieces, minutes, source } = this.page;
    this.element.setAttribute("aria-label", `Slide ${number}: ${title || "no title"}`);
    this.element.classList.toggle("is-hidden", Boolean(hidden));
    this.caption.replaceChildren(
      h("strong.number", {}, number),
      h("h2.title", {}, title || "No title"),
      ...[
        pieces > 1 && h("span.tag", { title: "The slide goes on, because its text is longer than one slide" }, `${piece} of ${pieces}`),
        hidden && h("span.tag", { title: "Hidden in the slide show" }, icon("hidden"), "hidden"),
        minutes && h("span.facts", {}, `${minutes} min`),
        this.page.steps > 0 && h("span.facts", {}, count(this.page.steps, "click")),
        h("span.badges"),
        source?.file && placeButton([source.file, source.line].filter(Boolean).join(":"), true),
      ].filter(Boolean),
    );
    this.#badges();
  }

  #badges() {
    const errors = worst(this.page.problems ?? []);
    this.caption.querySelector(".badges").replaceChildren(...counts(errors, (this.page.problems ?? []).length - errors));
  }

  #problems() {
    this.problems.replaceChildren(...(this.page.problems ?? []).map((each) => card(each)));
    this.#badges();
  }

  /** A quiet sign, for a moment, that this is what changed. */
  flash() {
    clearTimeout(this.fading);
    this.element.classList.remove("changed");
    void this.element.offsetWidth;  // starts the sign anew where it still shows
    this.element.classList.add("changed");
    this.fading = setTimeout(() => this.element.classList.remove("changed"), FLASH);
  }

  mark(current) {
    this.element.classList.toggle("current", current);
    if (current) this.element.setAttribute("aria-current", "true");
    else this.element.removeAttribute("aria-current");
  }

  remove() {
    this.slide.forget();
    this.element.remove();
  }
}

const captionOf = ({ number, title, hidden, piece, pieces, minutes, steps, source }) =>
  JSON.stringify([number, title, hidden, piece, pieces, minutes, steps, source]);
