// A screen that doesn't go dark while slides are shown.

let lock = null;

export async function wakeful(on) {
  try {
    if (on && !lock) {
      lock = await navigator.wakeLock.request("screen");
      lock.addEventListener("release", () => { lock = null; });
    } else if (!on && lock) await lock.release();
  } catch { /* a browser that can't, or a machine short of power */ }
}
