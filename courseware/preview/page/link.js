// Two windows in step: the audience's and the presenter's tell each other where they are.

const NAME = "courseware-preview";

/**
 * Joins the windows of this preview. `role` is `main` or `presenter`; `read()` gives where this window is, `follow(place)` goes where the other one
 * is. A presenter follows every main window, a main window only presenters, so that two tabs side by side stay their own.
 */
export function join(role, { read, follow }) {
  const channel = new BroadcastChannel(NAME);

  channel.addEventListener("message", ({ data }) => {
    if (data.role === role) return;
    if (data.kind === "ask") {
      const place = read();
      if (place) channel.postMessage({ role, kind: "place", place });
    } else if (data.kind === "place") follow(data.place);
  });

  return {
    /** Where is the other window? It answers by `follow`, if there is one. */
    ask: () => channel.postMessage({ role, kind: "ask" }),
    tell: (place) => channel.postMessage({ role, kind: "place", place }),
  };
}
