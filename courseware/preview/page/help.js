// The overlay that lists the keys.

import { h } from "./dom.js";
import { icon } from "./icons.js";

const SHOWN = { " ": "Space", ArrowRight: "→", ArrowLeft: "←", ArrowUp: "↑", ArrowDown: "↓", PageDown: "Page down", PageUp: "Page up", Escape: "Esc", "Shift+Space": "Shift Space" };

/** Fills `dialog` from the rows of a key table, and gives what opens and closes it. */
export function makeHelp(dialog, table) {
  const rows = table.filter((row) => row.says).map(({ keys, says }) => h("div", {}, h("dt", {}, keys.map((key) => h("kbd", {}, SHOWN[key] ?? key))), h("dd", {}, says)));
  const close = h("button.tool", { type: "button", "aria-label": "Close", onclick: () => dialog.close() }, icon("close"));
  dialog.replaceChildren(h("div.head", {}, h("h2", { id: "help-title" }, "Keys"), close), h("dl", {}, rows));
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("keydown", (event) => event.key === "?" && (event.preventDefault(), dialog.close()));
  dialog.tabIndex = -1;
  return () => {
    if (dialog.open) return dialog.close();
    dialog.showModal();
    dialog.focus();
  };
}
