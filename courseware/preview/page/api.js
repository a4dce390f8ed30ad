// Questions to the server.

/** An answer that is no good; `problems` are those that the server named. */
class Failure extends Error {
  constructor(message, status = 0, problems = []) {
    super(message);
    this.status = status;
    this.problems = problems;
  }
}

export async function ask(path, query = {}, signal = undefined) {
  const words = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== "" && value !== undefined));
  let answer;
  try {
    answer = await fetch(`${path}?${words}`.replace(/\?$/, ""), { signal, headers: { Accept: "application/json" } });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Failure("the preview doesn't answer");
  }
  const found = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Failure(found.fact || found.error || `the preview answers with ${answer.status}`, answer.status, found.problems ?? []);
  return found;
}

/** Modules as they were last seen, so that one that was open already is there at once. */
export class Library {
  constructor() {
    this.seen = new Map();
  }

  known(delivery, module) {
    return this.seen.get(`${delivery}\n${module}`);
  }

  async module(delivery, module, signal = undefined) {
    const found = await ask("/api/module", { delivery, module }, signal);
    if (!found.module) throw new Failure("this module can't be shown", 200, found.problems ?? []);  // it never could be drawn
    this.seen.set(`${delivery}\n${module}`, found);
    return found;
  }

  /** Forgets what may have changed, but for one module of one delivery. */
  forget(delivery, module) {
    const mine = `${delivery}\n${module}`;
    for (const key of [...this.seen.keys()]) if (key !== mine) this.seen.delete(key);
  }
}
