// Finding a slide by its words: in its title, its text and its notes, in this module first and then in the others.

import { h } from "./dom.js";

const MOST = 60;
const AROUND = 46;

const texts = new WeakMap();
const holder = document.createElement("template");

/** What the pages of a module say: each page's title, the words of its slide, and its notes. Lines that most slides have are footers, and say nothing of one. */
function readPages(pages) {
  if (pages.every((page) => texts.has(page))) return;
  const lines = pages.map(linesOf);
  const times = new Map();
  for (const line of lines.flatMap((each) => [...new Set(each)])) times.set(line, (times.get(line) ?? 0) + 1);
  const own = (line) => pages.length < 4 || times.get(line) <= pages.length / 2;
  pages.forEach((page, at) => {
    const title = page.title ?? "";
    const slide = lines[at].filter(own).join(" ");
    holder.innerHTML = (page.notes ?? "").replaceAll("</", " </");
    const notes = holder.content.textContent.replace(/\s+/g, " ").trim();
    texts.set(page, { title, slide: slide.startsWith(title) ? slide.slice(title.length).trim() : slide, notes });
  });
}

/** The lines that a slide shows, without bullets. */
function linesOf(page) {
  holder.innerHTML = page.html;
  return [...holder.content.querySelectorAll(".l, .d")].map((each) => each.textContent.replace(/\s+/g, " ").trim()).filter((each) => each.length > 1);
}

/** How well a page answers all of `words` (lower case): 0 not at all; a title is worth more than a number, then come text and notes. */
function worth(page, words) {
  const { title, slide, notes } = texts.get(page);
  const places = [[title.toLowerCase(), 9], [page.number.toLowerCase(), 5], [slide.toLowerCase(), 3], [notes.toLowerCase(), 1]];
  let sum = 0;
  for (const word of words) {
    const best = places.find(([text]) => text.includes(word));
    if (!best) return 0;
    sum += best[1];
  }
  return sum;
}

export class Finder {
  /** `modules()` gives `{name, number, title}` in order, the open one first; `pages(module)` a promise of its pages; `go(module, page)` goes there. */
  constructor(dialog, { modules, pages, go }) {
    Object.assign(this, { dialog, modules, pages, go, found: [], at: 0, turn: 0 });
    this.input = h("input", { type: "search", placeholder: "Find a slide by its words", role: "combobox", "aria-label": "Words of a slide", "aria-controls": "found", "aria-expanded": "true", autocomplete: "off", spellcheck: "false" });
    this.list = h("ul", { id: "found", role: "listbox", "aria-label": "Slides" });
    this.state = h("p.state", { role: "status" });
    dialog.replaceChildren(this.input, this.list, this.state);
    this.input.addEventListener("input", () => this.#search());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => { this.turn += 1; });
  }

  open() {
    this.dialog.showModal();
    this.input.select();
    this.#search();
  }

  async #search() {
    const turn = ++this.turn;
    const words = this.input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = [];
    for (const [at, module] of this.modules().entries()) {
      if (at && !words.length) break;  // without a word: a list of this module
      let pages;
      try {
        pages = await this.pages(module.name);
      } catch {
        continue;  // a module that can't be read has its problem elsewhere
      }
      if (turn !== this.turn) return;
      readPages(pages);
      const here = pages.map((page) => ({ module, page, worth: worth(page, words) || (words.length ? 0 : 1) })).filter((each) => each.worth);
      if (words.length) here.sort((a, b) => b.worth - a.worth);
      found.push(...here);
      this.#list(found, words);
      if (found.length > MOST) break;
    }
    this.state.textContent = words.length && !found.length ? "No slide has these words" : "";
  }

  #list(found, words) {
    this.found = found.slice(0, MOST);
    this.at = 0;
    this.list.replaceChildren(...this.found.map((each, at) => this.#row(each, at, words)));
    this.#choose(0);
  }

  #row({ module, page }, at, words) {
    const { slide, notes } = texts.get(page);
    const has = (text) => words.some((word) => text.toLowerCase().includes(word));
    const [text, from] = !has(slide) && has(notes) ? [notes, "Notes: "] : [slide, ""];
    return h(
      "li",
      { role: "option", id: `found-${at}`, onclick: () => this.#take(at), onmousemove: () => this.#choose(at, false) },
      h("span.number", {}, page.number),
      h("span.title", {}, marked(page.title || module.title, words)),
      words.length ? h("span.text", {}, from, marked(around(text, words), words)) : null,
    );
  }

  #choose(at, scroll = true) {
    this.at = Math.max(0, Math.min(at, this.found.length - 1));
    [...this.list.children].forEach((row, place) => row.setAttribute("aria-selected", String(place === this.at)));
    const row = this.list.children[this.at];
    if (row) this.input.setAttribute("aria-activedescendant", row.id);
    if (row && scroll) row.scrollIntoView({ block: "nearest" });
  }

  #take(at) {
    const chosen = this.found[at];
    if (!chosen) return;
    this.dialog.close();
    this.go(chosen.module.name, chosen.page);
  }

  #key(event) {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (by) this.#choose(this.at + by);
    else if (event.key === "Enter") this.#take(this.at);
    else return;
    event.preventDefault();
  }
}

/** The stretch of `text` around the first of `words`. */
function around(text, words) {
  const at = Math.max(0, ...words.map((word) => text.toLowerCase().indexOf(word)).filter((place) => place >= 0).slice(0, 1));
  const from = Math.max(0, at - AROUND);
  return (from ? "… " : "") + text.slice(from, at + AROUND * 2);
}

/** `text` with `words` marked, as nodes. */
function marked(text, words) {
  if (!words.length) return [text];
  const search = new RegExp(`(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "gi");
  return text.split(search).map((part, at) => (at % 2 ? h("mark", {}, part) : part));
}
