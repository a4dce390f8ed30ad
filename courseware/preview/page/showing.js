// The slide show in the main window, in step with the presenter's window.

import { byId, settled } from "./dom.js";
import { join } from "./link.js";
import { Show } from "./show.js";
import { toAddress } from "./state.js";
import { wakeful } from "./wake.js";

export class Showing {
  #tell;

  constructor(state, stage, pill) {
    Object.assign(this, { state, stage, pill });
    this.show = new Show(() => stage.pages, () => {
      this.draw();
      this.#tell();
    });
    this.link = join("main", { read: () => this.#place(), follow: (place) => this.#follow(place) });
    this.#tell = settled(() => this.link.tell(this.#place()), 10);
  }

  /** Draws what the slide show says; nothing in another view. */
  draw() {
    const { show, stage } = this;
    const on = this.state.values.view === "show";
    const entry = stage.entries.find((each) => each.page.number === show.number);
    if (on && entry) {
      if (stage.current !== entry) stage.go(entry);
      entry.slide.reveal(show.step);
    }
    const blank = byId("blank");
    blank.hidden = !on || !show.blank;
    blank.className = show.blank;
  }

  /** The window takes a view: in the show one click after the other, in all others whole slides. */
  look(view) {
    this.draw();
    if (view !== "show") for (const entry of this.stage.entries) entry.slide.reveal(Infinity);
    wakeful(view === "show");
  }

  /** The reader came to another slide by himself. */
  arrive(number) {
    if (this.show.number === number) return;
    this.show.set({ number, step: 0 }, true);
    this.#tell();
  }

  /** Where is the presenter? If there is one, this window goes there too. */
  ask() {
    this.link.ask();
  }

  present() {
    const { state } = this;
    const address = toAddress({ ...state.values, view: "show" });
    const second = open(`/presenter${address}`, "courseware-presenter", "width=1200,height=780");
    if (second) state.change({ view: "show" }, { push: true });
    else this.pill.show("The browser blocked the second window: allow it, then press p", "up", () => this.present());
  }

  #place() {
    const { module, delivery } = this.state.values;
    const { number, step, blank } = this.show;
    return { module, delivery, number, step, blank };
  }

  #follow({ module, delivery, number, step, blank }) {
    const { state, stage, show } = this;
    show.set({ number, step, blank }, true);
    if (module !== state.values.module || delivery !== state.values.delivery) return state.change({ module, delivery, slide: number });
    const entry = stage.entries.find((each) => each.page.number === number);
    if (entry && entry !== stage.current) stage.go(entry);
    this.draw();
  }
}
