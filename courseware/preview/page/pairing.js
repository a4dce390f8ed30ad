/** A page's name that stays while slides come and go around it. */
export const keyOf = (page) => `${page.id}\n${page.piece ?? 1}`;

/**
 * For each of `now` (keys) the place in `before` of the page that it was, or -1. Equal keys are pairs; between two pairs,
 * as many as are left on both sides are taken to be the same slide with another title.
 */
export function pair(before, now) {
  const places = new Map(before.map((key, at) => [key, at]));
  const found = now.map((key) => places.get(key) ?? -1);
  const taken = new Set(found);
  let from = 0;
  for (let at = 0; at < now.length; at++) {
    if (found[at] >= 0) {
      from = found[at] + 1;
      continue;
    }
    if (from < before.length && !taken.has(from)) {
      found[at] = from;
      taken.add(from);
      from += 1;
    }
  }
  return found;
}

/** What a slide shows apart from its number, which changes with every slide that is put in front of it. */
export function look(page) {
  const number = page.number.replace(/[^\w-]/g, "");
  const tail = number.split("-").pop();
  const printed = new RegExp(`<div class="l [^>]*>(?:${number}|${tail})</div>`, "g");
  return page.html.replace(printed, "").replace(` id="slide-${number}"`, "");
}
