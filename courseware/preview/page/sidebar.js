// The modules of the course, with what is wrong in each.

import { h } from "./dom.js";
import { card, counts, unlike, worst } from "./problems.js";
import { toAddress } from "./state.js";

/** `module` with the counts of what stands at its slides, where `data` has them; the server counts the problems of its file. */
export function counted(module, data) {
  if (!data) return module;
  const all = unlike([...(data.problems ?? []), ...data.pages.flatMap((page) => page.problems ?? [])].filter((each) => !each.file || each.file === module.file));
  const errors = worst(all);
  return { ...module, errors: Math.max(errors, module.errors ?? 0), warnings: Math.max(all.length - errors, module.warnings ?? 0) };
}

/** Lists the modules of `course`; `values` is where the reader is, and `places` where he was in each module. */
export function listModules(list, course, values, places) {
  const focused = document.activeElement?.closest?.("#modules a")?.dataset.module;
  list.replaceChildren(
    ...course.modules.map((module) => {
      const address = toAddress({ ...values, module: module.name, slide: places.get(module.name) ?? "" });
      const current = module.name === values.module;
      const marks = counts(module.errors ?? 0, module.warnings ?? 0);
      return h(
        "li",
        {},
        h(
          "a",
          { href: address, "data-module": module.name, "aria-current": current ? "page" : false },
          h("span.number", {}, module.number ? String(module.number) : "–"),
          h("span.title", {}, module.title || module.name),
          h("span.facts", {}, module.minutes ? `${module.minutes} min` : "", ...marks),
        ),
      );
    }),
  );
  if (focused) [...list.querySelectorAll("a")].find((link) => link.dataset.module === focused)?.focus();
}

/** The problems of the course as such above its modules. */
export function listFaults(element, problems) {
  element.hidden = !problems.length;
  element.replaceChildren(...problems.slice(0, 20).map((each) => card(each)));
  if (problems.length > 20) element.append(h("p.more", {}, `and ${problems.length - 20} more`));
}
