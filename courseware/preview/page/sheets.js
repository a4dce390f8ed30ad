// The style of slides: their rules live in their own shadow trees, and meet the page's nowhere.

const OWN = `
:host{display:block;position:relative;overflow:hidden;contain:strict}
.slide{transform-origin:0 0;transform:scale(var(--scale,1))}
.slide>*{box-sizing:content-box}
.later{visibility:hidden!important}
`;

const own = new CSSStyleSheet();
own.replaceSync(OWN);
const rules = new CSSStyleSheet();
const fonts = document.head.appendChild(document.createElement("style"));
let last = null;

/** The sheets that each slide's shadow tree takes. */
export const sheets = [rules, own];

/** Takes the rules of a module's slides. What is as it was is left alone, so that no font loads twice. */
export function dress(css) {
  if (css === last) return;
  last = css;
  // Browsers look for fonts in the page itself only, never in a shadow tree.
  const faces = (css.match(/@font-face\s*\{[^}]*\}/g) ?? []).join("\n");
  if (fonts.textContent !== faces) fonts.textContent = faces;
  rules.replaceSync(css.replace(/@font-face\s*\{[^}]*\}/g, ""));
}
