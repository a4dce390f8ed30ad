// One drawn slide, at whatever size its place gives it.

import { sheets } from "./sheets.js";

const POINT = 96 / 72;

const watcher = new ResizeObserver((entries) => {
  for (const { target, contentRect } of entries) {
    if (contentRect.width) target.style.setProperty("--scale", contentRect.width / target.wide);
  }
});

export class Slide {
  constructor() {
    this.host = document.createElement("div");
    this.host.className = "frame";
    this.root = this.host.attachShadow({ mode: "open" });
    this.root.adoptedStyleSheets = sheets;
    this.drawn = this.root.appendChild(document.createElement("div"));
    this.drawn.className = "drawn";  // what the rules of slides are meant for
    this.html = null;
    this.step = Infinity;
    watcher.observe(this.host);
  }

  /** `width` and `height` of the slide in points. */
  size(width, height) {
    this.host.wide = width * POINT;
    this.host.style.aspectRatio = `${width} / ${height}`;
    if (this.host.clientWidth) this.host.style.setProperty("--scale", this.host.clientWidth / this.host.wide);
  }

  /** Draws `html`. Pictures that it had already stay the elements that they are: nothing loads or flickers. */
  draw(html) {
    if (html === this.html) return;
    this.html = html;
    const next = document.createRange().createContextualFragment(html);
    const had = new Map();
    for (const image of this.root.querySelectorAll("img")) {
      const source = image.getAttribute("src");
      had.set(source, [...(had.get(source) ?? []), image]);
    }
    for (const image of next.querySelectorAll("img")) {
      image.decoding = "sync";
      const same = had.get(image.getAttribute("src"))?.shift();
      if (!same) continue;
      for (const name of ["alt", "style", "class", "data-step"]) {
        if (image.hasAttribute(name)) same.setAttribute(name, image.getAttribute(name));
        else same.removeAttribute(name);
      }
      image.replaceWith(same);
    }
    this.drawn.replaceChildren(next);
    if (this.step !== Infinity) this.reveal(this.step);
  }

  /** Shows what stands there after `step` clicks; all of it for Infinity. */
  reveal(step) {
    this.step = step;
    for (const part of this.root.querySelectorAll("[data-step]")) {
      part.classList.toggle("later", Number(part.dataset.step) > step);
    }
  }

  forget() {
    watcher.unobserve(this.host);
  }
}

/** Waits until the pictures of `pages` that are new can be drawn, but never long. */
export async function ready(pages, known) {
  const wanted = new Set();
  for (const page of pages) {
    for (const [, source] of page.html.matchAll(/<img src="(\/[^"]+)"/g)) if (!known.has(source)) wanted.add(source);
  }
  if (!wanted.size) return;
  const loads = [...wanted].map((source) => {
    const image = new Image();
    image.src = source.replaceAll("&amp;", "&");
    return image.decode().catch(() => undefined);
  });
  await Promise.race([Promise.all(loads), new Promise((done) => setTimeout(done, 250))]);
}
