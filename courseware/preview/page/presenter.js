// The presenter's window: this slide, the next one, notes and time. It and the audience's window follow each other.

import { ask, Library } from "./api.js";
import { Clock, spoken } from "./clock.js";
import { byId, keep, kept, say, settled } from "./dom.js";
import { listen } from "./events.js";
import { makeHelp } from "./help.js";
import { dressIcons } from "./icons.js";
import { listenToKeys } from "./keys.js";
import { join } from "./link.js";
import { writeNotes } from "./notes.js";
import { keyOf } from "./pairing.js";
import { dress } from "./sheets.js";
import { Show } from "./show.js";
import { Slide } from "./slide.js";
import { State } from "./state.js";
import { wakeful } from "./wake.js";

const SIZES = [14, 16, 18, 20, 23, 26, 30, 36, 44];

const state = new State();
const library = new Library();
const clock = new Clock();
const current = new Slide();
const next = new Slide();
let data = null;
let minutes = 0;
let noted = "";

const show = new Show(() => data?.pages ?? [], () => {
  draw();
  tell();
});
const link = join("presenter", { read: place, follow });
const tell = settled(() => link.tell(place()), 10);

function place() {
  const { module, delivery } = state.values;
  return data ? { module, delivery, number: show.number, step: show.step, blank: show.blank } : null;
}

async function follow(place) {
  const { module, delivery, number, step, blank } = place;
  const other = !data || module !== state.values.module || delivery !== state.values.delivery;
  show.set({ number, step, blank: blank ?? "" }, true);
  if (other) {
    state.change({ module, delivery, slide: number });
    await load();
  }
  draw();
}

/** Fetches the module; a slide that was shown stays shown, though its number may be another now. */
async function load() {
  const { module, delivery } = state.values;
  const shown = data?.module === module ? show.page : null;
  let found;
  try {
    const about = await ask("/api/course", { delivery });
    state.change({ delivery: delivery || about.delivery, module: module || about.modules[0]?.name || "" });
    minutes = about.modules.find((each) => each.name === state.values.module)?.minutes ?? 0;
    found = await library.module(state.values.delivery, state.values.module);
  } catch {
    if (!data) byId("count").textContent = "This module can't be shown yet";
    return;  // the last good slides stay
  }
  if (state.values.module !== found.module) return;
  if (data?.module !== found.module) clock.use(found.module);
  data = found;
  dress(data.css);
  const same = shown && data.pages.find((page) => keyOf(page) === keyOf(shown));
  const known = data.pages.find((page) => page.number === show.number);
  const page = same ?? known ?? data.pages.find((each) => !each.hidden) ?? data.pages[0];
  if (page) show.set({ number: page.number, step: Math.min(show.step, page.steps ?? 0) }, true);
  draw();
}

function draw() {
  const { page, coming } = show;
  if (!page) return;
  state.change({ slide: page.number });
  document.title = `${page.number} ${page.title} – presenter`;
  byId("module-title").textContent = data.title;
  byId("count").textContent = `Slide ${page.number} · ${show.at + 1} of ${data.pages.length}${page.hidden ? " · hidden" : ""}`;
  put(current, page, show.step);
  byId("current").classList.toggle("is-black", show.blank === "black");
  byId("current").classList.toggle("is-white", show.blank === "white");
  for (const colour of ["black", "white"]) byId(colour).setAttribute("aria-pressed", String(show.blank === colour));
  byId("steps").textContent = page.steps ? `Click ${show.step} of ${page.steps}` : "";
  next.host.hidden = !coming;
  if (coming) put(next, coming.page, coming.step);
  byId("next-title").textContent = !coming ? "The end of the module" : coming.page === page ? "The next click" : `${coming.page.number} ${coming.page.title}`;
  const notes = `${keyOf(page)}\n${page.notes}`;
  if (notes === noted) return;
  const other = noted.split("\n", 2).join("\n") !== keyOf(page);
  noted = notes;
  writeNotes(byId("notes-text"), page);
  if (other) byId("notes").scrollTop = 0;
}

function put(slide, page, step) {
  document.body.style.setProperty("--ratio", data.width / data.height);
  slide.size(data.width, data.height);
  slide.draw(page.html);
  slide.reveal(step);
}

function tick() {
  const { elapsed } = clock;
  const left = minutes * 60 - elapsed;
  byId("now").textContent = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  byId("elapsed").textContent = spoken(elapsed);
  byId("left-box").hidden = !minutes;
  byId("left").textContent = spoken(Math.abs(Math.ceil(left)));
  byId("left-word").textContent = left < 0 ? "over" : "left";
  document.body.classList.toggle("over", minutes > 0 && left < 0);
  byId("pace").firstElementChild.style.width = `${minutes ? Math.min(100, (elapsed / minutes / 60) * 100) : 0}%`;
  byId("run").textContent = clock.runs ? "Pause" : clock.elapsed ? "Go on" : "Start";
}

function run() {
  clock.toggle();
  tick();
  say(clock.runs ? "The time runs" : "The time stands");
}

function resize(by) {
  const now = kept("notes-size", 20);
  const size = by ? (by > 0 ? SIZES.find((each) => each > now) : SIZES.findLast((each) => each < now)) ?? now : now;
  keep("notes-size", size);
  byId("notes-text").style.fontSize = `${size}px`;
  if (by) say(`Notes at ${size} pixels`);
}

function blank(colour) {
  show.set({ blank: show.blank === colour ? "" : colour });
}

function goTo(number) {
  const wanted = number.toLowerCase();
  const page = data?.pages.find((each) => each.number.toLowerCase() === wanted) ?? data?.pages.find((each) => each.number.toLowerCase().endsWith(`-${wanted}`));
  if (page) show.set({ number: page.number, step: 0, blank: "" });
  else say(`There is no slide ${number}`);
}

const table = [
  { keys: ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter", "j"], does: () => show.move(1), says: "The next click or slide" },
  { keys: ["ArrowLeft", "ArrowUp", "PageUp", "Backspace", "Shift+Space", "k"], does: () => show.move(-1), says: "The one before" },
  { keys: ["Home", "End"], does: ({ key }) => show.end(key === "End" ? 1 : -1), says: "First and last slide. Digits and Enter: go to that slide" },
  { keys: ["b", "w"], also: ["."], does: ({ key }) => blank(key === "w" ? "white" : "black"), says: "Black or white screen for the audience" },
  { keys: ["t"], does: run, says: "Start and pause the time" },
  { keys: ["+", "-"], also: ["="], does: ({ key }) => resize(key === "-" ? -1 : 1), says: "Larger and smaller notes" },
  { keys: ["f"], does: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen().catch(() => undefined)), says: "Full screen" },
  { keys: ["d"], does: () => say(window.switchTheme()), says: "Dark or light" },
  { keys: ["?"], does: () => help(), says: "These keys" },
];
const help = makeHelp(byId("help"), table);

function wire() {
  dressIcons();
  for (const [id, act] of Object.entries({
    on: () => show.move(1),
    back: () => show.move(-1),
    black: () => blank("black"),
    white: () => blank("white"),
    run,
    reset: () => { clock.reset(); tick(); },
    smaller: () => resize(-1),
    larger: () => resize(1),
    "theme-button": () => say(window.switchTheme()),
    "help-button": help,
  })) byId(id).addEventListener("click", act);
  document.querySelector("#current .fit").append(current.host);
  document.querySelector("#next .fit").append(next.host);
  listenToKeys(table, goTo);
  state.listen((changes) => {
    if (changes.has("slide") && state.values.slide !== show.number) goTo(state.values.slide);  // the address was changed by hand
  });
  addEventListener("focus", () => wakeful(true));
}

const lost = () => {
  byId("lost").hidden = false;
  byId("lost").textContent = "The preview doesn't answer. Trying again …";
};

wire();
resize(0);
show.set({ number: state.values.slide }, true);
await load();
tick();
setInterval(tick, 250);
link.ask();
listen({ known: () => data?.version, changed: load, failed: () => undefined, lost, back: () => { byId("lost").hidden = true; load(); } });
document.body.dataset.ready = "";
