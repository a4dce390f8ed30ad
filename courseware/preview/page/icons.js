// Icons of the page itself, drawn for it on a grid of 20.
const PATHS = {
  menu: "M3 5.5h14M3 10h14M3 14.5h14",
  find: "M9 15a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM13.4 13.4 17 17",
  theme: "M10 3a7 7 0 1 0 0 14zM10 3a7 7 0 0 1 0 14",
  help: "M7.2 7.4a2.9 2.9 0 1 1 4.3 2.5c-1 .6-1.5 1.1-1.5 2.1M10 15.1v.2",
  notes: "M4.5 3.5h11v13h-11zM7.2 7h5.6M7.2 10h5.6M7.2 13h3.4",
  present: "M3 4h14v9H3zM10 13v3.5M7 16.5h6",
  back: "M12.5 4 6.5 10l6 6",
  on: "M7.5 4l6 6-6 6",
  error: "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM7.4 7.4l5.2 5.2M12.6 7.4l-5.2 5.2",
  warning: "M10 3 17.6 16.5H2.4zM10 8v4M10 14.1v.2",
  copy: "M7.5 7.5h9v9h-9zM12.5 7.5v-4h-9v9h4",
  hidden: "M2.5 10S5.200 5 10 5s7.500 5 7.500 5-2.700 5-7.500 5-7.500-5-7.500-5zM3.500 16.500 16.500 3.500",
  close: "M5 5l10 10M15 5 5 15",
  up: "M10 16V4M5 9l5-5 5 5",
  down: "M10 4v12M5 11l5 5 5-5",
};
const SVG = "http://www.w3.org/2000/svg";

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** Puts their icon into all elements that name one. */
export function dressIcons() {
  for (const element of document.querySelectorAll("[data-icon]")) element.prepend(icon(element.dataset.icon));
}
