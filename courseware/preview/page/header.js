// The header: views, brand, paper and document.

import { h, byId, kept } from "./dom.js";
import { documentOf } from "./state.js";

const PAPERS = { a4: "A4", a5: "A5", letter: "Letter" };

function fill(select, options, value) {
  const wanted = JSON.stringify(options);
  if (select.dataset.options !== wanted) {
    select.dataset.options = wanted;
    const groups = new Map();
    for (const { group = "", ...each } of options) groups.set(group, [...(groups.get(group) ?? []), each]);
    select.replaceChildren(
      ...[...groups].flatMap(([group, each]) => {
        const rows = each.map(({ name, title }) => h("option", { value: name }, title));
        return group ? [h("optgroup", { label: group }, rows)] : rows;
      }),
    );
  }
  select.value = value;
}

/** A title as a line of its own begins. */
const spelled = (title) => title.charAt(0).toUpperCase() + title.slice(1).replaceAll("-", " ");

/** What people call a document. */
export function calledOf({ name, title }) {
  const words = spelled(title || name);
  return name.endsWith(".html") ? `${words} (web page)` : words;
}

const viewOf = ({ folder, name }) => `${folder}:${name}`;

export function fillPickers(course, values) {
  const deliveries = course.deliveries.map(({ name, title, brand }) => {
    const own = brand && brand !== title;  // a delivery of course.yml, in a brand
    return { name, title: own ? `${title || name} · ${brand}` : title || name, group: own ? "Deliveries" : "Brands" };
  });
  fill(byId("delivery"), deliveries, values.delivery);
  fill(byId("paper"), course.papers.map((name) => ({ name, title: PAPERS[name.toLowerCase()] ?? name })), values.paper);
  const documents = course.documents.map((each) => ({ name: viewOf(each), title: calledOf(each), group: each.folder === "module" ? "Of the module" : "Of the course" }));
  fill(byId("document"), documents, values.view);
  markView(values.view, course);
}

export function markView(view, course) {
  const paged = Boolean(documentOf(view));
  for (const button of byId("views").children) {
    const { view: name } = button.dataset;
    button.setAttribute("aria-pressed", String(name === (paged ? "pages" : view)));
    if (name === "pages") button.hidden = !course.documents.length;
  }
  byId("pick-document").hidden = !paged;
  byId("pick-paper").hidden = !paged || view.endsWith(".html");
  byId("notes-button").hidden = paged || view === "overview";
}

/** The view of slides that an overview opens into. */
export const reopened = () => (kept("opens", "slides") === "single" ? "single" : "slides");

/** The document that was looked at last, else the first. */
export function lastDocument(course) {
  const last = kept("document", "");
  const found = course.documents.find((each) => viewOf(each) === last) ?? course.documents.find((each) => each.name.endsWith(".pdf") && !each.request) ?? course.documents[0];
  return found ? viewOf(found) : "";
}
