// What the keys and buttons of the main window do.

import { byId, keep, kept, say } from "./dom.js";
import { lastDocument, reopened } from "./header.js";
import { documentOf } from "./state.js";

const ZOOMS = [0.5, 0.6, 0.75, 0.9, 1, 1.15, 1.35, 1.6, 2];

/** The table of keys for `act`, and `wire()`, which joins the buttons to the same deeds. */
export function mainKeys(act) {
  const { state, stage, show, move } = act;
  const inShow = () => state.values.view === "show";

  function view(name) {
    if (name === "slides" || name === "single") keep("opens", name);
    state.change({ view: name === "pages" ? (documentOf(state.values.view) ? state.values.view : lastDocument(act.course())) : name }, { push: true });
  }

  function notes() {
    const on = document.body.classList.toggle("no-notes");
    keep("notes", !on);
    byId("notes-button").setAttribute("aria-pressed", String(!on));
    stage.go(stage.current);
    say(on ? "Notes hidden" : "Notes shown");
  }

  function zoom(by) {
    const now = kept("zoom", 1);
    const next = (by > 0 ? ZOOMS.find((each) => each > now) : ZOOMS.findLast((each) => each < now)) ?? now;
    keep("zoom", next);
    byId("stage").style.setProperty("--zoom", next);
    stage.go(stage.current);
    say(`${Math.round(next * 100)} %`);
  }

  function full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => say("The browser allows no full screen here"));
  }

  function leave() {
    if (inShow()) state.change({ view: reopened() }, { push: true });
    else if (act.panel.opened) act.panel.toggle(false);
    else if (byId("side").classList.contains("open")) byId("drawer").click();
    else return false;
  }

  function blank(colour) {
    if (!inShow()) return false;
    show.set({ blank: show.blank === colour ? "" : colour });
  }

  const module = (by) => {
    const { modules } = act.course();
    const to = modules[modules.findIndex((each) => each.name === state.values.module) + by];
    if (to) state.change({ module: to.name, slide: "" }, { push: true });
  };

  /** An arrow up or down: a row in the overview, a slide elsewhere; what is longer than the window is scrolled through first. */
  const upright = (by) => {
    const { scroller } = act;
    const box = stage.current?.element.getBoundingClientRect();
    const room = scroller.getBoundingClientRect();
    if (state.values.view === "slides" && box && box.height > room.height && (by > 0 ? box.bottom > room.bottom + 30 : box.top < room.top - 30)) {
      scroller.scrollTop += by * room.height * 0.6;
    } else move(by, { row: state.values.view === "overview" });
  };

  const table = [
    { keys: ["ArrowRight", "PageDown", " ", "j"], does: () => move(1), says: "Next slide, page or click" },
    { keys: ["ArrowLeft", "PageUp", "Shift+Space", "k"], does: () => move(-1), says: "The one before" },
    { keys: ["ArrowDown", "ArrowUp"], does: ({ key }) => upright(key === "ArrowDown" ? 1 : -1), says: "A slide down or up; in the overview a row" },
    { keys: ["Home", "End"], does: ({ key }) => move(key === "End" ? Infinity : -Infinity), says: "First and last slide" },
    { keys: ["Enter"], does: () => (state.values.view === "overview" ? view(reopened()) : inShow() ? move(1) : false), says: "Open the slide (overview). After digits: go to that slide, 14 or 3-14" },
    { keys: ["[", "]"], does: ({ key }) => module(key === "]" ? 1 : -1), says: "Module before and after" },
    { keys: ["/", "g"], does: () => act.finder.open(), says: "Find a slide by its words" },
    { keys: ["s"], does: () => view("slides"), says: "Slides one under the other" },
    { keys: ["o"], does: () => view(state.values.view === "overview" ? reopened() : "overview"), says: "Overview" },
    { keys: ["i"], does: () => view(state.values.view === "single" ? "slides" : "single"), says: "A single slide" },
    { keys: ["h"], does: () => view("pages"), says: "Handout and other documents, as pages" },
    { keys: ["n"], does: notes, says: "Notes beside the slides" },
    { keys: ["+", "-"], also: ["="], does: ({ key }) => zoom(key === "-" ? -1 : 1), says: "Larger and smaller" },
    { keys: ["e"], does: () => act.panel.toggle(), says: "Problems (errors and warnings)" },
    { keys: ["d"], does: () => say(window.switchTheme()), says: "Dark or light" },
    { keys: ["p"], does: () => act.present(), says: "Present: the slides here, notes and clock in a second window" },
    { keys: ["f"], does: full, says: "Full screen" },
    { keys: ["b", "w"], also: ["."], does: ({ key }) => blank(key === "w" ? "white" : "black"), says: "While presenting: black or white screen" },
    { keys: ["Escape"], does: leave, says: "Leave the slide show, close what is open" },
    { keys: ["?"], does: () => act.help(), says: "These keys" },
  ];

  function wire() {
    document.body.classList.toggle("no-notes", !kept("notes", true));
    byId("notes-button").setAttribute("aria-pressed", String(kept("notes", true)));
    byId("stage").style.setProperty("--zoom", kept("zoom", 1));
    for (const button of byId("views").children) button.addEventListener("click", () => view(button.dataset.view));
    byId("notes-button").addEventListener("click", notes);
    byId("find-button").addEventListener("click", () => act.finder.open());
    byId("theme-button").addEventListener("click", () => say(window.switchTheme()));
    byId("help-button").addEventListener("click", () => act.help());
    byId("present-button").addEventListener("click", () => act.present());
    document.querySelector(".skip").addEventListener("click", (event) => {
      event.preventDefault();  // the address is the state's
      byId("stage").focus();
    });
    byId("blank").addEventListener("click", () => show.set({ blank: "" }));
    byId("delivery").addEventListener("change", ({ target }) => state.change({ delivery: target.value }, { push: true }));
    byId("paper").addEventListener("change", ({ target }) => state.change({ paper: target.value }, { push: true }));
    byId("document").addEventListener("change", ({ target }) => {
      keep("document", target.value);
      state.change({ view: target.value }, { push: true });
    });
    byId("drawer").addEventListener("click", () => {
      const open = byId("side").classList.toggle("open");
      byId("drawer").setAttribute("aria-expanded", String(open));
    });
    byId("stage").addEventListener("pointerdown", () => byId("side").classList.remove("open"));
    for (const select of document.querySelectorAll("#bar select")) select.addEventListener("change", () => select.blur());  // keys are the slides' again
    let idle = 0;
    addEventListener("pointermove", () => {
      document.body.classList.remove("idle");
      clearTimeout(idle);
      idle = setTimeout(() => document.body.classList.toggle("idle", inShow()), 2000);
    });
  }

  return { table, wire };
}
