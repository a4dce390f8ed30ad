/** `h("button.quiet", {onclick}, "text", child)`: an element with a class, attributes, listeners and children. Text is never markup. */
export function h(name, props = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(props)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const byId = (id) => document.getElementById(id);

/** Says something to those who hear the page; the same words twice are said twice. */
export function say(words) {
  const region = byId("said");
  region.textContent = "";
  requestAnimationFrame(() => { region.textContent = words; });
}

/** Calls `act` once, `wait` ms after the last of many calls. */
export function settled(act, wait) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(act, wait, ...given);
  };
}

/** A value that this browser keeps, or `fallback` where it keeps none. */
export function kept(key, fallback) {
  try {
    return JSON.parse(localStorage.getItem(`courseware-${key}`)) ?? fallback;
  } catch {
    return fallback;
  }
}

export function keep(key, value) {
  try {
    localStorage.setItem(`courseware-${key}`, JSON.stringify(value));
  } catch { /* a browser that keeps nothing */ }
}

/** `3 slides`, `1 slide`. */
export const count = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;
