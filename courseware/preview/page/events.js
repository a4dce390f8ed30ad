// What the server tells by itself: something changed, something failed, or it is there again.

const SOON = 400;
const LATE = 2000;
const ASLEEP = 60_000;  // a browser opens six connections to a server and no more: a tab that nobody sees gives its own back

/**
 * Listens for good. `on.changed(event)` and `on.failed(event)` as the server says; `on.lost()` and `on.back()` where the connection goes and comes.
 * `on.known()` is the version of the course that is shown: what happened before the first word is not missed.
 */
export function listen(on) {
  let source = null;
  let wait = SOON;
  let lost = false;
  let timer = 0;

  function open() {
    source = new EventSource("/events");
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
      close();
      if (!lost) on.lost();
      lost = true;
      setTimeout(open, wait);
      wait = Math.min(wait * 1.5, LATE);
    });
  }

  function close() {
    source?.close();
    source = null;
  }

  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => !lost && close(), ASLEEP);
    else if (!source && !lost) open();
    else if (!lost) on.changed({});  // a machine that slept has a connection that says nothing any more
  });

  open();
}

function data(event) {
  try {
    return JSON.parse(event.data) ?? {};
  } catch {
    return {};
  }
}
