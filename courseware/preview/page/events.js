// What the server tells by itself: something changed, something failed, or it is there again.

const SOON = 400;
const LATE = 2000;

/**
 * Listens for good. `on.changed(event)` and `on.failed(event)` as the server says; `on.lost()` and `on.back()` where the connection goes and comes.
 * `on.known()` is the version of the course that is shown: what happened before the first word is not missed.
 */
export function listen(on) {
  let wait = SOON;
  let lost = false;

  function open() {
    const source = new EventSource("/events");
    source.addEventListener("hello", (event) => {
      wait = SOON;
      if (lost) on.back();
      else if (data(event).version !== on.known()) on.changed({});
      lost = false;
    });
    source.addEventListener("changed", (event) => on.changed(data(event)));
    source.addEventListener("failed", (event) => on.failed(data(event)));
    // The browser's own way of trying again is slow, and gives up on some answers.
    source.addEventListener("error", () => {
      source.close();
      if (!lost) on.lost();
      lost = true;
      setTimeout(open, wait);
      wait = Math.min(wait * 1.5, LATE);
    });
  }

  open();
}

function data(event) {
  try {
    return JSON.parse(event.data) ?? {};
  } catch {
    return {};
  }
}
