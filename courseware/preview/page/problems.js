// Problems as cards: what, where, and what to do about it. Errors and warnings differ by word and sign, not by colour alone.

import { h, say } from "./dom.js";
import { icon } from "./icons.js";

/** `file:line` as an editor takes it, `""` where a problem has no place. */
export function place(problem) {
  return problem.file ? [problem.file, problem.line].filter(Boolean).join(":") : "";
}

const mark = (problem) => [place(problem), problem.fact].join("\n");

export const same = (some, others) =>
  some.length === others.length && some.every((each, at) => mark(each) === mark(others[at]) && each.severity === others[at].severity);

export function unlike(problems) {
  const seen = new Set();
  return problems.filter((each) => !seen.has(mark(each)) && seen.add(mark(each)));
}

export const worst = (problems) => problems.filter((each) => each.severity === "error").length;

/** A place that a click copies. With `short` its folders are left out, as there is little room. */
export function placeButton(text, short = false) {
  const button = h("button.place", { type: "button", title: `Copy ${text}`, "aria-label": `Copy ${text}` }, h("span", {}, short ? text.split("/").pop() : text), icon("copy"));
  button.addEventListener("click", async (event) => {
    event.stopPropagation();
    const done = await copy(text);
    say(done ? `Copied ${text}` : `${text} could not be copied`);
    button.classList.toggle("copied", done);
    setTimeout(() => button.classList.remove("copied"), 1400);
  });
  return button;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = h("textarea", { readonly: true, style: "position:fixed;opacity:0" }, text);
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

/** A card for one problem; `show` is called by a click on it, where it leads anywhere. */
export function card(problem, show = null) {
  const error = problem.severity === "error";
  const where = place(problem);
  return h(
    `div.problem.${error ? "error" : "warning"}`,
    {},
    icon(error ? "error" : "warning"),
    h(
      "div",
      {},
      h("p", {}, h("strong", {}, error ? "Error" : "Warning"), " ", problem.fact),
      problem.hint ? h("p.hint", {}, problem.hint) : null,
      where || show ? h("p.where", {}, where ? placeButton(where) : null, show ? h("button.quiet", { type: "button", onclick: show }, "Show the slide") : null) : null,
    ),
  );
}

/** `2 errors`, `1 warning` as small signs with words for those who can't see them. */
export function counts(errors, warnings) {
  const one = (n, kind) =>
    n ? h(`span.count.${kind}`, { title: `${n} ${kind}${n === 1 ? "" : "s"}` }, icon(kind), `${n}`, h("span.unseen", {}, ` ${kind}${n === 1 ? "" : "s"}`)) : null;
  return [one(errors, "error"), one(warnings, "warning")].filter(Boolean);
}
