// Keys: one table for a window says what each does, and is what the help shows.

import { byId } from "./dom.js";

const WAIT = 2500;

/** Whether an element takes keys for itself. */
const writes = (element) => element?.closest?.("input, textarea, select, [contenteditable]");
const presses = (element) => element?.closest?.("button, a, summary");

/**
 * Acts on keys as `table` says: rows of `{keys, also, does, says}`, where `keys` (and `also`, which the help leaves out) are names as `KeyboardEvent.key` has them, and `does(event)` returns
 * false where it leaves the key to the browser. Digits and a dash wait for Enter, which gives them to `number`.
 */
export function listenToKeys(table, number) {
  const actions = new Map(table.flatMap(({ keys, also = [], does }) => [...keys, ...also].map((key) => [key, does])));
  const typed = byId("typed");
  let digits = "";
  let timer = 0;

  function type(text) {
    digits = text;
    typed.hidden = !text;
    typed.textContent = text ? `Slide ${text} ↵` : "";
    clearTimeout(timer);
    if (text) timer = setTimeout(() => type(""), WAIT);
  }

  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || writes(event.target) || document.querySelector("dialog[open]")) return;
    const { key } = event;
    if (/^[1-9]$/.test(key) || (digits && /^[-0-9a-z]$/.test(key))) {
      type(digits + key);
      event.preventDefault();
      return;
    }
    if (digits && ["Enter", "Escape", "Backspace"].includes(key)) {
      if (key === "Enter") number(digits);
      type(key === "Backspace" ? digits.slice(0, -1) : "");
      event.preventDefault();
      return;
    }
    if ((key === " " || key === "Enter") && presses(event.target)) return;  // a button in focus is what the key is for
    const act = actions.get(key === " " && event.shiftKey ? "Shift+Space" : key);
    if (act && act(event) !== false) event.preventDefault();
  });
}
