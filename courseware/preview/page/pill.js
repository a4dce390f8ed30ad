// A small sign that something changed out of sight; a click leads there.

import { icon } from "./icons.js";

const STAYS = 9000;

export class Pill {
  constructor(button) {
    this.button = button;
    this.act = null;
    button.addEventListener("click", () => {
      const { act } = this;
      this.hide();
      act?.();
    });
  }

  show(words, towards, act) {
    this.words = words;
    this.act = act;
    this.button.replaceChildren(icon(towards), words);
    this.button.hidden = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.hide(), STAYS);
  }

  hide() {
    this.button.hidden = true;
    this.act = null;
    this.words = "";
  }

  /** Whether it speaks of the slide called `number`. */
  about(number) {
    return this.words === `Slide ${number} changed`;
  }
}
