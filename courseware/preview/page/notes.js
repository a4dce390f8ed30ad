// The trainer's notes of a slide.

/** Puts the notes of `page` into `element`. Links lead out of the page, into a tab of their own. */
export function writeNotes(element, page) {
  element.setAttribute("aria-label", `Notes of slide ${page.number}`);
  element.innerHTML = page.notes || "";
  element.classList.toggle("empty", !element.hasChildNodes());
  for (const link of element.querySelectorAll("a[href]")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
}
