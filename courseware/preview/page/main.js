// The window of the preview: what is shown, and what happens when something changes.

import { ask, Library } from "./api.js";
import { Documents } from "./documents.js";
import { byId, count, keep, kept, say } from "./dom.js";
import { listen } from "./events.js";
import { Finder } from "./finder.js";
import { calledOf, fillPickers, markView, reopened } from "./header.js";
import { makeHelp } from "./help.js";
import { dressIcons } from "./icons.js";
import { listenToKeys } from "./keys.js";
import { keyOf } from "./pairing.js";
import { Panel } from "./panel.js";
import { Pill } from "./pill.js";
import { mainKeys } from "./mainkeys.js";
import { Showing } from "./showing.js";
import { counted, listFaults, listModules } from "./sidebar.js";
import { Stage } from "./stage.js";
import { documentOf, State, toAddress } from "./state.js";

const state = new State();
const library = new Library();
const places = new Map();  // where the reader was in each module
const scroller = byId("stage");
let course = { modules: [], documents: [], deliveries: [], papers: [], problems: [] };
let turn = 0;
let courseTurn = 0;
let failed = [];  // why the module in view can't be shown at all

const stage = new Stage(scroller, byId("slides"), { current: arrived, chosen: choose });
const documents = new Documents(byId("pages"), {});
const panel = new Panel(byId("problems"), byId("problems-button"), { go: goToPage, shows: inSight });
const pill = new Pill(byId("pill"));
const showing = new Showing(state, stage, pill);
const finder = new Finder(byId("finder"), {
  modules: () => [...course.modules].sort((a, b) => (b.name === state.values.module) - (a.name === state.values.module)),
  pages: async (module) => (library.known(state.values.delivery, module) ?? (await library.module(state.values.delivery, module))).pages,
  go: (module, page) => (module === state.values.module ? goToPage(page) : state.change({ module, slide: page.number, view: slidesView() }, { push: true })),
});

// What is shown

/** The view of slides that the reader is in, or was in last. */
function slidesView() {
  return documentOf(state.values.view) ? kept("slides-view", "slides") : state.values.view;
}

async function showCourse() {
  const { delivery } = state.values;
  const mine = ++courseTurn;
  let found;
  try {
    found = await ask("/api/course", { delivery });
  } catch (error) {
    if (error.status !== 404 || !delivery) throw error;
    state.change({ delivery: "" });  // a delivery of the address that there isn't any more
    found = await ask("/api/course");
  }
  if (mine !== courseTurn) return;
  course = found;
  const known = new Set(course.modules.map((module) => module.name));
  const { module, view, paper } = state.values;
  state.change({
    delivery: state.values.delivery || course.delivery,
    module: known.has(module) || !known.size ? module : course.modules[0].name,
    view: view || "slides",
    paper: course.papers.includes(paper) ? paper : (course.papers[0] ?? ""),
  });
  showFrame();
}

/** All that stands around the slides. */
function showFrame() {
  document.title = course.title ? `${course.title} – preview` : "Preview";
  byId("course-title").textContent = course.title;
  fillPickers(course, state.values);
  listModules(byId("modules"), { ...course, modules: course.modules.map((each) => counted(each, library.known(state.values.delivery, each.name))) }, state.values, places);
  listFaults(byId("course-problems"), course.problems);
  showProblems();
  const nothing = byId("nothing");
  nothing.hidden = course.modules.length > 0 && !(failed.length && !stage.data);
  nothing.textContent = course.modules.length ? "This module can't be shown yet." : course.problems.length ? "There are no slides yet: the course can't be read." : "The course has no modules yet.";
}

function showProblems() {
  const pages = stage.pages.flatMap((page) => (page.problems ?? []).map((each) => ({ ...each, page })));
  panel.show([...failed, ...course.problems, ...(stage.data?.problems ?? []), ...pages], stage.data && (stage.data.stale || course.stale));
}

function showHead() {
  const facts = course.modules.find((module) => module.name === state.values.module);
  byId("module-title").textContent = stage.data?.title ?? facts?.title ?? "";
  const pages = stage.pages.length;
  byId("module-facts").textContent = [facts?.number && `Module ${facts.number}`, count(pages, "slide"), facts?.minutes && `${facts.minutes} min`].filter(Boolean).join(" · ");
}

/** Fetches the module in view and shows it: anew, or what of it is another by now. */
async function showModule({ quietly = false } = {}) {
  const { module, delivery, slide } = state.values;
  byId("module-head").hidden = !stage.data && !course.modules.length;
  if (!module || byId("module-head").hidden) return;
  const mine = ++turn;
  const same = () => stage.data?.module === module && stage.data?.delivery === delivery;
  const known = library.known(delivery, module);
  if (known && !same()) putModule(known, slide);
  try {
    const data = await library.module(delivery, module);
    if (mine !== turn) return;
    failed = [];
    if (!same()) putModule(data, slide);
    else report(await stage.update(data, { quietly }), quietly);
  } catch (error) {
    if (mine !== turn || error.name === "AbortError") return;
    failed = error.problems.length ? error.problems : error.status ? [{ severity: "error", file: "", line: 0, fact: error.message, hint: "" }] : [];
    if (failed.length && stage.data?.module !== module) stage.clear();
  }
  showHead();
  showFrame();
  showing.draw();
}

function putModule(data, number) {
  const before = stage.data;
  const key = stage.current?.key ?? "";
  if (before && before.module === data.module) {  // another brand: the same slide, where it was
    stage.update(data, { quietly: true });
    showHead();
    return;
  }
  stage.show(data, { number, key });
  showHead();
  stage.go(stage.current);  // the title above the slides has its height only now
}

/** Tells of what changed: on the slide itself, and in words where it is out of sight. */
function report(changed, quietly) {
  if (quietly || !changed.length) return;
  const first = changed[0];
  say(changed.length === 1 ? `Slide ${first.page.number} changed` : `${changed.length} slides changed`);
  if (!documentOf(state.values.view) && !changed.some((entry) => stage.shows(entry))) {
    const above = changed[0].element.getBoundingClientRect().top < scroller.getBoundingClientRect().top;
    const words = changed.length === 1 ? `Slide ${first.page.number} changed` : `${changed.length} slides changed`;
    pill.show(words, above && state.values.view !== "single" ? "up" : "down", () => goToPage(first.page));
  }
}

function showDocument() {
  const found = documentOf(state.values.view);
  if (!found) return;
  const { module, delivery, paper } = state.values;
  const about = course.documents.find((each) => each.folder === found.folder && each.name === found.name) ?? found;
  const query = { delivery, module: found.folder === "module" ? module : "", document: found.name };
  if (found.name.endsWith(".pdf")) query.paper = paper;
  documents.show(query, calledOf(about));
}

/** Takes the view that the state says. */
function showView() {
  const { view } = state.values;
  const paged = documentOf(view);
  document.body.dataset.view = paged ? "pages" : view;
  byId("slides").hidden = Boolean(paged);
  byId("pages").hidden = !paged;
  markView(view, course);
  if (!paged) {
    if (view !== "show") keep("slides-view", view);
    stage.look(view);
  } else scroller.scrollTop = 0;
  showing.look(view);
}

// Where the reader is

/** The stage says that another slide is the reader's. */
function arrived(entry) {
  const { number } = entry.page;
  if (state.values.module) places.set(state.values.module, number);
  byId("modules").querySelector("[aria-current]")?.setAttribute("href", toAddress({ ...state.values, slide: number }));
  if (state.values.slide !== number) state.change({ slide: number });
  showing.arrive(number);
  if (pill.about(number)) pill.hide();
}

function choose(entry) {
  stage.go(entry, { hold: state.values.view === "slides" });
  if (state.values.view === "overview") state.change({ view: reopened() }, { push: true });
  if (state.values.view === "show") showing.show.move(1);
}

/** Whether a problem is to be read without the list of problems: at its slide, or over the modules where there are no slides. */
function inSight({ page }) {
  if (!page) return !stage.data && byId("course-problems").checkVisibility({ visibilityProperty: true });
  const entry = documentOf(state.values.view) ? null : stage.entries.find((each) => each.page === page);
  return Boolean(entry && stage.shows(entry));
}

function goToPage(page) {
  if (documentOf(state.values.view)) state.change({ view: slidesView() }, { push: true });
  const entry = stage.entries.find((each) => each.key === keyOf(page)) ?? stage.find(page.number);
  stage.go(entry);
  if (entry) say(`Slide ${entry.page.number}: ${entry.page.title || "no title"}`);
}

/** A slide by its number: `14`, `3-14`, also of another module. */
function goToNumber(number) {
  const entry = stage.find(number);
  if (entry) return goToPage(entry.page);
  const module = course.modules.find((each) => number.includes("-") && String(each.number) === number.split("-")[0]);
  if (module && module.name !== state.values.module) state.change({ module: module.name, slide: number, view: slidesView() }, { push: true });
  else say(`There is no slide ${number}`);
}

/** A step on (1) or back (-1); `Infinity` to the last slide. */
function move(by, { row = false } = {}) {
  const { view } = state.values;
  if (documentOf(view)) return documents.step(scroller, by);
  if (view === "show") {
    if (Number.isFinite(by)) showing.show.move(by);
    else showing.show.end(by);
    return;
  }
  const at = Math.max(0, Math.min(stage.at + by * (row ? stage.columns : 1), stage.entries.length - 1));
  const entry = stage.entries[at];
  if (!entry || (entry === stage.current && view !== "slides")) return;
  stage.go(entry);
  entry.element.focus({ preventScroll: true });
}

// Events

const everything = () => Promise.all([showCourse(), showModule()]).then(() => showDocument());

function changed({ modules = null, course: whole = null }) {
  const { module, delivery } = state.values;
  library.forget(delivery, module);
  const mine = modules === null || modules.includes(module);
  if (whole !== false || mine) showCourse().catch(() => undefined);
  if (mine) showModule();
  else if (modules.length) tellOther(modules[0]);
  showDocument();
}

function tellOther(name) {
  const other = course.modules.find((each) => each.name === name);
  if (other) pill.show(`Module ${other.number || other.title} changed`, "on", () => state.change({ module: name, slide: places.get(name) ?? "" }, { push: true }));
}

function lost() {
  byId("lost").hidden = false;
  byId("lost").textContent = "The preview doesn't answer. Trying again …";
}

function back() {
  byId("lost").hidden = true;
  say("Connected again");
  everything().catch(() => undefined);
}

// What was looked at last is what the server draws first: after a search that is this module again.
byId("finder").addEventListener("close", () => showModule({ quietly: true }));

const act = { state, stage, show: showing.show, panel, finder, move, present: () => showing.present(), course: () => course, scroller };
const { table, wire } = mainKeys(act);
const help = makeHelp(byId("help"), table);
act.help = help;
dressIcons();
wire();
listenToKeys(table, goToNumber);

try {
  await showCourse();
} catch (error) {
  lost();
}
showView();
await showModule();
showDocument();
state.listen((changes) => {
  if (changes.has("delivery")) showCourse().catch(() => undefined);
  if (changes.has("module") || changes.has("delivery")) {
    if (changes.has("module")) byId("side").classList.remove("open");
    showModule();
  } else if (changes.has("slide") && stage.current?.page.number !== state.values.slide) stage.go(stage.find(state.values.slide));
  if (changes.has("view")) showView();
  if (["view", "module", "delivery", "paper"].some((name) => changes.has(name))) {
    showDocument();
    showFrame();
  }
});
showing.ask();
listen({ known: () => course.version, changed, failed: () => changed({}), lost, back });
document.body.dataset.ready = "";
